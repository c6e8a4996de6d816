"""Runs that a reader may see: one of them, and its stops in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands.base import Actor
from stockroom.errors import NotFound
from stockroom.ledger import PLACE
from stockroom.rules.driving import Load
from stockroom.tables.people import Role
from stockroom.tables.transport import StopKind
from stockroom.web.api.reads.people import DONOR, PERSON
from stockroom.web.api.reads.scopes import FACILITY, RUN, STOP, own_run
from stockroom.web.pages.acting import Look

HIGHEST_ID = 2**31 - 1
DIGITS = 9
MOST_STOPS = 60
DRIVER = PERSON.alias("driver")
_START = PLACE.alias("start")
RUNS = sa.select(
    RUN.c.id,
    RUN.c.day,
    RUN.c.van_id,
    PLACE.c.name.label("van"),
    RUN.c.driver_id,
    DRIVER.c.name.label("driver"),
    RUN.c.planned_in,
    RUN.c.departed_in,
    RUN.c.closed_in,
    RUN.c.site_id,
    sa.func.coalesce(_START.c.name, "").label("site"),
    RUN.c.colour,
    RUN.c.starts_at,
    RUN.c.ends_at,
    RUN.c.longest_wait_min,
).select_from(
    RUN.join(PLACE, PLACE.c.id == RUN.c.van_id)
    .join(DRIVER, DRIVER.c.id == RUN.c.driver_id)
    .outerjoin(_START, _START.c.id == RUN.c.site_id)
)
_STOPS = (
    sa.select(
        STOP.c.run_id,
        STOP.c.position,
        STOP.c.kind,
        STOP.c.facility_id,
        FACILITY.c.code,
        FACILITY.c.language,
        PLACE.c.name.label("site"),
        PLACE.c.number.label("site_number"),
        STOP.c.donor_id,
        DONOR.c.name.label("donor"),
        STOP.c.window_from,
        STOP.c.window_until,
        STOP.c.id,
        STOP.c.site_id,
        STOP.c.service_min,
        STOP.c.arrives_at,
        STOP.c.arrived_at,
        STOP.c.left_at,
        STOP.c.called_off_because,
        STOP.c.to_fetch,
        STOP.c.to_fetch_g,
        STOP.c.to_fetch_ml,
    )
    .select_from(
        STOP.outerjoin(FACILITY, FACILITY.c.id == STOP.c.facility_id)
        .outerjoin(PLACE, PLACE.c.id == STOP.c.site_id)
        .outerjoin(DONOR, DONOR.c.id == STOP.c.donor_id)
    )
    .order_by(STOP.c.run_id, STOP.c.position)
)


class Run(NamedTuple):
    """One trip of one van; `departed_in` and `closed_in` are positions of the journal."""

    id: int
    day: date
    van_id: int
    van: str
    driver_id: int
    driver: str
    planned_in: int
    departed_in: int | None
    closed_in: int | None
    site_id: int | None = None
    site: str = ""
    colour: str = "green"
    starts_at: str = "08:00"
    ends_at: str = "17:00"
    longest_wait_min: int = 30

    @property
    def state(self) -> str:
        """`planned`, `on_the_road` or `closed`."""
        if self.closed_in is not None:
            return "closed"
        return "on_the_road" if self.departed_in is not None else "planned"


class Stop(NamedTuple):
    """One stop of a run; `facility_id` and `code` are those of a facility only.

    `arrives_at` is what the plan expects, `arrived_at` and `left_at` what the driver told.
    """

    run_id: int
    position: int
    kind: str
    facility_id: int | None
    code: str | None
    language: str | None
    site: str | None
    site_number: int | None
    donor_id: int | None
    donor: str | None
    window_from: str
    window_until: str
    id: int = 0
    site_id: int | None = None
    service_min: int = 20
    arrives_at: str = ""
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    called_off_because: str = ""
    to_fetch: str = ""
    to_fetch_g: int = 0
    to_fetch_ml: int = 0

    @property
    def name(self) -> str:
        """What people call it: a code or a name, never an address."""
        return self.code or self.site or self.donor or ""

    @property
    def owner(self) -> int | None:
        """The id of its facility, site or donor."""
        return self.facility_id or self.site_id or self.donor_id

    @property
    def fetches(self) -> bool:
        """Whether something may wait there to be taken along: at a donor or a site of ours."""
        return self.kind != StopKind.FACILITY

    @property
    def fetched(self) -> Load:
        """What is to be taken aboard there."""
        return Load(self.to_fetch_g, self.to_fetch_ml)

    @property
    def has_been(self) -> bool:
        """Whether the van has been there."""
        return self.arrived_at is not None or self.left_at is not None

    @property
    def is_ahead(self) -> bool:
        """Whether the van is still to come."""
        return not (self.has_been or self.called_off_because)


def run_of(look: Look, run_id: int | None) -> Run:
    """The run with that id; raises `NotFound`, also where it is another driver's."""
    row = None
    if run_id is not None and 1 <= run_id <= HIGHEST_ID:
        query = own_run(RUNS.where(RUN.c.id == run_id), look.actor)
        row = look.books.execute(query).first()
    if row is None:
        raise NotFound("unknown", "There is no {name} {id}.", name="run", id=run_id or "")
    return Run(*tuple(row))


def out_with(books: sa.Connection, run: Run) -> int | None:
    """The run that this run's van is on the road for meanwhile, if it is another one."""
    if run.departed_in is not None:
        return None
    query = sa.select(RUN.c.id).where(
        RUN.c.van_id == run.van_id, RUN.c.departed_in.is_not(None), RUN.c.closed_in.is_(None)
    )
    return books.execute(query.order_by(RUN.c.id).limit(1)).scalar()


def open_runs(look: Look, most: int = MOST_STOPS) -> list[Run]:
    """The runs that are not closed, soonest first: all of them, or a driver's own."""
    query = RUNS.where(RUN.c.closed_in.is_(None)).order_by(RUN.c.day, RUN.c.id).limit(most)
    return [Run(*tuple(row)) for row in look.books.execute(own_run(query, look.actor))]


def stops_of(books: sa.Connection, runs: Sequence[int]) -> dict[int, list[Stop]]:
    """The stops of these runs, in order; one statement."""
    found: dict[int, list[Stop]] = {run: [] for run in runs}
    for row in books.execute(_STOPS.where(STOP.c.run_id.in_(runs))):
        found[row.run_id].append(Stop(*tuple(row)))
    return found


def stop_at(look: Look, run: Run, position: int) -> Stop:
    """The stop at that position of a run, for those who may know it; raises `NotFound`."""
    return _found(look, run, "position", position)


def stop_of(look: Look, run: Run, stop_id: int) -> Stop:
    """The stop with that id, however the run is ordered now; as above."""
    return _found(look, run, "id", stop_id)


def _found(look: Look, run: Run, key: str, value: int) -> Stop:
    for stop in () if not sees_stops(look.actor) else stops_of(look.books, [run.id])[run.id]:
        if getattr(stop, key) == value:
            return stop
    raise NotFound("unknown", "There is no {name} {id}.", name="stop", id=value)


def sees_stops(actor: Actor) -> bool:
    """Whether somebody may know where a van goes: its driver and the desk, not everybody inside."""
    return actor.role in (Role.DRIVER, Role.COORDINATOR, Role.STEWARD)


def hour(moment: datetime) -> str:
    """A moment as the time of day of the house."""
    return moment.astimezone().strftime("%H:%M")


def facilities_of(stops: Sequence[Any]) -> list[int]:
    """The facilities among stops, each once, in their order."""
    return list(dict.fromkeys(one.facility_id for one in stops if one.facility_id is not None))

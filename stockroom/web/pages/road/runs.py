"""Runs that a reader may see: one of them, and its stops in order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands.base import Actor
from stockroom.errors import NotFound
from stockroom.ledger import PLACE
from stockroom.tables.people import Role
from stockroom.web.api.reads.people import DONOR, PERSON
from stockroom.web.api.reads.scopes import FACILITY, RUN, STOP, own_run
from stockroom.web.pages.acting import Look

HIGHEST_ID = 2**31 - 1
MOST_STOPS = 60
DRIVER = PERSON.alias("driver")
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
).select_from(
    RUN.join(PLACE, PLACE.c.id == RUN.c.van_id).join(DRIVER, DRIVER.c.id == RUN.c.driver_id)
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

    @property
    def state(self) -> str:
        """`planned`, `on_the_road` or `closed`."""
        if self.closed_in is not None:
            return "closed"
        return "on_the_road" if self.departed_in is not None else "planned"


class Stop(NamedTuple):
    """One stop of a run; `facility_id` and `code` are those of a facility only."""

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

    @property
    def name(self) -> str:
        """What people call it: a code or a name, never an address."""
        return self.code or self.site or self.donor or ""


def run_of(look: Look, run_id: int | None) -> Run:
    """The run with that id; raises `NotFound`, also where it is another driver's."""
    row = None
    if run_id is not None and 1 <= run_id <= HIGHEST_ID:
        query = own_run(RUNS.where(RUN.c.id == run_id), look.actor)
        row = look.books.execute(query).first()
    if row is None:
        raise NotFound("unknown", "There is no {name} {id}.", name="run", id=run_id or "")
    return Run(*tuple(row))


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
    for stop in () if not sees_stops(look.actor) else stops_of(look.books, [run.id])[run.id]:
        if stop.position == position:
            return stop
    raise NotFound("unknown", "There is no {name} {id}.", name="stop", id=position)


def sees_stops(actor: Actor) -> bool:
    """Whether somebody may know where a van goes: its driver and the desk, not everybody inside."""
    return actor.role in (Role.DRIVER, Role.COORDINATOR, Role.STEWARD)


def facilities_of(stops: Sequence[Any]) -> list[int]:
    """The facilities among stops, each once, in their order."""
    return list(dict.fromkeys(one.facility_id for one in stops if one.facility_id is not None))

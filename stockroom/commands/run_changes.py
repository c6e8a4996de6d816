"""A run's plan changed: its stops in another order, its day, van, driver or hours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta
from sqlmodel import select

from stockroom.commands import expecting, refs, road, runs
from stockroom.commands.base import DESK, Command, Entry, Ref, RowId, Trade, known
from stockroom.commands.runs import Minutes, StopPlanned, TimeOfDay
from stockroom.errors import Refused
from stockroom.tables.handovers import Delivery
from stockroom.tables.secrets import AddressOpening
from stockroom.tables.transport import Run, Stop

Position = Annotated[int, Meta(ge=0, le=2**63 - 1, description="a position of the journal")]
OpenTime = Annotated[str, Meta(pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")]


class StopKept(StopPlanned, frozen=True, kw_only=True):
    """A stop that there is already, by its id, also one of another run; or a new one.

    What is left out of one that there is stays; an empty window is open. One that was called off
    or left is driven to `again` if that is said.
    """

    stop: RowId | None = None
    window_from: OpenTime | None = None
    window_until: OpenTime | None = None
    again: bool = False


class RunChange(Command, frozen=True, kw_only=True):
    """A run as it is to be from now on; what is left out stays.

    `seen` is the position of the journal at which the run was looked at: if somebody has changed
    it since, this one is refused. `stops` are all of them, in their new order.
    """

    run: RowId
    seen: Position
    day: date | None = None
    van: Ref | None = None
    driver: Ref | None = None
    site: Ref | None = None
    starts_at: TimeOfDay | None = None
    ends_at: TimeOfDay | None = None
    longest_wait_min: Minutes | None = None
    stops: Annotated[list[StopKept], Meta(min_length=1, max_length=runs.MOST_STOPS)] | None = None


def run_change(command: RunChange, entry: Entry) -> None:
    """Change it, and expect every stop anew."""
    row = as_seen(entry, command.run, command.seen)
    _change_the_trip(entry, row, command)
    touched = [row]
    if command.stops is not None:
        touched += _change_the_stops(entry, row, command.stops, command.seen)
    for one in touched:
        one.changed_in = entry.sequence
        expecting.expect(entry, one)


def stops_of(entry: Entry, run: Run) -> list[Stop]:
    """The stops of a run, in order."""
    query = select(Stop).where(Stop.run_id == run.id).order_by(Stop.position)  # type: ignore[arg-type]
    return list(entry.rows.exec(query))


def as_seen(entry: Entry, run_id: int, seen: int) -> Run:
    """An open run that nobody has changed since; raises `Refused`."""
    row = refs.by_id(entry, Run, run_id, "run")
    if row.closed_in is not None:
        raise Refused("run_closed", "Run {id} is closed.", id=run_id)
    if (row.changed_in or row.planned_in) > seen:
        raise Refused(
            "changed_meanwhile",
            "Somebody has changed run {id} meanwhile. Look at it again, then change it.",
            id=run_id,
        )
    return row


def _change_the_trip(entry: Entry, row: Run, command: RunChange) -> None:
    trip = (command.day, command.van, command.driver)
    if row.departed_in is not None and any(one is not None for one in trip):
        raise Refused(
            "on_the_road",
            "Run {id} is on the road: its day, van and driver stay as they are.",
            id=known(row.id),
        )
    if command.day is not None and command.day != row.day:
        row.colour = runs.colour_for(entry, command.day, but=row.id)
        row.day = command.day
    if command.van is not None:
        _change_van(entry, row, runs.van_named(entry, command.van))
    if command.driver is not None:
        row.driver_id = runs.driver_named(entry, command.driver)
    if command.site is not None:
        row.site_id = runs.start_named(entry, command.site)
    row.starts_at = command.starts_at or row.starts_at
    row.ends_at = command.ends_at or row.ends_at
    runs.in_hours(row.starts_at, row.ends_at)
    if command.longest_wait_min is not None:
        row.longest_wait_min = command.longest_wait_min


def _change_van(entry: Entry, row: Run, van: int) -> None:
    """Another van, unless goods of this run are on the first: its account would lose them."""
    if van == row.van_id:
        return
    if road.account_of(entry, row)["loaded"] > 0 and road.pieces_on(entry, row.van_id):
        raise Refused(
            "loaded_already",
            "{van} is loaded for run {id}: bring the goods back, then give the run another van.",
            van=refs.place_by_id(entry, row.van_id).name,
            id=known(row.id),
        )
    row.van_id = van


def _change_the_stops(
    entry: Entry, row: Run, wanted: Sequence[StopKept], seen: int
) -> Sequence[Run]:
    """Put the stops in their new order, behind what is over; gives other runs that lost one."""
    before = stops_of(entry, row)
    said = [one.stop for one in wanted if one.stop is not None]
    if len(set(said)) != len(said):
        raise Refused("stop_twice", "One of the stops is named twice.")
    for stop in before:
        if stop.id not in said:
            _remove(entry, stop)
    others = dict[int, Run]()
    for position, one in enumerate(wanted, start=1):
        if one.stop is None:
            runs.add_stop(entry, row, position, _planned(one))
        else:
            _keep(entry, row, position, one, others, seen)
    entry.rows.flush()
    for run in (row, *others.values()):
        _number(entry, run)
    return list(others.values())


def _keep(
    entry: Entry, row: Run, position: int, said: StopKept, others: dict[int, Run], seen: int
) -> None:
    assert said.stop is not None
    stop = refs.by_id(entry, Stop, said.stop, "stop")
    if stop.run_id != row.id:
        if stop.run_id not in others:
            others[stop.run_id] = as_seen(entry, stop.run_id, seen)
        still_ahead(entry, stop)
        stop.run_id = known(row.id)
    stop.position = position
    if said.window_from is not None:
        stop.window_from = said.window_from
    if said.window_until is not None:
        stop.window_until = said.window_until
    runs.in_hours(stop.window_from, stop.window_until)
    if said.service_min is not None:
        stop.service_min = said.service_min
    runs.say_what_waits(stop, said)
    if said.again:
        stop.called_off_in, stop.called_off_because = None, ""
        stop.arrived_at = stop.left_at = None


def _remove(entry: Entry, stop: Stop) -> None:
    still_ahead(entry, stop)
    opened = select(AddressOpening.id).where(AddressOpening.stop_id == stop.id)
    if entry.rows.exec(opened).first() is not None:
        raise Refused(
            "address_opened",
            "The address of stop {number} has been opened for this run; call the stop off instead.",
            number=stop.position,
        )
    entry.rows.delete(stop)


def still_ahead(entry: Entry, stop: Stop) -> None:
    """Nobody has been there on its run; raises `Refused`."""
    handed = select(Delivery.id).where(
        Delivery.run_id == stop.run_id, Delivery.facility_id == stop.facility_id
    )
    been = stop.arrived_at or stop.left_at
    if been or (stop.facility_id is not None and entry.rows.exec(handed).first() is not None):
        raise Refused(
            "been_there",
            "The van has been at stop {number}; that cannot be taken out of its run.",
            number=stop.position,
        )


def _number(entry: Entry, run: Run) -> None:
    """Number the stops of a run: where the van has been first, then the others as they stand."""
    stops = stops_of(entry, run)
    if not stops:
        raise Refused("no_stop_left", "Run {id} would be left without a stop.", id=known(run.id))
    been = [one for one in stops if one.arrived_at or one.left_at]
    been.sort(key=_been_at)
    ahead = [one for one in stops if one not in been]
    for position, stop in enumerate((*been, *ahead), start=1):
        stop.position = position


def _been_at(stop: Stop) -> datetime:
    at = stop.arrived_at or stop.left_at
    assert at is not None
    return at


def _planned(said: StopKept) -> StopPlanned:
    return StopPlanned(
        facility=said.facility,
        site=said.site,
        donor=said.donor,
        window_from=said.window_from or None,
        window_until=said.window_until or None,
        service_min=said.service_min,
        to_fetch=said.to_fetch,
        to_fetch_g=said.to_fetch_g,
        to_fetch_ml=said.to_fetch_ml,
    )


TRADES = (
    Trade(
        "run-changes",
        RunChange,
        run_change,
        DESK,
        example={
            "run": 3,
            "seen": 214,
            "ends_at": "14:00",
            "stops": [{"stop": 8}, {"stop": 7, "window_until": "12:30"}, {"donor": 2}],
        },
    ),
)

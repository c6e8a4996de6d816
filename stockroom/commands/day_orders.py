"""The runs of one day ordered together: stops moved between those that have not left yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Annotated

import msgspec
import sqlalchemy as sa
from msgspec import Meta

from stockroom.commands import carried_goods, expecting, refs, road, run_changes, runs
from stockroom.commands.base import DESK, Command, Entry, RowId, Trade, known
from stockroom.commands.run_changes import Position
from stockroom.errors import Refused
from stockroom.tables.transport import Run, Stop

MOST_RUNS = 30


class RunOrdered(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All stops of one run by their ids, in their new order."""

    run: RowId
    stops: Annotated[list[RowId], Meta(min_length=1, max_length=runs.MOST_STOPS)]


class DayOrder(Command, frozen=True, kw_only=True):
    """Some runs of a day with their stops in another order, each stop on any of these runs.

    `seen` is the position of the journal at which they were looked at: if somebody has changed
    one of them since, nothing changes.
    """

    day: date
    seen: Position
    runs: Annotated[list[RunOrdered], Meta(min_length=1, max_length=MOST_RUNS)]


def day_order(command: DayOrder, entry: Entry) -> None:
    """Order them all, or none; what is on a van stays on its run."""
    rows = {one.run: _planned(entry, command, one.run) for one in command.runs}
    if len(rows) != len(command.runs):
        raise Refused("run_twice", "One of the runs is named twice.")
    present = [run_changes.stops_of(entry, row) for row in rows.values()]
    stops = {known(one.id): one for of_run in present for one in of_run}
    _are_the_same(command, stops)
    aboard = loaded(entry.books, {number: row.van_id for number, row in rows.items()})
    moved = 0
    for one in command.runs:
        for position, number in enumerate(one.stops, start=1):
            stop = stops[number]
            if stop.run_id != one.run:
                _may_leave(entry, stop, rows[stop.run_id], aboard)
                stop.run_id = one.run
                moved += 1
            stop.position = position
    entry.rows.flush()
    for row in rows.values():
        row.changed_in = entry.sequence
        expecting.expect(entry, row)
    entry.made["moved"] = moved


def loaded(books: sa.Connection, vans: Mapping[int, int]) -> Mapping[int, set[int | None]]:
    """For which facilities each run's van is loaded, by run; None is for no facility.

    What a van carries is a run's own once something was loaded for it: before that, it may still
    be on the road with another. Two statements.
    """
    begun = sa.select(road.RUN_ENTRY.c.run_id).where(
        road.RUN_ENTRY.c.run_id.in_(vans), road.RUN_ENTRY.c.loaded > 0
    )
    own = set(books.execute(begun).scalars())
    aboard = defaultdict[int, set[int | None]](set)
    for one in carried_goods.aboard(books, [vans[run] for run in own]):
        aboard[known(one.van)].add(one.facility)
    return {run: aboard[vans[run]] for run in own}


def _planned(entry: Entry, command: DayOrder, run_id: int) -> Run:
    row = run_changes.as_seen(entry, run_id, command.seen)
    if row.departed_in is not None:
        raise Refused("has_left", "Run {id} has left: its stops stay as they are.", id=run_id)
    if row.day != command.day:
        raise Refused("another_day", "Run {id} is not on {day}.", id=run_id, day=command.day)
    return row


def _are_the_same(command: DayOrder, stops: Mapping[int, Stop]) -> None:
    """Each stop of these runs once, and no other."""
    said = [number for one in command.runs for number in one.stops]
    if len(set(said)) != len(said):
        raise Refused("stop_twice", "One of the stops is named twice.")
    for number in said:
        if number not in stops:
            raise Refused("stop_elsewhere", "Stop {id} is on none of these runs.", id=number)
    for number, stop in stops.items():
        if number not in said:
            raise Refused(
                "stop_forgotten",
                "Stop {number} of run {id} would be on no run any more.",
                number=stop.position,
                id=stop.run_id,
            )


def _may_leave(entry: Entry, stop: Stop, row: Run, aboard: Mapping[int, set[int | None]]) -> None:
    run_changes.still_ahead(entry, stop)
    if stop.facility_id in aboard.get(known(row.id), ()):
        raise Refused(
            "loaded_already",
            "Something is on {van} already for stop {number} of run {id}: the stop stays on it.",
            van=refs.place_by_id(entry, row.van_id).name,
            number=stop.position,
            id=known(row.id),
        )


TRADES = (
    Trade(
        "day-orders",
        DayOrder,
        day_order,
        DESK,
        example={
            "day": "2026-11-23",
            "seen": 214,
            "runs": [{"run": 3, "stops": [8, 11]}, {"run": 4, "stops": [9, 7, 10]}],
        },
    ),
)

"""What a driver tells from the road: arrived, left, not driven to, unloaded at a site of ours."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from stockroom import ledger
from stockroom.commands import packing, refs, riding, road, told
from stockroom.commands.base import (
    HANDS,
    MOST_LINES,
    ROAD,
    Command,
    Entry,
    Ref,
    RowId,
    Trade,
)
from stockroom.commands.refs import PlaceFacts
from stockroom.commands.refusing import BroughtBack
from stockroom.commands.shelving import move_box
from stockroom.commands.told import Carry
from stockroom.errors import Refused
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import Run, Stop


class CalledOff(StrEnum):
    """Why a stop is not driven to today, or was left without handing anything over."""

    CLOSED = "closed"
    LOCKED_DOWN = "locked_down"
    NOT_TODAY = "not_today"
    NO_ONE_THERE = "no_one_there"
    NOTHING_THERE = "nothing_there"
    ROAD_BLOCKED = "road_blocked"
    OTHER = "other"


class StopArrival(Command, frozen=True, kw_only=True):
    """The van stands at a stop of its run."""

    run: RowId
    stop: RowId


class StopLeaving(Command, frozen=True, kw_only=True):
    """The van has left a stop of its run."""

    run: RowId
    stop: RowId


class StopCallingOff(Command, frozen=True, kw_only=True):
    """A stop is not driven to today, or the van could do nothing there."""

    run: RowId
    stop: RowId
    reason: CalledOff


class Unloading(Command, frozen=True, kw_only=True):
    """Goods of ours off the van at another site of ours: they stay what they are."""

    run: RowId
    site: Ref
    items: Annotated[list[BroughtBack], Meta(min_length=1, max_length=MOST_LINES)]


def arrival(command: StopArrival, entry: Entry) -> None:
    """Note when it came; told twice, the first one stands. Whoever is there has departed."""
    be_at(entry, command.run, command.stop)


def leaving(command: StopLeaving, entry: Entry) -> None:
    """Note when it left; told twice, the later one stands."""
    run, stop = stop_of(entry, command.run, command.stop)
    stop.left_at = max(stop.left_at or entry.happened_at, entry.happened_at)
    run.departed_in = run.departed_in or entry.sequence


def calling_off(command: StopCallingOff, entry: Entry) -> None:
    """Keep the stop on the run, and drive to it no more."""
    _, stop = stop_of(entry, command.run, command.stop)
    stop.called_off_in = entry.sequence
    stop.called_off_because = command.reason.value


def unloading(command: Unloading, entry: Entry) -> None:
    """Off the van as they are, into inbound of that site or onto its cupboard's shelf."""
    run = road.open_run(entry, command.run)
    van = refs.place_by_id(entry, run.van_id)
    landing = refs.landing(entry, refs.site(entry, command.site))
    pieces = sum(_unload(entry, item, run, van, landing) for item in command.items)
    road.account(entry, run, returned=pieces)


def be_at(entry: Entry, run_id: int, stop_id: int) -> tuple[Run, Stop]:
    """The van stands at that stop; told twice, the first time stands."""
    run, stop = stop_of(entry, run_id, stop_id)
    stop.arrived_at = stop.arrived_at or entry.happened_at
    run.departed_in = run.departed_in or entry.sequence
    return run, stop


def stop_of(entry: Entry, run_id: int, stop_id: int) -> tuple[Run, Stop]:
    """An open run, for a driver the driver's own, and a stop of it."""
    run = road.open_run(entry, run_id)
    stop = entry.rows.get(Stop, stop_id)
    if stop is None or stop.run_id != run.id:
        raise refs.unknown_row("stop", stop_id)
    return run, stop


def _unload(entry: Entry, item: BroughtBack, run: Run, van: PlaceFacts, landing: PlaceFacts) -> int:
    if item.box is not None:
        box = refs.inside(entry, item.box)
        if box.kind != PlaceKind.BOX:
            raise Refused("not_a_box", "{name} is not a box.", name=box.name)
        if road.has_brought_back(entry, run, box):
            return 0
        inside = packing.contents(entry, box.id)
        move_box(entry, box, landing)
        return sum(pieces for _, _, pieces in inside)
    if item.lot is None:
        raise Refused("nothing_unloaded", "Say which box or lot was unloaded.")
    lot = refs.lot(entry, item.lot)
    aboard = sum(
        one.quantity
        for one in ledger.whereabouts(entry.books, lot.id)
        if van.id in (one.spot.place, one.stands_in)
    )
    pieces = item.quantity or aboard or 1
    riding.unloaded(entry, run, landing.site_id, lot.id, pieces)
    return told.carry(entry, Carry(lot, pieces, van, landing.id, "unloading", implies=True))


TRADES = (
    Trade("stop-arrivals", StopArrival, arrival, ROAD, told=True, example={"run": 3, "stop": 7}),
    Trade("stop-leavings", StopLeaving, leaving, ROAD, told=True, example={"run": 3, "stop": 7}),
    Trade(
        "stop-callings-off",
        StopCallingOff,
        calling_off,
        ROAD,
        told=True,
        example={"run": 3, "stop": 7, "reason": "locked_down"},
    ),
    Trade(
        "unloadings",
        Unloading,
        unloading,
        HANDS,
        told=True,
        example={"run": 3, "site": "South", "items": [{"box": "box 214"}]},
    ),
)

"""Runs on the road: loaded, departed, closed when every piece is accounted for."""

from __future__ import annotations

from typing import Annotated, cast

import msgspec
import sqlalchemy as sa
from msgspec import Meta
from sqlmodel import select

from stockroom import ledger
from stockroom.commands import lines, packing, refs, told
from stockroom.commands.base import (
    HANDS,
    MOST_LINES,
    ROAD,
    Command,
    Entry,
    Pieces,
    Ref,
    RowId,
    Trade,
)
from stockroom.commands.looking import alarm_if_held
from stockroom.commands.refs import PlaceFacts
from stockroom.commands.shelving import move_box
from stockroom.commands.told import Carry
from stockroom.errors import Refused
from stockroom.tables.people import Role
from stockroom.tables.stock import Place, PlaceKind
from stockroom.tables.transport import Run as RunRow
from stockroom.tables.transport import RunEntry, Stop

RUN_ENTRY = cast(sa.Table, RunEntry.__table__)  # type: ignore[attr-defined]
PLACE = cast(sa.Table, Place.__table__)  # type: ignore[attr-defined]
LOADED = "held_goods_loaded"


class Loaded(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A parcel, or loose pieces of a lot for a wish line, put on the van."""

    box: Ref | None = None
    lot: Ref | None = None
    line: RowId | None = None
    quantity: Pieces | None = None


class Loading(Command, frozen=True, kw_only=True):
    """What was put on a run's van."""

    run: RowId
    items: Annotated[list[Loaded], Meta(min_length=1, max_length=MOST_LINES)]


class Departure(Command, frozen=True, kw_only=True):
    """The van has left."""

    run: RowId


class RunClosing(Command, frozen=True, kw_only=True):
    """The run's account is closed: loaded equals delivered, returned and lost."""

    run: RowId


def loading(command: Loading, entry: Entry) -> None:
    """Onto the van: parcels with all in them, or loose pieces."""
    row = open_run(entry, command.run)
    van = refs.place_by_id(entry, row.van_id)
    pieces = sum(_load(entry, van, item) for item in command.items)
    account(entry, row, loaded=pieces)


def departure(command: Departure, entry: Entry) -> None:
    """Note when the van left; a second telling changes nothing."""
    row = open_run(entry, command.run)
    row.departed_in = row.departed_in or entry.sequence


def run_closing(command: RunClosing, entry: Entry) -> None:
    """Close the account, or say what is still on the van."""
    row = open_run(entry, command.run)
    van = refs.place_by_id(entry, row.van_id)
    aboard = sum(
        pieces
        for box in [van.id, *boxes_on(entry, van.id)]
        for _, _, pieces in packing.contents(entry, box)
    )
    totals = account_of(entry, row)
    left = totals["loaded"] - totals["delivered"] - totals["returned"] - totals["lost"]
    if aboard:
        raise Refused(
            "still_aboard",
            "{pieces} pieces are still on {van}: deliver, bring back or write off each of them.",
            pieces=aboard,
            van=van.name,
        )
    if left < 0:
        # A later act implied the loading that nobody scanned.
        entry.discrepancy("loading_unsaid", place=van.id, quantity=-left)
    if left > 0:
        # Gone from the van by an act that named no run: a write-off, a transfer.
        entry.discrepancy("unaccounted", place=van.id, quantity=left)
        account(entry, row, lost=left)
        totals["lost"] += left
    row.closed_in = entry.sequence
    entry.made.update(totals)


def open_run(entry: Entry, run_id: int) -> RunRow:
    """A run that is not closed, and, for a driver, is the driver's own."""
    row = refs.by_id(entry, RunRow, run_id, "run")
    if entry.actor.role == Role.DRIVER and row.driver_id != entry.actor.id:
        raise refs.unknown_row("run", run_id)
    if row.closed_in is not None:
        raise Refused("run_closed", "Run {id} is closed.", id=run_id)
    return row


def run_of(entry: Entry, run_id: int | None) -> RunRow | None:
    """The run that an act names, if any; a driver acts on a run of the driver's own only."""
    if run_id is not None:
        return open_run(entry, run_id)
    if entry.actor.role == Role.DRIVER:
        raise Refused("which_run", "Say which of your runs this was on.")
    return None


def stops_at(entry: Entry, row: RunRow, facility_id: int) -> bool:
    """Whether a run has a stop at that facility."""
    query = select(Stop.id).where(Stop.run_id == row.id, Stop.facility_id == facility_id)
    return entry.rows.exec(query).first() is not None


def account(entry: Entry, row: RunRow, **pieces: int) -> None:
    """Write what this entry did to a run's account, in pieces."""
    assert row.id is not None
    entry.add(RunEntry(sequence=entry.sequence, run_id=row.id, **pieces))


def account_of(entry: Entry, row: RunRow) -> dict[str, int]:
    """Pieces loaded, delivered, returned and lost on a run."""
    names = ("loaded", "delivered", "returned", "lost")
    sums = [sa.func.coalesce(sa.func.sum(RUN_ENTRY.c[name]), 0) for name in names]
    found = entry.books.execute(sa.select(*sums).where(RUN_ENTRY.c.run_id == row.id)).one()
    return dict(zip(names, map(int, found), strict=True))


def boxes_on(entry: Entry, place_id: int) -> list[int]:
    """The boxes that stand in a place."""
    query = sa.select(PLACE.c.id).where(PLACE.c.stands_in == place_id)
    return list(entry.books.execute(query).scalars())


def _load(entry: Entry, van: PlaceFacts, item: Loaded) -> int:
    if item.box is not None:
        return _load_box(entry, van, item.box)
    if item.lot is None:
        raise Refused("nothing_loaded", "Say which box or lot was loaded.")
    lot = refs.lot(entry, item.lot)
    alarm_if_held(entry, LOADED, lot.id, van.id)
    pieces = item.quantity or _promised(entry, lot.id, item.line) or 1
    line = lines.facts(entry, item.line).id if item.line is not None else None
    told.carry(
        entry,
        Carry(lot, pieces, _start(entry, lot.id, van), van.id, "loading", line=line, implies=True),
    )
    return pieces


def _load_box(entry: Entry, van: PlaceFacts, ref: str) -> int:
    box = refs.place(entry, ref)
    if box.closed:
        # It was handed over before its loading reached us; the delivery has said it all.
        entry.made["late"] = True
        return 0
    if box.kind != PlaceKind.BOX:
        raise Refused("not_a_box", "{name} is not a box.", name=box.name)
    inside = packing.contents(entry, box.id)
    for lot_id, _, _ in inside:
        alarm_if_held(entry, LOADED, lot_id, van.id)
    if box.stands_in != van.id:
        move_box(entry, box, van)
    return sum(pieces for _, _, pieces in inside)


def _start(entry: Entry, lot_id: int, van: PlaceFacts) -> PlaceFacts | None:
    """The bench, when goods for the van lie there as they should; else wherever they are."""
    for one in ledger.whereabouts(entry.books, lot_id):
        if one.kind == PlaceKind.BENCH and one.spot.place != van.id:
            return refs.place_by_id(entry, one.spot.place)
    return None


def _promised(entry: Entry, lot_id: int, line: int | None) -> int:
    return sum(
        one.quantity
        for one in ledger.whereabouts(entry.books, lot_id)
        if line is None or one.spot.line == line
    )


TRADES = (
    Trade(
        "loadings",
        Loading,
        loading,
        HANDS,
        told=True,
        reversible=True,
        example={
            "run": 3,
            "items": [{"box": "box 214"}, {"lot": "7K3Q9M2XW4HTX", "line": 17, "quantity": 1}],
        },
    ),
    Trade("departures", Departure, departure, ROAD, told=True, example={"run": 3}),
    Trade("run-closings", RunClosing, run_closing, ROAD, example={"run": 3}),
)

"""What a gate would not take, and what comes back from the road."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec
import sqlalchemy as sa
from msgspec import Meta

from stockroom import ledger
from stockroom.commands import lines, lots, packing, refs, road, told
from stockroom.commands.base import (
    HANDS,
    MOST_LINES,
    Command,
    Entry,
    Pieces,
    Ref,
    RowId,
    Trade,
)
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.commands.shelving import move_box
from stockroom.commands.told import Carry
from stockroom.errors import Refused
from stockroom.ledger import HOLDING, LOT, MOVEMENT, PLACE, Move, Spot
from stockroom.tables.handovers import Refusal as RefusalRow
from stockroom.tables.stock import Lot, PlaceKind, Standing
from stockroom.tables.transport import Run


class Reason(StrEnum):
    """Why a gate would not take something."""

    NOT_ON_MANIFEST = "not_on_manifest"
    NOT_SEALED = "not_sealed"
    BANNED_MATERIAL = "banned_material"
    OVER_QUANTITY = "over_quantity"
    WRONG_SIZE = "wrong_size"
    EXPIRY_TOO_SHORT = "expiry_too_short"
    DAMAGED = "damaged"
    DRIVER_NOT_CLEARED = "driver_not_cleared"
    OUTSIDE_WINDOW = "outside_window"
    LOCKED_DOWN = "locked_down"
    NO_LONGER_NEEDED = "no_longer_needed"
    RULE_CHANGED = "rule_changed"
    PAPERWORK_MISSING = "paperwork_missing"
    OTHER = "other"


class RefusedPieces(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many pieces refused, and why."""

    quantity: Pieces
    reason: Reason


class Refusal(Command, frozen=True, kw_only=True):
    """Pieces that the gate would not take, told apart from a delivery."""

    facility: Ref
    run: RowId | None = None
    lot: Ref
    line: RowId | None = None
    quantity: Pieces
    reason: Reason


class BroughtBack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A box with all in it, or pieces of a lot."""

    box: Ref | None = None
    lot: Ref | None = None
    quantity: Pieces | None = None
    code: Ref | None = None


class Return(Command, frozen=True, kw_only=True):
    """Goods back from the road: to inbound, as new lots that wait for inspection.

    Without `site` they go to the teller's own building, else to where the run began.
    """

    run: RowId | None = None
    site: Ref | None = None
    items: Annotated[list[BroughtBack], Meta(min_length=1, max_length=MOST_LINES)]


def refusal(command: Refusal, entry: Entry) -> None:
    """Refused pieces become a new lot, still on the van until unloaded; the wish opens again."""
    facility = refs.facility(entry, command.facility)
    assert facility.id is not None
    run = road.run_of(entry, command.run)
    source = refs.place_by_id(entry, run.van_id) if run is not None else None
    lot = refs.lot(entry, command.lot)
    refuse(entry, lot, command.line, command.quantity, command.reason, source, facility.id)
    if run is not None and run.closed_in is not None:
        road.account(entry, run)


def bring_back(command: Return, entry: Entry) -> None:
    """Off the van, into inbound."""
    run = road.run_of(entry, command.run)
    source = refs.place_by_id(entry, run.van_id) if run is not None else None
    inbound = _back_at(entry, command.site, run)
    pieces = sum(_bring_back(entry, item, run, source, inbound) for item in command.items)
    if run is not None:
        road.account(entry, run, returned=pieces)


def _back_at(entry: Entry, site: str | None, run: Run | None) -> PlaceFacts:
    if site is not None:
        return refs.of_site(entry, PlaceKind.INBOUND, site)
    started = run.site_id if run is not None else None
    return refs.of_site_id(entry, PlaceKind.INBOUND, entry.site_id or started)


def refuse(
    entry: Entry,
    lot: LotFacts,
    line: int | None,
    pieces: int,
    reason: Reason,
    source: PlaceFacts | None,
    facility_id: int,
) -> None:
    """Refused pieces become a new lot of their own where they are."""
    if line is not None:
        lines.facts(entry, line)
    where = source or refs.of_site(entry, PlaceKind.INBOUND, None)
    child = _become_new(entry, lot, pieces, source, where, line, "refusal", None)
    if child is None:
        return
    entry.keep(
        RefusalRow,
        sequence=entry.sequence,
        facility_id=facility_id,
        line_id=line,
        lot_id=child,
        quantity=pieces,
        reason=reason.value,
    )


def _bring_back(
    entry: Entry, item: BroughtBack, run: Run | None, source: PlaceFacts | None, inbound: PlaceFacts
) -> int:
    if item.box is not None:
        box = refs.inside(entry, item.box)
        if run is not None and road.has_brought_back(entry, run, box):
            return 0
        return _bring_back_box(entry, box, inbound)
    if item.lot is None:
        raise Refused("nothing_returned", "Say which box or lot came back.")
    lot = refs.lot(entry, item.lot)
    refused = _refused_of(entry, lot, source)
    aboard = _aboard(entry, lot.id, source)
    pieces = item.quantity or aboard + sum(refused.values()) or 1
    there = aboard + sum(refused.values())
    if run is not None and there < pieces and _came_back(entry, run, lot.id):
        entry.discrepancy("already_there", lot=lot.id, place=inbound.id, quantity=pieces - there)
        pieces = there
    left = pieces
    for child, waiting in refused.items():
        some = min(left, waiting)
        _carry_back(entry, refs.lot_by_id(entry, child), some, source, inbound)
        left -= some
    if left and lot.standing == Standing.WAITING:
        _carry_back(entry, lot, left, source, inbound)
    elif left:
        _become_new(entry, lot, left, source, inbound, None, "return", item.code)
    return pieces


def _refused_of(entry: Entry, lot: LotFacts, source: PlaceFacts | None) -> dict[int, int]:
    """Lots that a gate's refusal made of this one and that are still on the van, with their pieces.

    Refused goods bear the label that they had: whoever unloads them names the lot that they were,
    and where no run is named they are those on any van.
    """
    if lot.standing == Standing.WAITING:
        return {}
    van = (
        PLACE.c.kind == PlaceKind.VAN
        if source is None
        else sa.or_(PLACE.c.id == source.id, PLACE.c.stands_in == source.id)
    )
    query = (
        sa.select(LOT.c.id, sa.func.sum(HOLDING.c.quantity))
        .select_from(
            LOT.join(HOLDING, HOLDING.c.lot_id == LOT.c.id).join(
                PLACE, PLACE.c.id == HOLDING.c.place_id
            )
        )
        .where(LOT.c.from_lot == lot.id, LOT.c.standing == Standing.WAITING, van)
        .where(HOLDING.c.quantity > 0)
        .group_by(LOT.c.id)
        .order_by(LOT.c.id)
    )
    return {child: int(pieces) for child, pieces in entry.books.execute(query)}


def _came_back(entry: Entry, run: Run, lot: int) -> bool:
    """Whether this run has brought pieces of that lot back before."""
    query = (
        sa.select(MOVEMENT.c.sequence)
        .select_from(
            MOVEMENT.join(LOT, LOT.c.id == MOVEMENT.c.lot_id).join(
                road.RUN_ENTRY, road.RUN_ENTRY.c.sequence == MOVEMENT.c.sequence
            )
        )
        .where(sa.or_(LOT.c.id == lot, LOT.c.from_lot == lot), MOVEMENT.c.reason == "return")
        .where(road.RUN_ENTRY.c.run_id == run.id, road.RUN_ENTRY.c.returned > 0)
    )
    return entry.books.execute(query.limit(1)).first() is not None


def _carry_back(
    entry: Entry, lot: LotFacts, pieces: int, source: PlaceFacts | None, inbound: PlaceFacts
) -> None:
    if pieces:
        told.carry(entry, Carry(lot, pieces, source, inbound.id, "return", free=True))


def _bring_back_box(entry: Entry, box: PlaceFacts, inbound: PlaceFacts) -> int:
    if box.kind != PlaceKind.BOX:
        raise Refused("not_a_box", "{name} is not a box.", name=box.name)
    parcel = packing.open_parcel(entry, box.id)
    if parcel is not None:
        parcel.opened_in = entry.sequence
    inside = packing.contents(entry, box.id)
    for lot_id, line_id, pieces in inside:
        lot = refs.lot_by_id(entry, lot_id)
        _become_new(entry, lot, pieces, box, box, line_id, "return", None)
    move_box(entry, box, inbound)
    return sum(pieces for _, _, pieces in inside)


def _aboard(entry: Entry, lot_id: int, source: PlaceFacts | None) -> int:
    return sum(
        one.quantity
        for one in ledger.whereabouts(entry.books, lot_id)
        if source is not None and source.id in (one.spot.place, one.stands_in)
    )


def _become_new(
    entry: Entry,
    lot: LotFacts,
    pieces: int,
    source: PlaceFacts | None,
    target: PlaceFacts,
    line: int | None,
    reason: str,
    code: str | None,
) -> int | None:
    """Pieces of a lot become a new lot that waits for inspection; None where none were carried."""
    conversion = refs.outside(entry, PlaceKind.CONVERSION)
    parent = refs.by_id(entry, Lot, lot.id, "lot")
    act = Carry(lot, pieces, source, conversion, reason, line=line, free=True, implies=True)
    if not told.carry(entry, act):
        return None
    child = lots.descend(entry, parent, standing=Standing.WAITING)
    assert child.id is not None
    entry.post([Move(child.id, Spot(conversion), Spot(target.id), pieces, reason)])
    named = lots.name_new_lot(entry, parent, child, code)
    entry.made.setdefault("lots", []).append(named)
    return child.id


TRADES = (
    Trade(
        "refusals",
        Refusal,
        refusal,
        HANDS,
        told=True,
        example={
            "facility": "M-1",
            "run": 3,
            "lot": "7K3Q9M2XW4HTX",
            "line": 17,
            "quantity": 1,
            "reason": "banned_material",
        },
    ),
    Trade(
        "returns",
        Return,
        bring_back,
        HANDS,
        told=True,
        example={"run": 3, "items": [{"lot": "7K3Q9M2XW4HTX"}]},
    ),
)

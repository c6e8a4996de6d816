"""The handover: what a facility took, what it would not, what was missing, what came back."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from stockroom import ledger
from stockroom.commands import lines, lots, packing, refs, road, told
from stockroom.commands.base import (
    HANDS,
    MOST_LINES,
    Command,
    Entry,
    Pieces,
    PiecesOrNone,
    Ref,
    RowId,
    Trade,
    Word,
)
from stockroom.commands.looking import is_on_hold
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.commands.shelving import move_box
from stockroom.commands.told import Carry
from stockroom.errors import Refused
from stockroom.ledger import Move, Spot
from stockroom.tables.stock import Lot, PlaceKind, Standing
from stockroom.tables.transport import Delivery as DeliveryRow
from stockroom.tables.transport import Refusal as RefusalRow


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


class HandedOver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One lot at the gate, line by line: accepted, refused, missing."""

    lot: Ref
    line: RowId | None = None
    accepted: PiecesOrNone = 0
    refused: Annotated[list[RefusedPieces], Meta(max_length=14)] = []
    missing: PiecesOrNone = 0


class Delivery(Command, frozen=True, kw_only=True):
    """What was handed over to a facility, at its gate (`run`) or at our door (no run).

    `boxes` were taken whole. Goods may come straight from the shelf. `received_by` is a role,
    never a name.
    """

    facility: Ref
    run: RowId | None = None
    boxes: Annotated[list[Ref], Meta(max_length=200)] = []
    lines: Annotated[list[HandedOver], Meta(max_length=MOST_LINES)] = []
    received_by: Word = ""


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
    """Goods back from the road: to inbound, as new lots that wait for inspection."""

    run: RowId | None = None
    site: Ref | None = None
    items: Annotated[list[BroughtBack], Meta(min_length=1, max_length=MOST_LINES)]


def delivery(command: Delivery, entry: Entry) -> None:
    """Accepted pieces to the gate, refused ones to lots of their own, missing ones noted."""
    facility = refs.facility(entry, command.facility)
    assert facility.id is not None
    run = road.open_run(entry, command.run) if command.run is not None else None
    source = refs.place_by_id(entry, run.van_id) if run is not None else None
    row = entry.add(
        DeliveryRow(
            command_id=entry.acts_for,
            sequence=entry.sequence,
            facility_id=facility.id,
            run_id=command.run,
            received_by=command.received_by,
            handed_over_at=entry.happened_at,
        )
    )
    entry.made["delivery"] = row.id
    gate = refs.outside(entry, PlaceKind.GATE, facility.id)
    delivered = sum(_hand_over_box(entry, box, gate, facility.id) for box in command.boxes)
    lost = 0
    for line in command.lines:
        lot = refs.lot(entry, line.lot)
        _alarm_if_held(entry, lot, gate)
        if line.accepted:
            _hand_over(entry, lot, line, source, gate, facility.id)
        for refused in line.refused:
            refuse(entry, lot, line.line, refused.quantity, refused.reason, source, facility.id)
        if line.missing:
            _miss(entry, lot, line, source)
        delivered += line.accepted
        lost += line.missing
    if run is not None:
        road.account(entry, run, delivered=delivered, lost=lost)


def refusal(command: Refusal, entry: Entry) -> None:
    """Refused pieces become a new lot, still on the van until unloaded; the wish opens again."""
    facility = refs.facility(entry, command.facility)
    assert facility.id is not None
    run = road.open_run(entry, command.run) if command.run is not None else None
    source = refs.place_by_id(entry, run.van_id) if run is not None else None
    lot = refs.lot(entry, command.lot)
    refuse(entry, lot, command.line, command.quantity, command.reason, source, facility.id)


def bring_back(command: Return, entry: Entry) -> None:
    """Off the van, into inbound."""
    run = road.open_run(entry, command.run) if command.run is not None else None
    inbound = refs.of_site(entry, PlaceKind.INBOUND, command.site)
    source = refs.place_by_id(entry, run.van_id) if run is not None else None
    pieces = sum(_bring_back(entry, item, source, inbound) for item in command.items)
    if run is not None:
        road.account(entry, run, returned=pieces)


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
    where = source or refs.of_site(entry, PlaceKind.INBOUND, None)
    child = _become_new(entry, lot, pieces, source, where, line, "refusal", None)
    entry.add(
        RefusalRow(
            sequence=entry.sequence,
            facility_id=facility_id,
            line_id=line,
            lot_id=child,
            quantity=pieces,
            reason=reason.value,
        )
    )


def _hand_over(
    entry: Entry,
    lot: LotFacts,
    line: HandedOver,
    source: PlaceFacts | None,
    gate: int,
    facility_id: int,
) -> None:
    """Pieces to the gate: for the named line, else for the facility's own promises first."""
    if line.line is not None:
        wanted = lines.facts(entry, line.line)
        _carry(entry, lot, line.accepted, source, gate, wanted.id)
        return
    left = line.accepted
    for line_id in sorted(lines.lines_of(entry, facility_id, lot.id)):
        promised = sum(
            one.quantity
            for one in ledger.whereabouts(entry.books, lot.id)
            if one.spot.line == line_id
        )
        pieces = min(left, promised)
        if pieces:
            _carry(entry, lot, pieces, source, gate, line_id)
            left -= pieces
    if left:
        act = Carry(lot, left, source, gate, "delivery", implies=True, free=True)
        told.carry(entry, act)


def _carry(
    entry: Entry, lot: LotFacts, pieces: int, source: PlaceFacts | None, gate: int, line: int
) -> None:
    act = Carry(lot, pieces, source, gate, "delivery", line=line, implies=True)
    told.carry(entry, act)


def _hand_over_box(entry: Entry, ref: str, gate: int, facility_id: int) -> int:
    """All that is in a box to the gate, promises kept; then the box itself has left us."""
    box = refs.place(entry, ref)
    if box.closed or box.kind != PlaceKind.BOX:
        raise Refused("not_inside", "{name} is not a place of ours any more.", name=box.name)
    inside = packing.contents(entry, box.id)
    for lot_id, line_id, pieces in inside:
        lot = refs.lot_by_id(entry, lot_id)
        _alarm_if_held(entry, lot, gate)
        line = line_id if line_id in lines.lines_of(entry, facility_id, lot_id) else None
        entry.post([Move(lot_id, Spot(box.id, line_id), Spot(gate, line), pieces, "delivery")])
        if line_id is not None and line is None:
            entry.discrepancy("promise_broken", lot=lot_id, line=line_id, quantity=pieces)
    parcel = packing.open_parcel(entry, box.id)
    if parcel is not None:
        parcel.opened_in = entry.sequence
    move_box(entry, box, None)
    return sum(pieces for _, _, pieces in inside)


def _alarm_if_held(entry: Entry, lot: LotFacts, gate: int) -> None:
    if is_on_hold(entry, lot.id):
        entry.discrepancy("held_goods_delivered", lot=lot.id, place=gate, alarm=True)


def _miss(entry: Entry, lot: LotFacts, line: HandedOver, source: PlaceFacts | None) -> None:
    """Pieces that should have been there: out of the books' inside, and a question opened."""
    nowhere = refs.outside(entry, PlaceKind.COUNT_DIFFERENCE)
    held = [
        one
        for one in ledger.whereabouts(entry.books, lot.id)
        if source is None or source.id in (one.spot.place, one.stands_in)
    ]
    drawn = ledger.draw(held, line.missing, line=line.line)
    entry.post([Move(lot.id, one.spot, Spot(nowhere), pieces, "missing") for one, pieces in drawn])
    entry.discrepancy("missing", lot=lot.id, line=line.line, quantity=line.missing)


def _bring_back(
    entry: Entry, item: BroughtBack, source: PlaceFacts | None, inbound: PlaceFacts
) -> int:
    if item.box is not None:
        return _bring_back_box(entry, refs.inside(entry, item.box), inbound)
    if item.lot is None:
        raise Refused("nothing_returned", "Say which box or lot came back.")
    lot = refs.lot(entry, item.lot)
    pieces = item.quantity or _aboard(entry, lot.id, source) or 1
    if lot.standing == Standing.WAITING:
        told.carry(entry, Carry(lot, pieces, source, inbound.id, "return", free=True))
    else:
        _become_new(entry, lot, pieces, source, inbound, None, "return", item.code)
    return pieces


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
) -> int:
    """Pieces of a lot become a new lot that waits for inspection, with no promise."""
    conversion = refs.outside(entry, PlaceKind.CONVERSION)
    parent = refs.by_id(entry, Lot, lot.id, "lot")
    child = lots.descend(entry, parent, standing=Standing.WAITING)
    assert child.id is not None
    act = Carry(lot, pieces, source, conversion, reason, line=line, free=True, implies=True)
    told.carry(entry, act)
    entry.post([Move(child.id, Spot(conversion), Spot(target.id), pieces, reason)])
    named = lots.name_new_lot(entry, parent, child, code)
    entry.made.setdefault("lots", []).append(named)
    return child.id


GATE_EXAMPLE = {
    "facility": "M-1",
    "run": 3,
    "boxes": ["box 214"],
    "lines": [
        {
            "lot": "7K3Q9M2XW4HTA",
            "line": 17,
            "accepted": 3,
            "refused": [{"quantity": 1, "reason": "banned_material"}],
        }
    ],
    "received_by": "unit officer",
}
TRADES = (
    Trade("deliveries", Delivery, delivery, HANDS, told=True, example=GATE_EXAMPLE),
    Trade(
        "refusals",
        Refusal,
        refusal,
        HANDS,
        told=True,
        example={
            "facility": "M-1",
            "run": 3,
            "lot": "7K3Q9M2XW4HTA",
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
        example={"run": 3, "items": [{"lot": "7K3Q9M2XW4HTA"}]},
    ),
)

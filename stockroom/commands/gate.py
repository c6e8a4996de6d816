"""The handover: what a facility took, what it would not, what was missing, what came back."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from stockroom import ledger
from stockroom.commands import lines, packing, refs, refusing, road, told
from stockroom.commands.base import (
    HANDS,
    MOST_LINES,
    Command,
    Entry,
    PiecesOrNone,
    Ref,
    RowId,
    Trade,
    Word,
)
from stockroom.commands.looking import alarm_if_held
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.commands.shelving import move_box
from stockroom.commands.told import Carry
from stockroom.errors import Refused
from stockroom.ledger import Move, Spot
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import Delivery as DeliveryRow

DELIVERED = "held_goods_delivered"


class HandedOver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One lot at the gate, line by line: accepted, refused, missing."""

    lot: Ref
    line: RowId | None = None
    accepted: PiecesOrNone = 0
    refused: Annotated[list[refusing.RefusedPieces], Meta(max_length=14)] = []
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


def delivery(command: Delivery, entry: Entry) -> None:
    """Accepted pieces to the gate, refused ones to lots of their own, missing ones noted."""
    facility = refs.facility(entry, command.facility)
    assert facility.id is not None
    run = road.run_of(entry, command.run)
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
    if run is not None and not road.stops_at(entry, run, facility.id):
        entry.discrepancy("not_on_the_run", place=gate, alarm=True)
    delivered = sum(_hand_over_box(entry, box, gate, facility.id) for box in command.boxes)
    lost = 0
    for line in command.lines:
        lot = refs.lot(entry, line.lot)
        alarm_if_held(entry, DELIVERED, lot.id, gate)
        if line.accepted:
            _hand_over(entry, lot, line, source, gate, facility.id)
        for refused in line.refused:
            refusing.refuse(
                entry, lot, line.line, refused.quantity, refused.reason, source, facility.id
            )
        if line.missing:
            _miss(entry, lot, line, source)
        delivered += line.accepted
        lost += line.missing
    if run is not None:
        road.account(entry, run, delivered=delivered, lost=lost)


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
        if wanted.facility_id == facility_id:
            _carry(entry, lot, line.accepted, source, gate, wanted.id)
            return
        entry.discrepancy("not_theirs", lot=lot.id, line=wanted.id, quantity=line.accepted)
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
        alarm_if_held(entry, DELIVERED, lot_id, gate)
        line = line_id if line_id in lines.lines_of(entry, facility_id, lot_id) else None
        entry.post([Move(lot_id, Spot(box.id, line_id), Spot(gate, line), pieces, "delivery")])
        if line_id is not None and line is None:
            entry.discrepancy("promise_broken", lot=lot_id, line=line_id, quantity=pieces)
    parcel = packing.open_parcel(entry, box.id)
    if parcel is not None:
        parcel.opened_in = entry.sequence
        if parcel.facility_id != facility_id:
            entry.discrepancy("not_theirs", place=box.id, alarm=True)
    move_box(entry, box, None)
    return sum(pieces for _, _, pieces in inside)


def _miss(entry: Entry, lot: LotFacts, line: HandedOver, source: PlaceFacts | None) -> None:
    """Pieces that should have been there: out of the books' inside, and a question opened."""
    if line.line is not None:
        lines.facts(entry, line.line)
    nowhere = refs.outside(entry, PlaceKind.COUNT_DIFFERENCE)
    held = [
        one
        for one in ledger.whereabouts(entry.books, lot.id)
        if source is None or source.id in (one.spot.place, one.stands_in)
    ]
    drawn = ledger.draw(held, line.missing, line=line.line)
    entry.post([Move(lot.id, one.spot, Spot(nowhere), pieces, "missing") for one, pieces in drawn])
    act = Carry(lot, line.missing, source, nowhere, "missing", line=line.line, free=True)
    told.note_broken_promises(entry, act, drawn)
    entry.discrepancy(
        "missing",
        lot=lot.id,
        line=line.line,
        quantity=told.pieces_in(drawn),
        told=line.missing,
    )


GATE_EXAMPLE = {
    "facility": "M-1",
    "run": 3,
    "boxes": ["box 214"],
    "lines": [
        {
            "lot": "7K3Q9M2XW4HTX",
            "line": 17,
            "accepted": 3,
            "refused": [{"quantity": 1, "reason": "banned_material"}],
        }
    ],
    "received_by": "unit officer",
}
TRADES = (Trade("deliveries", Delivery, delivery, HANDS, told=True, example=GATE_EXAMPLE),)

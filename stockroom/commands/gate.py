"""The handover: what a facility took, what it would not, what was missing, what came back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Annotated

import msgspec
from msgspec import Meta

from stockroom import ledger
from stockroom.commands import (
    handed,
    lines,
    packing,
    proving,
    refs,
    refusing,
    road,
    sheets,
    told,
)
from stockroom.commands.base import (
    HANDS,
    MOST_LINES,
    NO_NUL,
    Command,
    Entry,
    PiecesOrNone,
    Ref,
    RowId,
    Trade,
    Word,
    known,
)
from stockroom.commands.handed import Account, HandedBefore
from stockroom.commands.looking import alarm_if_held
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.commands.shelving import move_box
from stockroom.commands.told import Carry
from stockroom.errors import Refused
from stockroom.ledger import Move, Spot
from stockroom.tables.handovers import Delivery as DeliveryRow
from stockroom.tables.handovers import Way
from stockroom.tables.stock import PlaceKind

DELIVERED = "held_goods_delivered"


class HandedOver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One lot at the gate, line by line: accepted, refused, missing."""

    lot: Ref
    line: RowId | None = None
    accepted: PiecesOrNone = 0
    refused: Annotated[list[refusing.RefusedPieces], Meta(max_length=14)] = []
    missing: PiecesOrNone = 0


class Delivery(Command, frozen=True, kw_only=True):
    """What was handed over to a facility, at its gate (`run`) or in another `way` (no run).

    `boxes` were taken whole. Goods may come straight from the shelf. `received_by` is a role and
    `organisation` whom they received for, never a name. `receipt_number` is that of the signed
    gate sheet, `proofs` what proves the handover, and `pin` is compared and never kept.
    """

    facility: Ref
    run: RowId | None = None
    way: Way | None = None
    boxes: Annotated[list[Ref], Meta(max_length=200)] = []
    lines: Annotated[list[HandedOver], Meta(max_length=MOST_LINES)] = []
    received_by: Word = ""
    organisation: Annotated[str, Meta(max_length=60, pattern=NO_NUL)] = ""
    receipt_number: Word = ""
    proofs: proving.Proofs = []
    pin: proving.Pin = ""


def delivery(command: Delivery, entry: Entry) -> None:
    """Accepted pieces to the gate, refused ones to lots of their own, missing ones noted."""
    facility = refs.facility(entry, command.facility)
    owner = known(facility.id)
    run = road.run_of(entry, command.run)
    source = refs.place_by_id(entry, run.van_id) if run is not None else None
    told_before = HandedBefore(owner, command.run, sheets.number_on(command.receipt_number))
    handed.not_told_already(entry, told_before, source, _pieces(command, entry))
    row = entry.add(_row(command, entry, owner))
    entry.made["delivery"] = row.id
    gate = refs.outside(entry, PlaceKind.GATE, owner)
    if run is not None and not road.stops_at(entry, run, owner):
        entry.discrepancy("not_on_the_run", place=gate, alarm=True)
    account = Account.begun(entry, gate)
    with account.accepting():
        for box in _boxes(entry, command):
            _hand_over_box(entry, box, gate, owner)
    for line in command.lines:
        _tell(entry, line, source, account, owner)
    account.write(row.id)
    proving.keep(entry, row, facility, command.proofs, command.pin)
    if run is not None:
        delivered, lost = account.total("accepted"), account.total("missing")
        road.account(entry, run, delivered=delivered, lost=lost)


def _pieces(command: Delivery, entry: Entry) -> Counter[int]:
    """All that is told of loose goods, in pieces by lot."""
    pieces = Counter[int]()
    for line in command.lines:
        refused = sum(one.quantity for one in line.refused)
        pieces[refs.lot(entry, line.lot).id] += line.accepted + refused + line.missing
    return pieces


def _row(command: Delivery, entry: Entry, facility: int) -> DeliveryRow:
    """The handover itself; raises `Refused` for a run that is not named."""
    if command.run is None and command.way == Way.RUN:
        raise Refused("which_run", "Say which run this was on.")
    sheet = sheets.of_handover(entry, command.run, facility, command.receipt_number)
    return DeliveryRow(
        command_id=entry.acts_for,
        sequence=entry.sequence,
        facility_id=facility,
        run_id=command.run,
        way=Way.RUN if command.run is not None else command.way or Way.COLLECTED,
        manifest_id=sheet.manifest,
        receipt_number=sheet.receipt_number,
        received_by=command.received_by,
        organisation=command.organisation,
        handed_over_at=entry.happened_at,
    )


def _tell(
    entry: Entry, line: HandedOver, source: PlaceFacts | None, account: Account, facility: int
) -> None:
    """What became of one lot: accepted, refused, missing."""
    lot = refs.lot(entry, line.lot)
    alarm_if_held(entry, DELIVERED, lot.id, account.gate)
    if line.accepted:
        with account.accepting():
            _hand_over(entry, lot, line, source, account.gate, facility)
    for refused in line.refused:
        with account.refusing(lot.id, line.line):
            refusing.refuse(
                entry, lot, line.line, refused.quantity, refused.reason, source, facility
            )
    if line.missing:
        with account.missing(line.line):
            _miss(entry, lot, line, source)


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


def _boxes(entry: Entry, command: Delivery) -> Iterable[PlaceFacts]:
    """The boxes taken whole, each once, by whichever of its names it was told."""
    found = (refs.place(entry, ref) for ref in command.boxes)
    return {box.id: box for box in found}.values()


def _hand_over_box(entry: Entry, box: PlaceFacts, gate: int, facility_id: int) -> None:
    """All that is in a box to the gate, promises kept; then the box itself has left us.

    Of a box that has left us before, another act has said it all; the rest is taken all the same.
    """
    if box.kind != PlaceKind.BOX:
        raise Refused("not_a_box", "{name} is not a box.", name=box.name)
    if box.closed:
        entry.discrepancy("already_there", place=box.id)
        return
    for lot_id, line_id, pieces in packing.contents(entry, box.id):
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
    "proofs": [{"kind": "paper"}],
}
TRADES = (
    Trade(
        "deliveries",
        Delivery,
        delivery,
        HANDS,
        told=True,
        secret_fields=("pin",),
        example=GATE_EXAMPLE,
    ),
)

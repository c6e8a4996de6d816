"""After the handover: the facility's own count, and corrections of what was recorded."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta
from sqlmodel import func, select

from stockroom.commands import lines, refs, told
from stockroom.commands.base import (
    DESK,
    MOST_LINES,
    Actor,
    Command,
    Entry,
    Pieces,
    PiecesOrNone,
    Ref,
    RowId,
    Trade,
    Word,
)
from stockroom.commands.refs import LotFacts
from stockroom.commands.told import Carry
from stockroom.errors import Refused
from stockroom.ledger import HOLDING, MOVEMENT, Move, Spot
from stockroom.tables.handovers import ConfirmedBy, Delivery, DeliveryEntry
from stockroom.tables.people import Role
from stockroom.tables.stock import PlaceKind


class Received(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many pieces of a lot the facility itself counted."""

    lot: Ref
    line: RowId | None = None
    counted: PiecesOrNone


class Confirmation(Command, frozen=True, kw_only=True):
    """The facility's own count of a delivery; without lines, everything as delivered.

    `by` is how it reached us, `role` who counted, never a name.
    """

    delivery: RowId
    by: ConfirmedBy | None = None
    role: Word = ""
    lines: Annotated[list[Received], Meta(max_length=MOST_LINES)] = []


class Corrected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pieces recorded as delivered that were not (`fewer`), or the other way round (`more`)."""

    lot: Ref
    line: RowId | None = None
    fewer: Pieces | None = None
    more: Pieces | None = None


class DeliveryCorrection(Command, frozen=True, kw_only=True):
    """A new record that corrects a delivery; the delivery itself stands as it was told."""

    delivery: RowId
    lines: Annotated[list[Corrected], Meta(min_length=1, max_length=MOST_LINES)]


def confirmation(command: Confirmation, entry: Entry) -> None:
    """From the gate to the facility; what the count contradicts opens a discrepancy."""
    row = _own(entry, command.delivery)
    if row.confirmed_in is not None:
        raise Refused("already_confirmed", "Delivery {id} is confirmed already.", id=row.id)
    gate = refs.outside(entry, PlaceKind.GATE, row.facility_id)
    facility = refs.outside(entry, PlaceKind.FACILITY, row.facility_id)
    delivered = _delivered(entry, row, gate)
    counted = _counted(entry, command, {lot for lot, _ in delivered})
    row.confirmed_in = entry.sequence
    row.confirmed_by, row.confirmed_role = _by(command, entry.actor), command.role
    for (lot, line), told_pieces in delivered.items():
        pieces = max(0, min(told_pieces, _at_gate(entry, lot, Spot(gate, line))))
        took = pieces if counted is None else _take(counted, lot, line, pieces)
        if min(took, pieces):
            moved = min(took, pieces)
            entry.post([Move(lot, Spot(gate, line), Spot(facility, line), moved, "confirmation")])
        if took != pieces:
            entry.discrepancy(
                "confirmed_other",
                lot=lot,
                line=line,
                quantity=abs(took - pieces),
                counted=took,
                delivered=pieces,
            )


def delivery_correction(command: DeliveryCorrection, entry: Entry) -> None:
    """Pieces back from the gate to the count difference, or the other way."""
    row = refs.by_id(entry, Delivery, command.delivery, "delivery")
    if row.confirmed_in is not None:
        raise Refused("already_confirmed", "Delivery {id} is confirmed already.", id=row.id)
    assert row.id is not None
    entry.add(DeliveryEntry(sequence=entry.sequence, delivery_id=row.id))
    gate = refs.outside(entry, PlaceKind.GATE, row.facility_id)
    for part in command.lines:
        lot = refs.lot(entry, part.lot)
        if part.line is not None:
            lines.facts(entry, part.line)
        if part.fewer is not None:
            _take_back(entry, row, gate, lot, part)
        if part.more is not None:
            act = Carry(lot, part.more, None, gate, "delivery", line=part.line, implies=True)
            told.carry(entry, act)


def _take_back(entry: Entry, row: Delivery, gate: int, lot: LotFacts, part: Corrected) -> None:
    """Pieces that never reached the gate: where they are is a question now."""
    assert part.fewer is not None
    have = _delivered(entry, row, gate).get((lot.id, part.line), 0)
    if part.fewer > have:
        raise Refused(
            "not_enough",
            "That delivery handed over {have} of {thing}.",
            have=have,
            thing=lot.product,
        )
    nowhere = Spot(refs.outside(entry, PlaceKind.COUNT_DIFFERENCE))
    entry.post([Move(lot.id, Spot(gate, part.line), nowhere, part.fewer, "correction")])
    entry.discrepancy("missing", lot=lot.id, line=part.line, quantity=part.fewer)


def _by(command: Confirmation, actor: Actor) -> ConfirmedBy:
    """How a count reached us, which follows from who hands it in; raises `Refused` for another.

    Whoever brings the code on the paper, and silence itself, are nobody that we know.
    """
    ours = (ConfirmedBy.TELEPHONE, ConfirmedBy.SILENCE)
    theirs = (ConfirmedBy.FACILITY, ConfirmedBy.PAPER_CODE)
    by = (theirs if actor.role == Role.FACILITY else ours)[actor.id is None]
    if command.by not in (None, by):
        raise Refused("not_so_confirmed", "A count cannot have come in that way.")
    return by


def _own(entry: Entry, delivery_id: int) -> Delivery:
    row = refs.by_id(entry, Delivery, delivery_id, "delivery")
    if entry.actor.role == Role.FACILITY and entry.actor.facility_id != row.facility_id:
        raise refs.unknown_row("delivery", delivery_id)
    return row


def _delivered(entry: Entry, row: Delivery, gate: int) -> dict[tuple[int, int | None], int]:
    """Pieces that this delivery and its corrections put at the gate, by lot and line."""
    own = select(DeliveryEntry.sequence).where(DeliveryEntry.delivery_id == row.id)
    mine = MOVEMENT.c.sequence.in_([row.sequence, *entry.rows.exec(own).all()])
    came = select(MOVEMENT.c.lot_id, MOVEMENT.c.to_line, MOVEMENT.c.quantity).where(
        mine, MOVEMENT.c.to_place == gate
    )
    went = select(MOVEMENT.c.lot_id, MOVEMENT.c.from_line, -MOVEMENT.c.quantity).where(
        mine, MOVEMENT.c.from_place == gate
    )
    sums: dict[tuple[int, int | None], int] = {}
    for lot, line, pieces in [*entry.books.execute(came), *entry.books.execute(went)]:
        sums[lot, line] = sums.get((lot, line), 0) + pieces
    return sums


def _at_gate(entry: Entry, lot: int, spot: Spot) -> int:
    """Pieces still at the gate, where a correction may have taken some away."""
    query = select(HOLDING.c.quantity).where(
        HOLDING.c.lot_id == lot,
        HOLDING.c.place_id == spot.place,
        func.coalesce(HOLDING.c.line_id, 0) == (spot.line or 0),
    )
    return int(entry.books.execute(query).scalar() or 0)


def _counted(
    entry: Entry, command: Confirmation, delivered: set[int]
) -> dict[tuple[int, int | None], int] | None:
    """What the facility counted, by lot and line; None for a bare "as delivered".

    Only lots of this very delivery are known here: a facility learns nothing of others.
    """
    if not command.lines:
        return None
    counts: dict[tuple[int, int | None], int] = {}
    for one in command.lines:
        lot = _of_delivery(entry, one.lot, delivered)
        counts[lot, one.line] = counts.get((lot, one.line), 0) + one.counted
    return counts


def _of_delivery(entry: Entry, ref: str, delivered: set[int]) -> int:
    """A lot of the delivery; any other is as unknown as one that does not exist."""
    try:
        lot = refs.lot(entry, ref).id
    except Refused:
        lot = 0
    if lot not in delivered:
        raise refs.unknown_code(ref)
    return lot


def _take(
    counted: dict[tuple[int, int | None], int], lot: int, line: int | None, delivered: int
) -> int:
    """The pieces counted for a line; a count that names no line is shared out over the lot's."""
    if (lot, line) in counted:
        return counted.pop((lot, line))
    rest = counted.get((lot, None), 0)
    took = min(rest, delivered)
    counted[lot, None] = rest - took
    return took


TRADES = (
    Trade(
        "confirmations",
        Confirmation,
        confirmation,
        frozenset({Role.FACILITY}) | DESK,
        example={"delivery": 5},
    ),
    Trade(
        "delivery-corrections",
        DeliveryCorrection,
        delivery_correction,
        DESK,
        example={"delivery": 5, "lines": [{"lot": "7K3Q9M2XW4HTX", "line": 17, "fewer": 1}]},
    ),
)

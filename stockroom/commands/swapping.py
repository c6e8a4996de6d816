"""An equal swap: other goods taken to the bench for a line, because the promised ones would not do.

What else does equally is offered beforehand; what hands then took is told, whatever it was.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from stockroom import ledger
from stockroom.commands import barred, late, lines, looking, promising, refs, told
from stockroom.commands.base import EVERYBODY_INSIDE, Command, Entry, Pieces, Ref, RowId, Trade
from stockroom.commands.lines import LineFacts
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.commands.told import Carry
from stockroom.commands.wishes import within_reach
from stockroom.errors import Refused
from stockroom.ledger import Held, Move, Spot
from stockroom.rules import swaps
from stockroom.tables.stock import Lot, PlaceKind


class Why(StrEnum):
    """What was the matter with the promised goods."""

    NOT_THERE = "not_there"
    FEWER = "fewer"
    NOT_GOOD = "not_good"


class PickSwap(Command, frozen=True, kw_only=True):
    """Pieces of another lot taken to the bench for a wish line, instead of the promised `lot`.

    `place` is where the promised pieces should lie, `from_place` where the others lay. Of what was
    not there at all, `position` is the journal position of the bundle, as for a count.
    """

    lot: Ref
    line: RowId
    quantity: Pieces
    instead: Ref
    place: Ref | None = None
    from_place: Ref | None = None
    why: Why = Why.NOT_THERE
    position: Annotated[int, Meta(ge=0, le=2**31 - 1)] | None = None


def pick_swap(command: PickSwap, entry: Entry) -> None:
    """The other lot to the bench, promised; the promise on the first is free again."""
    lot, other = refs.lot(entry, command.lot), refs.lot(entry, command.instead)
    if lot.id == other.id:
        raise Refused("same_lot", "That is the lot of the list itself. Say that it was picked.")
    line = lines.facts(entry, command.line)
    place = refs.place(entry, command.place) if command.place is not None else None
    source = refs.place(entry, command.from_place) if command.from_place is not None else None
    promised = _promised(entry, lot, line, place)
    where = place or (refs.place_by_id(entry, promised[0].spot.place) if promised else None)
    untouched = where is not None and _is_untouched(entry, command, lot, where)
    entry.post(
        [
            Move(lot.id, one.spot, Spot(one.spot.place), pieces, "swap")
            for one, pieces in ledger.draw(promised, command.quantity)
        ]
    )
    _look_after(entry, command, lot, where, untouched=untouched)
    bench = _bench(entry, other, source or where)
    told.carry(entry, Carry(other, command.quantity, source, bench.id, "pick", line=line.id))
    looking.alarm_if_held(entry, "held_goods_packed", other.id, bench.id, quantity=command.quantity)
    if not _does_equally(entry, lot, other, line):
        entry.discrepancy(
            "unlike_swap", lot=other.id, place=bench.id, line=line.id, quantity=command.quantity
        )


def _promised(entry: Entry, lot: LotFacts, line: LineFacts, place: PlaceFacts | None) -> list[Held]:
    """Where pieces of the lot wait for the line: on shelves, and where a place is named, there."""
    return [
        one
        for one in ledger.whereabouts(entry.books, lot.id)
        if one.spot.line == line.id
        and one.kind != PlaceKind.BENCH
        and one.bag is None
        and late.is_at(one, place)
        and within_reach(entry, one)
    ]


def _is_untouched(entry: Entry, command: PickSwap, lot: LotFacts, place: PlaceFacts) -> bool:
    """Whether nothing has moved there since the bundle, so that "not there" counts as a count."""
    at = command.position
    if at is None or at >= entry.sequence:
        return False
    return not ledger.touched_since(entry.books, lot.id, place.id, at)


def _look_after(
    entry: Entry, command: PickSwap, lot: LotFacts, place: PlaceFacts | None, *, untouched: bool
) -> None:
    """What becomes of the lot that stays: counted as gone, counted anew, or looked at."""
    if place is None or command.why == Why.FEWER:
        return
    if command.why == Why.NOT_GOOD:
        entry.discrepancy("not_good", lot=lot.id, place=place.id, quantity=command.quantity)
    elif untouched:
        looking.post_difference(entry, lot, place, 0)
    else:
        entry.discrepancy("recount", lot=lot.id, place=place.id, quantity=0, counted=0)


def _bench(entry: Entry, other: LotFacts, near: PlaceFacts | None) -> PlaceFacts:
    """The bench of the building in which the other lot lay."""
    if near is not None:
        return refs.of_site_id(entry, PlaceKind.BENCH, near.site_id)
    held = ledger.whereabouts(entry.books, other.id)
    return refs.of_site_id(entry, PlaceKind.BENCH, held[0].site if held else None)


def _does_equally(entry: Entry, lot: LotFacts, other: LotFacts, line: LineFacts) -> bool:
    """The same sort, and nothing that the line, the gate or the donor has against it."""
    first, taken = refs.by_id(entry, Lot, lot.id, "lot"), refs.by_id(entry, Lot, other.id, "lot")
    if not swaps.is_equal(first, taken):
        return False
    try:
        promising.may_be_given(entry, other)
        barred.refuse_barred(entry, taken, line)
    except Refused:
        return False
    return True


TRADES = (
    Trade(
        "pick-swaps",
        PickSwap,
        pick_swap,
        EVERYBODY_INSIDE,
        told=True,
        reversible=True,
        example={
            "lot": "7K3Q9M2XW4HTX",
            "line": 17,
            "quantity": 4,
            "instead": "28T5CY4TQKFFA",
            "place": "A3",
            "from_place": "A5",
        },
    ),
)

"""Promises: available goods allocated to a wish line, and the undoing of it."""

from __future__ import annotations

from typing import cast

import sqlalchemy as sa

from stockroom import ledger
from stockroom.commands import barred, let_in, lines, refs
from stockroom.commands.base import DESK, Command, Entry, Pieces, Ref, RowId, Trade
from stockroom.commands.lines import LineFacts
from stockroom.commands.looking import is_on_hold
from stockroom.commands.refs import LotFacts
from stockroom.commands.wishes import within_reach
from stockroom.errors import Refused
from stockroom.ledger import Held, Move, Spot
from stockroom.rules import delivery_days, sizes_accepted
from stockroom.tables.catalogue import Product
from stockroom.tables.stock import Lot, Place, PlaceKind, Standing
from stockroom.tables.visits import next_stops
from stockroom.words import Condition

PLACE = cast(sa.Table, Place.__table__)  # type: ignore[attr-defined]
SEALED = frozenset({Condition.NEW, Condition.NEW_SEALED})


class Allocation(Command, frozen=True, kw_only=True):
    """Available pieces of a lot promised to a wish line."""

    lot: Ref
    line: RowId
    quantity: Pieces
    place: Ref | None = None


class Release(Command, frozen=True, kw_only=True):
    """A promise undone, wholly or for so many pieces."""

    lot: Ref
    line: RowId
    quantity: Pieces | None = None


def allocation(command: Allocation, entry: Entry) -> None:
    """From free to promised, in the bin where the goods are."""
    lot = refs.lot(entry, command.lot)
    promise(entry, lot, command.line, command.quantity, command.place)


def promise(
    entry: Entry, lot: LotFacts, line_id: int, quantity: int, place: str | int | None
) -> None:
    """Promise pieces of a lot to a line, by hand or by a plan; `place` is a reference or an id."""
    line = lines.facts(entry, line_id)
    may_serve(entry, lot, line, quantity)
    spots = available(entry, lot, place)
    have = sum(one.quantity for one in spots)
    if have < quantity:
        _not_out_of_a_bag(entry, lot, place)
        raise Refused(
            "not_enough",
            "Of {thing}, {have} can be promised; {asked} were to be.",
            have=have,
            thing=lot.product,
            asked=quantity,
        )
    entry.post(
        [
            Move(lot.id, one.spot, Spot(one.spot.place, line.id), pieces, "allocation")
            for one, pieces in ledger.draw(spots, quantity)
        ]
    )


def release(command: Release, entry: Entry) -> None:
    """From promised to free, wherever inside the goods are."""
    lot, line = refs.lot(entry, command.lot), lines.facts(entry, command.line)
    held = [
        one
        for one in ledger.whereabouts(entry.books, lot.id)
        if one.spot.line == line.id and within_reach(entry, one)
    ]
    have = sum(one.quantity for one in held)
    wanted = command.quantity or have
    if have < wanted or not have:
        raise Refused(
            "not_enough",
            "Of {thing}, {have} are promised to that line; {asked} were to be released.",
            have=have,
            thing=lot.product,
            asked=wanted,
        )
    entry.post(
        [
            Move(lot.id, one.spot, Spot(one.spot.place), pieces, "release")
            for one, pieces in ledger.draw(held, wanted)
        ]
    )


def may_serve(entry: Entry, lot: LotFacts, line: LineFacts, quantity: int) -> None:
    """Refuse goods that do not fit a wish line, and more of them than it still needs.

    Also more than the gate of its facility lets in, with what is promised there already.
    """
    _fits(entry, lot, line)
    if quantity > line.need:
        raise Refused(
            "need_met",
            "That line still needs {need}; {asked} were to be promised.",
            need=line.need,
            asked=quantity,
        )
    let_in.refuse_beyond(entry, lot.product_id, line.facility_id, quantity)


def suits(entry: Entry, lot: LotFacts, line: LineFacts) -> bool:
    """Whether the goods fit the line, where another one may fit better."""
    try:
        _fits(entry, lot, line)
    except Refused:
        return False
    return True


def may_be_given(entry: Entry, lot: LotFacts) -> None:
    """Refuse a lot that has not been accepted, or is on hold."""
    if lot.standing != Standing.ACCEPTED:
        raise Refused("not_accepted", "{thing} has not been accepted yet.", thing=lot.product)
    if is_on_hold(entry, lot.id):
        raise Refused("on_hold", "{thing} is on hold.", thing=lot.product)


def available(entry: Entry, lot: LotFacts, place: str | int | None = None) -> list[Held]:
    """Spots whose goods may be promised: accepted, not on hold, unpromised, in a bin.

    A box that stands in a bin counts as the bin does. What is packed ahead in a ready bag, or
    stands in a refuge's cupboard, is not for anybody else's single wishes.
    """
    may_be_given(entry, lot)
    return [
        one
        for one in free_at(entry, lot, place)
        if one.bag is None and not one.cupboard and _in_a_bin(entry, one)
    ]


def free_at(entry: Entry, lot: LotFacts, place: str | int | None) -> list[Held]:
    """Unpromised pieces inside, of one place or what stands in it where one is named."""
    only = refs.place(entry, place).id if isinstance(place, str) else place
    return [
        one
        for one in ledger.whereabouts(entry.books, lot.id)
        if one.spot.line is None and only in (None, one.spot.place, one.stands_in)
    ]


def _not_out_of_a_bag(entry: Entry, lot: LotFacts, place: str | int | None) -> None:
    """Say so where the pieces are there, but packed ahead."""
    for one in free_at(entry, lot, place):
        if one.bag is not None:
            raise Refused(
                "in_ready_bag",
                "That is in the ready bag {name}; open the bag first.",
                name=refs.place_by_id(entry, one.spot.place).name,
            )


def _in_a_bin(entry: Entry, one: Held) -> bool:
    if one.stands_in is None:
        return one.kind == PlaceKind.BIN
    return refs.place_by_id(entry, one.stands_in).kind == PlaceKind.BIN


def _fits(entry: Entry, lot: LotFacts, line: LineFacts) -> None:
    """Refuse goods that the line's own words exclude."""
    row = refs.by_id(entry, Lot, lot.id, "lot")
    if lot.product_id != line.product_id:
        product = refs.by_id(entry, Product, lot.product_id, "product")
        if not line.substitutes or product.category != line.category:
            raise Refused(
                "other_product",
                "The line asks for {asked}, not {thing}.",
                asked=line.product,
                thing=lot.product,
            )
    if line.new_only and row.condition not in SEALED:
        raise Refused("new_only", "That line takes new goods only.")
    if _other_size(entry, row, line):
        raise Refused(
            "other_size",
            "{thing} of size {size} does not fit that line.",
            thing=lot.product,
            size=row.size_label,
        )
    barred.refuse_barred(entry, row, line)


def _other_size(entry: Entry, lot: Lot, line: LineFacts) -> bool:
    """Neither as asked nor as it will be needed when the goods arrive, whichever day that is.

    A coordinator may know better than the medians, so what was asked may still be given.
    """
    if lot.size_scheme != line.size_scheme or lot.size_scheme == "none":
        return False
    if _touches(lot, sizes_accepted.as_asked(line)):
        return False
    today = entry.recorded_at.astimezone().date()
    stop = next_stops(today).subquery()
    query = sa.select(stop.c.day).where(stop.c.facility_id == line.facility_id)
    days = today, delivery_days.latest(today, entry.books.execute(query).scalar())
    return not _touches(lot, sizes_accepted.as_grown(line, days))


def _touches(lot: Lot, size: tuple[int, int]) -> bool:
    least, most = size
    return lot.size_high >= least and lot.size_low <= most


TRADES = (
    Trade(
        "allocations",
        Allocation,
        allocation,
        DESK,
        reversible=True,
        example={"lot": "7K3Q9M2XW4HTX", "line": 17, "quantity": 4},
    ),
    Trade(
        "releases",
        Release,
        release,
        DESK,
        example={"lot": "7K3Q9M2XW4HTX", "line": 17},
    ),
)

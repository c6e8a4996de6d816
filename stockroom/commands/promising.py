"""Promises: available goods allocated to a wish line, and the undoing of it."""

from __future__ import annotations

from typing import cast

import sqlalchemy as sa

from stockroom import ledger
from stockroom.commands import barred, lines, refs
from stockroom.commands.base import DESK, Command, Entry, Pieces, Ref, RowId, Trade
from stockroom.commands.lines import LineFacts
from stockroom.commands.looking import is_on_hold
from stockroom.commands.refs import LotFacts
from stockroom.commands.wishes import within_reach
from stockroom.errors import Refused
from stockroom.ledger import Held, Move, Spot
from stockroom.tables.catalogue import Product
from stockroom.tables.stock import Condition, Lot, Place, PlaceKind, Standing

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
    lot, line = refs.lot(entry, command.lot), lines.facts(entry, command.line)
    _fits(entry, lot, line)
    if command.quantity > line.need:
        raise Refused(
            "need_met",
            "That line still needs {need}; {asked} were to be promised.",
            need=line.need,
            asked=command.quantity,
        )
    spots = available(entry, lot, command.place)
    have = sum(one.quantity for one in spots)
    if have < command.quantity:
        raise Refused(
            "not_enough",
            "Of {thing}, {have} can be promised; {asked} were to be.",
            have=have,
            thing=lot.product,
            asked=command.quantity,
        )
    entry.post(
        [
            Move(lot.id, one.spot, Spot(one.spot.place, line.id), pieces, "allocation")
            for one, pieces in ledger.draw(spots, command.quantity)
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


def available(entry: Entry, lot: LotFacts, place: str | None = None) -> list[Held]:
    """Spots whose goods may be promised: accepted, not on hold, unpromised, in a bin.

    A box that stands in a bin counts as the bin does.
    """
    if lot.standing != Standing.ACCEPTED:
        raise Refused("not_accepted", "{thing} has not been accepted yet.", thing=lot.product)
    if is_on_hold(entry, lot.id):
        raise Refused("on_hold", "{thing} is on hold.", thing=lot.product)
    only = refs.place(entry, place).id if place is not None else None
    return [
        one
        for one in ledger.whereabouts(entry.books, lot.id)
        if one.spot.line is None
        and only in (None, one.spot.place, one.stands_in)
        and _in_a_bin(entry, one)
    ]


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
    if _other_size(row, line):
        raise Refused(
            "other_size",
            "{thing} of size {size} does not fit that line.",
            thing=lot.product,
            size=row.size_label,
        )
    barred.refuse_barred(entry, row, line)


STEP = {"body_cm": 6, "weight_g": 3000, "foot_mm": 7, "age_months": 6, "adult": 1, "stage": 0}


def _other_size(lot: Lot, line: LineFacts) -> bool:
    """Outside the asked range, where a line that takes substitutes allows one step up."""
    if lot.size_scheme != line.size_scheme or lot.size_scheme == "none":
        return False
    room = STEP.get(lot.size_scheme, 0) if line.substitutes else 0
    return lot.size_high < line.size_low or lot.size_low > line.size_high + room


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

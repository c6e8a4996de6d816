"""Bags sorted into mixed boxes, and boxes topped up."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta
from sqlmodel import select

from stockroom import ledger
from stockroom.commands import lots, refs, told
from stockroom.commands.base import (
    EVERYBODY_INSIDE,
    NO_NUL,
    Command,
    Entry,
    Grams,
    Pieces,
    Ref,
    Trade,
    known,
)
from stockroom.commands.lots import Describes
from stockroom.commands.refs import LotFacts
from stockroom.errors import Refused
from stockroom.ledger import Move, Spot
from stockroom.tables.catalogue import Depth
from stockroom.tables.impact import Donation
from stockroom.tables.stock import How, Lot, PlaceKind, Source, Standing


class SortedInto(Describes, frozen=True, kw_only=True):
    """Pieces from the bags that went into one mixed box, or onto the sorting table singly."""

    box: Ref
    quantity: Pieces
    product: Annotated[str, Meta(max_length=16, pattern=NO_NUL)] = "CL-MIX"
    how: How = How.GUESSED


class Sorting(Command, frozen=True, kw_only=True):
    """Bags emptied into mixed boxes, rags and rubbish; the last two by weight in grams."""

    lot: Ref
    bags: Pieces
    into: Annotated[list[SortedInto], Meta(max_length=100)] = []
    rags_g: Grams = 0
    rubbish_g: Grams = 0


class ToppingUp(Command, frozen=True, kw_only=True):
    """More pieces of a sorted lot put into a mixed box, whose own lot takes them."""

    lot: Ref
    box: Ref
    quantity: Pieces
    how: How = How.COUNTED


def sorting(command: Sorting, entry: Entry) -> None:
    """Bags to the conversion place; out of it, pieces into the mixed boxes' own lots."""
    bags = refs.lot(entry, command.lot)
    conversion = refs.outside(entry, PlaceKind.CONVERSION)
    source = told.source_of(entry, bags, None, conversion)
    if not told.carry(
        entry, told.Carry(bags, command.bags, source, conversion, "sorting", free=True)
    ):
        return
    gift, boxes = _restricted(entry, refs.by_id(entry, Lot, bags.id, "lot")), []
    for part in command.into:
        box = refs.inside(entry, part.box)
        lot = _mixed_lot(entry, box, part, gift)
        _pour(entry, bags, lot, conversion, box.id, part.quantity)
        boxes.append(_said_of(lot, box))
    entry.made["boxes"] = boxes
    entry.made["rags_g"], entry.made["rubbish_g"] = command.rags_g, command.rubbish_g


def topping_up(command: ToppingUp, entry: Entry) -> None:
    """Pieces of one lot become pieces of the mixed box's lot."""
    lot, box = refs.lot(entry, command.lot), refs.inside(entry, command.box)
    mixed = _lot_in(entry, box)
    if mixed is None or mixed.depth != Depth.MIXED_BOX or mixed.id == lot.id:
        raise Refused("no_mixed_lot", "{name} is not a mixed box.", name=box.name)
    _of_one_restriction(
        entry, mixed, _restricted(entry, refs.by_id(entry, Lot, lot.id, "lot")), box
    )
    conversion = refs.outside(entry, PlaceKind.CONVERSION)
    source = told.source_of(entry, lot, None, box.id)
    act = told.Carry(lot, command.quantity, source, conversion, "topping_up", free=True)
    if not told.carry(entry, act):
        return
    _pour(entry, lot, mixed, conversion, box.id, command.quantity)


def _said_of(lot: Lot, box: refs.PlaceFacts) -> dict[str, object]:
    """What a receipt says of a mixed box's lot."""
    return {"box": box.name, "lot": lot.id}


def _restricted(entry: Entry, lot: Lot) -> Donation | None:
    """The gift of a lot whose donor gave it for some facilities only."""
    gift = entry.rows.get(Donation, lot.donation_id) if lot.donation_id is not None else None
    return gift if gift is not None and gift.only_for else None


def _of_one_restriction(
    entry: Entry, there: Lot, gift: Donation | None, box: refs.PlaceFacts
) -> None:
    """Refuse to mix goods given for some with goods for others: the box must keep its word."""
    before = _restricted(entry, there)
    if (before.only_for if before else []) != (gift.only_for if gift else []):
        raise Refused(
            "other_restriction",
            "{name} holds goods that were given for others; sort these into a box of their own.",
            name=box.name,
        )


def _mixed_lot(entry: Entry, box: refs.PlaceFacts, part: SortedInto, gift: Donation | None) -> Lot:
    """The mixed lot that the box holds, or a new one as described; refused if they differ.

    A new one stands for the first restricted gift in it, and takes only what is restricted alike.
    """
    if box.kind != PlaceKind.BOX:
        raise Refused("not_a_box", "{name} is not a box.", name=box.name)
    there = _lot_in(entry, box)
    product = refs.product(entry, part.product)
    if there is None:
        return lots.make(
            entry,
            product,
            part,
            source=Source.MANY,
            how=part.how,
            standing=Standing.ACCEPTED,
            depth=Depth.MIXED_BOX,
            donation_id=gift.id if gift else None,
            restriction=gift.restriction if gift else "",
        )
    alike = (there.product_id, there.size_label, there.fits, there.season)
    asked = (product.id, part.size.strip(), part.fits, part.season)
    if there.depth != Depth.MIXED_BOX or alike != asked:
        raise Refused("other_box", "{name} holds another size or kind.", name=box.name)
    _of_one_restriction(entry, there, gift, box)
    there.how = part.how if part.how == How.GUESSED else there.how
    return there


def _lot_in(entry: Entry, box: refs.PlaceFacts) -> Lot | None:
    """The one lot that a box holds or, if it is empty, None."""
    query = (
        select(Lot)
        .join(ledger.HOLDING, ledger.HOLDING.c.lot_id == Lot.id)
        .where(ledger.HOLDING.c.place_id == box.id, ledger.HOLDING.c.quantity > 0)
        .distinct()
    )
    found = entry.rows.exec(query).all()
    if len(found) > 1:
        raise Refused("several_lots", "{name} holds several lots.", name=box.name)
    return found[0] if found else None


def _pour(entry: Entry, source: LotFacts, lot: Lot, conversion: int, box: int, pieces: int) -> None:
    """Pieces into the box's lot; goods on hold take the whole box with them, with an alarm."""
    entry.post([Move(known(lot.id), Spot(conversion), Spot(box), pieces, "sorting")])
    if lots.pass_on_holds(entry, source.id, known(lot.id)):
        entry.discrepancy("held_goods_mixed", lot=lot.id, place=box, quantity=pieces, alarm=True)


TRADES = (
    Trade(
        "sortings",
        Sorting,
        sorting,
        EVERYBODY_INSIDE,
        told=True,
        example={
            "lot": "7K3Q9M2XW4HTX",
            "bags": 3,
            "rags_g": 1500,
            "into": [
                {"box": "box 214", "size": "68", "fits": "girl", "season": "winter", "quantity": 40}
            ],
        },
    ),
    Trade(
        "toppings-up",
        ToppingUp,
        topping_up,
        EVERYBODY_INSIDE,
        told=True,
        example={"lot": "7K3Q9M2XW4HTX", "box": "box 214", "quantity": 6},
    ),
)

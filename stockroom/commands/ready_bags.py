"""Bags packed ahead: a box filled as one kit for nobody yet, closed, opened again, promised whole.

Packing one is asked, not told: that a bag is right is believed at night, unopened, so the books
answer for it. What hands have put into a box that is no kit, they tell by a boxing.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta
from sqlmodel import col, select

from stockroom import ledger
from stockroom.commands import bag_contents, kits, lines, packing, promising, refs
from stockroom.commands.base import (
    DESK,
    EVERYBODY_INSIDE,
    Command,
    Entry,
    Pieces,
    Ref,
    RowId,
    Trade,
    Word,
    known,
)
from stockroom.commands.places import BoxRecord
from stockroom.commands.places import box as make_box
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.errors import Refused
from stockroom.ledger import Held, Move, Spot
from stockroom.rules import codes
from stockroom.tables.kits import Kit, ReadyBag
from stockroom.tables.stock import LabelCode, Place, PlaceKind
from stockroom.tables.wishes import WishKit, WishLine

MOST_CONTENTS = 200
TAKEN_FROM = (PlaceKind.BIN, PlaceKind.BENCH, PlaceKind.INBOUND)


class BagContent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pieces of one lot that go into a bag, from where they lie free."""

    lot: Ref
    quantity: Pieces
    place: Ref | None = None


class ReadyBagPacking(Command, frozen=True, kw_only=True):
    """A box filled with free goods as one kit for nobody yet, and closed.

    `box` is one of ours, whose contents count, or a label for a new one; without it a new box is
    made. What is in it then must be the recipe, neither more nor less.
    """

    kit: kits.KitRef
    size: Word = ""
    box: Ref | None = None
    contents: Annotated[list[BagContent], Meta(max_length=MOST_CONTENTS)] = []
    site: Ref | None = None


class ReadyBagOpening(Command, frozen=True, kw_only=True):
    """A ready bag taken apart: what was in it stays in the box, and is no kit any more."""

    bag: Ref


class ReadyBagPromise(Command, frozen=True, kw_only=True):
    """A whole bag promised to a kit that was asked for: each thing to its line, or nothing."""

    bag: Ref
    wish_kit: RowId


def ready_bag(command: ReadyBagPacking, entry: Entry) -> None:
    """Into the box, looked at against the recipe, and closed."""
    kit = kits.by_code(entry, command.kit)
    if not kit.active:
        raise Refused(
            "kit_retired", "{kit} is not given any more; choose another kit.", kit=kit.name
        )
    size = kits.size_for(entry, kit, command.size)
    box = _box(entry, command)
    for content in command.contents:
        _fill(entry, box, content)
    bag_contents.must_answer(entry, kit, size, box.id)
    row = entry.add(
        ReadyBag(box_id=box.id, kit_id=known(kit.id), size_label=size, sealed_in=entry.sequence)
    )
    entry.made["bag"] = row.id
    entry.made["box"] = refs.by_id(entry, Place, box.id, "box").number


def opening(command: ReadyBagOpening, entry: Entry) -> None:
    """The bag ends; the box stays where it is, with what is in it."""
    _, row = closed(entry, command.bag)
    row.opened_in = entry.sequence


def promise(command: ReadyBagPromise, entry: Entry) -> None:
    """Every piece to the line of the kit that asks for it; the box stays closed."""
    box, row = closed(entry, command.bag)
    wanted = refs.by_id(entry, WishKit, command.wish_kit, "kit on a wish list")
    if wanted.kit_id != row.kit_id:
        kit = refs.by_id(entry, Kit, row.kit_id, "kit")
        raise Refused("other_kit", "That bag is packed as {kit}.", kit=kit.name)
    _on_a_shelf(entry, box)
    asking = _lines(entry, command.wish_kit)
    contents = packing.contents(entry, box.id)
    for lot_id, line_id, pieces in contents:
        if line_id is not None:
            raise Refused("bag_promised", "{name} is promised already.", name=box.name)
        lot = refs.lot_by_id(entry, lot_id)
        promising.may_be_given(entry, lot)
        _promise(entry, lot, box.id, pieces, asking)


def closed(entry: Entry, ref: str) -> tuple[PlaceFacts, ReadyBag]:
    """The box and the ready bag that it is now; raises `Refused` where it is none."""
    box = refs.inside(entry, ref)
    row = bag_of(entry, box.id)
    if row is None:
        raise Refused("not_a_ready_bag", "{name} is not a ready bag.", name=box.name)
    return box, row


def bag_of(entry: Entry, box_id: int) -> ReadyBag | None:
    """The ready bag that a box is now, if it is one."""
    query = select(ReadyBag).where(ReadyBag.box_id == box_id, col(ReadyBag.opened_in).is_(None))
    return entry.rows.exec(query).first()


def _box(entry: Entry, command: ReadyBagPacking) -> PlaceFacts:
    """The named box while it is open, or a new one on the bench."""
    if command.box is None or _is_new(entry, command.box):
        bench = refs.of_site(entry, PlaceKind.BENCH, command.site)
        make_box(BoxRecord(place=bench.name, code=command.box), entry)
        return refs.place(entry, str(entry.made["code"]))
    box = packing.open_box(entry, command.box)
    if packing.open_parcel(entry, box.id) is not None or bag_of(entry, box.id) is not None:
        raise Refused("already_closed", "{name} is closed already; open it first.", name=box.name)
    return box


def _is_new(entry: Entry, ref: str) -> bool:
    """Whether it is a label that is on nothing yet."""
    meant = refs.reading(entry.books, ref)
    if not isinstance(meant, codes.ByCode):
        return False
    row = entry.rows.get(LabelCode, meant.code)
    return row is None or row.claimed_in is None


def _fill(entry: Entry, box: PlaceFacts, content: BagContent) -> None:
    """Free pieces of one lot into the box, the sort that may be given."""
    lot = refs.lot(entry, content.lot)
    promising.may_be_given(entry, lot)
    spots = [
        one
        for one in promising.free_at(entry, lot, content.place)
        if one.spot.place != box.id and _may_be_taken(entry, one)
    ]
    have = sum(one.quantity for one in spots)
    if have < content.quantity:
        raise Refused(
            "not_enough",
            "Of {thing}, {have} lie free there; {asked} were to go into the bag.",
            have=have,
            thing=lot.product,
            asked=content.quantity,
        )
    entry.post(
        [
            Move(lot.id, one.spot, Spot(box.id), pieces, "ready_bag")
            for one, pieces in ledger.draw(spots, content.quantity)
        ]
    )


def _may_be_taken(entry: Entry, one: Held) -> bool:
    if one.bag is not None or one.cupboard:
        return False
    if one.kind != PlaceKind.BOX:
        return one.kind in TAKEN_FROM
    stand = refs.place_by_id(entry, one.stands_in) if one.stands_in is not None else None
    sealed = packing.open_parcel(entry, one.spot.place) is not None
    return stand is not None and stand.kind in TAKEN_FROM and not sealed


def _on_a_shelf(entry: Entry, box: PlaceFacts) -> None:
    stand = refs.place_by_id(entry, box.stands_in) if box.stands_in is not None else None
    site = refs.place_by_id(entry, box.site_id) if box.site_id is not None else None
    if stand is None or stand.kind != PlaceKind.BIN:
        raise Refused("not_on_a_shelf", "{name} is not on a shelf; put it away.", name=box.name)
    if site is not None and site.facility_id is not None:
        raise Refused(
            "in_a_cupboard", "{name} stands in a cupboard and is used there.", name=box.name
        )


def _lines(entry: Entry, wish_kit: int) -> list[int]:
    query = select(WishLine.id).where(WishLine.wish_kit_id == wish_kit).order_by("position", "id")
    return [known(line) for line in entry.rows.exec(query).all()]


def _promise(entry: Entry, lot: LotFacts, box: int, pieces: int, asking: list[int]) -> None:
    """Pieces of one lot to the lines of the kit that ask for it, the closest size first."""
    wanted = [lines.facts(entry, line) for line in asking]
    suiting = [line for line in wanted if line.product_id == lot.product_id]
    about = bag_contents.size_of(entry, lot.id)
    suiting.sort(key=lambda line: (line.size_low, line.size_high) != (about.low, about.high))
    for line in suiting:
        part = min(pieces, line.need) if len(suiting) > 1 else pieces
        if part and (line is suiting[-1] or promising.suits(entry, lot, line)):
            promising.may_serve(entry, lot, line, part)
            move = Move(lot.id, Spot(box), Spot(box, line.id), part, "allocation")
            entry.post([move])
            pieces -= part
    if pieces:
        raise Refused(
            "not_asked",
            "The kit on that list asks for no more of {thing}.",
            thing=lot.product,
        )


BAG_EXAMPLE = {
    "kit": "TONIGHT",
    "size": "62",
    "box": "box 214",
    "contents": [{"lot": "7K3Q9M2XW4HTX", "quantity": 4, "place": "A3"}],
}
TRADES = (
    Trade("ready-bags", ReadyBagPacking, ready_bag, EVERYBODY_INSIDE, example=BAG_EXAMPLE),
    Trade(
        "ready-bag-openings",
        ReadyBagOpening,
        opening,
        EVERYBODY_INSIDE,
        told=True,
        example={"bag": "box 214"},
    ),
    Trade(
        "ready-bag-promises",
        ReadyBagPromise,
        promise,
        DESK,
        reversible=True,
        example={"bag": "box 214", "wish_kit": 3},
    ),
)

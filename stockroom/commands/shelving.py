"""Goods and boxes carried from one place of ours to another."""

from __future__ import annotations

from typing import cast

import sqlalchemy as sa

from stockroom import ledger
from stockroom.clock import stamp
from stockroom.commands import refs, told
from stockroom.commands.base import EVERYBODY_INSIDE, HANDS, Command, Entry, Pieces, Ref, Trade
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.commands.told import Carry
from stockroom.errors import Refused
from stockroom.tables.stock import BoxMove, Journal, Place, PlaceKind

JOURNAL = cast(sa.Table, Journal.__table__)  # type: ignore[attr-defined]
BOX_MOVE = cast(sa.Table, BoxMove.__table__)  # type: ignore[attr-defined]
PLACE = cast(sa.Table, Place.__table__)  # type: ignore[attr-defined]


_MOVED_SINCE = (
    sa.select(BOX_MOVE.c.id)
    .select_from(BOX_MOVE.join(JOURNAL, JOURNAL.c.sequence == BOX_MOVE.c.sequence))
    .where(
        BOX_MOVE.c.box_id == sa.bindparam("box"),
        JOURNAL.c.done_at > sa.bindparam("done_at"),
        JOURNAL.c.recorded_at > sa.bindparam("done_at"),
    )
    .limit(1)
)


class PutAway(Command, frozen=True, kw_only=True):
    """A lot, or a box with all that is in it, from inbound to a bin.

    Without `quantity` all pieces at the source go; without `source` they come from inbound, or
    from the one place that holds them.
    """

    thing: Ref
    place: Ref
    quantity: Pieces | None = None
    source: Ref | None = None


class Transfer(Command, frozen=True, kw_only=True):
    """A lot or a box from one place of ours to another; promises go with their pieces."""

    thing: Ref
    place: Ref
    quantity: Pieces | None = None
    source: Ref | None = None


class Boxing(Command, frozen=True, kw_only=True):
    """Pieces of a lot put into a box."""

    lot: Ref
    box: Ref
    quantity: Pieces | None = None
    source: Ref | None = None


def put_away(command: PutAway, entry: Entry) -> None:
    """Onto a shelf, or into a box on it."""
    target = refs.inside(entry, command.place)
    if target.kind not in (PlaceKind.BIN, PlaceKind.BOX):
        raise Refused("not_a_bin", "{name} is not a bin or a box.", name=target.name)
    _carry_thing(entry, command, target, "put_away", prefer=PlaceKind.INBOUND)


def transfer(command: Transfer, entry: Entry) -> None:
    """Anywhere inside."""
    _carry_thing(entry, command, refs.inside(entry, command.place), "transfer", prefer=None)


def boxing(command: Boxing, entry: Entry) -> None:
    """Into a box."""
    box = refs.inside(entry, command.box)
    if box.kind != PlaceKind.BOX:
        raise Refused("not_a_box", "{name} is not a box.", name=box.name)
    lot = refs.lot(entry, command.lot)
    _carry_lot(entry, lot, box, command.quantity, command.source, "boxing", None)


def move_box(entry: Entry, box: PlaceFacts, target: PlaceFacts | None) -> None:
    """Stand a box somewhere else (None: it has left us); boxes never stand in boxes.

    A box that has, by its movers' clocks, been moved again since stays where it is.
    """
    if target is not None and target.kind == PlaceKind.BOX:
        raise Refused("box_in_box", "{name} cannot go into another box.", name=box.name)
    where = {"box": box.id, "done_at": stamp(entry.happened_at)}
    if entry.books.execute(_MOVED_SINCE, where).first() is not None:
        entry.made["late"] = True
        return
    entry.keep(
        BoxMove,
        sequence=entry.sequence,
        box_id=box.id,
        from_place=box.stands_in,
        to_place=target.id if target else None,
    )
    values = {
        "stands_in": target.id if target else None,
        "site_id": _site_of(target) if target else None,
        "closed": target is None,
    }
    entry.books.execute(sa.update(PLACE).where(PLACE.c.id == box.id).values(values))


def _site_of(place: PlaceFacts) -> int | None:
    return place.id if place.kind == PlaceKind.SITE else place.site_id


def _carry_thing(
    entry: Entry,
    command: PutAway | Transfer,
    target: PlaceFacts,
    reason: str,
    prefer: PlaceKind | None,
) -> None:
    thing = refs.thing(entry, command.thing)
    if isinstance(thing, LotFacts):
        _carry_lot(entry, thing, target, command.quantity, command.source, reason, prefer)
    elif thing.kind == PlaceKind.BOX:
        move_box(entry, thing, target)
    else:
        raise Refused("not_movable", "{name} is not a lot or a box.", name=thing.name)


def _carry_lot(
    entry: Entry,
    lot: LotFacts,
    target: PlaceFacts,
    quantity: int | None,
    source: str | None,
    reason: str,
    prefer: PlaceKind | None,
) -> None:
    held = ledger.whereabouts(entry.books, lot.id)
    near = [one for one in held if prefer is not None and one.kind == prefer]
    if source is not None:
        place: PlaceFacts | None = refs.place(entry, source)
    elif near:
        place = refs.place_by_id(entry, near[0].spot.place)
    else:
        place = told.only_place(entry, held, target.id)
    pieces = quantity if quantity is not None else _all_at(held, place)
    if pieces:
        told.carry(entry, Carry(lot, pieces, place, target.id, reason), held)


def _all_at(held: list[ledger.Held], place: PlaceFacts | None) -> int:
    """Everything the books have there; at least one piece, since hands held something."""
    there = sum(one.quantity for one in held if place is not None and one.spot.place == place.id)
    return there or (0 if held and place is None else 1)


TRADES = (
    Trade(
        "put-aways",
        PutAway,
        put_away,
        HANDS,
        told=True,
        reversible=True,
        example={"thing": "7K3Q9M2XW4HTX", "place": "A3"},
    ),
    Trade(
        "transfers",
        Transfer,
        transfer,
        HANDS,
        told=True,
        reversible=True,
        example={"thing": "7K3Q9M2XW4HTX", "place": "bin 12", "quantity": 4},
    ),
    Trade(
        "boxings",
        Boxing,
        boxing,
        EVERYBODY_INSIDE,
        told=True,
        reversible=True,
        example={"lot": "7K3Q9M2XW4HTX", "box": "box 214"},
    ),
)

"""Pieces that stop being alike, and pieces that are gone for good."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from stockroom import ledger
from stockroom.commands import lots, refs, told
from stockroom.commands.base import (
    DESK,
    EVERYBODY_INSIDE,
    NO_NUL,
    Command,
    Entry,
    Note,
    Pieces,
    Ref,
    Trade,
    Word,
)
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.commands.told import Carry
from stockroom.errors import Malformed, Refused
from stockroom.ledger import Move, Spot
from stockroom.rules import sizes
from stockroom.tables.catalogue import Product
from stockroom.tables.stock import Lot, PlaceKind
from stockroom.words import Condition, Fits, Season


class Redescription(Command, frozen=True, kw_only=True):
    """Pieces that are not as their lot says: they become another lot where they lie."""

    lot: Ref
    place: Ref | None = None
    quantity: Pieces | None = None
    size: Word | None = None
    fits: Fits | None = None
    season: Season | None = None
    condition: Condition | None = None
    use_by: date | None = None
    code: Ref | None = None


class Made(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came out of a conversion: pieces, and what is other than it was."""

    quantity: Pieces
    product: Annotated[str, Meta(max_length=16, pattern=NO_NUL)] | None = None
    size: Word | None = None
    condition: Condition | None = None
    code: Ref | None = None


class Conversion(Command, frozen=True, kw_only=True):
    """A pack opened or a lot split: pieces in, new lots out, in the same place."""

    lot: Ref
    quantity: Pieces
    place: Ref | None = None
    into: Annotated[list[Made], Meta(min_length=1, max_length=50)]


class Loss(StrEnum):
    """Why goods are written off."""

    DAMAGED = "damaged"
    EXPIRED = "expired"
    RECALLED = "recalled"
    LOST = "lost"
    STOLEN = "stolen"
    GIVEN_ELSEWHERE = "given_elsewhere"


class WriteOff(Command, frozen=True, kw_only=True):
    """Pieces gone for good, from one place."""

    lot: Ref
    quantity: Pieces
    place: Ref | None = None
    reason: Loss
    note: Note = ""


def redescription(command: Redescription, entry: Entry) -> None:
    """Some or all pieces in one place become another lot, unpromised."""
    lot = refs.lot(entry, command.lot)
    place = _where(entry, lot, command.place)
    pieces = command.quantity or ledger.quantity_at(entry.books, lot.id, place.id)
    if not pieces:
        raise Refused("nothing_there", "The books have none of {thing} inside.", thing=lot.product)
    parent = refs.by_id(entry, Lot, lot.id, "lot")
    changes = _changes(entry, parent, command)
    become(entry, lot, place, pieces, changes=changes, code=command.code, reason="redescription")


def conversion(command: Conversion, entry: Entry) -> None:
    """Pieces in, new lots out."""
    lot = refs.lot(entry, command.lot)
    place = _where(entry, lot, command.place)
    outside = refs.outside(entry, PlaceKind.CONVERSION)
    if sum(part.quantity for part in command.into) != command.quantity:
        raise Malformed("uneven", "What comes out must be as many pieces as go in.")
    if not told.carry(entry, Carry(lot, command.quantity, place, outside, "conversion", free=True)):
        return
    parent = refs.by_id(entry, Lot, lot.id, "lot")
    entry.made["lots"] = [_bring_out(entry, parent, part, place, outside) for part in command.into]


def write_off(command: WriteOff, entry: Entry) -> None:
    """Out of the books for good; refused where there is less than that."""
    lot = refs.lot(entry, command.lot)
    place = _where(entry, lot, command.place)
    have = ledger.quantity_at(entry.books, lot.id, place.id)
    if have < command.quantity:
        raise Refused(
            "not_enough",
            "{place} holds {have} of {thing}; {asked} were to be written off.",
            place=place.name,
            have=have,
            thing=lot.product,
            asked=command.quantity,
        )
    gone = refs.outside(entry, PlaceKind.WRITTEN_OFF)
    told.lose(entry, lot, place, command.quantity, gone, command.reason.value)


def become(
    entry: Entry,
    lot: LotFacts,
    place: PlaceFacts,
    pieces: int,
    *,
    changes: dict[str, Any],
    code: str | None,
    reason: str,
) -> None:
    """Pieces of a lot in one place become a new lot there, with a code and no promise."""
    outside = refs.outside(entry, PlaceKind.CONVERSION)
    parent = refs.by_id(entry, Lot, lot.id, "lot")
    if not told.carry(entry, Carry(lot, pieces, place, outside, reason, free=True)):
        return
    child = lots.descend(entry, parent, **changes)
    assert child.id is not None
    entry.post([Move(child.id, Spot(outside), Spot(place.id), pieces, reason)])
    named = lots.name_new_lot(entry, parent, child, code)
    entry.made.setdefault("lots", []).append(named)


def _where(entry: Entry, lot: LotFacts, place: str | None) -> PlaceFacts:
    found = told.source_of(entry, lot, place, 0)
    if found is None or found.outside:
        raise Refused("nothing_there", "The books have none of {thing} inside.", thing=lot.product)
    return found


def _changes(entry: Entry, parent: Lot, command: Redescription) -> dict[str, Any]:
    changes: dict[str, Any] = {
        name: value
        for name in ("fits", "season", "condition", "use_by")
        if (value := getattr(command, name)) is not None
    }
    if command.size is not None:
        product = refs.by_id(entry, Product, parent.product_id, "product")
        changes |= _size(command.size, product)
    return changes


def _size(label: str, product: Product) -> dict[str, Any]:
    size = sizes.read(label, product.sizing)
    return {
        "size_scheme": size.scheme,
        "size_low": size.low,
        "size_high": size.high,
        "size_label": label.strip(),
    }


def _bring_out(entry: Entry, parent: Lot, part: Made, place: PlaceFacts, outside: int) -> str:
    product = (
        refs.product(entry, part.product)
        if part.product is not None
        else refs.by_id(entry, Product, parent.product_id, "product")
    )
    changes: dict[str, Any] = {"product_id": product.id, "depth": product.depth}
    if part.size is not None:
        changes |= _size(part.size, product)
    if part.condition is not None:
        changes["condition"] = part.condition
    child = lots.descend(entry, parent, **changes)
    assert child.id is not None
    entry.post([Move(child.id, Spot(outside), Spot(place.id), part.quantity, "conversion")])
    return lots.claim(entry, part.code, lot=child.id)


TRADES = (
    Trade(
        "redescriptions",
        Redescription,
        redescription,
        EVERYBODY_INSIDE,
        told=True,
        example={"lot": "7K3Q9M2XW4HTX", "quantity": 2, "size": "68"},
    ),
    Trade(
        "conversions",
        Conversion,
        conversion,
        EVERYBODY_INSIDE,
        told=True,
        example={
            "lot": "7K3Q9M2XW4HTX",
            "quantity": 108,
            "into": [{"quantity": 54, "condition": "new"}, {"quantity": 54, "condition": "new"}],
        },
    ),
    Trade(
        "write-offs",
        WriteOff,
        write_off,
        DESK,
        reversible=True,
        example={"lot": "7K3Q9M2XW4HTX", "quantity": 1, "reason": "damaged"},
    ),
)

"""Wish lists: submitted, changed by dated rows, withdrawn; never deleted."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlmodel import select

from stockroom.commands import lines, refs
from stockroom.commands.base import (
    DESK,
    MOST_LINES,
    NO_NUL,
    Command,
    Entry,
    Note,
    Pieces,
    PiecesOrNone,
    RowId,
    Text,
    Trade,
    Word,
    known,
)
from stockroom.errors import Refused
from stockroom.ledger import Held, Move, Spot
from stockroom.rules import sizes
from stockroom.tables.people import Role
from stockroom.tables.stock import Fits, PlaceKind, Season
from stockroom.tables.transport import Parcel
from stockroom.tables.wishes import Urgency, WishChange, WishLine, WishList


class WishAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line: a product, a size as of a date, how many pieces, how soon.

    `as_of` is the day on which the size was right; no birth date is ever asked for.
    Lines with the same `set_number` are packed as one bag.
    """

    product: Annotated[str, Meta(min_length=1, max_length=16, pattern=NO_NUL)]
    size: Word = ""
    as_of: date | None = None
    fits: Fits = Fits.ANY
    season: Season = Season.ANY
    quantity: Pieces
    urgency: Urgency
    needed_by: date | None = None
    new_only: bool = False
    substitutes: bool = True
    set_number: Annotated[int, Meta(ge=1, le=99)] | None = None
    note: Text = ""


class WishListSubmission(Command, frozen=True, kw_only=True):
    """What a facility asks for on one occasion."""

    facility: Annotated[str, Meta(min_length=1, max_length=12, pattern=NO_NUL)]
    lines: Annotated[list[WishAsked], Meta(min_length=1, max_length=MOST_LINES)]
    note: Note = ""


class Why(StrEnum):
    """Why a number changed; never anything about a person."""

    TONIGHT = "tonight"
    NO_LONGER_NEEDED = "no_longer_needed"
    MORE_NEEDED = "more_needed"
    MISTAKE = "mistake"


class WishListChange(Command, frozen=True, kw_only=True):
    """A line asks another number from now on; zero empties it."""

    line: RowId
    asked: PiecesOrNone
    reason: Why


class WishListWithdrawal(Command, frozen=True, kw_only=True):
    """Every line of a list emptied."""

    wish_list: RowId
    reason: Why = Why.NO_LONGER_NEEDED


OWN = frozenset({Role.FACILITY}) | DESK


def submission(command: WishListSubmission, entry: Entry) -> None:
    """Keep the list; its products and sizes are frozen from now on."""
    facility = refs.facility(entry, command.facility)
    _own(entry, facility.id, refs.unknown_code(command.facility))
    wish_list = entry.add(
        WishList(facility_id=known(facility.id), submitted_in=entry.sequence, note=command.note)
    )
    entry.made["wish_list"] = wish_list.id
    entry.made["lines"] = [
        _add_line(entry, wish_list, position, asked)
        for position, asked in enumerate(command.lines, start=1)
    ]


def change(command: WishListChange, entry: Entry) -> None:
    """Write the new number; what is now too much is released, or asked about."""
    line = lines.facts(entry, command.line)
    _own(entry, line.facility_id, refs.unknown_row("wish line", command.line))
    ask(entry, command.line, command.asked, command.reason)


def withdrawal(command: WishListWithdrawal, entry: Entry) -> None:
    """Empty every line."""
    wish_list = refs.by_id(entry, WishList, command.wish_list, "wish list")
    _own(entry, wish_list.facility_id, refs.unknown_row("wish list", command.wish_list))
    wish_list.withdrawn_in = entry.sequence
    query = select(WishLine.id).where(WishLine.wish_list_id == wish_list.id)
    for line_id in entry.rows.exec(query).all():
        assert line_id is not None
        ask(entry, line_id, 0, command.reason)


def _own(entry: Entry, facility_id: int | None, unknown: Refused) -> None:
    """Refuse another facility's wishes in the words for what does not exist."""
    if entry.actor.role == Role.FACILITY and entry.actor.facility_id != facility_id:
        raise unknown


def _add_line(entry: Entry, wish_list: WishList, position: int, asked: WishAsked) -> int:
    product = refs.product(entry, asked.product)
    size = sizes.read(asked.size, product.sizing) if asked.size.strip() else None
    line = entry.add(
        WishLine(
            wish_list_id=known(wish_list.id),
            position=position,
            set_number=asked.set_number,
            product_id=known(product.id),
            size_scheme=size.scheme if size else "none",
            size_low=size.low if size else 0,
            size_high=size.high if size else 0,
            size_label=asked.size.strip(),
            as_of=asked.as_of or entry.recorded_at.date(),
            fits=asked.fits,
            season=asked.season,
            urgency=asked.urgency,
            needed_by=asked.needed_by,
            new_only=asked.new_only,
            substitutes=asked.substitutes,
            note=asked.note,
        )
    )
    entry.add(WishChange(line_id=line.id, sequence=entry.sequence, asked=asked.quantity))
    return int(line.id)


def ask(entry: Entry, line_id: int, asked: int, reason: Why) -> None:
    """Write what a line asks from now on; what is now too much is released, or asked about."""
    entry.add(
        WishChange(line_id=line_id, sequence=entry.sequence, asked=asked, reason=reason.value)
    )
    line = lines.facts(entry, line_id)
    excess = line.promised - asked
    for lot_id, held in lines.serving(entry, line_id):
        pieces = min(held.quantity, excess)
        if pieces > 0 and within_reach(entry, held):
            move = Move(lot_id, held.spot, Spot(held.spot.place), pieces, "release")
            entry.post([move])
            excess -= pieces
    _question_the_rest(entry, line_id, excess)


def within_reach(entry: Entry, held: Held) -> bool:
    """Goods in bins and on the bench are released at once; sealed or loaded ones are not."""
    if held.kind == PlaceKind.VAN:
        return False
    if held.kind != PlaceKind.BOX:
        return True
    sealed = select(Parcel.id).where(
        Parcel.box_id == held.spot.place,
        Parcel.opened_in == None,  # noqa: E711
    )
    standing = refs.place_by_id(entry, held.stands_in) if held.stands_in else None
    on_van = standing is not None and standing.kind == PlaceKind.VAN
    return not on_van and entry.rows.exec(sealed).first() is None


def _question_the_rest(entry: Entry, line_id: int, excess: int) -> None:
    packed = sum(held.quantity for _, held in lines.serving(entry, line_id))
    if min(excess, packed) > 0:
        entry.discrepancy("still_needed", line=line_id, quantity=min(excess, packed))


EXAMPLE = {
    "facility": "M-1",
    "lines": [
        {
            "product": "CL-BODY",
            "size": "62",
            "as_of": "2026-11-20",
            "quantity": 14,
            "urgency": "two_weeks",
            "new_only": True,
        }
    ],
}
TRADES = (
    Trade("wish-lists", WishListSubmission, submission, OWN, example=EXAMPLE),
    Trade(
        "wish-list-changes",
        WishListChange,
        change,
        OWN,
        example={"line": 17, "asked": 6, "reason": "no_longer_needed"},
    ),
    Trade("wish-list-withdrawals", WishListWithdrawal, withdrawal, OWN, example={"wish_list": 4}),
)

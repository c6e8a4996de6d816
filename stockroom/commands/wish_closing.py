"""Wish lists read by a coordinator, and closed short where the rest will not be found."""

from __future__ import annotations

from enum import StrEnum

from stockroom.commands import refs
from stockroom.commands.base import DESK, Command, Entry, Note, RowId, Trade
from stockroom.commands.wishes import ask, lines_of, still_open
from stockroom.errors import Refused
from stockroom.tables.wishes import WishLine, WishList

CLOSED_SHORT = "closed_short"


class WhyClosed(StrEnum):
    """Why the rest of a list is let go; never anything about a person."""

    NOT_TO_BE_HAD = "not_to_be_had"
    TOO_LATE = "too_late"
    FOUND_ELSEWHERE = "found_elsewhere"
    AGREED = "agreed"


class WishListCheck(Command, frozen=True, kw_only=True):
    """A coordinator has read a list and it can be worked on."""

    wish_list: RowId
    note: Note = ""


class WishListClosing(Command, frozen=True, kw_only=True):
    """What nothing serves yet is asked no more; what is promised still comes."""

    wish_list: RowId
    reason: WhyClosed


def check(command: WishListCheck, entry: Entry) -> None:
    """Note that the list was read; once is enough."""
    wish_list = refs.by_id(entry, WishList, command.wish_list, "wish list")
    still_open(wish_list)
    if wish_list.checked_in is not None:
        raise Refused(
            "already_checked", "Wish list {id} was checked already.", id=command.wish_list
        )
    wish_list.checked_in = entry.sequence


def closing(command: WishListClosing, entry: Entry) -> None:
    """Lower each line to what serves it, wherever that is."""
    wish_list = refs.by_id(entry, WishList, command.wish_list, "wish list")
    still_open(wish_list)
    short = [line for line in lines_of(entry, WishLine.wish_list_id == wish_list.id) if line.need]
    if not short:
        raise Refused("nothing_short", "Nothing on wish list {id} is short.", id=command.wish_list)
    wish_list.closed_in = entry.sequence
    for line in short:
        ask(entry, line.id, line.promised, CLOSED_SHORT)


TRADES = (
    Trade("wish-list-checks", WishListCheck, check, DESK, example={"wish_list": 4}),
    Trade(
        "wish-list-closings",
        WishListClosing,
        closing,
        DESK,
        example={"wish_list": 4, "reason": "too_late"},
    ),
)

"""Wish lists of all eight facilities, and what Alice promised them from the shelves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple

from stockroom.demo.gates import SEALED_ONLY
from stockroom.demo.places import GARDEN, HARBOUR
from stockroom.demo.stage import Chapter, Promised, Shelved, Stage

SEALED = ("new", "new_sealed")
CLOTHES = ("CL-BODY", "CL-SLP", "CL-BOT", "CL-JMP")


class Ask(NamedTuple):
    """A wish line; `bag` is the number of the set that it is packed in."""

    product: str
    size: str
    quantity: int
    urgency: str = "routine"
    new_only: bool = False
    bag: int | None = None
    fits: str = "any"
    season: str = "any"


class List(NamedTuple):
    """A wish list; `site` is the store that serves it, or nobody has matched it yet."""

    days_ago: int
    who: str
    facility: str
    site: str | None
    lines: tuple[Ask, ...]


def _bag(number: int, size: str, fits: str) -> tuple[Ask, ...]:
    """One of the numbered sets of clothes that a house hands out whole."""
    return (
        Ask("CL-BODY", size, 5, "two_weeks", bag=number, fits=fits, season="winter"),
        Ask("CL-SLP", size, 4, "two_weeks", bag=number, fits=fits, season="winter"),
        Ask("CL-SOCK", "17", 4, "two_weeks", bag=number),
    )


LISTS = (
    List(23, "fatima", "BAU", HARBOUR, (
        Ask("NP-DISP", "3", 324, "two_weeks", new_only=True),
        Ask("NP-CREAM", "", 6, new_only=True),
        Ask("CL-VEST", "50", 12, new_only=True),
        Ask("CL-BODY", "62", 18, "two_weeks", new_only=True),
        Ask("HM-THM", "", 4, "two_weeks", new_only=True),
        Ask("FE-BOTG", "240 ml", 6, new_only=True),
        Ask("BF-PAD", "", 8, "tonight", new_only=True),
        Ask("TR-BUG", "", 1),
    )),
    List(12, "farid", "DFWC", HARBOUR, (
        Ask("CL-BODY", "80", 14, "nice_to_have"),
        Ask("NP-DISP", "4", 378, "two_weeks"),
        Ask("CL-SLP", "62", 8, "two_weeks"),
        Ask("PL-TOY", "6-12 m", 14),
        Ask("CL-HAT", "0-6 m", 12, "two_weeks"),
        Ask("BF-PAD", "", 6, "two_weeks"),
        Ask("HM-THM", "", 12, "two_weeks"),
        Ask("FE-BOT", "260 ml", 9, "nice_to_have"),
        Ask("BD-SWD", "", 12, "nice_to_have"),
        Ask("SL-COT", "", 1, "tonight"),
        Ask("FE-STER", "", 2),
    )),
    List(11, "alice", "EW-1", HARBOUR, (
        *_bag(1, "56", "girl"), *_bag(2, "62", "girl"), *_bag(3, "62", "boy"),
        *_bag(4, "68", "girl"), *_bag(5, "74", "any"),
        Ask("BA-WASH", "", 8, "two_weeks"),
        Ask("MA-PAD", "", 20, "tonight"),
    )),
    List(9, "alice", "EW-2", HARBOUR, (
        Ask("BD-SWD", "", 12),
        Ask("TR-BUG", "", 1, "two_weeks"),
        Ask("PL-TOY", "6-12 m", 6, "tonight"),
        Ask("CL-BODY", "56", 12, "two_weeks"),
        Ask("CL-SNOW", "68", 3, "nice_to_have"),
        Ask("NP-CREAM", "", 8),
        Ask("BA-WASH", "", 6, "tonight"),
        Ask("PL-BOOK", "0-6 m", 10, "nice_to_have"),
    )),
    List(8, "alice", "EW-3", None, (
        Ask("BD-BLK", "", 8),
        Ask("SH-SOFT", "22", 3),
        Ask("PL-BOOK", "6-12 m", 8, "tonight"),
        Ask("CL-VEST", "80", 10, "nice_to_have"),
        Ask("BF-PAD", "", 6, "two_weeks"),
        Ask("CL-JMP", "62", 4, "two_weeks"),
        Ask("SL-TRAV", "", 1, "two_weeks"),
    )),
    List(7, "alice", "IK-5", GARDEN, (
        Ask("NP-DISP", "3", 540, "two_weeks", new_only=True),
        Ask("CL-HAT", "12 m+", 17, new_only=True),
        Ask("CL-SOCK", "21", 24, "tonight", new_only=True),
        Ask("SH-SOFT", "21", 14, "nice_to_have", new_only=True),
        Ask("BA-WASH", "", 25, "nice_to_have", new_only=True),
        Ask("NP-WIPE", "", 48, new_only=True),
        Ask("BD-BAG", "6-12 m", 24, "tonight"),
        Ask("CL-BOT", "86", 11, "tonight", new_only=True),
        Ask("FE-BOT", "260 ml", 12, "two_weeks"),
    )),
    List(6, "alice", "IK-15", None, (
        Ask("CL-HAT", "0-6 m", 23, "nice_to_have"),
        Ask("FE-BOT", "260 ml", 13),
        Ask("CL-BODY", "86", 13, "tonight"),
        Ask("SH-SOFT", "17", 24, "two_weeks", new_only=True),
        Ask("CL-VEST", "86", 10, "two_weeks"),
        Ask("CL-BOT", "80", 17, "nice_to_have"),
        Ask("HM-THM", "", 12, new_only=True),
        Ask("NP-DISP", "5", 810),
    )),
    List(5, "alice", "IK-18", GARDEN, (
        Ask("CL-SLP", "86", 19, "two_weeks"),
        Ask("NP-WIPE", "", 25),
        Ask("BD-BLK", "", 19, "two_weeks", new_only=True),
        Ask("PL-TOY", "6-12 m", 28, "two_weeks"),
        Ask("MA-PAD", "", 18, new_only=True),
        Ask("CL-JMP", "80", 6, "tonight"),
        Ask("SL-COT", "", 2, "two_weeks", new_only=True),
    )),
    List(2, "fatima", "BAU", None, (
        Ask("NP-DISP", "4", 540, "two_weeks"),
        Ask("CL-SNOW", "56", 6, "nice_to_have"),
        Ask("NP-CREAM", "", 5, "two_weeks"),
        Ask("CL-SOCK", "17", 6, "tonight", new_only=True),
        Ask("FE-CUP", "6-12 m", 6, "nice_to_have", new_only=True),
        Ask("MA-WEAR", "M", 2, "tonight"),
    )),
    List(0, "alice", "EW-1", None, (
        Ask("NP-DISP", "2", 108, "tonight"),
        Ask("CL-VEST", "56", 6, "tonight"),
        Ask("CL-SLP", "56", 6, "tonight"),
        Ask("BD-SWD", "", 4, "tonight"),
        Ask("FE-BOT", "260 ml", 2, "tonight"),
        Ask("MA-PAD", "", 20, "tonight"),
        Ask("SL-TRAV", "", 1, "tonight"),
    )),
    List(0, "farid", "DFWC", None, (Ask("SL-COT", "", 1, "tonight"),)),
)  # fmt: skip
NEEDED_WITHIN = timedelta(days=21)


def chapters() -> Iterator[Chapter]:
    """Every list on its day."""
    for wish_list in LISTS:
        yield Chapter(wish_list.days_ago, partial(_submit, wish_list))


def _submit(wish_list: List, stage: Stage) -> None:
    receipt = stage.do(
        wish_list.who,
        "wish-lists",
        facility=wish_list.facility,
        lines=[_asked(stage, ask) for ask in wish_list.lines],
    )
    if wish_list.site is None:
        return
    for ask, line in zip(wish_list.lines, receipt.made["lines"], strict=True):
        _promise(stage, wish_list.facility, wish_list.site, ask, int(line))


def _asked(stage: Stage, ask: Ask) -> dict[str, Any]:
    asked: dict[str, Any] = ask._asdict()
    bag = asked.pop("bag")
    if bag is not None:
        asked["set_number"] = bag
    needed_by = (stage.today + NEEDED_WITHIN).isoformat()
    return asked | {"as_of": stage.today.isoformat(), "needed_by": needed_by}


def _promise(stage: Stage, facility: str, site: str, ask: Ask, line: int) -> None:
    """As much as the site has, from one lot after another; what is left is the gap."""
    left = ask.quantity
    for goods in stage.shelf:
        may_go = _answers(goods, ask, site) and _is_let_in(goods, facility)
        pieces = min(left, _spare(goods)) if may_go else 0
        if pieces:
            stage.do("alice", "allocations", lot=goods.ref, line=line, quantity=pieces)
            goods.left -= pieces
            left -= pieces
            stage.promised.append(Promised(facility, line, goods, pieces))


def _spare(goods: Shelved) -> int:
    """What may go; the last piece of a mixed box stays, so that the box still names its lot."""
    return max(0, goods.left - 1) if goods.product == "CL-MIX" else goods.left


def _is_let_in(goods: Shelved, facility: str) -> bool:
    return goods.condition == "new_sealed" or facility not in SEALED_ONLY


def _answers(goods: Shelved, ask: Ask, site: str) -> bool:
    clothes = goods.product == "CL-MIX" and ask.product in CLOTHES
    return (
        goods.site == site
        and (goods.product == ask.product or clothes)
        and goods.size == ask.size
        and (goods.condition in SEALED or not ask.new_only)
    )

"""Goods: what stood there on the first day, and what was given since, inspected and shelved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple

from stockroom.demo.kinds import BRANDS, KINDS, Kind
from stockroom.demo.places import BINS, GARDEN, HARBOUR
from stockroom.demo.stage import Chapter, Shelved, Stage

# Product, size, pieces, place, condition: what stood on the shelves before anybody kept books.
OPENING = (
    ("NP-DISP", "3", 432, "A1", "new_sealed"), ("NP-DISP", "4", 540, "A2", "new_sealed"),
    ("NP-DISP", "2", 324, "A1", "new_sealed"), ("NP-DISP", "5", 216, "A3", "new_sealed"),
    ("NP-WIPE", "", 60, "A4", "new_sealed"), ("NP-CREAM", "", 24, "A4", "new_sealed"),
    ("CL-VEST", "50", 20, "B2", "new"), ("CL-VEST", "62", 30, "B3", "new"),
    ("CL-SOCK", "17", 40, "B4", "new"), ("CL-SOCK", "21", 30, "B4", "new"),
    ("CL-BODY", "62", 48, "B2", "new"), ("CL-SLP", "62", 36, "B3", "new"),
    ("CL-BODY", "80", 30, "B2", "good"), ("CL-HAT", "0-6 m", 30, "B1", "good"),
    ("BD-SWD", "", 40, "C1", "new"), ("BD-BLK", "", 24, "C2", "good"),
    ("BA-WASH", "", 30, "C3", "new_sealed"), ("BA-TOW", "", 20, "C4", "good"),
    ("FE-BOT", "260 ml", 40, "D1", "new_sealed"), ("FE-BOTG", "240 ml", 12, "D2", "new_sealed"),
    ("FE-TEAT", "slow", 30, "D2", "new_sealed"), ("BF-PAD", "", 40, "D3", "new_sealed"),
    ("MA-PAD", "", 60, "D4", "new_sealed"), ("HM-THM", "", 16, "E1", "new_sealed"),
    ("PL-TOY", "6-12 m", 24, "E2", "good"), ("PL-BOOK", "0-6 m", 30, "E2", "good"),
    ("TR-BUG", "", 1, "E3", "good"), ("TR-BUG", "", 1, "E3", "good"),
    ("SL-COT", "", 1, "E4", "good"), ("SL-TRAV", "", 1, "E4", "good"),
    ("TR-SEAT", "", 1, "E4", "new"), ("NP-DISP", "3", 648, "S1", "new_sealed"),
    ("NP-WIPE", "", 80, "S2", "new_sealed"), ("CL-HAT", "12 m+", 24, "S3", "new"),
    ("CL-SOCK", "21", 36, "S3", "new"), ("SH-SOFT", "21", 20, "S4", "new"),
    ("CL-SLP", "86", 24, "S5", "new"), ("CL-BOT", "80", 18, "S5", "new"),
    ("BD-BAG", "6-12 m", 16, "S6", "good"), ("BD-BLK", "", 30, "S7", "new"),
    ("BA-WASH", "", 40, "S8", "new_sealed"), ("FE-BOT", "260 ml", 24, "S9", "new_sealed"),
    ("MA-PAD", "", 24, "S10", "new_sealed"), ("PL-TOY", "6-12 m", 30, "S11", "good"),
)  # fmt: skip


class Gift(NamedTuple):
    """One occasion of giving: how many kinds of things, and how far they have got since."""

    days_ago: int
    who: str
    donor: str
    kinds: int
    restriction: str = ""
    only_for: tuple[str, ...] = ()
    reached: str = "shelf"


DONORS = (
    ("Parish drive", "drive"), ("School collection", "drive"), ("Office drive, floor 12", "drive"),
    ("Hospital gift shop", "company"), ("Retailer returns", "company"),
    ("Wool and needles club", "drive"),
)  # fmt: skip
GIFTS = (
    Gift(40, "bob", "Parish drive", 14),
    Gift(39, "ben", "School collection", 13),
    Gift(37, "bob", "", 9),
    Gift(36, "bob", "Retailer returns", 14, "not for resale"),
    Gift(34, "ben", "Office drive, floor 12", 13),
    Gift(33, "bob", "Hospital gift shop", 12),
    Gift(31, "ben", "", 9),
    Gift(29, "bob", "School collection", 14),
    Gift(27, "ben", "Wool and needles club", 11),
    Gift(26, "bob", "Office drive, floor 12", 14),
    Gift(24, "ben", "Parish drive", 13),
    Gift(20, "bob", "Retailer returns", 14, only_for=("shelter",)),
    Gift(18, "ben", "Hospital gift shop", 12),
    Gift(16, "bob", "", 9),
    Gift(13, "ben", "School collection", 13),
    Gift(12, "bob", "Parish drive", 14),
    Gift(8, "bob", "Wool and needles club", 11),
    Gift(6, "ben", "Retailer returns", 14),
    Gift(4, "bob", "Office drive, floor 12", 13),
    Gift(2, "bob", "Hospital gift shop", 11),
    Gift(1, "ben", "Parish drive", 12, reached="inbound, accepted"),
    Gift(0, "bob", "School collection", 14, reached="inbound"),
)
# How many of a hundred inspections end so, with what the inspector writes.
OUTCOMES = (
    (4, "quarantine", "stained: to be washed"),
    (3, "recycle", "worn through"),
    (2, "destroy", "broken beyond repair"),
)


def chapters() -> Iterator[Chapter]:
    """The opening count, and every gift on its day."""
    yield Chapter(41, _count_what_was_there)
    for gift in GIFTS:
        yield Chapter(gift.days_ago, partial(_receive, gift))
    yield Chapter(0, _leave_a_cot_at_the_door)


def _count_what_was_there(stage: Stage) -> None:
    for name, kind in DONORS:
        stage.do("alice", "donors", name=name, kind=kind)
    for product, size, quantity, place, condition in OPENING:
        site = GARDEN if place in BINS[GARDEN] else HARBOUR
        receipt = stage.do(
            "ben" if site == GARDEN else "bob",
            "opening-counts",
            product=product,
            size=size,
            quantity=quantity,
            place=place,
            condition=condition,
        )
        lot = str(receipt.made["lot"])
        stage.shelf.append(Shelved(lot, product, size, condition, site, place, quantity))


def _leave_a_cot_at_the_door(stage: Stage) -> None:
    """Somebody brought a cot this morning, nobody has inspected it, and DFWC waits for one."""
    about = {"condition": "good", "description": "cot, no drop side, with its mattress"}
    stage.do("bob", "intakes", product="SL-COT", quantity=1, **about)


def _receive(gift: Gift, stage: Stage) -> None:
    received_on = stage.day(gift.days_ago).isoformat()
    donation = stage.do(
        gift.who,
        "donations",
        donor=gift.donor,
        received_on=received_on,
        restriction=gift.restriction,
        only_for=gift.only_for,
    )
    for kind in stage.chance.sample(KINDS, gift.kinds):
        goods = _take_in(stage, gift, kind, donation.id)
        if gift.reached != "inbound":
            _inspect(stage, gift, goods)


def _take_in(stage: Stage, gift: Gift, kind: Kind, donation: str) -> Shelved:
    size = stage.chance.choice(kind.sizes)
    receipt = stage.do(
        gift.who,
        "intakes",
        product=kind.product,
        size=size,
        condition=kind.condition,
        brand=stage.chance.choice(BRANDS),
        donation=donation,
        **_how_many(stage, kind),
    )
    site = HARBOUR if gift.who == "bob" else GARDEN
    lot, pieces = str(receipt.made["lot"]), int(receipt.made["pieces"])
    return Shelved(lot, kind.product, size, kind.condition, site, f"{site} inbound", pieces)


def _how_many(stage: Stage, kind: Kind) -> dict[str, Any]:
    number = stage.chance.randint(kind.fewest, kind.most)
    keeps: dict[str, Any] = {}
    if kind.keeps_days:
        keeps = {"use_by": (stage.today + timedelta(days=kind.keeps_days)).isoformat()}
    if kind.sample_g:
        total_g = kind.sample_g * number // 10
        return keeps | {"weighed": {"total_g": total_g, "sample_g": kind.sample_g}}
    if kind.pack > 1:
        return keeps | {"packs": {"packs": number, "pieces_per_pack": kind.pack}}
    return keeps | {"quantity": number}


def _inspect(stage: Stage, gift: Gift, goods: Shelved) -> None:
    rolled = stage.chance.randrange(100)
    for share, outcome, note in OUTCOMES:
        rolled -= share
        if rolled < 0:
            stage.do(gift.who, "inspections", lot=goods.ref, outcome=outcome, note=note)
            return
    stage.do(gift.who, "inspections", lot=goods.ref, outcome="accept")
    if gift.reached == "shelf":
        _put_away(stage, gift.who, goods)


def _put_away(stage: Stage, who: str, goods: Shelved) -> None:
    goods.place = stage.chance.choice(_bins_for(goods))
    stage.do(who, "put-aways", thing=goods.ref, place=goods.place)
    stage.shelf.append(goods)


SHELVES = {"NP": "A", "CL": "B", "SH": "B", "BD": "C", "BA": "C", "FE": "D", "BF": "D", "MA": "D"}


def _bins_for(goods: Shelved) -> list[str]:
    """The hall keeps a shelf for each family; the small store puts things where there is room."""
    shelf = "S" if goods.site == GARDEN else SHELVES.get(goods.product[:2], "E")
    return [name for name in BINS[goods.site] if name.startswith(shelf)]

"""Unsorted bags of clothes, and the mixed boxes that they are sorted into by a few hands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from stockroom.demo.places import GARDEN, HARBOUR
from stockroom.demo.stage import Chapter, Shelved, Stage


class Box(NamedTuple):
    """A mixed box: where it stands, and for whom its clothes are."""

    site: str
    place: str
    size: str
    fits: str
    season: str


BOXES = (
    Box(HARBOUR, "B1", "50", "any", "any"),
    Box(HARBOUR, "B1", "56", "girl", "any"),
    Box(HARBOUR, "B1", "56", "boy", "any"),
    Box(HARBOUR, "B2", "62", "girl", "winter"),
    Box(HARBOUR, "B2", "62", "boy", "winter"),
    Box(HARBOUR, "B2", "68", "girl", "winter"),
    Box(HARBOUR, "B3", "68", "boy", "winter"),
    Box(HARBOUR, "B3", "74", "any", "winter"),
    Box(HARBOUR, "B3", "74", "any", "summer"),
    Box(HARBOUR, "B4", "80", "any", "any"),
    Box(GARDEN, "S3", "62", "any", "winter"),
    Box(GARDEN, "S4", "68", "any", "winter"),
    Box(GARDEN, "S5", "80", "any", "winter"),
    Box(GARDEN, "S6", "86", "any", "any"),
)


class Sorted(NamedTuple):
    """A sorting: bags emptied, pieces into boxes by their place in BOXES, the rest in grams."""

    days_ago: int
    who: str
    donor: str
    bags: int
    pieces: dict[int, int]
    rags_g: int
    rubbish_g: int
    left: int = 0


SORTINGS = (
    Sorted(35, "bob", "Parish drive", 12, {0: 30, 1: 42, 2: 38, 3: 55, 4: 47}, 9500, 1800),
    Sorted(30, "ben", "School collection", 8, {10: 48, 11: 52, 12: 40}, 6200, 900),
    Sorted(25, "bob", "", 10, {3: 20, 5: 60, 6: 52, 7: 34, 8: 41}, 8800, 2400),
    Sorted(15, "bob", "Office drive, floor 12", 9, {1: 25, 5: 18, 7: 30, 9: 45}, 7100, 1200),
    Sorted(10, "ben", "Parish drive", 6, {11: 21, 13: 37}, 5000, 700, left=3),
    Sorted(5, "bob", "Wool and needles club", 4, {0: 16, 2: 12, 4: 15}, 900, 100, left=5),
)
BAG_G = 5800
AVERAGE_CONDITION = "good"


def chapters() -> Iterator[Chapter]:
    """Empty boxes on their shelves, then every sorting on its day."""
    yield Chapter(41, _stand_boxes)
    for sorting in SORTINGS:
        yield Chapter(sorting.days_ago, partial(_sort, sorting))


def _stand_boxes(stage: Stage) -> None:
    for box in BOXES:
        who = "ben" if box.site == GARDEN else "bob"
        receipt = stage.do(who, "boxes", place=box.place)
        ref = f"box {receipt.made['number']}"
        stage.mixed_boxes.append(ref)
        stage.shelf.append(
            Shelved(ref, "CL-MIX", box.size, AVERAGE_CONDITION, box.site, box.place, 0)
        )


def _sort(sorting: Sorted, stage: Stage) -> None:
    came = sorting.bags + sorting.left
    today = stage.today.isoformat()
    donation = stage.do(sorting.who, "donations", donor=sorting.donor, received_on=today)
    taken_in = stage.do(
        sorting.who,
        "intakes",
        product="BAG",
        quantity=came,
        weight_g=came * BAG_G,
        donation=donation.id,
    )
    stage.do(
        sorting.who,
        "sortings",
        lot=taken_in.made["lot"],
        bags=sorting.bags,
        into=[_into(stage, box, pieces) for box, pieces in sorting.pieces.items()],
        rags_g=sorting.rags_g,
        rubbish_g=sorting.rubbish_g,
    )


def _into(stage: Stage, number: int, pieces: int) -> dict[str, object]:
    box, ref = BOXES[number], stage.mixed_boxes[number]
    for goods in stage.shelf:
        if goods.ref == ref:
            goods.left += pieces
    about = {"size": box.size, "fits": box.fits, "season": box.season}
    return {"box": ref, "quantity": pieces, **about}

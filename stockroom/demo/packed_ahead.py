"""Bags for the night: two on a shelf, one in a refuge's cupboard, and two to be packed now."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from stockroom.demo.places import HARBOUR
from stockroom.demo.stage import Chapter, Stage

KIT, SIZE, FOR, ASKED_BY = "TONIGHT", "62", "DFWC", "EW-2"
# Pieces that go into one bag, and where what is left of four bags' worth lies.
PARTS = (
    ("CL-BODY", "62", 3, "B2"), ("CL-SLP", "62", 2, "B3"), ("CL-JMP", "62", 1, "B3"),
    ("BD-BLK", "", 1, "C2"), ("BD-SWD", "", 2, "C1"), ("BA-TOW", "", 1, "C4"),
    ("NP-WIPE", "", 1, "A4"), ("MA-TOI", "", 1, "D3"), ("MA-PAD", "", 1, "D4"),
)  # fmt: skip
BAGS_WORTH, SHELF = 6, "E1"
# Of the two kits on the bench one has no towel yet.
ON_THE_BENCH, LACKING, WAITING = 2, "BA-TOW", "EW-1"
# Site or cupboard, and how many should stand ready there: one more than is in the cupboard.
MINIMUMS = ((HARBOUR, 2), ("Blue cupboard", 2))


def chapters() -> Iterator[Chapter]:
    """Goods given for it, then three bags and where they stand; later two kits on the bench."""
    lots: list[str] = []
    yield Chapter(10, partial(_pack, lots=lots))
    yield Chapter(1, partial(_lay_on_the_bench, lots=lots))


def _pack(stage: Stage, lots: list[str]) -> None:
    lots += _goods(stage)
    shelf = stage.do("alice", "cupboards", facility=FOR, name="Blue cupboard").made["number"]
    for place in (SHELF, SHELF, f"bin {shelf}"):
        contents = [
            {"lot": lot, "quantity": pieces}
            for lot, (_product, _size, pieces, _place) in zip(lots, PARTS, strict=True)
        ]
        made = stage.do(
            "bob", "ready-bags", kit=KIT, size=SIZE, contents=contents, site=HARBOUR
        ).made
        stage.do("bob", "transfers", thing=f"box {made['box']}", place=place)
    for site, minimum in MINIMUMS:
        stage.do("alice", "kit-minimums", kit=KIT, size=SIZE, site=site, minimum=minimum)
    asked = {"kit": KIT, "number": 1, "size": SIZE, "urgency": "tonight"}
    stage.do("alice", "wish-lists", facility=ASKED_BY, kits=[asked])


def _lay_on_the_bench(stage: Stage, lots: list[str]) -> None:
    """Two kits promised and picked, to be packed each as one bag."""
    asked = {"kit": KIT, "number": ON_THE_BENCH, "size": SIZE, "urgency": "tonight"}
    made = stage.do("alice", "wish-lists", facility=WAITING, kits=[{**asked, "whole": False}]).made
    for lot, line, (product, _size, pieces, place) in zip(lots, made["lines"], PARTS, strict=True):
        kits = ON_THE_BENCH - (product == LACKING)
        for who, noun in (("alice", "allocations"), ("bob", "picks")):
            stage.do(who, noun, lot=lot, line=line, quantity=pieces * kits, place=place)


def _goods(stage: Stage) -> list[str]:
    """All that the bags are made of, given by a company and shelved."""
    received_on = stage.today.isoformat()
    gift = stage.do("bob", "donations", donor="Hospital gift shop", received_on=received_on)
    lots = []
    for product, size, pieces, place in PARTS:
        lot = stage.do(
            "bob",
            "intakes",
            product=product,
            size=size,
            quantity=pieces * BAGS_WORTH,
            condition="new",
            donation=gift.id,
        ).made["lot"]
        stage.do("bob", "inspections", lot=lot, outcome="accept")
        stage.do("bob", "put-aways", thing=lot, place=place)
        lots.append(str(lot))
    return lots

"""What a device counts and offers while a list is picked, from its bundle and its own acts."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.browser.test_scan_steps import BUNDLE, LOTS
from tests.browser.verbs import page

__all__ = ["page"]

LISTS = """([bundle, acts]) => {
  const { Known, listsToPick, swapsFor } = tested;
  const known = new Known(bundle, acts);
  const swaps = swapsFor(known.lot("lot 8"), known);
  return [
    listsToPick(known).map((one) => one.left),
    swaps.map((one) => [one.lot.ref, one.spot.line]),
  ];
}"""


def told(noun: str, **content: Any) -> dict[str, Any]:
    """An act of this device that waits to be sent."""
    return {"id": f"{noun} {content}", "noun": noun, "state": "saved", "content": content}


def test_each_pick_counts_the_list_down_to_its_end(page: Page) -> None:
    lots = [LOTS[3], LOTS[7]]
    picks = [
        told("picks", lot="lot 4", line=line, quantity=many, place="box 3")
        for line, many in ((17, 6), (18, 2))
    ]
    bundle = {**BUNDLE, "lots": lots}

    left = [page.evaluate(LISTS, [bundle, picks[:done]])[0] for done in range(3)]

    assert left == [[2], [1], [0]]


def test_a_swap_is_offered_for_what_it_equals_and_done_at_once(page: Page) -> None:
    bundle = {**BUNDLE, "lots": [LOTS[3], LOTS[7]]}
    worn = {**bundle, "lots": [LOTS[3], {**LOTS[7], "condition": "worn"}]}
    others = {**bundle, "lots": [LOTS[3], {**LOTS[7], "instead_for": ["E-2"]}]}
    unsure = {**bundle, "lots": [LOTS[3], {**LOTS[7], "instead_for": None}]}
    swap = told(
        "pick-swaps",
        **{"lot": "lot 4", "line": 17, "quantity": 6, "instead": "lot 8"},
        **{"place": "box 3", "from_place": "box 4"},
    )

    assert page.evaluate(LISTS, [bundle, []])[1] == [["lot 4", 17], ["lot 4", 18]]
    assert page.evaluate(LISTS, [worn, []])[1] == []
    assert page.evaluate(LISTS, [others, []])[1] == []
    assert page.evaluate(LISTS, [unsure, []])[1] == []
    assert page.evaluate(LISTS, [bundle, [swap]])[0] == [1]

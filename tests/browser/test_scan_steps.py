"""What a scan makes of a state: walked at random, each act is one that the service can read."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
import pytest
from playwright.sync_api import Page

from stockroom.commands import BY_NOUN
from tests.browser.verbs import page

__all__ = ["page"]

WALKS, STEPS = 400, 40
CODE, OTHER = "7K3Q9M2XW4HTX", "28T5CY4TQKFFA"
KINDS = ("site", "inbound", "bin", "bin", "box", "box", "bench", "van", "van", "quarantine")
VERBS = (
    *("take_in", "sort", "inspect", "put_away", "move"),
    *("pick", "pack", "count", "load", "find"),
)


def place(number: int, kind: str, stands_in: int | None = None) -> dict[str, Any]:
    """A place as a bundle names it."""
    about = {"number": number, "name": f"{kind} {number}", "kind": kind}
    return {**about, "code": None, "stands_in": stands_in}


def spot(at: int, quantity: int, line: int | None = None) -> dict[str, Any]:
    """Pieces in a place, promised to a line if one is named."""
    whom = {"wish_list": 1, "facility": "M-1"} if line else {"wish_list": None, "facility": None}
    return {"place": at, "quantity": quantity, "line": line, **whom}


def lot(ref: str, product: str, *spots: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A lot as a bundle names it."""
    about = {"ref": ref, "product": product, "size": "62", "fits": "any", "season": "any"}
    state = {"depth": "counted", "standing": "accepted", "on_hold": False}
    return {**about, **state, "spots": list(spots), **more}


NO_GLASS, UNKNOWN = "The gate takes no glass.", "The driver is not cleared."
PLACES = [
    place(number, kind, 3 if kind == "box" else None) for number, kind in enumerate(KINDS, start=1)
]
LOTS = [
    lot(CODE, "CL-BODY", spot(2, 5)),
    lot(OTHER, "CL-BODY", spot(3, 4), spot(4, 2)),
    lot("lot 3", "CL-MIX", spot(5, 40), depth="mixed_box"),
    lot("lot 4", "NP-DISP", spot(3, 6, 17), spot(3, 2, 18), spot(4, 9)),
    lot("lot 5", "NP-DISP", spot(3, 3, 17), on_hold=True),
    lot("lot 6", "BAG", spot(2, 3)),
    lot("lot 7", "NP-DISP", spot(7, 6, 17)),
    lot("lot 8", "NP-DISP", spot(4, 5), instead_for=["M-1"]),
    lot("lot 10", "NP-DISP", {**spot(5, 2, 17), "bar": NO_GLASS, "seal_bar": NO_GLASS}),
    lot("lot 9", "NP-DISP", {**spot(3, 2, 17), "bar": NO_GLASS, "seal_bar": NO_GLASS}),
]
ASKED = {
    **{"line": 31, "facility": "M-1", "kind": "prison", "urgency": "tonight", "pieces": 3},
    **{"product": "CL-BODY", "size": "62", "low": 62, "high": 68, "fits": "any"},
    **{"season": "any", "least": "worn"},
}
WANTED = [ASKED, {**ASKED, "line": 32, "facility": "E-2", "urgency": "routine", "fits": "girl"}]
LEARNT = {
    **{"gtin": "05901234123457", "product": "NP-DISP", "size": "4", "fits": "any"},
    **{"season": "any", "pieces_per_pack": 30, "brand": "Example", "condition": "new_sealed"},
}
RUN_2 = {
    **{"id": 2, "day": "2026-11-24", "van": 9},
    "bars": [{"facility": "M-1", "sentence": UNKNOWN}],
}
BUNDLE = {
    **{"position": 12, "epoch": "1", "whole": True, "places": PLACES, "lots": LOTS},
    "products": [
        {
            "code": code,
            "name": code,
            "names": {},
            "sizing": "EUCM",
            "depth": "counted",
            "checks": "",
        }
        for code in ("CL-BODY", "CL-MIX", "NP-DISP", "BAG")
    ],
    "runs": [{"id": 1, "day": "2026-11-23", "van": 8}, RUN_2],
    "learnt": [LEARNT],
    "wanted": WANTED,
    "sizes": [
        {"sizing": "EUCM", "label": str(size), "low": size, "high": size} for size in (62, 80)
    ],
}
GOODS = {"gtin": "05901234123457", "batch": "AB", "serial": "", "use_by": "2027-03-31"}
THINGS = [
    *({"kind": "verb", "verb": verb} for verb in VERBS),
    *({"kind": "place", "place": one} for one in PLACES),
    *({"kind": "lot", "lot": one} for one in LOTS),
    {"kind": "new", "code": "BQ4ZRWT1M7X3K"},
    {"kind": "goods", "goods": {**GOODS, "learnt": LEARNT}},
    {"kind": "goods", "goods": {**GOODS, "learnt": None}},
    {"kind": "unknown", "text": "rubbish"},
]
WALK = """([bundle, things, walks, steps]) => {
  const { Known, START, step, from, promised, promisesOf, judged, poured, onRun, sealed,
    sendable, sent, instead, swapped, swapsFor } = tested;
  let seed = 20261122;
  const chance = (most) => (seed = (seed * 48271) % 2147483647) % most;
  const found = [];
  for (let walk = 0; walk < walks; walk++) {
    let state = START;
    const acts = [];
    for (let nth = 0; nth < steps; nth++) {
      const known = new Known(bundle, acts);
      const thing = things[chance(things.length)];
      const before = JSON.stringify(state);
      const { ask } = state;
      const now = { ...state, ask: null };
      const sorted = { bags: 1, pieces: 9, how: "guessed", size: "62", fits: "any", season: "any" };
      const answers = {
        where: () => from(now, ask.lot, null, known),
        which: () => promised(now, ask.lot, promisesOf(state, ask.lot, known)[0], known),
        instead: () => instead(now, ask.lot, swapsFor(ask.lot, known)[0]),
        why: () => swapped(now, ask.lot, ask.swap, "fewer", known),
        inspect: () => judged(now, ask.lot, "accept", "", known),
        sort: () => poured(now, ask.lot, ask.box, sorted, known),
        run: () => step(onRun(state, ask.runs[0], known), ask.thing, known),
      };
      const seals = state.verb === "pack" && state.target && chance(3) === 0;
      const hand = state.hand?.kind === "lot" ? state.hand.lot : null;
      const want = hand && sendable(hand, known) ? known.wants(hand)[0] : undefined;
      const sends = want && chance(2) === 0;
      const turn = sends ? sent(now, hand, want, known)
        : ask && ask.kind in answers ? answers[ask.kind]()
        : seals ? sealed(state, known) : step(state, thing, known);
      if (JSON.stringify(state) !== before) throw new Error("a state was changed in place");
      const keeps = thing.kind === "verb" || [turn.state.verb, null].includes(state.verb);
      const why = turn.says.facts?.why ?? "";
      found.push({ why, tone: turn.tone, draft: turn.draft ?? null, keeps });
      if (turn.draft) acts.push({ ...turn.draft, id: String(nth), state: "saved" });
      state = JSON.parse(JSON.stringify(turn.state));
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def walked(page: Page) -> list[dict[str, Any]]:
    """What each step of many walks made of a scan."""
    found: list[dict[str, Any]] = page.evaluate(WALK, [BUNDLE, THINGS, WALKS, STEPS])
    return found


def test_every_act_is_one_that_the_service_can_read(walked: list[dict[str, Any]]) -> None:
    acts = [one["draft"] for one in walked if one["draft"] is not None]

    for act in acts:
        msgspec.convert(act["content"], type=BY_NOUN[act["noun"]].command)
    told = Counter(act["noun"] for act in acts)
    wanted = {"intakes", "put-aways", "transfers", "picks", "packings", "inspections", "counts"}
    assert told.keys() >= wanted | {
        "loadings",
        "sortings",
        "toppings-up",
        "sealings",
        "bench-sendings",
        "pick-swaps",
    }


def test_what_cannot_be_done_acts_on_nothing_and_keeps_its_verb(
    walked: list[dict[str, Any]],
) -> None:
    refused = [one for one in walked if one["tone"] == "no"]

    assert len(refused) > 1_000
    assert [one for one in refused if one["draft"] is not None or not one["keeps"]] == []


def test_every_act_names_what_it_touches(walked: list[dict[str, Any]]) -> None:
    acts = [one["draft"] for one in walked if one["draft"] is not None]

    assert [act for act in acts if not act["touches"] or not all(act["touches"])] == []


def test_goods_on_hold_are_neither_picked_nor_loaded_here(walked: list[dict[str, Any]]) -> None:
    loaded = [one["draft"] for one in walked if one["draft"] is not None]
    items = [
        item for act in loaded if act["noun"] == "loadings" for item in act["content"]["items"]
    ]

    assert items
    assert [item for item in items if item.get("lot") == "lot 5"] == []


def test_what_a_gate_bars_is_neither_sealed_nor_loaded_here(walked: list[dict[str, Any]]) -> None:
    acts = [one["draft"]["content"] for one in walked if one["draft"] is not None]
    items = [(act["run"], item) for act in acts if "run" in act for item in act["items"]]
    sealed = [act["box"] for act in acts if "facility" in act and "box" in act]

    assert {one["why"] for one in walked} == {"", NO_GLASS, UNKNOWN}
    assert {run for run, item in items if "line" in item} == {1}
    assert [item for _run, item in items if item.get("lot") in {"lot 9", "lot 10"}] == []
    assert sealed


GOODS_WANTED = """([bundle, goods, acts]) => {
  const { Known } = tested;
  return new Known(bundle, acts).wants(goods).map((one) => [one.line, one.pieces]);
}"""
SOME = {"product": "CL-BODY", "size": "62", "fits": "any", "season": "any", "condition": "good"}


def sending(line: int, quantity: int, state: str = "saved") -> dict[str, Any]:
    """An act that sent so many pieces to the bench."""
    content = {"lot": CODE, "line": line, "quantity": quantity}
    return {"id": f"{line} {quantity}", "noun": "bench-sendings", "state": state} | {
        "content": content
    }


@pytest.mark.parametrize(
    ("goods", "acts", "wanted"),
    [
        ({}, [], [[31, 3], [32, 3]]),
        ({"size": "80"}, [], []),
        ({"size": "no such"}, [], [[31, 3], [32, 3]]),
        ({"fits": "boy"}, [], [[31, 3]]),
        ({"only_for": ["shelter"]}, [], []),
        ({"only_for": ["prison"]}, [], [[31, 3], [32, 3]]),
        ({"only_for": ["E-2"]}, [], [[32, 3]]),
        ({"product": "NP-DISP"}, [], []),
        ({}, [sending(31, 2)], [[31, 1], [32, 3]]),
        ({}, [sending(31, 3)], [[32, 3]]),
        ({}, [sending(31, 3, "refused")], [[31, 3], [32, 3]]),
    ],
)
def test_a_device_tells_what_is_wanted_as_far_as_it_knows(
    page: Page, goods: dict[str, Any], acts: list[dict[str, Any]], wanted: list[list[int]]
) -> None:
    assert page.evaluate(GOODS_WANTED, [BUNDLE, {**SOME, **goods}, acts]) == wanted


def test_what_is_too_worn_for_a_line_is_not_wanted_for_it(page: Page) -> None:
    bundle = {**BUNDLE, "wanted": [{**ASKED, "least": "new"}]}

    found = [
        page.evaluate(GOODS_WANTED, [bundle, {**SOME, "condition": one}, []])
        for one in ("worn", "good", "new", "new_sealed")
    ]

    assert found == [[], [], [[31, 3]], [[31, 3]]]


def test_a_bundle_kept_from_an_older_version_wants_nothing(page: Page) -> None:
    old = {name: value for name, value in BUNDLE.items() if name not in ("wanted", "sizes")}

    assert page.evaluate(GOODS_WANTED, [old, SOME, []]) == []

"""How a box is closed on a phone: as its gate wants it, told, and heeded when it is loaded."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from tests import gate_stage
from tests.browser.shelf import card, code_of, settled, url, wedge
from tests.browser.test_scan_steps import BUNDLE, PLACES, lot, spot
from tests.browser.test_scanning import at_the_shelf
from tests.browser.verbs import page
from tests.browser.windows import Windows
from tests.world import World

__all__ = ["page"]

BAGS, ANEW = "The gate takes clear bags only.", "The gate takes no used goods as they are."
BOX = next(one for one in PLACES if one["kind"] == "box")
LOOK = """([bundle, set, acts]) => {
  const { Known, START, choiceFor, closedAs, sealed, step } = tested;
  const known = new Known(bundle, acts);
  const box = bundle.places.find((one) => one.kind === "box");
  let state = { ...START, verb: "pack", target: box };
  if (set) state = closedAs(state, set);
  const choice = choiceFor(state, known);
  const turn = sealed(state, known);
  const van = { ...START, verb: "load" };
  const aboard = step(step(van, { kind: "place", place: bundle.places[7] }, known).state,
    { kind: "place", place: box }, known);
  return { choice, content: turn.draft?.content ?? null, why: turn.says.facts?.why ?? null,
    loads: aboard.draft !== undefined };
}"""


def bundle(*closings: tuple[str, str], **bars: str) -> dict[str, Any]:
    """One box of goods for M-1, whose gate says that of these packagings."""
    goods = lot("lot 4", "NP-DISP", {**spot(BOX["number"], 2, 17), **bars})
    said = [
        {"facility": "M-1", "packaging": packaging, "sentence": BAGS, "action": action}
        for packaging, action in closings
    ]
    return {**BUNDLE, "lots": [goods], "closings": said}


def clear_bags(action: str = "block") -> dict[str, Any]:
    """The same, at a gate that wants clear bags."""
    barred = {"bar": BAGS} if action != "warn" else {}
    return bundle(("box", action), ("shop", action), **barred)


def how(packaging: str, *, repacked: bool = False) -> dict[str, Any]:
    """What somebody says of how the box is closed."""
    return {"packaging": packaging, "repacked": repacked}


@pytest.mark.parametrize(
    ("known", "said", "told", "why"),
    [
        (bundle(), None, ("box", False), None),
        (clear_bags(), None, ("clear_bag", False), None),
        (clear_bags("repack"), None, ("clear_bag", False), None),
        (clear_bags("warn"), how("box"), ("box", False), None),
        (clear_bags(), how("box"), None, BAGS),
        (clear_bags(), how("box", repacked=True), None, BAGS),
        (clear_bags("repack"), how("box"), None, BAGS),
        (clear_bags("repack"), how("box", repacked=True), ("box", True), None),
        (bundle(repack_bar=ANEW), None, None, ANEW),
        (bundle(repack_bar=ANEW), how("box", repacked=True), ("box", True), None),
        (bundle(seal_bar=ANEW), how("shop", repacked=True), None, ANEW),
    ],
)
def test_a_box_is_closed_as_its_gate_wants_it(
    page: Page,
    known: dict[str, Any],
    said: dict[str, Any] | None,
    told: tuple[str, bool] | None,
    why: str | None,
) -> None:
    found = page.evaluate(LOOK, [known, said, []])

    content = found["content"]
    assert found["why"] == why
    assert (content and (content["packaging"], content["repacked"])) == told


def test_what_the_gate_says_stands_beside_the_choice(page: Page) -> None:
    asks = page.evaluate(LOOK, [clear_bags(), None, []])["choice"]
    anew = page.evaluate(LOOK, [bundle(repack_bar=ANEW), None, []])["choice"]

    assert (asks["packaging"], asks["says"], asks["repack"]) == ("clear_bag", [BAGS], "")
    assert (anew["packaging"], anew["says"], anew["repack"]) == ("box", [], ANEW)


@pytest.mark.parametrize(
    ("packaging", "state", "loads"),
    [("clear_bag", "saved", True), ("box", "saved", False), ("clear_bag", "refused", False)],
)
def test_a_box_that_was_sealed_here_is_loaded_as_it_was_closed(
    page: Page, packaging: str, state: str, loads: bool
) -> None:
    content = {"box": f"box {BOX['number']}", "facility": "M-1", **how(packaging)}
    act = {"id": "1", "noun": "sealings", "state": state, "content": content}

    assert page.evaluate(LOOK, [clear_bags(), None, [act]])["loads"] == loads


def scanned(page: Page, *texts: str) -> None:
    """Scan, and wait until it is understood."""
    for text in texts:
        wedge(page, text)
        page.wait_for_selector("#scan[aria-busy=false]")


def parcels(world: World) -> list[tuple[str, bool]]:
    """How each parcel was closed, the newest last."""
    query = sa.text("SELECT packaging, repacked FROM parcel ORDER BY id")
    with world.house.database.reading() as books:
        return [(row[0], bool(row[1])) for row in books.execute(query)]


@pytest.mark.parametrize(("kind", "told"), [("packaging", "clear_bag"), ("condition", "box")])
def test_a_phone_without_network_seals_what_the_gate_wants(
    windows: Windows, world: World, kind: str, told: str
) -> None:
    stage = gate_stage.set_up(world, kind, action="repack")
    page = at_the_shelf(windows)
    page.context.set_offline(True)
    scanned(page, card("PACK"), url(code_of(world, stage.packed)))
    expect(page.locator(".scan-gate")).to_contain_text(gate_stage.KINDS[kind].says)
    expect(page.locator(f"[data-packaging={told}]")).to_have_attribute("aria-pressed", "true")
    if kind == "condition":
        page.get_by_label("I packed it anew, as the gate asks").check()

    page.get_by_role("button", name="Seal this box").click()
    page.wait_for_selector(".scan-saved")
    page.context.set_offline(False)
    settled(page)

    assert parcels(world)[-1] == (told, kind == "condition")
    assert world.discrepancies() == []


def test_a_swap_that_the_gate_would_turn_away_is_not_offered(
    windows: Windows, world: World
) -> None:
    first, other = (world.shelved(at, 9, **gate_stage.BOTTLES) for at in ("A1", "A2"))
    for facility in ("M-1", "E-2"):
        line = world.line(3, facility, **gate_stage.BOTTLES)
        world.do("alice", "allocations", lot=first, line=line, quantity=3)
    gate_stage.note(world, "flags")
    page = at_the_shelf(windows)

    scanned(page, card("PICK"), url(other))

    expect(page.locator(".scan-ask .scan-choice")).to_have_count(1)
    expect(page.locator(".scan-ask .scan-choice")).to_contain_text("E-2")

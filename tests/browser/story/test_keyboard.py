"""Everything is done with the keyboard alone: each page's controls, and the acts of a whole day."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.lived_in import LivedIn
from tests.browser.pages import PAGES
from tests.browser.story.keys import Keys
from tests.browser.windows import Windows
from tests.world import World

ROLES = sorted({entry.who for entry in PAGES})
AT_ONCE, MOST_TABS = 12, 400
# What Tab should stop at, in order; of tiles that exclude each other only one.
BEGIN = """() => {
  const main = document.querySelector("main");
  const all = [...main.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary")];
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled
    && one.tabIndex >= 0;
  const group = (one) => all.filter((other) => other.type === "radio"
    && other.name === one.name && other.form === one.form && seen(other));
  const stops = all.filter((one) => seen(one) && (one.type !== "radio"
    || one === (group(one).find((other) => other.checked) ?? group(one)[0])));
  const drawn = (one) => {
    const style = one && getComputedStyle(one);
    return style && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
      || style.boxShadow !== "none");
  };
  const said = (one) => `${one.localName} ${one.name || one.textContent.trim().slice(0, 40)}`;
  window.walk = { missed: new Set(stops.map(said)), blind: [], order: [], out: false };
  const walk = window.walk;
  document.addEventListener("focusin", ({ target }) => {
    if (!main.contains(target)) { walk.out = true; return; }
    if (walk.out) return;
    const at = stops.indexOf(target);
    if (at < 0) return;
    walk.missed.delete(said(target));
    walk.order.push(at);
    if (!drawn(target) && !drawn(target.nextElementSibling)) walk.blind.push(said(target));
  });
  main.focus();
  return main.querySelectorAll('form[method="post"]').length;
}"""
END = """() => ({
  missed: [...window.walk.missed], blind: window.walk.blind,
  backwards: window.walk.order.some((at, one, all) => one > 0 && at < all[one - 1]),
})"""
LAST_BUTTONS = """() => [...document.querySelectorAll('main form[method="post"]')].map((form) => {
  const sending = [...form.elements].filter((one) => one.type === "submit"
    && one.checkVisibility() && !one.disabled);
  const last = sending.at(-1);
  if (last === undefined) return "";
  last.setAttribute("data-last", "");
  last.addEventListener("click", (event) => {
    event.preventDefault();
    last.dataset.pressed = Number(last.dataset.pressed ?? 0) + (event.isTrusted ? 1 : 0);
  });
  return last.textContent.trim();
})"""


@pytest.mark.long
@pytest.mark.parametrize("who", ROLES)
def test_tab_leads_to_every_control_and_it_shows(who: str, looks: Windows, lived: LivedIn) -> None:
    page = looks.open(who)
    found: dict[str, list[str]] = {}
    for entry in PAGES:
        if entry.who == who and entry.status == 200:
            page.goto(entry.path(lived))
            faults = faults_of(page)
            found |= {entry.name: faults} if faults else {}

    assert found == {}


def faults_of(page: Page) -> list[str]:
    """What on a page with forms the keyboard does not reach, show or press."""
    if not page.evaluate(BEGIN):
        return []
    for _batch in range(MOST_TABS // AT_ONCE):
        for _press in range(AT_ONCE):
            page.keyboard.press("Tab")
        if page.evaluate("window.walk.out"):
            break
    told: dict[str, Any] = page.evaluate(END)
    faults = [f"not reached: {one}" for one in told["missed"]]
    faults += [f"focus is not seen: {one}" for one in told["blind"]]
    faults += ["the order goes back"] if told["backwards"] else []
    return faults + unpressed(page)


def unpressed(page: Page) -> list[str]:
    """The buttons at the end of forms that Enter or Space does not press."""
    words = [word for word in page.evaluate(LAST_BUTTONS) if word]
    faults = []
    for button, word in zip(page.locator("[data-last]").all(), words, strict=True):
        button.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Space")
        if button.get_attribute("data-pressed") != "2":
            faults.append(f"not pressed: {word}")
    return faults


def test_a_day_is_done_without_a_pointer(windows: Windows, world: World) -> None:
    bob, alice, dora = (Keys(windows.open(who)) for who in ("bob", "alice", "dora"))
    line = world.line(4)

    code = taken_in_and_shelved(bob)
    sorted_and_put_away(bob)
    promised(alice, line)
    packed_and_sealed(bob, 1)
    run = world.run()
    driven_and_settled(dora, alice, run)
    counted_and_undone(bob)

    assert world.discrepancies() == []
    assert sum(pieces for spot, pieces in world.held(code).items() if "gate" in spot) == 3
    assert world.inside(code) == {"A1": 1}


def taken_in_and_shelved(bob: Keys) -> str:
    """Five packs of nappies taken in, inspected, put away; the code of their label."""
    bob.go("/intakes/new?product=NP-DISP")
    bob.choose("size", "4")
    bob.write("quantity", "5")
    bob.press("Take in")
    bob.done()
    label = bob.page.locator('#told a[href^="/labels/"]').get_attribute("href") or ""
    code = label.partition("?")[0].rpartition("/")[2]
    bob.go(f"/inspections/new?lot={code}")
    for name in bob.page.locator('main [value="yes"]').evaluate_all("all => all.map(o => o.name)"):
        bob.choose(name, "yes")
    bob.press("Go on")
    bob.choose("outcome", "accept")
    bob.press("That is what becomes of it")
    bob.press("Onto a shelf instead")
    bob.write("place", "A1")
    bob.press("It is there now", "Space")
    bob.done()
    return code


def sorted_and_put_away(bob: Keys) -> None:
    """Two bags into one mixed box, which is put on a shelf."""
    bob.go("/intakes/bags")
    bob.choose("bags", "2")
    bob.press("Take in")
    bob.press("Sort these bags now")
    bob.to(bob.page.locator(".board-season.is-shown .board-tile").first)
    bob.page.keyboard.press("Enter")
    bob.to(bob.page.locator('[data-add="20"]'))
    bob.page.keyboard.press("Space")
    bob.press("Done")
    bob.to(bob.page.locator("main select").first)
    bob.page.keyboard.press("ArrowDown")
    bob.press("Put away")
    bob.done()


def promised(alice: Keys, line: int) -> None:
    """The nappies for a wish line."""
    alice.go(f"/wish-lines/{line}")
    alice.write("quantity", "4")
    alice.press("Promise")
    alice.done()


def packed_and_sealed(bob: Keys, wish_list: int) -> None:
    """Picked, packed into a new box, sealed."""
    bob.go(f"/picks/{wish_list}")
    bob.press("Picked")
    bob.done()
    bob.press("Pack it")
    bob.press("Take a new box")
    bob.press("In the box")
    bob.press("Seal it for M-1")
    bob.press("It is sealed", "Space")
    bob.done()


def driven_and_settled(dora: Keys, alice: Keys, run: int) -> None:
    """Loaded, away, handed over but for one piece, which is given up for lost."""
    dora.go(f"/runs/{run}/load")
    dora.press("It is on the van")
    dora.press("We are leaving")
    dora.press("We are leaving now")
    dora.go(f"/runs/{run}/stops/1")
    dora.choose("received_by", "nurse")
    dora.press("not all of it?", leads_on=False)
    for name, number in (("accepted", "3"), ("missing", "1")):
        field = dora.page.locator(f'main [name$=".{name}"]').first
        dora.write(field.get_attribute("name") or "", number)
    dora.press("Write down the handover")
    dora.done()
    dora.go(f"/run-closings/new?run={run}")
    dora.press("Close the run")
    alice.go("/discrepancies")
    alice.press("Settle it")
    alice.choose("settlement", "lost")
    alice.press("Settle it")
    alice.done()


def counted_and_undone(bob: Keys) -> None:
    """A count that finds what the books say, and one act taken back."""
    bob.go("/counts/new?place=A1")
    bob.write("lines.0.counted", "1")
    bob.press("Send the count")
    bob.done()
    bob.go("/intakes/new?product=CL-BODY")
    bob.press("Take in")
    bob.press("Undo")
    bob.done()

"""A driver's hands on the page at /drive: what they tap, and what the books say afterwards."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from playwright.sync_api import Locator, Page, expect

from stockroom.desk import JOURNAL
from tests.browser.windows import Look, Windows
from tests.world import World

PHONE = Look(width=360)
MEANWHILE_MS = 20_000
MOST_TOUCHES = 3
LISTEN = """() => {
  window.heard = false;
  const hear = ({ target }) => {
    window.heard = target.closest("button, label, a, summary") !== null;
  };
  window.addEventListener("click", hear, { capture: true, once: true });
}"""
READY = "() => document.querySelector('.drive-head') !== null"


def in_the_van(windows: Windows, look: Look = PHONE, who: str = "dora") -> Page:
    """The driver's page of a device that knows its run."""
    page = windows.open(who, look, "/drive")
    page.wait_for_function(READY)
    return page


def tap(page: Page, *words: str) -> None:
    """Tap these buttons one after the other, each once it is there."""
    for word in words:
        press(page.locator(".scan-work").get_by_role("button", name=word).first)


def press(button: Locator) -> None:
    """Press a button until the page has heard it, and wait until what it does is written down.

    An answer of the service that comes between a finger's touching and leaving the glass may move
    the button away, and the page hears nothing; a person presses again.
    """
    page = button.page
    for _touch in range(MOST_TOUCHES):
        page.evaluate(LISTEN)
        button.click()
        quiet(page)
        if page.evaluate("window.heard !== false"):
            return
    raise AssertionError(f"{button} was never heard")


def load(page: Page) -> None:
    """Load everything that is ready, by taps."""
    tap(page, "Load the van")
    tap_all(page)


def tap_all(page: Page) -> None:
    """Tap each thing of a list until none is left, again where an answer moved it from under us."""
    while page.locator("button.drive-item").count():
        press(page.locator("button.drive-item").first)


def arrive(page: Page) -> None:
    """Drive on to the next stop, and say that the van stands there."""
    tap(page, "On to", "We are there")


def hand_over_everything(page: Page, role: str = "nurse") -> None:
    """All accepted in one tap, by that role, with no proof."""
    tap(page, "Hand over", "Everything was accepted", role, "Write down the handover")


def refuse_one(page: Page, reason: str = "damaged", number: int = 1) -> None:
    """Of the first line so many pieces refused, the rest accepted."""
    tap(page, "Hand over", "Some of it was not", "Not all")
    for _ in range(number - 1):
        press(page.locator(".drive-wrong .stepper").first.get_by_role("button", name="more"))
    page.locator(".drive-why select").select_option(reason)
    quiet(page)
    tap(page, "Go on", "officer", "Write down the handover")


def miss_one(page: Page) -> None:
    """Of the first line one piece was not there, the rest accepted."""
    tap(page, "Hand over", "Some of it was not", "Not all")
    steppers = page.locator(".drive-wrong .stepper")
    press(steppers.nth(0).get_by_role("button", name="fewer"))
    press(steppers.nth(1).get_by_role("button", name="more"))
    tap(page, "Go on", "officer", "Write down the handover")


def undo(page: Page) -> None:
    """Undo the newest act that can be undone, in the list at the end of the page."""
    page.locator("details.scan-rows > summary").click()
    page.locator(".scan-rows").get_by_role("button", name="Undo").first.click()


def quiet(page: Page) -> None:
    """Wait until every tap is written down."""
    page.wait_for_timeout(30)
    page.wait_for_selector("#scan[aria-busy=false]", timeout=MEANWHILE_MS)


def sent(page: Page) -> None:
    """Wait until every act is answered."""
    quiet(page)
    expect(page.locator(".scan-net-waits")).to_have_count(0, timeout=MEANWHILE_MS)
    expect(page.locator(".scan-saved")).to_have_count(0, timeout=MEANWHILE_MS)


def told(world: World) -> dict[str, int]:
    """How many acts of each kind of the road stand in the journal, by their outcome."""
    query = sa.select(JOURNAL.c.noun, JOURNAL.c.outcome).where(JOURNAL.c.noun.in_(NOUNS))
    found: dict[str, int] = {}
    with world.house.database.reading() as books:
        for noun, outcome in books.execute(query):
            word = noun if outcome == "recorded" else f"{noun} {outcome}"
            found[word] = found.get(word, 0) + 1
    return found


def account(world: World, run: int) -> Any:
    """What the books have of a run: loaded, delivered, returned, lost; and that it is closed."""
    query = sa.text(
        "SELECT sum(loaded), sum(delivered), sum(returned), sum(lost),"
        " (SELECT closed_in FROM run WHERE id = :run) FROM run_entry WHERE run_id = :run"
    )
    with world.house.database.reading() as books:
        *sums, closed = books.execute(query, {"run": run}).one()
    return [*map(int, sums), closed is not None]


NOUNS = (
    "loadings",
    "departures",
    "stop-arrivals",
    "stop-leavings",
    "stop-callings-off",
    "deliveries",
    "refusals",
    "returns",
    "unloadings",
    "intakes",
    "run-closings",
)

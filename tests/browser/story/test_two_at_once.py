"""Two people at the same thing: open pages follow the books, a stale one says what is so."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from stockroom.web.changes import Changes
from tests.browser.windows import Windows
from tests.web.roads import packed
from tests.world import World

SOON_MS = 15_000
QUIET_WITHIN_S = 30.0


def test_an_open_wish_line_shows_what_somebody_else_promises(
    windows: Windows, world: World
) -> None:
    lot, line = world.shelved(quantity=5), world.line(5)
    alice = windows.open("alice", path=f"/wish-lines/{line}")

    world.do("sam", "allocations", lot=lot, line=line, quantity=2)

    expect(alice.get_by_text("2 set aside").first).to_be_visible(timeout=SOON_MS)
    expect(quantity(alice)).to_have_value("3")


def test_a_stale_page_says_why_not_and_keeps_what_was_typed(windows: Windows, world: World) -> None:
    lot, line, other = world.shelved(quantity=5), world.line(5), world.line(3, "E-2")
    alice = windows.open("alice", path=f"/wish-lines/{line}")
    quantity(alice).fill("4")

    world.do("sam", "allocations", lot=lot, line=other, quantity=3)
    expect(alice.locator("[data-live-note]")).to_be_visible(timeout=SOON_MS)
    alice.get_by_role("button", name="Promise").click()

    expect(alice.locator("#problem")).to_contain_text("2")
    expect(quantity(alice)).to_have_value("4")
    expect(alice.get_by_text("2 free").first).to_be_visible()
    assert world.inside(lot) == {"A1": 2, f"A1/{other}": 3}


def test_a_run_s_page_follows_what_its_driver_loads(windows: Windows, world: World) -> None:
    packed(world)
    run = world.run()
    alice = windows.open("alice", path=f"/runs/{run}")
    expect(alice.get_by_text("Still to be loaded")).to_be_visible()

    dora = windows.open("dora", path=f"/runs/{run}/load")
    dora.locator('main button[name="all"]').click()

    expect(alice.get_by_text("Still to be loaded")).to_be_hidden(timeout=SOON_MS)
    expect(alice.get_by_role("heading", name="On the van")).to_be_visible()


def test_nobody_listens_any_more_once_the_pages_are_closed(windows: Windows, world: World) -> None:
    line = world.line(5)
    for who in ("alice", "sam"):
        windows.open(who, path=f"/wish-lines/{line}")
    until(lambda: listeners(world) == 2)

    windows.close()

    until(lambda: listeners(world) == 0)


def quantity(page: Page) -> Locator:
    """How many of the first lot that fits are to be promised."""
    return page.locator('.fit-form [name="quantity"]').first


def listeners(world: World) -> int:
    """How many pages the server tells of changes."""
    served = [one for one in gc.get_objects() if isinstance(one, Changes)]
    return sum(one.listeners for one in served if one.database is world.house.database)


def until(true: Callable[[], bool]) -> None:
    """Wait until something is so, but not for ever."""
    ends = time.monotonic() + QUIET_WITHIN_S
    while not true():
        assert time.monotonic() < ends, "it did not come to that in time"
        time.sleep(0.1)

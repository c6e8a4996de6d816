"""A night desk with one phone: in by a link, asks in its own language, says that it is needed."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page

from stockroom.reports.stages import LINE
from tests.browser.axe import axe
from tests.browser.windows import STRANGER, Look, Windows
from tests.world import World

PHONE = Look(width=360, language="ar", touch=True)
CLOTHES, NAPPIES = "62", "3"
STORED = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie, location.href, history.state,
  (await indexedDB.databases()).map((one) => one.name), await caches.keys(),
])"""
TALL = 4_000
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture
def secret(world: World) -> str:
    """The secret of a link for the night desk of E-2."""
    receipt = world.do("alice", "portal-links", facility="E-2", for_whom="night desk")
    return world.house.portal.draw(int(receipt.made["link"]))


def is_well(page: Page) -> None:
    """Nobody is kept out of the page as it stands, and nothing sticks out of it.

    The window is as tall as the page meanwhile, so that no bar lies over half a button.
    """
    seen = page.viewport_size
    assert seen is not None
    assert page.evaluate(WIDTH) <= PHONE.width
    page.set_viewport_size({"width": PHONE.width, "height": TALL})
    assert axe(page) == []
    page.set_viewport_size(seen)


def test_a_night_desk_asks_by_its_link_and_says_that_it_is_still_needed(
    windows: Windows, world: World, secret: str
) -> None:
    page = windows.open(STRANGER, PHONE)
    page.goto(f"/portal#{secret}")
    page.wait_for_url(f"{windows.url}/")

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert secret not in page.evaluate(STORED)
    is_well(page)

    wish_list = asks_for_an_arrival(page)

    page.goto("/")
    assert page.locator('[data-state="submitted"]').count() == 1
    is_well(page)

    nappies = line_of(world, wish_list)
    lot = world.shelved(quantity=30, size=NAPPIES)
    world.do("alice", "allocations", lot=lot, line=nappies, quantity=30)
    world.run(facility="E-2")
    page.goto("/")
    is_well(page)
    page.locator(".still-question [data-still]").tap()
    page.locator("#told").wait_for()

    assert page.locator(".still-question").count() == 0
    assert windows.open("alice", path=f"/wish-lines/{nappies}").get_by_text("yes").count() == 1
    assert secret not in page.evaluate(STORED)


def test_without_scripts_the_letters_are_typed(windows: Windows, secret: str) -> None:
    page = windows.open(STRANGER, Look(width=360, scripts=False))
    page.goto(f"/portal#{secret}")
    page.locator("#secret").fill(secret.lower())
    page.locator("main form button").click()

    assert page.url == f"{windows.url}/"
    assert page.locator("[data-begin]").count() == 3


def test_one_of_us_who_opens_a_link_is_asked_before_becoming_somebody_else(
    windows: Windows, secret: str
) -> None:
    page = windows.open("alice", Look(width=360), "/")
    page.goto(f"/portal#{secret}")

    assert page.locator("#secret").input_value() == secret
    assert page.url == f"{windows.url}/portal"
    page.goto("/portal-links")
    assert page.locator("h1").count() == 1


def test_an_old_link_says_so_kindly(windows: Windows, world: World, secret: str) -> None:
    world.do("alice", "portal-link-endings", link=1)
    page = windows.open(STRANGER, PHONE)
    page.goto(f"/portal#{secret}")

    page.locator("#problem").wait_for()

    assert page.url == f"{windows.url}/portal"
    is_well(page)


def asks_for_an_arrival(page: Page) -> int:
    """Begins from the template, changes a number, sends; gives the list's number."""
    page.locator('[data-begin="arrival"]').tap()
    page.locator("#clothes").fill(CLOTHES)
    page.locator("#nappies").fill(NAPPIES)
    page.locator(".wish-about button[type=submit]").tap()
    page.wait_for_url(f"**clothes={CLOTHES}*")
    number = page.locator('[name="lines.1.quantity"]')
    number.fill("30")
    is_well(page)
    page.locator("#wish-form .btn-send").tap()
    page.wait_for_url(re.compile(r"/wish-lists/\d+"))
    is_well(page)
    return int(page.url.partition("?")[0].rpartition("/")[2])


def line_of(world: World, wish_list: int) -> int:
    """The number of the line of a list that asks for thirty nappies, beside the kit."""
    query = sa.select(LINE.c.id).where(
        LINE.c.wish_list_id == wish_list, LINE.c.wish_kit_id.is_(None)
    )
    with world.house.database.reading() as books:
        return int(books.execute(query.order_by(LINE.c.position).limit(1)).scalar_one())

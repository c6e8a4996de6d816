"""Nobody is kept out of any page, and on a small phone nothing of it sticks out at the side."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage

from stockroom import app, speech
from stockroom.settings import Settings, sqlite_url
from tests.browser.axe import axe
from tests.browser.entries import Entry, at, found
from tests.browser.entries import Path as PagePath
from tests.browser.lived_in import LivedIn
from tests.browser.pages import IN_PACKS, ON_A_SHELF, PAGES
from tests.browser.windows import HEIGHTS, Look, Theme, Windows
from tests.services import serving
from tests.world import StillClock, World

# Widths and themes in which axe looks at a page, one for each language: two of the eight looks, as
# each takes time, and the other two for the next page.
IN_TURN: tuple[tuple[tuple[int, Theme], ...], ...] = (
    ((360, "light"), (1440, "dark")),
    ((1440, "light"), (360, "dark")),
)
STICKS_OUT = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const beyond = (part) => {
    const box = part.getBoundingClientRect();
    return box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1);
  };
  return [...document.body.querySelectorAll("*")].filter(beyond)
    .map((part) => part.outerHTML.slice(0, 100));
}"""
# Where the focus is in the page and yet under what sticks to the top or to the foot.
COVERED = """() => {
  const part = document.activeElement;
  if (part.closest(".leaf") === null) return [];
  const box = part.getBoundingClientRect();
  const top = document.querySelector(".top").getBoundingClientRect().bottom;
  const foot = document.querySelector(".bar").getBoundingClientRect().top;
  return box.top < top - 1 || box.bottom > foot + 1 ? [part.outerHTML.slice(0, 100)] : [];
}"""
# Every third page, in the four looks in turn; `make long` looks at the rest.
ONE_IN = 3
TABS = 40
REFUSED = {
    "an arrival": (
        found("/intakes/new?product={}", "SELECT code FROM product WHERE code = 'NP-DISP'"),
        {"quantity": "many"},
    ),
    "a hold": (found("/holds/new?lot={}", ON_A_SHELF), {}),
    "a conversion": (found("/conversions/new?lot={}", IN_PACKS), {"packs": "some"}),
    "a bin": (at("/bins/new"), {}),
}
"""Forms, and what is typed into them that cannot be."""


@pytest.mark.parametrize("entry", PAGES[::ONE_IN], ids=lambda entry: entry.name)
def test_a_page_keeps_nobody_out_and_nothing_of_it_sticks_out(
    entry: Entry, standing: Windows, lived: LivedIn
) -> None:
    in_turn(entry, PAGES.index(entry) % len(speech.LANGUAGES), standing, lived)


@pytest.mark.long
@pytest.mark.parametrize(
    "entry",
    [entry for at, entry in enumerate(PAGES) if at % ONE_IN],
    ids=lambda entry: entry.name,
)
def test_nor_does_any_of_the_other_pages(entry: Entry, standing: Windows, lived: LivedIn) -> None:
    in_turn(entry, PAGES.index(entry) % len(speech.LANGUAGES), standing, lived)


@pytest.mark.long
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_a_page_keeps_nobody_out_in_the_other_language_either(
    entry: Entry, standing: Windows, lived: LivedIn
) -> None:
    in_turn(entry, (PAGES.index(entry) + 1) % len(speech.LANGUAGES), standing, lived)


def in_turn(entry: Entry, number: int, standing: Windows, lived: LivedIn) -> None:
    """Look at a page in one language, in the width and theme whose turn it is."""
    language = speech.LANGUAGES[number]
    width, theme = IN_TURN[PAGES.index(entry) // 2 % 2][number]
    page = standing.standing(entry.who, Look(width, theme, language))
    answer = page.goto(entry.path(lived))
    assert answer is not None
    assert answer.status == entry.status
    assert keeps_out(page) == [], (language, theme, width)

    page.set_viewport_size({"width": 360, "height": HEIGHTS[360]})
    assert page.evaluate(STICKS_OUT) == [], language


@pytest.mark.parametrize("language", speech.LANGUAGES)
@pytest.mark.parametrize(("path", "typed"), REFUSED.values(), ids=REFUSED)
def test_a_form_that_is_refused_keeps_nobody_out(
    path: PagePath, typed: dict[str, str], language: str, looks: Windows, lived: LivedIn
) -> None:
    page = looks.open("bob", Look(360, "dark", language), path(lived))
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    for name, text in typed.items():
        page.locator(f"#{name}").fill(text)

    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        page.locator("main .btn-send").last.click()

    assert answered.value.status in (400, 409, 422)
    page.locator("#problem").wait_for()
    assert keeps_out(page) == []


def test_what_an_act_did_and_how_to_undo_it_keep_nobody_out(windows: Windows, world: World) -> None:
    code = world.shelved(quantity=7)
    page = windows.open("bob", Look(360), f"/transfers/new?thing={code}")
    page.locator("#place").fill("A2")

    page.locator("main .btn-send").click()

    page.locator("#told").wait_for()
    assert keeps_out(page) == []


@pytest.mark.parametrize("language", speech.LANGUAGES)
def test_the_first_page_of_a_stockroom_keeps_nobody_out(
    language: str, browser: Browser, tmp_path: Path
) -> None:
    settings = Settings(data=tmp_path, database=sqlite_url(tmp_path), secure_cookies=False)
    house = app.build(settings, StillClock())
    with serving(house) as url:
        windows = Windows(browser, house, url)
        page = windows.open(look=Look(360, "light", language), path="/welcome")

        assert page.locator("main form").count() == 1
        assert keeps_out(page) == []

        windows.close()
    house.database.close()


@pytest.mark.parametrize("path", ["/stock", "/intakes/new?product=NP-DISP"])
def test_what_has_the_focus_is_never_under_the_bar(path: str, looks: Windows) -> None:
    page = looks.open("bob", Look(360), path)
    page.locator(".leaf").focus()

    covered = []
    for key in ("Tab", "Shift+Tab"):
        for _press in range(TABS):
            page.keyboard.press(key)
            covered += page.evaluate(COVERED)

    assert covered == []


def keeps_out(page: BrowserPage) -> list[str]:
    """What axe finds, and what sticks out, in a window as high as the whole page.

    In a lower one the bar at the foot covers whatever happens to lie there, until it is scrolled.
    """
    size = page.viewport_size
    assert size is not None
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
    sticks_out: list[str] = page.evaluate(STICKS_OUT)
    return sticks_out + axe(page)

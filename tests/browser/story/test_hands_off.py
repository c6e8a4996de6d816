"""Taken in, put away and counted with no hand on a key: by camera and by scanner, with and without
network, and with the battery falling out in between.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.film import film
from tests.browser.line import Line, line
from tests.browser.phones import Phone, phone
from tests.browser.shelf import BINS, Shelf, journalled, settled, wedge
from tests.browser.windows import Windows
from tests.world import World

LABELS = 10
SECONDS_EACH = 1.2
A_FILM_MS = 180_000


def switched_on(windows: Windows, one: Phone) -> Page:
    """A phone on which Bob has signed in, that knows its building and opens without network."""
    page = one.start("/sign-in")
    one.sign_in(windows, "bob")
    page.goto("/scan")
    page.wait_for_selector(".scan-who")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    expect(page.locator(".scan-net")).to_contain_text("All sent")
    return page


def by_scanner(page: Page, scans: list[str]) -> None:
    """Scan one after the other; the same label again only after three seconds."""
    seen: set[str] = set()
    for scan in scans:
        if scan.startswith("STOCKROOM:"):
            seen.clear()
        if scan in seen:
            page.wait_for_timeout(3_100)
        seen.add(scan)
        wedge(page, scan)
        page.wait_for_selector("#scan[aria-busy=false]")


def by_camera(page: Page, until: str) -> None:
    """Start the camera with a tap, and hold label after label before it."""
    page.locator(".scan-verbs .scan-verb").last.click()
    page.locator(".scan-eye .btn-send").click()
    page.wait_for_selector(until, timeout=A_FILM_MS)


def counted(bin_name: str) -> str:
    """The row of a count that is done."""
    return f'.scan-row:has-text("{bin_name} counted")'


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
@pytest.mark.parametrize("broken", [False, True], ids=["with network", "cut off and killed"])
def test_by_scanner(
    windows: Windows, world: World, browser: Browser, tmp_path: Path, broken: bool
) -> None:
    shelf = Shelf.ready(world, LABELS)
    scans = shelf.scans()
    with line(windows.url) as way, phone(browser, tmp_path / "phone", way.url) as one:
        page = switched_on(windows, one)
        if broken:
            page = cut_off(windows, way, one, page, scans)
        else:
            by_scanner(page, scans)
        settled(page)

    shelf.assert_all_in_the_books()


def cut_off(windows: Windows, way: Line, one: Phone, page: Page, scans: list[str]) -> Page:
    """The network goes before the first act, the phone dies in the middle, and both come back."""
    half = len(scans) // 2
    way.cut()
    by_scanner(page, scans[:half])
    one.kill()
    page = one.start()
    page.wait_for_selector(".scan-who")
    by_scanner(page, scans[half:])
    expect(page.locator(".scan-net-waits")).to_be_visible()
    back_on(windows, way, one, page)
    return page


def back_on(windows: Windows, way: Line, one: Phone, page: Page) -> None:
    """The network is back; a browser that died may have lost its cookies, and asks to sign in."""
    way.mend()
    page.locator(".scan-net").click()
    page.wait_for_selector(".scan-net-stop, .scan-net:not(.scan-net-waits)")
    if page.locator(".scan-net-stop").count():
        one.sign_in(windows, "bob")
        page.reload()
        page.wait_for_selector(".scan-row")


@pytest.mark.long
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_by_camera(windows: Windows, world: World, browser: Browser, tmp_path: Path) -> None:
    shelf = Shelf.ready(world, LABELS)
    shown = film(tmp_path / "labels.mjpeg", shelf.scans(), SECONDS_EACH)
    with line(windows.url) as way, phone(browser, tmp_path / "phone", way.url, shown) as one:
        page = switched_on(windows, one)
        by_camera(page, counted(BINS[0]))
        settled(page)

    shelf.assert_all_in_the_books()


@pytest.mark.long
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_by_camera_cut_off_and_killed(
    windows: Windows, world: World, browser: Browser, tmp_path: Path
) -> None:
    shelf = Shelf.ready(world, LABELS)
    shown = film(tmp_path / "labels.mjpeg", shelf.scans(), SECONDS_EACH)
    with line(windows.url) as way, phone(browser, tmp_path / "phone", way.url, shown) as one:
        page = switched_on(windows, one)
        way.cut()
        by_camera(page, ".scan-row:nth-child(4)")
        one.kill()
        assert journalled(world)["intakes"] == 1
        page = one.start()
        page.wait_for_selector(".scan-who")
        # The film begins anew: what was scanned before is known, and is not done twice.
        page.locator(".scan-eye .btn-send").click()
        page.wait_for_selector(counted(BINS[0]), timeout=A_FILM_MS)
        back_on(windows, way, one, page)
        settled(page)

    shelf.assert_all_in_the_books()

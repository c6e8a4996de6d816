"""Chromium in front of a real server: over the small world of each test, or over a lived-in one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect

from stockroom.app import House
from tests.browser import chromium
from tests.browser.lived_in import LivedIn, living
from tests.browser.scanning import Phone, phone_of
from tests.browser.windows import WAITS_MS, Windows
from tests.services import serving
from tests.world import World

expect.set_options(timeout=WAITS_MS)


# For the package and no longer: while it lasts, nothing else in this process can use asyncio.run.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium, in which every window has its own cookies."""
    with chromium.started() as found:
        yield found


@pytest.fixture(scope="package")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivedIn]:
    """The demo world, for tests that only look."""
    with living(tmp_path_factory.mktemp("lived-in")) as found:
        yield found


@pytest.fixture
def windows(world: World, browser: Browser) -> Iterator[Windows]:
    """Windows on the small world, on each database in turn; `world` is what they look at."""
    with serving(world.house) as url, _watched(browser, world.house, url) as opened:
        yield opened


@pytest.fixture
def phone(windows: Windows, world: World) -> Phone:
    """A phone on which Ben and Bob take turns; Bob is signed in."""
    return phone_of(windows, world, "ben", "bob")


@pytest.fixture
def looks(lived: LivedIn, browser: Browser) -> Iterator[Windows]:
    """Windows on the lived-in world."""
    with _watched(browser, lived.house, lived.url) as opened:
        yield opened


@pytest.fixture(scope="module")
def _standing(lived: LivedIn, browser: Browser) -> Iterator[Windows]:
    with _watched(browser, lived.house, lived.url) as opened:
        yield opened


@pytest.fixture
def standing(_standing: Windows) -> Iterator[Windows]:
    """Windows on the lived-in world that stay open for the next test of the file."""
    yield _standing
    grave = _standing.troubles.grave
    _standing.troubles.forget()
    assert grave == []


@contextmanager
def _watched(browser: Browser, house: House, url: str) -> Iterator[Windows]:
    """Windows in which nothing broke our policy and no script failed, or the test fails."""
    opened = Windows(browser, house, url)
    try:
        yield opened
    finally:
        opened.close()
    assert opened.troubles.grave == []

"""Finds the system's Chromium and starts it; no browser is ever fetched for the tests."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Of two such lists Chromium heeds the last, so this one has what Playwright turns off as well. The
# first two keep suggestions ready under the address bar of each window, which nobody sees here, and
# take half of the time in which a window opens.
NOT_WANTED = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
)
QUIETLY = (
    f"--disable-features={','.join(NOT_WANTED)}",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
    "--use-fake-device-for-media-stream",  # no test ever looks at a real room
)


class NoChromiumError(Exception):
    """There is no Chromium to test with; the message says what to install."""


def find() -> str:
    """Where Chromium is, or a browser that is built from it. Raises NoChromiumError."""
    named = os.environ.get("STOCKROOM_TEST_CHROMIUM")
    if named:
        if not shutil.which(named):
            raise NoChromiumError(f"STOCKROOM_TEST_CHROMIUM names no program: {named}")
        return named
    found = [path for name in NAMES if (path := shutil.which(name))]
    found += [path for path in ON_MACOS if Path(path).exists()]
    if not found:
        raise NoChromiumError(
            "Chromium is not installed. Debian: sudo apt-get install -y chromium; "
            "macOS: brew install --cask google-chrome. Or name one in STOCKROOM_TEST_CHROMIUM."
        )
    return found[0]


@contextmanager
def started() -> Iterator[Browser]:
    """Chromium without a screen, for as long as the block lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=QUIETLY)
        yield browser
        browser.close()


if __name__ == "__main__":
    try:
        print(find())
    except NoChromiumError as problem:
        sys.exit(str(problem))

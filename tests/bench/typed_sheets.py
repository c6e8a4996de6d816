"""How long typing in a signed gate sheet of eight lines takes, by the Keystroke-Level Model."""

from __future__ import annotations

import logging
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser

from stockroom import app
from stockroom.settings import Settings, sqlite_url
from tests.browser import chromium, signed_sheets
from tests.browser.keystrokes import Hands
from tests.browser.windows import Windows
from tests.services import serving
from tests.world import StillClock, World

HANDS = {"by keys": False, "mouse and keys": True}


def main() -> None:
    """Print the acts and seconds of a sheet with no, one and three lines refused in part."""
    logging.getLogger("stockroom.requests").setLevel(logging.WARNING)
    with chromium.started() as browser:
        for exceptions in (0, 1, 3):
            for how, mouse in HANDS.items():
                done = typed_in(browser, exceptions, mouse=mouse)
                acts = ", ".join(f"{number} {act}" for act, number in sorted(done.acts.items()))
                print(
                    f"{exceptions} refused, {how:14} {done.seconds + done.waited_s:5.1f} s: "
                    f"{done.seconds:.1f} s of {acts}; {done.waited_s:.1f} s waiting"
                )


def typed_in(browser: Browser, exceptions: int, *, mouse: bool) -> Hands:
    """One sheet typed in by a volunteer, in a world of its own."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        settings = Settings(data=data, database=sqlite_url(data), secure_cookies=False)
        house = app.build(settings, StillClock([datetime.now(UTC)]))
        try:
            number = signed_sheets.signed(World.made(house))
            with serving(house) as url:
                windows = Windows(browser, house, url)
                hands = Hands(windows.open("bob", path="/receipts/new"))
                signed_sheets.type_in(hands, number, exceptions, mouse=mouse)
                windows.close()
        finally:
            house.database.close()
    return hands

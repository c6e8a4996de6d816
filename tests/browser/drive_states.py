"""Every screen of the driver's page, and how it comes about; `python -m tests.browser.drive_states`
takes a picture of each, in English by day and in Arabic by night, on the width of a phone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from stockroom import app
from stockroom.settings import Settings, sqlite_url
from tests.browser import chromium
from tests.browser.drives import READY, press, quiet
from tests.browser.screenshots import FOLDER
from tests.browser.windows import Look, Windows
from tests.driven import Loaded
from tests.services import serving
from tests.world import StillClock, World

LOOKS = (Look(360, "light", "en"), Look(360, "dark", "ar"))
STANDARD = {"signature": "asked", "photo": "asked"}
GATE = {"paper": "required", "signature": "forbidden", "photo": "forbidden", "pin": "forbidden"}


def prepared(world: World) -> Loaded:
    """A gate without phones, a refuge met elsewhere, a donor and a site of ours on the way."""
    asks: dict[str, Any] = {"contact_role": "duty nurse", "instructions": "Ring twice, gate 2."}
    world.do("alice", "facility-changes", facility="M-1", proof=GATE, **asks)
    world.do(
        "alice",
        "facility-changes",
        facility="E-2",
        proof=STANDARD,
        hands_over_at="meeting_point",
        meeting_point="an invented corner",
    )
    rule: dict[str, Any] = {"source": "telephone", "confirmed_on": "2026-11-03"}
    facts = {"phone": "outside", "camera": False}
    world.do("alice", "gate-rules", facility="M-1", kind="phone", facts=facts, **rule)
    donor = world.do("bob", "donors", name="Parish drive").made["donor"]
    fetched = {"donor": donor, "to_fetch": "six bags, a cot"}
    made = Loaded.ready(world, others=[fetched, {"site": "South"}])
    made.parcel("M-1", 3)
    made.sheet("M-1")
    return made


SEND, BACK, NEVER_MIND = ".scan-work > .btn-send", ".drive-back", ".scan-ask > .btn"
ITEM, LINE, ROLE = "button.drive-item", ".drive-line .btn", ".scan-verb"
BAGS, A_THING = (f".drive-ways .btn >> nth={nth}" for nth in range(2))
WRITE, FORM_BACK = "form.scan-ask .btn-send", "form.scan-ask > .btn:not(.btn-send)"
NOTHING_THERE = LEAVE = ".scan-work > .btn.w-100:not(.btn-send) >> nth=-1"
SOME, NOTHING, NOT_TODAY = (f".drive-choice >> nth={nth}" for nth in range(3))


def walk(page: Page) -> Iterator[str]:
    """From loading to closing, by all that can go wrong; names each screen that it comes to."""
    yield "run"
    yield from _on(page, "load", SEND)
    yield from _on(page, "loaded", ITEM, ITEM, ITEM)
    yield from _on(page, "on-the-road", SEND)
    yield from _on(page, "before-a-gate", SEND)
    yield from _on(page, "at-a-gate", SEND)
    yield from _on(page, "sheet", SEND)
    yield from _on(page, "proof-of-a-gate", SEND, ROLE)
    yield from _on(page, "handed-over", SEND)
    yield from _on(page, "before-a-refuge", SEND, SEND)
    yield from _on(page, "at-a-refuge", SEND)
    yield from _on(page, "hand-over", SEND)
    yield from _on(page, "nothing-taken", NOTHING)
    yield from _on(page, "not-today", BACK, NOT_TODAY)
    yield from _on(page, "some-wrong", NEVER_MIND, SOME, LINE)
    page.locator(".drive-why select").select_option(index=1)
    quiet(page)
    yield from _on(page, "who", SEND)
    yield from _on(page, "proof", ROLE)
    yield from _on(page, "before-a-donor", SEND, SEND, SEND)
    yield from _on(page, "at-a-donor", SEND)
    yield from _on(page, "nothing-there", NOTHING_THERE)
    yield from _on(page, "bags", NEVER_MIND, BAGS)
    yield from _on(page, "something-else", FORM_BACK, A_THING)
    yield from _on(page, "fetched", FORM_BACK, BAGS, WRITE)
    yield from _on(page, "at-a-site", SEND, SEND, SEND)
    yield from _on(page, "leaving-a-site", LEAVE)
    yield from _on(page, "unloaded", ITEM)
    yield from _on(page, "end", SEND, SEND)
    yield from _on(page, "closed", ITEM, SEND)


def _on(page: Page, name: str, *buttons: str) -> Iterator[str]:
    """Press buttons by what they look like: the same in every language."""
    for one in buttons:
        press(page.locator(one).first)
    yield name


def main() -> None:
    """Take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        with tempfile.TemporaryDirectory() as folder, chromium.started() as browser:
            home = Path(folder)
            settings = Settings(data=home, database=sqlite_url(home), secure_cookies=False)
            house = app.build(settings, StillClock())
            world = World.made(house)
            prepared(world)
            with serving(house) as address:
                windows = Windows(browser, house, address)
                page = windows.open("dora", look, "/drive")
                page.wait_for_function(READY)
                for name in walk(page):
                    page.wait_for_timeout(400)
                    path = FOLDER / f"drive-{name}-360-{look.theme}-{look.language}.png"
                    page.screenshot(path=path, full_page=True, caret="initial")
                    print(path)
                windows.close()
            house.database.close()


if __name__ == "__main__":
    main()

"""Every state of the scan page, and how it comes about; `python -m tests.browser.scan_states`
takes a picture of each in English and Arabic, on the width of a phone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

from stockroom import app, speech
from stockroom.settings import Settings, sqlite_url
from tests.browser import chromium
from tests.browser.screenshots import FOLDER
from tests.browser.shelf import GTIN, Shelf, card, url, wedge
from tests.browser.windows import THEMES, Look, Theme, Windows
from tests.services import serving
from tests.world import StillClock, World

UNKNOWN_GTIN = "4006381333931"
FULL = """() => {
  IDBObjectStore.prototype.add = () => {
    throw new DOMException("The disk is full.", "QuotaExceededError");
  };
}"""
NO_CAMERA = """() => {
  navigator.mediaDevices.getUserMedia = async () => {
    throw new DOMException("No.", "NotAllowedError");
  };
}"""


@dataclass
class Things:
    """What lies about for the states: lots here and there, promises, runs, bags."""

    shelf: Shelf
    lot: str
    twice: str
    promised: str
    held: str
    bags: str
    cot: str

    @classmethod
    def of(cls, world: World) -> Things:
        """All that the states need, brought into a small world."""
        shelf = Shelf.ready(world)
        lot, twice = world.shelved("A1"), world.shelved("A1", 12)
        world.do("bob", "transfers", thing=twice, place="A2", quantity=4)
        promised, held = world.shelved("A3", 30), world.shelved("A3")
        for facility in ("M-1", "E-2"):
            line = world.line(6, facility, size="4")
            world.do("alice", "allocations", lot=promised, line=line, quantity=6)
        world.do("alice", "holds", lot=held, reason="a recall")
        boxed, line = world.shelved("A2", 4), world.line(4, "E-2", size="4")
        world.do("bob", "packings", lot=boxed, line=line, quantity=4, box="Box two")
        world.do(
            "alice", "gate-rules", facility="E-2", kind="packaging", action="repack",
            facts={"packaging": "clear_bag"}, source="telephone", confirmed_on="2026-11-03",
        )  # fmt: skip
        bags = world.do("bob", "intakes", product="BAG", quantity=3, weight_g=9000).made["lot"]
        cot = world.do("bob", "intakes", product="SL-COT", quantity=1).made["lot"]
        world.run(van="Van 1")
        world.run(driver="dan", van="Van 2")
        return cls(shelf, lot, twice, promised, held, bags, cot)


@dataclass
class Scene:
    """One page to bring into a state, and the things to do it with."""

    page: Page
    things: Things

    def scan(self, *texts: str) -> None:
        """Scan, and wait until it is understood."""
        for text in texts:
            wedge(self.page, text)
            self.page.wait_for_selector("#scan[aria-busy=false]")

    def verb(self, verb: str, *labels: str) -> None:
        """Choose a verb by its card, then scan these labels."""
        self.scan(card(verb), *map(url, labels))

    def offline(self) -> None:
        """Let nothing reach the service."""
        self.page.context.set_offline(True)


def _answers(status: int) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        body = {"reason": "sign_in", "detail": "Please sign in first.", "title": "x"}
        route.fulfill(status=status, json=body)

    return answer


def _refused(scene: Scene) -> None:
    shelf = scene.things.shelf
    scene.verb("MOVE", shelf.bins["A3"])
    scene.page.route("**/api/batches", _refusing)
    scene.scan(url(scene.things.twice))
    scene.page.locator(".scan-choice").first.click()
    scene.page.wait_for_selector(".scan-blocker")


def _refusing(route: Route) -> None:
    sent: Any = route.request.post_data_json
    told = {"detail": "That label is on another thing already.", "title": "x", "reason": "taken"}
    answers = [
        {"id": one["id"], "status": 422, "receipt": None, "problem": told}
        for one in sent["commands"]
    ]
    route.fulfill(json={"answers": answers, "epoch": "1"})


def _signed_out(scene: Scene) -> None:
    for path in ("batches", "turns"):
        scene.page.route(f"**/api/{path}", _answers(401))
    scene.verb("MOVE", scene.things.shelf.bins["A3"], scene.things.lot)
    scene.page.wait_for_selector(".scan-net-stop")


def _nobody(scene: Scene) -> None:
    scene.page.context.clear_cookies(name="stockroom-session")
    scene.page.evaluate("() => indexedDB.deleteDatabase('stockroom-outbox')")
    scene.page.route("**/api/turns", _answers(401))
    scene.page.reload()
    scene.page.wait_for_selector(".scan-people")


def _camera(scene: Scene) -> None:
    scene.verb("FIND")
    scene.page.locator(".scan-eye .btn-send").click()
    scene.page.wait_for_selector(".scan-window:not([hidden])")


def _no_camera(scene: Scene) -> None:
    scene.verb("FIND")
    scene.page.evaluate(NO_CAMERA)
    scene.page.locator(".scan-eye .btn-send").click()
    scene.page.wait_for_selector(".scan-photo")


def _full(scene: Scene) -> None:
    scene.page.evaluate(FULL)
    scene.verb("MOVE", scene.things.shelf.bins["A3"], scene.things.lot)


def _offline(scene: Scene) -> None:
    scene.offline()
    scene.verb("MOVE", scene.things.shelf.bins["A3"], scene.things.lot, scene.things.cot)


def _some(scene: Scene) -> None:
    scene.verb("MOVE", scene.things.shelf.bins["A3"])
    scene.page.locator(".scan-some input").check()
    scene.scan(url(scene.things.lot))


def _model(scene: Scene) -> None:
    scene.verb("TAKE-IN")
    scene.scan(GTIN)


def _unknown_goods(scene: Scene) -> None:
    scene.verb("TAKE-IN")
    scene.scan(UNKNOWN_GTIN)


def _blocked(scene: Scene) -> None:
    scene.verb("PUT-AWAY")
    scene.scan(GTIN)


def _again(scene: Scene) -> None:
    scene.verb("MOVE", scene.things.shelf.bins["A3"], scene.things.held)


def _packing(scene: Scene) -> None:
    scene.verb("PACK")
    scene.page.locator("#typed").fill("Box two")
    scene.page.locator("#typed").press("Enter")
    scene.page.wait_for_selector(".scan-route .btn-primary")


def _sorting(scene: Scene) -> None:
    scene.verb("SORT")
    scene.page.locator("#typed").fill("Box one")
    scene.page.locator("#typed").press("Enter")
    scene.page.wait_for_selector(".scan-clear")
    scene.page.locator("#typed").blur()
    scene.scan(url(scene.things.bags))


def _people(scene: Scene) -> None:
    scene.page.locator(".scan-who").click()


STATES: Mapping[str, Callable[[Scene], None]] = {
    "verbs": lambda _scene: None,
    "no-place-yet": lambda scene: scene.verb("PUT-AWAY"),
    "its-place": lambda scene: scene.verb("PUT-AWAY", scene.things.cot),
    "done": lambda scene: scene.verb("MOVE", scene.things.shelf.bins["A2"], scene.things.lot),
    "again": _again,
    "blocker": _blocked,
    "where": lambda scene: scene.verb("MOVE", scene.things.shelf.bins["A3"], scene.things.twice),
    "some": _some,
    "for-whom": lambda scene: scene.verb("PICK", scene.things.promised),
    "packing": _packing,
    "held-goods": lambda scene: scene.verb("PICK", scene.things.held),
    "inspect": lambda scene: scene.verb("INSPECT", scene.things.cot),
    "sort": _sorting,
    "take-in": lambda scene: scene.verb("TAKE-IN"),
    "same-again": _model,
    "new-barcode": _unknown_goods,
    "count": lambda scene: scene.verb("COUNT", scene.things.shelf.bins["A1"], scene.things.lot),
    "which-run": lambda scene: scene.verb("LOAD", scene.things.promised),
    "found-lot": lambda scene: scene.verb("FIND", scene.things.twice),
    "found-place": lambda scene: scene.verb("FIND", scene.things.shelf.bins["A1"]),
    "people": _people,
    "nobody": _nobody,
    "camera": _camera,
    "no-camera": _no_camera,
    "offline": _offline,
    "refused": _refused,
    "signed-out": _signed_out,
    "full-disk": _full,
}


def scene(windows: Windows, things: Things, name: str, look: Look) -> Page:
    """A fresh device, brought into that state."""
    page = windows.open("bob", look, "/scan")
    page.context.grant_permissions(["camera"])
    page.wait_for_selector(".scan-verb")
    page.wait_for_function("() => document.querySelector('.scan-net') !== null")
    STATES[name](Scene(page, things))
    page.wait_for_timeout(400)  # the flash has faded
    return page


def _looks() -> Iterator[tuple[Theme, str]]:
    yield from ((theme, language) for theme in THEMES for language in speech.LANGUAGES)


def main() -> None:
    """Take the pictures; states that act leave the things as the next one finds them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for theme, language in _looks():
        with tempfile.TemporaryDirectory() as folder, chromium.started() as browser:
            home = Path(folder)
            settings = Settings(data=home, database=sqlite_url(home), secure_cookies=False)
            house = app.build(settings, StillClock())
            world = World.made(house)
            things = Things.of(world)
            with serving(house) as address:
                windows = Windows(browser, house, address)
                for name in STATES:
                    page = scene(windows, things, name, Look(360, theme, language))
                    path = FOLDER / f"scan-{name}-360-{theme}-{language}.png"
                    page.screenshot(path=path, full_page=True, caret="initial")
                    print(path)
                    windows.close()
            house.database.close()


if __name__ == "__main__":
    main()

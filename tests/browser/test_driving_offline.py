"""Two days without a network: a whole run on one phone, and what the books make of it then."""

from __future__ import annotations

import io
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser import drives
from tests.browser.drives import READY, account, arrive, press, sent, tap, told
from tests.browser.phones import phone
from tests.browser.windows import Windows
from tests.driven import Loaded
from tests.world import World

FACILITIES = ("M-1", "E-2", "R-3", "R-4", "R-5")
BATCHES = "**/api/batches"
LOST = 0.3
# Everything that the browser keeps: databases with all their rows, local storage, caches by name.
KEPT = """async () => {
  const found = [JSON.stringify({...localStorage}), document.cookie];
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((got) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => got(asked.result);
    });
    for (const store of base.objectStoreNames) {
      const rows = await new Promise((got) => {
        const asked = base.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => got(asked.result);
      });
      found.push(JSON.stringify(rows));
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    const shelf = await caches.open(name);
    for (const one of await shelf.keys()) {
      if (!new URL(one.url).pathname.startsWith("/static/"))
        found.push(await (await shelf.match(one)).text());
    }
  }
  return found.join("\\n");
}"""


def five_stops(world: World) -> Loaded:
    """A run of five stops, a parcel for each."""
    for code in FACILITIES[2:]:
        about: dict[str, Any] = {"kind": "shelter", "language": "fr", "capacity": 9}
        world.do("sam", "facilities", code=code, address=f"{code} invented street", **about)
    return Loaded.ready(world, FACILITIES)


def carried(page: Page) -> None:
    """Wait until the page opens without network from now on, and knows its run."""
    page.wait_for_function(READY)
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_run_of_five_stops_without_network_for_two_days_is_told_to_the_piece(
    windows: Windows, world: World, browser: Browser, tmp_path: Path
) -> None:
    made = five_stops(world)
    with phone(browser, tmp_path / "phone", windows.url) as driver:
        (tmp_path / "phone").mkdir()
        driver.start("/sign-in")
        driver.sign_in(windows, "dora")
        page = driver.contexts[-1].pages[0]
        page.goto("/drive")
        carried(page)
        driver.contexts[-1].set_offline(True)
        page.clock.set_fixed_time(world.clock.now())
        drives.load(page)
        tap(page, "We are leaving")
        arrive(page)
        drives.hand_over_everything(page)
        tap(page, "We leave here")
        arrive(page)
        drives.refuse_one(page, number=2)
        driver.stop()

        page = driver.start("/drive", offline=True)
        page.wait_for_function(READY)
        world.clock.forward(timedelta(hours=30))
        page.clock.set_fixed_time(world.clock.now())
        assert told(world) == {}
        tap(page, "We leave here")
        arrive(page)
        tap(page, "Hand over", "They took nothing", "a rule has changed", "We leave here")
        tap(page, "On to", "Not today", "the road was blocked")
        driver.kill()

        page = driver.start("/drive", offline=True)
        page.wait_for_function(READY)
        world.clock.forward(timedelta(hours=18))
        page.clock.set_fixed_time(world.clock.now())
        arrive(page)
        drives.miss_one(page)
        tap(page, "We leave here", "End of the run")
        drives.tap_all(page)
        tap(page, "Close the run")
        assert told(world) == {}

        back_in_reach(driver.contexts[-1].pages[0], windows, driver)
        sent(page)

    assert account(world, made.run) == [25, 5 + 3 + 4, 2 + 5 + 5, 1, True]
    assert [one for one in world.discrepancies() if one != "missing"] == []
    assert told(world) == {
        **{"loadings": 5, "departures": 1, "stop-arrivals": 4, "stop-leavings": 4},
        **{"stop-callings-off": 1, "deliveries": 3, "refusals": 1, "run-closings": 1},
        "returns": told(world)["returns"],
    }


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_run_past_its_day_stays_while_acts_of_it_wait_and_is_then_forgotten(
    windows: Windows, world: World
) -> None:
    made = Loaded.ready(world)
    page = drives.in_the_van(windows)
    carried(page)
    tap(page, "Load the van")
    press(page.locator("button.drive-item").first)
    sent(page)
    page.context.set_offline(True)
    press(page.locator("button.drive-item").first)
    page.context.route(BATCHES, lambda way: way.abort())
    another_day(windows, world, page)

    expect(page.locator(".drive-head")).to_be_visible()
    expect(page.locator(".drive-missing strong")).to_have_text("0")
    page.context.unroute(BATCHES)
    page.locator(".scan-net").click()
    sent(page)
    another_day(windows, world, page)

    expect(page.locator(".scan-work")).to_contain_text("No run of yours is open")
    assert told(world) == {"loadings": 2}
    assert account(world, made.run)[0] == 10


def another_day(windows: Windows, world: World, page: Page) -> None:
    """In reach again on the next day, the device has fetched what is due then."""
    page.context.set_offline(True)
    world.clock.forward(timedelta(days=1))
    windows.sign_in(page.context, "dora")
    with page.expect_response("**/api/road*") as fetched:
        page.context.set_offline(False)
    assert fetched.value.status == 200
    drives.quiet(page)


def back_in_reach(page: Page, windows: Windows, driver: Any) -> None:
    """The network is there again, and loses the first answer and three of ten others."""
    chance, asked = random.Random(7), list[str]()

    def through(way: Route) -> None:
        asked.append(way.request.url)
        answer = way.fetch()
        if len(asked) == 1 or chance.random() < LOST:
            way.abort()
        else:
            way.fulfill(response=answer)

    driver.sign_in(windows, "dora")
    page.context.route(BATCHES, through)
    page.context.set_offline(False)
    page.wait_for_timeout(500)
    for _ in range(20):
        if page.locator(".scan-net-waits").count() == 0 and asked:
            break
        page.locator(".scan-net").click()
        page.wait_for_timeout(300)
    assert len(asked) > 1


def photo() -> Any:
    """A photo as a phone's camera hands it over, with a place in it that nobody needs to know."""
    image, kept = Image.new("RGB", (2400, 1800), "#7a9"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Secret Maker"
    image.save(kept, "JPEG", exif=exif)
    return {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": kept.getvalue()}


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_photo_and_a_signature_wait_here_until_they_are_stored(
    windows: Windows, world: World
) -> None:
    made = Loaded.ready(world, ["M-1"])
    proof = {"photo": "required", "signature": "asked", "pin": "forbidden"}
    world.do("alice", "facility-changes", facility="M-1", proof=proof, pin="4711")
    page = drives.in_the_van(windows)
    drives.load(page)
    tap(page, "We are leaving")
    arrive(page)
    tap(page, "Hand over", "Everything was accepted", "nurse")
    sent(page)
    page.context.set_offline(True)

    expect(page.locator("#proof-pin")).to_have_count(0)
    page.locator(".drive-proof input[type=file]").first.set_input_files(photo())
    expect(page.locator(".drive-kept")).to_have_count(1)
    draw(page)
    tap(page, "Keep the signature")
    expect(page.locator(".drive-kept")).to_have_count(2)
    tap(page, "Write down the handover")
    expect(page.locator(".scan-past")).to_contain_text("2 pictures wait here")
    assert "Secret Maker" not in page.evaluate(KEPT)
    page.context.set_offline(False)

    expect(page.locator(".scan-past")).not_to_contain_text("wait here", timeout=20_000)
    stored = [one for one in world.house.settings.files.rglob("*") if one.is_file()]
    assert len(stored) == 2
    assert not any(b"Secret Maker" in one.read_bytes() for one in stored)
    sent(page)
    assert told(world)["deliveries"] == 1
    assert account(world, made.run)[1] == 5
    assert world.discrepancies() == []


def draw(page: Page) -> None:
    """A finger's line across the paper."""
    box = page.locator(".drive-sign").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 60, steps=5)
    page.mouse.up()


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_no_address_and_no_secret_is_kept_in_the_browser(windows: Windows, world: World) -> None:
    Loaded.ready(world)
    world.do("alice", "facility-changes", facility="M-1", proof={"pin": "required"}, pin="471147")
    page = drives.in_the_van(windows)
    carried(page)
    drives.load(page)
    tap(page, "We are leaving")
    arrive(page)
    tap(page, "Hand over", "Everything was accepted", "nurse")
    page.context.set_offline(True)
    page.locator("#their-pin").fill("471147")
    page.locator("#their-pin").blur()
    tap(page, "Write down the handover")

    kept = page.evaluate(KEPT)

    assert "deliveries" in kept
    for secret in ("471147", "invented", "csrf", "Alice", "Fatima"):
        assert secret not in kept, secret
    page.context.set_offline(False)
    sent(page)
    assert world.discrepancies() == []

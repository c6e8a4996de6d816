"""A run with the page at /drive: loaded, driven, handed over, brought back, to the piece."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.browser import drives
from tests.browser.drives import account, arrive, in_the_van, sent, tap, told
from tests.browser.shelf import code_of, url, wedge
from tests.browser.windows import Windows
from tests.driven import Loaded
from tests.world import World

GATE = {
    **{"paper": "required", "scan": "asked"},
    **dict.fromkeys(("signature", "photo", "pin"), "forbidden"),
}
OUTSIDE = {"phone": "outside", "camera": False}
SAID: dict[str, Any] = {"source": "telephone", "confirmed_on": "2026-11-03"}


def test_a_run_of_two_stops_is_driven_from_loading_to_closing(
    windows: Windows, world: World
) -> None:
    made = Loaded.ready(world)
    page = in_the_van(windows)

    drives.load(page)
    tap(page, "We are leaving")
    arrive(page)
    drives.hand_over_everything(page)
    tap(page, "We leave here")
    arrive(page)
    drives.refuse_one(page, number=2)
    tap(page, "We leave here", "End of the run")
    drives.tap_all(page)
    tap(page, "Close the run")
    sent(page)

    assert account(world, made.run) == [10, 8, 2, 0, True]
    assert world.discrepancies() == []
    assert told(world) == {
        **{"loadings": 2, "departures": 1, "stop-arrivals": 2, "stop-leavings": 2},
        **{"deliveries": 2, "returns": 1, "run-closings": 1},
    }


def test_what_is_missing_stands_on_top_and_a_scan_loads_it(windows: Windows, world: World) -> None:
    made = Loaded.ready(world)
    page = in_the_van(windows)
    tap(page, "Load the van")
    expect(page.locator(".drive-missing strong")).to_have_text("2")

    wedge(page, url(code_of(world, made.ref("M-1"))))

    expect(page.locator(".drive-missing strong")).to_have_text("1")
    wedge(page, made.lots["E-2"])
    expect(page.locator(".drive-missing strong")).to_have_text("0")
    sent(page)
    assert told(world) == {"loadings": 2}


def test_what_is_not_for_this_run_or_van_is_said(windows: Windows, world: World) -> None:
    Loaded.ready(world)
    other = world.shelved("A2")
    page = in_the_van(windows)
    tap(page, "Load the van")

    wedge(page, url(other))
    expect(page.locator(".scan-told-no")).to_contain_text("not for this run")
    page.locator("#typed").fill("Van 2")
    page.locator("#typed").press("Enter")

    expect(page.locator(".scan-told-no")).to_contain_text("This run goes with Van 1")
    assert told(world) == {}


def test_what_is_on_hold_stays_here(windows: Windows, world: World) -> None:
    made = Loaded.ready(world)
    world.do("alice", "holds", lot=made.lots["M-1"], reason="a recall")
    page = in_the_van(windows)
    tap(page, "Load the van")

    wedge(page, url(code_of(world, made.ref("M-1"))))

    expect(page.locator(".scan-told-no")).to_contain_text("on hold")
    expect(page.locator(".is-barred")).to_have_count(1)
    assert told(world) == {}


def test_a_loading_can_be_undone_before_the_van_leaves(windows: Windows, world: World) -> None:
    Loaded.ready(world, ["M-1"])
    page = in_the_van(windows)
    drives.load(page)

    drives.undo(page)

    expect(page.locator(".drive-missing strong")).to_have_text("1")


def test_a_stop_that_takes_nothing_sends_all_of_it_back(windows: Windows, world: World) -> None:
    made = Loaded.ready(world, ["M-1"])
    page = in_the_van(windows)
    drives.load(page)
    tap(page, "We are leaving")
    arrive(page)

    tap(page, "Hand over", "They took nothing", "the place was locked down", "We leave here")
    tap(page, "End of the run")
    drives.tap_all(page)
    tap(page, "Close the run")
    sent(page)

    assert account(world, made.run) == [5, 0, 5, 0, True]
    assert told(world)["refusals"] == 1


def test_a_stop_called_off_keeps_its_goods_aboard(windows: Windows, world: World) -> None:
    made = Loaded.ready(world, ["M-1"])
    page = in_the_van(windows)
    drives.load(page)
    tap(page, "We are leaving", "On to", "Not today", "nobody was there", "End of the run")

    expect(page.locator(".drive-missing strong")).to_have_text("1")
    drives.tap_all(page)
    tap(page, "Close the run")
    sent(page)

    assert account(world, made.run) == [5, 0, 5, 0, True]
    assert told(world)["stop-callings-off"] == 1


def test_one_driver_s_page_shows_nothing_of_another_s_run(windows: Windows, world: World) -> None:
    Loaded.ready(world)

    page = windows.open("dan", drives.PHONE, "/drive")

    expect(page.locator(".scan-work")).to_contain_text("No run of yours is open")


def test_where_phones_wait_outside_the_signed_sheet_says_what_happened(
    windows: Windows, world: World
) -> None:
    made = Loaded.ready(world, ["M-1"])
    world.do("alice", "facility-changes", facility="M-1", proof=GATE)
    world.do("alice", "gate-rules", facility="M-1", kind="phone", facts=OUTSIDE, **SAID)
    code = made.sheet("M-1")
    page = in_the_van(windows)
    drives.load(page)
    tap(page, "We are leaving", "On to")
    expect(page.locator(".note-stop")).to_contain_text("Leave this phone in the van")
    tap(page, "We are there", "I am back with the signed sheet")

    wedge(page, f"HTTPS://LABELS.EXAMPLE.ORG/q/{code}".upper())
    expect(page.locator(".scan-told")).to_contain_text("is read")
    tap(page, "Everything was accepted", "officer")
    for forbidden in ("signature", "photo", "pin"):
        expect(page.locator(f"#proof-{forbidden}")).to_have_count(0)
    tap(page, "Write down the handover", "We leave here")
    sent(page)

    assert account(world, made.run)[:2] == [5, 5]
    assert world.discrepancies() == []

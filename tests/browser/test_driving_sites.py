"""Our sites and donors on a driver's way: what is unloaded and fetched there, with no network."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from tests.browser import drives
from tests.browser.drives import account, arrive, press, sent, tap, told
from tests.browser.shelf import code_of, url, wedge
from tests.browser.windows import Windows
from tests.driven import Loaded
from tests.world import World

pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
LABEL = "7K3Q9M2XW4HTX"
LEFT = ".drive-missing strong"
FOR_SITES = (("North", 3), ("South", 5))


def ready(world: World) -> Loaded:
    """A gate, then a site of ours; aboard for the site are towels and a parcel of another run."""
    made = Loaded.ready(world, ["M-1"], others=[{"site": "South"}])
    made.parcel("E-2")
    towels = world.do("bob", "opening-counts", product="BA-TOW", place="A3", quantity=4).made["lot"]
    made.lots["towels"] = str(towels)
    items = [{"lot": str(towels), "quantity": 4}, {"box": made.ref("E-2")}]
    world.do("dora", "loadings", run=made.run, items=items)
    return made


def offline(windows: Windows) -> Page:
    """A driver's page that has fetched its run, out of reach from now on."""
    page = drives.in_the_van(windows)
    sent(page)
    page.context.set_offline(True)
    return page


def online(page: Page) -> None:
    """In reach again, and everything is sent."""
    page.context.set_offline(False)
    sent(page)


def test_what_is_for_a_site_is_scanned_off_the_van_there_without_network(
    windows: Windows, world: World
) -> None:
    made = ready(world)
    page = offline(windows)
    drives.load(page)
    tap(page, "We are leaving")
    arrive(page)
    drives.refuse_one(page, number=2)
    tap(page, "We leave here")
    arrive(page)
    expect(page.locator(LEFT)).to_have_text("2")

    wedge(page, url(code_of(world, made.ref("E-2"))))
    expect(page.locator(LEFT)).to_have_text("1")
    wedge(page, made.lots["towels"])
    expect(page.locator(LEFT)).to_have_text("0")
    tap(page, "We leave here", "End of the run")
    drives.tap_all(page)
    tap(page, "Close the run")
    online(page)

    assert account(world, made.run) == [14, 3, 11, 0, True]
    assert told(world)["unloadings"] == 2
    assert world.discrepancies() == []


def test_loose_goods_for_two_sites_are_unloaded_each_at_its_own(
    windows: Windows, world: World
) -> None:
    made = Loaded.ready(world, [], others=[{"site": "South"}, {"site": "North"}])
    lot = world.shelved(quantity=8)
    items = [{"lot": lot, "quantity": pieces, "site": site} for site, pieces in FOR_SITES]
    world.do("dora", "loadings", run=made.run, items=items)
    page = offline(windows)
    tap(page, "Load the van", "We are leaving")

    for _ in FOR_SITES:
        arrive(page)
        expect(page.locator(LEFT)).to_have_text("1")
        wedge(page, lot)
        expect(page.locator(LEFT)).to_have_text("0")
        tap(page, "We leave here")
    tap(page, "End of the run", "Close the run")
    online(page)

    assert world.inside(lot) == {"South inbound": 5, "North inbound": 3}
    assert account(world, made.run) == [8, 0, 8, 0, True]


def test_all_that_is_for_a_site_goes_off_in_one_tap_and_a_refusal_is_brought_back(
    windows: Windows, world: World
) -> None:
    made = ready(world)
    page = offline(windows)
    drives.load(page)
    tap(page, "We are leaving")
    arrive(page)
    drives.refuse_one(page, number=2)
    tap(page, "We leave here")
    arrive(page)

    tap(page, "All of this is off the van")
    page.locator("details.more-fields summary").first.click()
    page.locator("details.more-fields button.drive-item").first.click()
    tap(page, "We leave here", "End of the run", "Close the run")
    online(page)

    assert account(world, made.run) == [14, 3, 11, 0, True]
    assert (told(world)["unloadings"], told(world)["returns"]) == (1, 1)
    assert world.discrepancies() == []


def test_a_van_leaves_a_site_with_what_is_for_it_only_after_a_second_tap(
    windows: Windows, world: World
) -> None:
    ready(world)
    page = offline(windows)
    drives.load(page)
    tap(page, "We are leaving")
    arrive(page)
    drives.hand_over_everything(page)
    tap(page, "We leave here")
    arrive(page)

    tap(page, "We leave here")

    expect(page.locator(".scan-work")).to_contain_text("2 things for here")
    tap(page, "Leave all the same", "End of the run")
    expect(page.locator(LEFT)).to_have_text("2")


def test_a_parcel_for_a_gate_ahead_is_not_unloaded_by_a_scan(
    windows: Windows, world: World
) -> None:
    made = Loaded.ready(world, ["M-1"], others=[{"site": "South"}])
    page = offline(windows)
    drives.load(page)
    tap(page, "We are leaving")
    press(page.locator(".drive-stop").nth(1))
    tap(page, "We are there")

    wedge(page, url(code_of(world, made.ref("M-1"))))

    expect(page.locator(".scan-told-no")).to_contain_text("is for stop 1")
    online(page)
    assert "unloadings" not in told(world)


def test_what_waits_at_a_site_on_the_way_is_loaded_there_and_not_missed_before(
    windows: Windows, world: World
) -> None:
    made = Loaded.ready(world, ["M-1"], others=[{"site": "South"}])
    made.parcel("M-1", 3, "South")
    page = offline(windows)
    tap(page, "Load the van")
    expect(page.locator(LEFT)).to_have_text("1")
    press(page.locator("button.drive-item").first)
    tap(page, "We are leaving")
    press(page.locator(".drive-stop").nth(1))
    tap(page, "We are there")

    press(page.locator("button.drive-item").first)
    tap(page, "We leave here")
    online(page)

    assert account(world, made.run)[0] == 8
    assert told(world)["loadings"] == 2


def test_what_a_donor_gives_is_on_the_van_from_then_on_without_network(
    windows: Windows, world: World
) -> None:
    donor = world.do("bob", "donors", name="Parish drive").made["donor"]
    waits = {"to_fetch": "six bags, a cot", "to_fetch_g": 42_500, "to_fetch_ml": 300_000}
    made = Loaded.ready(world, [], others=[{"donor": donor, **waits}, {"site": "South"}])
    page = offline(windows)
    tap(page, "Load the van", "We are leaving", "On to")
    expect(page.locator(".scan-work")).to_contain_text("six bags, a cot 42.5 kg · 300 l")
    assert "Parish" not in page.content()
    tap(page, "We are there", "Bags or boxes")
    for _ in range(5):
        press(page.locator(".stepper").get_by_role("button", name="more"))
    page.locator("[name=kg]").fill("42,5")
    tap(page, "It is on the van")
    wedge(page, LABEL)
    expect(page.locator(".note-good")).to_contain_text("7K3Q-9M2X")
    tap(page, "Something else")
    page.locator("[name=product]").fill("cot")
    tap(page, "It is on the van")
    expect(page.locator(".drive-item.is-done")).to_have_count(2)
    tap(page, "We leave here")
    arrive(page)
    expect(page.locator(LEFT)).to_have_text("2")

    wedge(page, LABEL)
    expect(page.locator(LEFT)).to_have_text("1")
    tap(page, "unsorted")
    expect(page.locator(LEFT)).to_have_text("0")
    tap(page, "We leave here", "End of the run", "Close the run")
    online(page)

    assert account(world, made.run) == [7, 0, 7, 0, True]
    assert world.inside(LABEL) == {"South inbound": 1}
    assert (told(world)["intakes"], told(world)["unloadings"]) == (2, 2)
    assert world.discrepancies() == []


def test_a_pick_up_is_in_the_driver_s_hands_and_can_be_undone(
    windows: Windows, world: World
) -> None:
    donor = world.do("bob", "donors", name="Parish drive").made["donor"]
    made = Loaded.ready(world, [], others=[{"donor": donor}])
    page = drives.in_the_van(windows)
    tap(page, "Load the van", "We are leaving", "On to", "We are there", "Bags or boxes")
    tap(page, "It is on the van")
    sent(page)
    assert account(world, made.run)[0] == 1

    drives.undo(page)
    sent(page)

    expect(page.locator(".drive-item.is-done")).to_have_count(0)
    assert account(world, made.run)[0] == 0


def test_a_donor_who_has_nothing_today_is_called_off_with_the_reason(
    windows: Windows, world: World
) -> None:
    donor = world.do("bob", "donors", name="Parish drive").made["donor"]
    made = Loaded.ready(world, [], others=[{"donor": donor}])
    page = offline(windows)
    tap(page, "Load the van", "We are leaving", "On to", "We are there", "Nothing there today")
    tap(page, "there was nothing to fetch", "End of the run", "Close the run")
    online(page)

    assert account_is_even(world, made.run)
    assert told(world)["stop-callings-off"] == 1


def account_is_even(world: World, run: int) -> bool:
    """The run is closed, and no piece was ever on it."""
    with world.house.database.reading() as books:
        closed = books.execute(sa.text("SELECT closed_in FROM run WHERE id = :run"), {"run": run})
        return closed.scalar() is not None and world.discrepancies() == []

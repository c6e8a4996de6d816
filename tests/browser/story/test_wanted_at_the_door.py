"""A volunteer takes in a donated cot, is told that it is wanted, and sends it to the bench."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.windows import Look, Windows
from tests.world import World

pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


def inspected(page: Page) -> None:
    """Every question answered with yes, and the thing accepted."""
    for choice in page.locator(".choice-yes").all():
        choice.click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="That is what becomes of it").click()


def test_a_cot_that_is_wanted_goes_from_the_door_to_the_bench(
    world: World, windows: Windows
) -> None:
    line = world.line(1, "E-2", product="SL-COT", urgency="tonight")
    bob = windows.open("bob", Look(width=360), "/intakes/new?product=SL-COT")

    expect(bob.locator(".note-wanted")).to_contain_text("1 for E-2")
    bob.get_by_role("button", name="Take in").click()
    expect(bob.locator(".note-wanted")).to_contain_text("1 for E-2")
    bob.get_by_role("link", name="Inspect it now").click()
    expect(bob.locator(".note-wanted")).to_contain_text("tonight")
    inspected(bob)
    bob.get_by_role("button", name="Straight to the bench for E-2").click()

    expect(bob.locator("#told")).to_contain_text("Sent straight to the bench")
    expect(bob).to_have_url(re.compile("/intakes/new"))
    alice = windows.open("alice", path=f"/wish-lines/{line}")
    expect(alice.locator("main")).to_contain_text("North bench")
    assert windows.troubles.all == []


def test_the_banner_follows_what_is_tapped(world: World, windows: Windows) -> None:
    world.line(3, "M-1", product="CL-BODY", size="62", urgency="tonight")
    bob = windows.open("bob", Look(width=360), "/intakes/new?product=CL-BODY")
    expect(bob.locator(".note-wanted")).to_contain_text("size 62")

    bob.locator(".choice", has_text=re.compile("^80$")).click()
    expect(bob.locator(".note-wanted")).to_have_count(0)
    bob.locator(".choice", has_text=re.compile("^62$")).click()

    expect(bob.locator(".note-wanted")).to_contain_text("3 for M-1")
    assert windows.troubles.all == []

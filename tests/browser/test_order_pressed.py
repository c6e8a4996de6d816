"""The order of a run's stops with scripts: each button says what it says, and not "check it"."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.windows import Look, Windows
from tests.commands.test_run_changes import three_stops
from tests.world import World


def test_arrows_and_the_suggestion_do_what_their_buttons_say(
    windows: Windows, world: World
) -> None:
    run = three_stops(world)
    page = windows.open("alice", Look(), f"/runs/{run}/order")

    page.get_by_role("button", name="M-1 later").click()
    expect(page.locator(".order-what h2").first).to_have_text("E-2")
    page.get_by_role("button", name="Suggest an order").click()

    expect(page.get_by_role("heading", name="A suggested order")).to_be_visible()

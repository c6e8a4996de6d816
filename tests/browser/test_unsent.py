"""Nobody signs a device out, or closes a count or a run, over acts that are not in the books."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe
from tests.browser.scanning import PATH, Phone, phone_of
from tests.browser.windows import Look, Windows
from tests.web.roads import packed
from tests.world import World

pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


def sign_out(page: Page, world: World) -> None:
    """Press what signs out."""
    page.goto("/menu")
    page.locator(".menu-out button").click()


def count(page: Page, world: World) -> None:
    """Send a count of a shelf."""
    world.shelved("A1", 3)
    page.goto("/counts/new?place=A1")
    page.get_by_role("textbox", name="Pieces you see").first.fill("3")
    page.get_by_role("button", name="Send the count").click()


def close_run(page: Page, world: World) -> None:
    """Close a run that never left."""
    packed(world)
    page.goto(f"/run-closings/new?run={world.run()}")
    page.locator("main .btn-send").click()


@pytest.mark.parametrize("closing", [sign_out, count])
def test_what_waits_on_the_device_is_shown_and_then_let_through(
    windows: Windows, world: World, closing: Callable[[Page, World], None]
) -> None:
    phone = phone_of(windows, world, "bob")
    phone.save(phone.intake(), phone.intake(quantity="many"))
    phone.send()
    phone.save(phone.intake() | {"says": "5 × nappies to A1"})
    page = phone.page
    closing(page, world)
    where = page.url

    dialog = page.get_by_role("dialog", name="Not everything is in the books yet")
    expect(dialog).to_be_visible()
    expect(dialog.locator("li")).to_have_text(
        ["intakes needs you", "5 × nappies to A1 waits to be sent"]
    )
    expect(dialog.get_by_role("link", name="See to it on the scan page")).to_have_attribute(
        "href", "/scan"
    )
    dialog.get_by_role("button", name="Stay here").click()
    expect(dialog).to_be_hidden()
    assert page.url == where

    see_to_it(phone)
    closing(page, world)
    expect(page).not_to_have_url(where)


def test_a_run_is_not_closed_over_what_waits(windows: Windows, world: World) -> None:
    phone = phone_of(windows, world, "dora")
    phone.save(phone.act("put-aways", [], thing="28T5CY4TQKFFA", place="A1"))

    close_run(phone.page, world)

    expect(phone.page.get_by_role("dialog")).to_be_visible()
    assert axe(phone.page) == []


def test_a_form_that_the_page_sends_itself_waits_too(windows: Windows, world: World) -> None:
    phone = phone_of(windows, world, "bob")
    phone.save(phone.intake())
    page, asked = phone.page, list[str]()
    page.goto("/stock")
    page.on("request", lambda sent: asked.append(sent.url))
    search = page.locator("main form.search")
    search.evaluate("form => { form.dataset.needsSent = '' }")

    search.evaluate("form => form.requestSubmit()")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert [url for url in asked if "/stock" in url] == []
    page.get_by_role("button", name="Stay here").click()
    see_to_it(phone)
    page.goto("/stock")
    search.evaluate("form => { form.dataset.needsSent = '' }")
    with page.expect_request(lambda sent: "HX-Request".lower() in sent.headers):
        search.evaluate("form => form.requestSubmit()")


def test_a_browser_that_never_scanned_signs_out_as_ever(windows: Windows, world: World) -> None:
    page = windows.open("alice", Look(width=360), "/")

    sign_out(page, world)

    page.wait_for_url("**/sign-in**")
    assert page.evaluate("indexedDB.databases()") == []


def see_to_it(phone: Phone) -> None:
    """Send what waits, and take what is refused off the list."""
    phone.page.goto(PATH)
    phone.send()
    removed = """name => tested.Outbox.open(name).then(async (outbox) => {
      for (const act of await outbox.open()) await outbox.remove(act.counter);
    })"""
    phone.page.evaluate(removed, "stockroom-outbox")

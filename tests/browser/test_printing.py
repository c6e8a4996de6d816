"""A label from its thing to the paper in a real browser, with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.windows import Look, Windows
from tests.web.printing import with_printers
from tests.world import World


def shown(page: Page) -> str:
    """Where the picture of the label comes from."""
    return page.locator(".label-preview img").get_attribute("src") or ""


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_another_paper_shows_the_label_anew_and_it_is_printed(
    windows: Windows, world: World, scripts: bool
) -> None:
    with_printers(world)
    code = world.shelved()
    page = windows.open("bob", Look(scripts=scripts), f"/lots/{code}")
    page.get_by_role("link", name="Print its label").click()
    assert "paper=a4-63x38" in shown(page)

    page.select_option("#on", "a4-box")
    if not scripts:
        page.get_by_role("button", name="Show how it will look").click()
    expect(page.locator(".label-preview-face img")).to_be_visible()

    assert "paper=a4-box" in shown(page)
    assert page.locator('main input[name="code"]').count() == 1
    page.get_by_role("button", name="Go on to printing").click()
    sheet = page.get_by_role("link", name="Open the sheet to print")
    expect(sheet).to_have_attribute("href", re.compile(r"^/api/label-printings/.+/file$"))


def test_what_a_list_shows_is_ticked_and_gone_on_with(windows: Windows, world: World) -> None:
    with_printers(world)
    for _ in range(3):
        world.shelved()
    page = windows.open("bob", Look(360, touch=True), "/stock?q=nappies")

    page.get_by_role("link", name="Labels for all of these").click()
    page.locator('main input[name="code"]').first.uncheck()
    page.get_by_role("button", name="Go on with the ticked ones").click()

    expect(page.get_by_role("heading", name="2 labels to print")).to_be_visible()

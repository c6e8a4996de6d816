"""A USB scanner types what it read and then Enter; that is all that is needed, script or none."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.windows import Look, Windows
from tests.world import World

EAN = "5901234123457"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_two_packs_are_taken_in_with_a_scanner(
    windows: Windows, world: World, scripts: bool
) -> None:
    packs = {"packs": 2, "pieces_per_pack": 54}
    world.do("bob", "intakes", product="NP-DISP", size="4", gtin=EAN, packs=packs)
    page = windows.open("bob", Look(scripts=scripts), "/intakes/new")

    expect(page.locator("#barcode")).to_be_focused()
    for _ in range(2):
        page.keyboard.type(EAN)
        page.keyboard.press("Enter")
        expect(page.get_by_text("As last time")).to_be_visible()
        page.get_by_role("button", name="Take in", exact=True).click()
        expect(page.get_by_text("54 × disposable nappy").first).to_be_visible()
        expect(page.locator("#barcode")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_new_barcode_stays_while_its_product_is_looked_for(
    windows: Windows, scripts: bool
) -> None:
    page = windows.open("bob", Look(scripts=scripts), "/intakes/new")

    page.fill("#barcode", "5901234123458")
    page.press("#barcode", "Enter")
    expect(page.get_by_text("has a wrong digit")).to_be_visible()
    expect(page.locator("#barcode")).to_have_value("5901234123458")
    page.fill("#barcode", EAN)
    page.press("#barcode", "Enter")
    expect(page.get_by_text(f"Barcode {EAN} is new here")).to_be_visible()
    page.fill("#q", "bodysuit")
    page.press("#q", "Enter")
    page.get_by_role("link", name="Bodysuit").first.click()

    expect(page.get_by_text(f"What you say of barcode {EAN}")).to_be_visible()
    expect(page.locator("[name=gtin]")).to_have_value(re.compile(f"0{EAN}"))

"""Without scripts everything still works: real forms, real links, a real password."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

from tests.browser.windows import Look, Windows
from tests.world import World, password_of

PLAIN = Look(width=360, scripts=False)


def signed_in(windows: Windows, login: str) -> Page:
    """A window without scripts in which somebody has typed name and password."""
    page = windows.open(look=PLAIN, path="/")
    page.get_by_label("Your sign-in name").fill(login)
    page.get_by_label("Password").fill(password_of(login))
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name=f"Hello, {login.title()}").wait_for()
    return page


def test_goods_go_from_the_door_to_a_gate_without_a_script(windows: Windows, world: World) -> None:
    bob = signed_in(windows, "bob")

    code = taken_in(bob)
    inspected_and_put_away(bob, code)
    handed_over(bob, code)

    assert world.held(code)["A2"] == 3
    assert sum(pieces for spot, pieces in world.held(code).items() if "M-1" in spot) == 2


def tile(page: Page, word: str) -> Locator:
    """One of several large tiles, by the word that it begins with."""
    return page.get_by_role("radio", name=re.compile(rf"^\W*{word}\b", re.IGNORECASE))


def taken_in(bob: Page) -> str:
    """Five bodysuits, found by a word; the code of their label."""
    bob.get_by_role("link", name="Take in", exact=True).first.click()
    bob.get_by_label("What is it?").fill("bodysuit")
    bob.get_by_role("button", name="Search").click()
    bob.locator("a.product-tile").first.click()
    bob.get_by_role("textbox", name="Pieces", exact=True).fill("5")
    tile(bob, "62").check()
    bob.locator("main").get_by_role("button", name="Take in").click()
    label = bob.get_by_role("link", name="Print the label").get_attribute("href")
    assert label is not None
    return label.partition("?")[0].rpartition("/")[2]


def inspected_and_put_away(bob: Page, code: str) -> None:
    """Every question answered with yes, accepted, and put on shelf A2."""
    bob.goto("/inspections")
    bob.get_by_label("Scan the label of what you hold").fill(code)
    bob.get_by_role("button", name="Inspect it").click()
    for question in bob.locator("fieldset.question").all():
        question.get_by_role("radio", name="Yes").check()
    bob.get_by_role("button", name="Go on").click()
    tile(bob, "Accept").check()
    bob.get_by_role("button", name="That is what becomes of it").click()
    bob.get_by_label("Onto which shelf, or into which box?").fill("A2")
    bob.get_by_role("button", name="It is there now").click()
    bob.locator("#told").wait_for()


def handed_over(bob: Page, code: str) -> None:
    """Two of them to the night desk of a facility, at our door."""
    bob.goto("/menu")
    bob.locator("main").get_by_role("link", name="Handed over without a run").click()
    bob.get_by_role("link", name="M-1").click()
    bob.locator("main").get_by_label("Code", exact=True).first.fill(code)
    bob.locator("main").get_by_label("How many", exact=True).first.fill("2")
    tile(bob, "Night desk").check()
    bob.get_by_role("button", name="Handed over").click()
    bob.locator("#told").wait_for()

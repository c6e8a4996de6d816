"""What the other browser tests lean on: windows that are who they say, and that notice trouble."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error

from tests.browser.axe import axe
from tests.browser.windows import Look, Windows
from tests.world import World


def test_several_of_the_cast_look_at_once_and_see_what_is_there(
    windows: Windows, world: World
) -> None:
    code = world.shelved(quantity=7)

    alice = windows.open("alice", path="/stock")
    bob = windows.open("bob", Look(width=360, language="ar", theme="dark"), f"/lots/{code}")
    stranger = windows.open(path="/stock")

    assert "Alice" in alice.locator("header").inner_text()
    assert bob.locator("html").get_attribute("dir") == "rtl"
    assert bob.locator("html").get_attribute("data-bs-theme") == "dark"
    assert stranger.url.startswith(f"{windows.url}/sign-in")


def test_a_window_without_scripts_shows_the_page_all_the_same(
    windows: Windows, world: World
) -> None:
    world.shelved(quantity=7)

    page = windows.open("alice", Look(scripts=False), "/stock")

    assert page.locator("html").get_attribute("data-bs-theme") is None
    assert page.locator("#results").get_by_text("A1").count() == 1


@pytest.mark.parametrize(
    "breaking",
    [
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
        "document.body.setAttribute('style', 'color: red')",
        "fetch('https://elsewhere.example/').catch(() => 0)",
    ],
)
def test_a_breach_of_our_policy_is_noticed(breaking: str, looks: Windows) -> None:
    page = looks.open(path="/sign-in")

    page.evaluate(breaking)
    looks.close()

    assert looks.troubles.breaches != []
    looks.troubles.breaches.clear()


def test_a_script_that_fails_and_an_answer_that_is_an_error_are_noticed(looks: Windows) -> None:
    page = looks.open(path="/sign-in")

    page.evaluate("fetch('/nothing').then(() => 0)")
    page.evaluate("setTimeout(() => { document.title = 'done'; throw Error('on purpose') })")
    page.wait_for_function("document.title == 'done'")
    looks.close()

    assert looks.troubles.faults == ["on purpose"]
    assert looks.troubles.failed == [f"{looks.url}/nothing: 404"]
    looks.troubles.faults.clear()


def test_what_keeps_people_out_is_told_so_that_it_can_be_mended(looks: Windows) -> None:
    page = looks.open(path="/sign-in")
    page.locator("label[for=login]").evaluate("label => label.remove()")

    [violation] = axe(page)

    assert violation.startswith("label: Form elements must have labels: #login: ")


def test_no_page_is_opened_for_somebody_who_is_not_of_the_cast(looks: Windows) -> None:
    with pytest.raises(Exception, match="No row"):
        looks.open("mallory", path="/stock")


def test_a_window_waits_for_what_never_comes_no_longer_than_it_must(looks: Windows) -> None:
    page = looks.open(path="/sign-in")

    with pytest.raises(Error, match="Timeout"):
        page.locator("#nothing-like-it").wait_for(timeout=50)

"""The browser dies without a word, again and again: what its screen said was saved is there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.killing import mortal
from tests.browser.scanning import PATH, Phone, counted, journalled, serve_phone, sign_in
from tests.browser.windows import Windows
from tests.world import World

# Acts are saved and sent one after the other until the browser dies; the service hears which ones
# the screen said were saved, over a way of its own.
UNDER_WAY = """([name, csrf, acts]) => tested.Outbox.open(name).then(async (outbox) => {
  const sender = new tested.Sender(outbox, tested.byHttp(async () => csrf), () => {});
  for (const act of acts) {
    await outbox.save(act);
    console.info("said " + act.id);
    void sender.kick();
  }
})"""


@pytest.mark.long
def test_ten_deaths_of_the_browser_lose_nothing_that_was_said(
    windows: Windows, world: World, browser: Browser, tmp_path: Path
) -> None:
    die_again_and_again(windows, world, browser, tmp_path, 10)


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_browser_that_dies_loses_nothing_that_was_said(
    windows: Windows, world: World, browser: Browser, tmp_path: Path
) -> None:
    die_again_and_again(windows, world, browser, tmp_path, 1)


def die_again_and_again(
    windows: Windows, world: World, browser: Browser, folder: Path, times: int
) -> None:
    """Kill the browser that often while it saves and sends, and look once more after the last."""
    profile, chance, said, tried = folder / "profile", random.Random(5), set[str](), list[str]()
    profile.mkdir()
    for _ in range(times):
        with mortal(profile, browser) as dying:
            phone = woken(dying, windows, world)
            assert said <= {one["id"] for one in phone.kept()}
            phone.page.on("console", lambda line: said.add(line.text.removeprefix("said ")))
            acts = [phone.intake() for _ in range(200)]
            tried += [one["id"] for one in acts]
            begin = f"args => {{ void ({UNDER_WAY})(args) }}"
            phone.page.evaluate(begin, ["stockroom-outbox", phone.csrf, acts])
            phone.page.wait_for_timeout(chance.uniform(50, 600))
    with mortal(profile, browser) as last:
        phone = woken(last, windows, world)
        assert phone.send(3) == "idle"
        kept = phone.kept()

        assert len(said) > 5 * times
        assert said <= {one["id"] for one in kept}
        assert {one["state"] for one in kept} == {"recorded"}
        assert [one["counter"] for one in kept] == list(range(1, len(kept) + 1))
        assert journalled(world, tried).keys() == {one["id"] for one in kept}
        assert counted(world, phone.outbox()) == (len(kept), [])


def woken(browser: Browser, windows: Windows, world: World) -> Phone:
    """The phone after it was switched on again, with Bob signed in."""
    context = browser.contexts[0]
    context.set_default_timeout(20_000)
    serve_phone(context)
    page = context.new_page()
    phone = Phone(context, page, world, base=windows.url)
    sign_in(phone, windows, "bob")
    page.goto(windows.url + PATH)
    return phone

"""The scan page without network: what is kept of it, when it changes, and what is never kept."""

from __future__ import annotations

import re
from threading import Event

import pytest
from playwright.sync_api import Error, Page

from stockroom.web import shell
from stockroom.web.static_files import Assets
from tests.browser.scripts import bring, scanning, without_network
from tests.browser.windows import Look, Windows
from tests.words import tells

KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const requests = await (await caches.open(name)).keys();
    found[name] = requests.map((one) => new URL(one.url).pathname);
  }
  return found;
}"""
UPDATED = """async () => {
  const ours = await navigator.serviceWorker.getRegistration();
  await ours.update().catch(() => {});
  const fresh = ours.installing ?? ours.waiting;
  while (fresh && !["installed", "activated", "redundant"].includes(fresh.state))
    await new Promise((over) => setTimeout(over, 20));
  return fresh?.state ?? "none";
}"""
INSTALLED = """async () => {
  const told = await shells.install((renew) => { globalThis.renew = renew; });
  return told.carried;
}"""


def kept(page: Page) -> dict[str, list[str]]:
    """The paths in each cache of the browser."""
    found: dict[str, list[str]] = page.evaluate(KEPT)
    return found


def test_the_page_opens_without_network_and_no_other_page_does(windows: Windows) -> None:
    page = scanning(windows, look=Look(width=360, language="ar"))
    page.goto("/stock")
    page.goto("/scan?language=ar")
    without_network(page.context)

    page.goto("/scan")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("() => document.styleSheets.length") >= 1
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.context.new_page().goto("/stock")
    (paths,) = kept(page).values()
    assert {path for path in paths if not path.startswith("/static/")} == set(shell.PAGES)


def test_the_page_that_is_kept_names_nobody(windows: Windows) -> None:
    page = scanning(windows)

    text = page.evaluate("async () => (await caches.match('/scan')).text()")

    assert not tells(text, "Bob")
    assert "csrf" not in text.lower()
    loaded = set(re.findall(r'"(/static/[^"#]+)', text))
    assert loaded - set(*kept(page).values()) == set()


def test_a_new_version_waits_to_be_called_and_then_takes_the_place_of_the_old(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = scanning(windows)
    (old,) = kept(page)
    bring(page, "src/scan/shell.ts", "shells")
    assert page.evaluate(INSTALLED) is True
    assert page.evaluate("() => globalThis.renew === undefined")
    monkeypatch.setattr(shell, "version", lambda _assets: "newer")

    assert page.evaluate(UPDATED) == "installed"
    assert set(kept(page)) == {old, "stockroom-shell-newer"}
    page.wait_for_function("() => globalThis.renew !== undefined")
    with page.expect_navigation():
        page.evaluate("() => globalThis.renew()")

    assert set(kept(page)) == {"stockroom-shell-newer"}
    without_network(page.context)
    page.reload()
    assert page.locator("meta[name=stockroom-shell]").get_attribute("content") == "newer"


def test_a_version_that_cannot_be_had_whole_leaves_the_old_one(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = scanning(windows)
    before = kept(page)
    versions = iter(("newer", *["another"] * 9))
    monkeypatch.setattr(shell, "version", lambda _assets: next(versions))

    # Its script says one version and the page that it fetches another.
    page.evaluate(UPDATED)

    assert kept(page) == before
    without_network(page.context)
    page.goto("/scan")
    assert page.locator("meta[name=stockroom-shell]").count() == 1


def test_nobody_waits_for_a_slow_network_or_reads_of_a_broken_service(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, opened = scanning(windows), Event()

    def slowly(_assets: Assets) -> str:
        opened.wait(timeout=20)
        raise RuntimeError("out of order")

    monkeypatch.setattr(shell, "version", slowly)
    page.goto("/scan")
    assert not opened.is_set()
    assert page.locator("meta[name=stockroom-shell]").count() == 1

    opened.set()
    page.goto("/scan")
    assert page.locator("meta[name=stockroom-shell]").count() == 1


def test_a_first_version_that_cannot_be_had_whole_is_said(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = windows.open("bob", Look(width=360), "/me")
    versions = iter(("newer", *["another"] * 9))
    monkeypatch.setattr(shell, "version", lambda _assets: next(versions))
    bring(page, "src/scan/shell.ts", "shells")

    assert page.evaluate(INSTALLED) is False
    assert kept(page) == {}
    monkeypatch.setattr(shell, "version", lambda _assets: "whole")
    assert page.evaluate(INSTALLED) is True
    assert set(kept(page)) == {"stockroom-shell-whole"}


def test_the_page_opens_for_those_who_take_turns_though_nobody_is_signed_in(
    windows: Windows,
) -> None:
    page = scanning(windows)
    page.context.clear_cookies()

    page.goto("/scan")

    assert page.url == f"{windows.url}/scan"
    without_network(page.context)
    page.goto("/scan")
    assert page.locator("meta[name=stockroom-shell]").count() == 1


def test_a_browser_finds_that_it_can_go_on_the_home_screen(windows: Windows) -> None:
    page = scanning(windows)
    tools = page.context.new_cdp_session(page)

    told = tools.send("Page.getAppManifest")
    faults = tools.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert told["url"].endswith("/manifest.webmanifest?language=en")
    assert told["errors"] == []
    # A test's window is a private one, which no browser installs from.
    assert [one["errorId"] for one in faults if one["errorId"] != "in-incognito"] == []

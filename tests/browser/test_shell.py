"""The scan page without network: what is kept of it, when it changes, and what is never kept."""

from __future__ import annotations

import base64
import re
from threading import Event
from typing import Any

import pytest
from PIL import ImageFilter
from playwright.sync_api import BrowserContext, Error, Page

from stockroom.web import shell, static_files
from stockroom.web.static_files import Assets
from tests import pictures
from tests.browser.scripts import bring
from tests.browser.windows import Look, Windows

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
RENEWED = """async () => {
  const ours = await navigator.serviceWorker.getRegistration();
  const fresh = ours.waiting;
  fresh.postMessage("renew");
  while (fresh.state !== "activated") await new Promise((over) => setTimeout(over, 20));
}"""
READ = """async ([worker, wasm, pictures]) => {
  globalThis.decoder ??= await parts.decoder(worker, wasm);
  const read = async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    return globalThis.decoder.read(await createImageBitmap(new Blob([bytes])));
  };
  return Promise.all(pictures.map(read));
}"""
SECRET = """async () => {
  globalThis.secret ??= (await (await fetch("/api/turns")).json()).csrf;
  return globalThis.secret;
}"""
PHOTOS = """async ([worker, wasm, csrf, pictures]) => {
  const { decoder } = decoders, { readPhoto } = photos;
  const reading = await decoder(worker, wasm);
  const read = async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const photo = new Blob([bytes], { type: "image/png" });
    return readPhoto(photo, reading, async () => csrf).catch((fault) => fault.message);
  };
  return Promise.all(pictures.map(read));
}"""
CLOSED = """async () => {
  const frame = await createImageBitmap(new ImageData(8, 8));
  frame.close();
  return globalThis.decoder.read(frame);
}"""
# A browser that says that it reads all our formats, and then cannot.
BOASTS = """() => {
  globalThis.BarcodeDetector = class {
    static getSupportedFormats = async () => parts.FORMATS;
    detect = async () => { throw new Error("Barcode detection service unavailable."); };
  };
}"""

WANTED = [[text] for _, text in pictures.CODES.values()]


def scanning(windows: Windows, who: str = "bob", look: Look | None = None) -> Page:
    """The scan page, carried by its service worker from now on."""
    page = windows.open(who, look or Look(width=360), "/scan")
    page.evaluate("() => navigator.serviceWorker.register('/sw.js')")
    page.evaluate("() => navigator.serviceWorker.ready")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    return page


def kept(page: Page) -> dict[str, list[str]]:
    """The paths in each cache of the browser."""
    found: dict[str, list[str]] = page.evaluate(KEPT)
    return found


def without_network(context: BrowserContext) -> BrowserContext:
    """The browser, cut off."""
    context.set_offline(True)
    return context


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
    assert "/scan" in paths
    assert [path for path in paths if path != "/scan" and not path.startswith("/static/")] == []


def test_the_page_that_is_kept_names_nobody(windows: Windows) -> None:
    page = scanning(windows)

    text = page.evaluate("async () => (await caches.match('/scan')).text()")

    assert "Bob" not in text
    assert "csrf" not in text.lower()
    loaded = set(re.findall(r'"(/static/[^"#]+)', text))
    assert loaded - set(*kept(page).values()) == set()


def test_a_new_version_waits_to_be_called_and_then_takes_the_place_of_the_old(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = scanning(windows)
    (old,) = kept(page)
    monkeypatch.setattr(shell, "version", lambda _assets: "newer")

    assert page.evaluate(UPDATED) == "installed"
    assert set(kept(page)) == {old, "stockroom-shell-newer"}
    page.evaluate(RENEWED)

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
    assert page.locator("h1").count() >= 1


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


def test_the_way_to_the_sign_in_page_is_not_kept_in_place_of_the_page(windows: Windows) -> None:
    page = scanning(windows)
    page.context.clear_cookies()

    page.goto("/scan")

    assert page.url.startswith(f"{windows.url}/sign-in")
    without_network(page.context)
    page.goto("/scan")
    assert page.locator("meta[name=stockroom-shell]").count() == 1


@pytest.mark.parametrize("canvas", [True, False], ids=["a canvas in the worker", "none there"])
def test_codes_are_read_beside_the_page_and_a_broken_frame_stops_nothing(
    windows: Windows, canvas: bool
) -> None:
    page = scanning(windows)
    if not canvas:
        page.evaluate("() => { delete globalThis.OffscreenCanvas; }")
    bring(page, "src/scan/decoder.ts")

    assert read(page, *map(drawn, pictures.CODES)) == WANTED
    assert page.evaluate(CLOSED) == []
    human, plain = pictures.GS1
    elements = [pictures.code(name, human, gs1=True) for name in ("data_matrix", "code_128")]
    assert read(page, *map(pictures.png, elements)) == [[plain]] * 2


def test_a_browser_that_promises_too_much_is_read_for_by_ours(windows: Windows) -> None:
    page = scanning(windows)
    bring(page, "src/scan/decoder.ts")
    page.evaluate(BOASTS)

    assert read(page, *map(drawn, pictures.CODES)) == WANTED


def test_a_photo_is_read_here_where_that_can_be_and_else_by_the_service(windows: Windows) -> None:
    page = scanning(windows, look=Look(width=360, language="ar"))
    bring(page, "src/scan/decoder.ts", "decoders")
    bring(page, "src/scan/photo.ts", "photos")
    code = pictures.code("qr_code", pictures.CODES["qr_code"][0])
    near = code.resize((code.width * 10, code.height * 10))
    blurred = pictures.png(near.filter(ImageFilter.GaussianBlur(21)))
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if one.method == "POST" else None)

    assert photos(page, drawn("ean_13")) == [["5901234123457"]]
    assert asked == []
    assert photos(page, blurred) == [[pictures.CODES["qr_code"][1]]]
    assert asked == [f"{windows.url}/api/code-readings"]
    assert photos(page, b"no photo at all")[0].startswith("هذه ليست صورة كاملة")
    without_network(page.context)
    assert photos(page, drawn("ean_13"), blurred) == [["5901234123457"], []]


def test_codes_are_read_without_network(windows: Windows) -> None:
    page = scanning(windows)
    without_network(page.context)
    page.goto("/scan")
    bring(page, "src/scan/decoder.ts")

    assert read(page, drawn("qr_code")) == [[pictures.CODES["qr_code"][1]]]


def test_a_browser_finds_that_it_can_go_on_the_home_screen(windows: Windows) -> None:
    page = scanning(windows)
    tools = page.context.new_cdp_session(page)

    told = tools.send("Page.getAppManifest")
    faults = tools.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert told["url"].endswith("/manifest.webmanifest?language=en")
    assert told["errors"] == []
    # A test's window is a private one, which no browser installs from.
    assert [one["errorId"] for one in faults if one["errorId"] != "in-incognito"] == []


def drawn(name: str) -> bytes:
    """A picture of that format."""
    return pictures.png(pictures.code(name, pictures.CODES[name][0]))


def read(page: Page, *frames: bytes) -> Any:
    """The texts that the decoder finds in each picture."""
    return page.evaluate(READ, [*files(), [base64.b64encode(one).decode() for one in frames]])


def photos(page: Page, *taken: bytes) -> Any:
    """The texts that are found in each photo, or the sentence of its refusal."""
    csrf = page.evaluate(SECRET)
    sent = [base64.b64encode(one).decode() for one in taken]
    return page.evaluate(PHOTOS, [*files(), csrf, sent])


def files() -> list[str]:
    """Where the worker and its WebAssembly are."""
    return [static_files.load().url(name) for name in ("reader.js", "zxing_reader.wasm")]

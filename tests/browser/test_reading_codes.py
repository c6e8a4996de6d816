"""Codes read from frames and photos: beside the page, without network, and by the service."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from PIL import ImageFilter
from playwright.sync_api import Page

from stockroom.web import static_files
from tests import pictures
from tests.browser.scripts import bring, scanning, without_network
from tests.browser.windows import Look, Windows

# What kinds of frames the worker is sent.
SENT = """() => {
  globalThis.sent = new Set();
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    if (message.frame) globalThis.sent.add(message.frame.constructor.name);
    return post.call(this, message, ...more);
  };
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


@pytest.mark.parametrize("canvas", [True, False], ids=["a canvas in the worker", "none there"])
def test_codes_are_read_beside_the_page_and_a_broken_frame_stops_nothing(
    windows: Windows, canvas: bool
) -> None:
    page = scanning(windows)
    page.evaluate(SENT)
    if not canvas:
        page.evaluate("() => { delete globalThis.OffscreenCanvas; }")
    bring(page, "src/scan/decoder.ts")

    assert read(page, *map(drawn, pictures.CODES)) == WANTED
    assert page.evaluate("() => [...globalThis.sent]") == ["ImageBitmap" if canvas else "ImageData"]
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

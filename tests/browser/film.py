"""A film of printed labels, as Chromium's fake camera shows it: one after the other, and again.

Chromium plays MJPEG at 30 pictures a second (media/capture/video/file_video_capture_device.cc).
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from stockroom.rules import codes
from stockroom_labels import PAPERS, Label, png
from tests import pictures

PICTURES_A_SECOND = 30
SIZE = (640, 480)
TABLE = (96, 84, 72)  # the wood behind a label
TURNED_DEGREES = (0, 4, -3, 2, -5)
PAPER = PAPERS["a4-63x38"]


def film(path: Path, scans: Iterable[str], seconds_each: float = 1.0) -> Path:
    """Write the film of these codes, each held under the camera for so long."""
    held = round(PICTURES_A_SECOND * seconds_each)
    with path.open("wb") as out:
        for number, text in enumerate(scans):
            shown = _jpeg(_held(text, TURNED_DEGREES[number % len(TURNED_DEGREES)]))
            for _ in range(held):
                out.write(shown)
            # A hand between two labels: nothing to read for a moment.
            out.write(_jpeg(Image.new("RGB", SIZE, TABLE)) * 3)
    return path


def _held(text: str, degrees: int) -> Image.Image:
    """A label on a table, a little askew."""
    printed = _printed(text).convert("RGBA")
    printed.thumbnail((SIZE[0] * 4 // 5, SIZE[1] * 4 // 5))
    turned = printed.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    table = Image.new("RGB", SIZE, TABLE)
    at = ((SIZE[0] - turned.width) // 2, (SIZE[1] - turned.height) // 2)
    table.paste(turned, at, turned)
    return table


def _printed(text: str) -> Image.Image:
    if text.isdigit():
        return pictures.code("ean_13", text)
    if "/T/" not in text:
        return pictures.code("qr_code", text)
    code = text.rpartition("/")[2]
    label = Label("disposable nappy", "4", code, text, codes.show(code))
    return Image.open(io.BytesIO(png.picture(label, PAPER, dpi=203)))


def _jpeg(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()

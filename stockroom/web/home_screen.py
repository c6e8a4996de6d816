"""What a phone needs to put Stockroom on its home screen: a manifest and icons.

The icons are drawn here from the sign that every page carries, so that no picture is kept twice.
"""

from __future__ import annotations

import io
from functools import cache
from typing import Any, NamedTuple

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath

from stockroom import speech
from stockroom.errors import NotFound
from stockroom.speech import mark as _
from stockroom.web.door import NOBODY
from stockroom.web.pages.frame import Reader, language_of
from stockroom.web.roles import ANYONE
from stockroom.web.shell import PAGES

# As tokens.css has them: calm, and ground in the light theme.
CALM, WHITE, GROUND = "#1d6b60", "#ffffff", "#faf6f1"
SHORT_NAME = "Stockroom"
MEDIA_TYPE = "application/manifest+json"
FOR_A_DAY = "public, max-age=86400"
# The sign as base.html draws it, in a square of 24: a box seen from above one corner.
SQUARE, ROUNDING, STROKE = 24.0, 6.0, 1.6
OUTLINE = ((12.0, 5.0), (18.0, 8.3), (18.0, 15.7), (12.0, 19.0), (6.0, 15.7), (6.0, 8.3))
EDGES = ((18.0, 8.3), (12.0, 19.0), (6.0, 8.3))
MIDDLE = (12.0, 12.0)
# Drawn so many times larger and then made small: Pillow's own lines have rough edges.
FINER = 4


class Icon(NamedTuple):
    """An icon's size in pixels, and whether it fills its square for the phone to cut to shape."""

    size: int
    fills: bool = False


ICONS = {
    "192.png": Icon(192),
    "512.png": Icon(512),
    "maskable-512.png": Icon(512, fills=True),
    "apple-touch-icon.png": Icon(180, fills=True),
}


@get(
    "/manifest.webmanifest",
    name="manifest",
    sync_to_thread=True,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def manifest(request: Request[Any, Any, State]) -> Response[bytes]:
    """The manifest in the language that its address names: browsers send no cookie for it."""
    reader = Reader(language_of(request, NOBODY))
    told = {
        "id": "/",
        "name": reader.say(_("Stockroom: goods for babies")),
        "short_name": SHORT_NAME,
        "description": reader.say(_("Scan what comes, lies here and goes out, also offline.")),
        "lang": reader.language,
        "dir": speech.direction(reader.language),
        "start_url": PAGES[0],
        "scope": "/",
        "display": "standalone",
        "theme_color": CALM,
        "background_color": GROUND,
        "icons": [_told(name, icon) for name, icon in ICONS.items() if name[0] != "a"],
    }
    headers = {"Cache-Control": "no-cache"}
    return Response(msgspec.json.encode(told), media_type=MEDIA_TYPE, headers=headers)


@get(
    "/icons/{name:str}",
    name="icon",
    sync_to_thread=True,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def icon(name: FromPath[str]) -> Response[bytes]:
    """One of the icons, as PNG."""
    if name not in ICONS:
        raise NotFound("unknown_file", "There is no such page.")
    headers = {"Cache-Control": FOR_A_DAY}
    return Response(_drawn(ICONS[name]), media_type="image/png", headers=headers)


def _told(name: str, icon: Icon) -> dict[str, str]:
    return {
        "src": f"/icons/{name}",
        "sizes": f"{icon.size}x{icon.size}",
        "type": "image/png",
        "purpose": "maskable" if icon.fills else "any",
    }


@cache
def _drawn(icon: Icon) -> bytes:
    from PIL import Image, ImageDraw  # noqa: PLC0415 - weighs, and most requests need none of it

    large = icon.size * FINER
    scale = large / SQUARE
    image = Image.new("RGBA", (large, large))
    draw = ImageDraw.Draw(image)
    if icon.fills:
        draw.rectangle((0, 0, large, large), fill=CALM)
    else:
        draw.rounded_rectangle((0, 0, large - 1, large - 1), ROUNDING * scale, fill=CALM)
    width = round(STROKE * scale)

    def line(*points: tuple[float, float]) -> None:
        placed = [(x * scale, y * scale) for x, y in points]
        draw.line(placed, fill=WHITE, width=width, joint="curve")
        for x, y in placed:
            draw.circle((x, y), width / 2 - 1, fill=WHITE)

    line(*OUTLINE, OUTLINE[0])
    for end in EDGES:
        line(MIDDLE, end)
    small = image.resize((icon.size, icon.size), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    (small.convert("RGB") if icon.fills else small).save(out, "PNG", optimize=True)
    return out.getvalue()

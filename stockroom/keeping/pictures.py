"""Photos drawn anew: only what the eye sees is kept, and nothing that the camera wrote beside it.

A phone's photo carries where it was taken, with what and when, as EXIF, XMP, IPTC or a comment.
Re-saving drops some of these and keeps others (Pillow keeps a JPEG's comment), so the pixels are
copied to a picture of our own making, which never had any.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from PIL import Image, ImageOps

from stockroom.errors import Problem, Refused
from stockroom.keeping.photos import MOST_BYTES

MOST_PIXELS = 25_000_000
JPEG_QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")
# How the files of iPhones begin (ISO/IEC 23008-12): after a length, the kind and brand of the file.
BRAND = slice(4, 12)
HEIC = (b"ftypheic", b"ftypheix", b"ftypheif", b"ftypmif1", b"ftypmsf1", b"ftyphevc")


class Picture(NamedTuple):
    """A redrawn photo."""

    content: bytes
    media_type: str


def redraw(sent: bytes) -> Picture:
    """The photo upright and bare, as JPEG, or PNG if it was one; see-through parts turn white.

    Of a moving picture the first one is taken. Raises `Refused`: `photo_too_large` beyond 8 MB or
    25 million pixels, `heic` for an iPhone's own format, `not_a_photo` for whatever else is no
    whole JPEG, PNG or WebP.
    """
    with _whole(sent) as image:
        return _encoded(_bare(image), png=image.format == "PNG")


def grey(sent: bytes) -> Image.Image:
    """The photo upright in shades of grey, for codes to be looked for; raises as `redraw` does."""
    with _whole(sent) as image:
        return _bare(image).convert("L")


@contextmanager
def _whole(sent: bytes) -> Iterator[Image.Image]:
    """The photo unpacked; whatever goes wrong with it inside the block is refused as well."""
    if len(sent) > MOST_BYTES:
        raise _too_large()
    try:
        with Image.open(io.BytesIO(sent), formats=FORMATS) as image:
            _measure(image)
            image.load()
            yield image
    except Problem:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise _too_large() from fault
    except Exception as fault:
        # A decoder fails in a dozen ways on bytes meant to break it; each means the same to us.
        raise _unreadable(sent) from fault


def _measure(image: Image.Image) -> None:
    # From the header alone, before a pixel is unpacked.
    if image.width * image.height > MOST_PIXELS:
        raise _too_large()


def _bare(image: Image.Image) -> Image.Image:
    upright = _upright(image)
    fresh = Image.new("RGB", upright.size, "white")
    if upright.has_transparency_data:
        # Under a see-through part the pixels still hold whatever was there before.
        seen = upright.convert("RGBA")
        fresh.paste(seen, mask=seen)
    else:
        fresh.paste(upright if upright.mode == "RGB" else upright.convert("RGB"))
    return fresh


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        # What the camera wrote cannot be read: a photo that lies on its side is better than none.
        return image


def _encoded(fresh: Image.Image, *, png: bool) -> Picture:
    out = io.BytesIO()
    if png:
        fresh.save(out, "PNG")
        return Picture(out.getvalue(), "image/png")
    fresh.save(out, "JPEG", quality=JPEG_QUALITY)
    return Picture(out.getvalue(), "image/jpeg")


def _unreadable(sent: bytes) -> Refused:
    if sent[BRAND] in HEIC:
        return Refused(
            "heic",
            "Photos in the format HEIC cannot be read here. On an iPhone choose Settings, Camera, "
            "Formats, Most Compatible; then take it again.",
        )
    return Refused("not_a_photo", "This is not a whole photo (JPEG, PNG or WebP); take it again.")


def _too_large() -> Refused:
    return Refused(
        "photo_too_large",
        "The photo is too large; the most is {megabytes} MB and {megapixels} million pixels.",
        megabytes=MOST_BYTES // 1_000_000,
        megapixels=MOST_PIXELS // 1_000_000,
    )

"""Sheets of labels as PDFs and pictures, for the tests to look at."""

from collections.abc import Sequence
from itertools import groupby

from PIL import Image, ImageChops, ImageOps

from stockroom_labels import A4_63X38, Label, pdf

from .sheets import (
    pictures,
)

DPI = 203


def sheet(labels: Sequence[Label], start: int = 1, dx_mm: float = 0, dy_mm: float = 0) -> bytes:
    return pdf.sheet(labels, A4_63X38, start=start, dx_mm=dx_mm, dy_mm=dy_mm)


def page_of(labels: Sequence[Label], start: int = 1, dpi: int = DPI) -> Image.Image:
    (page,) = pictures(sheet(labels, start), dpi)
    return page


def assert_same(one: Image.Image, other: Image.Image) -> None:
    assert ImageChops.difference(one, other).getbbox() is None


def gaps_in(picture: Image.Image) -> list[int]:
    """Give the widths of the stretches without ink between the first ink and the last."""
    width, height = picture.size
    dark = ImageOps.invert(picture).point(lambda grey: 255 * (grey > 100))
    inked = [dark.crop((x, 0, x + 1, height)).getbbox() is not None for x in range(width)]
    stretches = [(there, len(list(group))) for there, group in groupby(inked)]
    inner = stretches[1:-1] if not stretches[-1][0] else stretches[1:]
    return [length for there, length in inner if not there]

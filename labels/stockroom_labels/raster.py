"""A label as dots: grey or coloured for screens, black and white for thermal printers."""

from collections.abc import Iterable
from math import ceil, floor

from PIL import Image, ImageChops, ImageDraw

from stockroom_labels import shaping
from stockroom_labels.dots import square
from stockroom_labels.label import Label
from stockroom_labels.marks import BLACK, WHITE, Code, Colour, Mark, Shape, Words, marks
from stockroom_labels.papers import MM_PER_INCH, Paper
from stockroom_labels.paths import Path, flat, placed, signed_area
from stockroom_labels.qr import QUIET_ZONE, dark_runs, matrix
from stockroom_labels.text import MM_PER_POINT
from stockroom_labels.typesetting import pieces

FINE = 4
"""Edges are drawn so many times finer than the dots, each way, and then averaged."""

_HALF = 128


class Raster:
    """A picture of so many dots per inch; on a `black` one there is ink or there is none."""

    def __init__(self, width_mm: float, height_mm: float, dpi: int, *, black: bool) -> None:
        """Start with white paper."""
        self._scale = dpi / MM_PER_INCH
        self._dpi = dpi
        self._black = black
        size = (round(width_mm * self._scale), round(height_mm * self._scale))
        self.image = Image.new("L" if black else "RGB", size, self._ink(WHITE))

    def draw(self, drawn: Iterable[Mark]) -> None:
        """Draw marks, each over those before it."""
        for mark in drawn:
            if isinstance(mark, Code):
                self._code(mark)
            elif isinstance(mark, Shape):
                self.fill(mark.path, mark.colour)
            else:
                self._words(mark)

    def fill(self, path: Path, colour: Colour) -> None:
        """Fill an outline in millimetres."""
        fine = self._scale * FINE
        lines = [[(x * fine, y * fine) for x, y in flat(contour)] for contour in path]
        left, top, right, foot = _around(lines)
        mask = _filled([[(x - left, y - top) for x, y in line] for line in lines], right - left,
                       foot - top).reduce(FINE)  # fmt: skip
        if self._black:
            mask = mask.point(lambda grey: 255 * (grey >= _HALF))
        self.image.paste(self._ink(colour), (left // FINE, top // FINE), mask)

    def _ink(self, colour: Colour) -> int | Colour:
        # A colour would come out as dots that hide what stands beside it.
        return (0 if colour == BLACK else 255) if self._black else colour

    def _code(self, code: Code) -> None:
        modules = matrix(code.url, code.level)
        place = square(code.box, len(modules) + 2 * QUIET_ZONE, self._dpi)
        left, top, step = (round(mm * self._scale) for mm in (place.x, place.y, place.step))
        pen = ImageDraw.Draw(self.image)
        for row, column, length in dark_runs(modules):
            x, y = left + (column + QUIET_ZONE) * step, top + (row + QUIET_ZONE) * step
            pen.rectangle((x, y, x + length * step - 1, y + step - 1), fill=self._ink(BLACK))

    def _words(self, words: Words) -> None:
        for piece in pieces(words.text, words.box, words.style, rtl=words.rtl):
            style = words.style
            path = shaping.outline(piece.stretch, style.weight, style.spacing)
            size_mm = piece.points * MM_PER_POINT
            # Spaces and joiners have no outline.
            if path:
                self.fill(placed(path, piece.x, piece.base, size_mm), words.colour)


def label_image(
    label: Label,
    paper: Paper,
    dpi: int,
    *,
    black: bool,
    nudge_mm: tuple[float, float] = (0, 0),
) -> Image.Image:
    """Give one label as a picture of the size of the label."""
    raster = Raster(paper.label_width_mm, paper.label_height_mm, dpi, black=black)
    raster.draw(marks(label, paper, nudge_mm))
    return raster.image


def _around(lines: list[list[tuple[float, float]]]) -> tuple[int, int, int, int]:
    """Give the smallest rectangle of whole dots that holds all points, in fine dots."""
    across = [x for line in lines for x, _ in line]
    down = [y for line in lines for _, y in line]
    left, top = (FINE * floor(min(points) / FINE) for points in (across, down))
    right, foot = (FINE * ceil((max(points) + 1) / FINE) for points in (across, down))
    return left, top, right, foot


def _filled(lines: list[list[tuple[float, float]]], width: int, height: int) -> Image.Image:
    """Give a mask of what lies inside; a line that runs anticlockwise takes ink away."""
    depth = Image.new("L", (width, height), 0)
    for line in sorted(lines, key=signed_area, reverse=True):
        left, top, right, foot = _around([line])
        here = Image.new("L", (right - left, foot - top), 0)
        ImageDraw.Draw(here).polygon([(x - left, y - top) for x, y in line], fill=1)
        change = ImageChops.add if signed_area(line) > 0 else ImageChops.subtract
        before = depth.crop((left, top, right, foot))
        depth.paste(change(before, here), (left, top))
    return depth.point(lambda layers: 255 * (layers > 0))

"""Letters as their script joins them: widths for whoever measures, outlines for whoever draws."""

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

import uharfbuzz

from stockroom_labels.fonts import ARABIC, SANS, letters_of, weighted
from stockroom_labels.paths import Contour, Path, Point, Step, joined, placed
from stockroom_labels.text import Run


@dataclass(frozen=True)
class Stretch:
    """Letters of one direction that one font draws, in logical order."""

    text: str
    family: str
    rtl: bool


@lru_cache(maxsize=65536)
def stretches(run: Run) -> tuple[Stretch, ...]:
    """Divide a run into what each font draws, from left to right as it is seen.

    A run keeps to the font of its direction where that has all letters: joined letters would
    part where the font changes.
    """
    first, other = (ARABIC, SANS) if run.rtl else (SANS, ARABIC)
    known = letters_of(first)
    divided = [
        Stretch("".join(letters), first if mine else other, run.rtl)
        for mine, letters in groupby(run.text, lambda letter: ord(letter) in known)
    ]
    return tuple(reversed(divided)) if run.rtl else tuple(divided)


@lru_cache(maxsize=65536)
def width(stretch: Stretch, weight: str, spacing: float) -> float:
    """Give the width of a stretch in sizes of type, with so much added after each letter."""
    glyphs = _glyphs(stretch, weight, spacing)
    return sum(advance + spacing for _, advance, _, _ in glyphs)


def outline(stretch: Stretch, weight: str, spacing: float) -> Path:
    """Give the letters as an outline in sizes of type, from the start of their base line."""
    x = 0.0
    letters = []
    for glyph, advance, dx, dy in _glyphs(stretch, weight, spacing):
        letters.append(placed(_glyph_outline(stretch.family, weight, glyph), x + dx, -dy, 1))
        x += advance + spacing
    return joined(letters)


def _glyphs(stretch: Stretch, weight: str, spacing: float) -> list[tuple[int, float, float, float]]:
    """Give number, advance and offsets of each shape, in sizes of type, from left to right."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(stretch.text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if stretch.rtl else "ltr"
    font = weighted(stretch.family, weight)
    # Spaced letters are not kerned: the PDF library adds the spacing twice where it moves one.
    uharfbuzz.shape(font, buffer, {"kern": not spacing})
    em = font.face.upem
    return [
        (info.codepoint, place.x_advance / em, place.x_offset / em, place.y_offset / em)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


@cache
def _glyph_outline(family: str, weight: str, glyph: int) -> Path:
    font = weighted(family, weight)
    pen = _Pen(font.face.upem)
    font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.contours)


class _Pen:
    """Takes an outline from the font library, whose y runs up, and turns it over."""

    def __init__(self, em: int) -> None:
        self.contours: list[Contour] = []
        self._em = em
        self._points: list[Point] = []
        self._steps: list[Step] = []

    def moveTo(self, point: Point) -> None:  # noqa: N802 - the library calls it so
        self._points, self._steps = [self._turned(point)], []

    def lineTo(self, point: Point) -> None:  # noqa: N802 - the library calls it so
        self._step(self._turned(point))

    def qCurveTo(self, handle: Point, end: Point) -> None:  # noqa: N802 - the library calls it so
        start, (x, y), last = self._points[-1], self._turned(handle), self._turned(end)
        near, far = ((p[0] + 2 * (x - p[0]) / 3, p[1] + 2 * (y - p[1]) / 3) for p in (start, last))
        self._step(near, far, last)

    # The library asks for it; the curves of our fonts all have one handle.
    curveTo = qCurveTo  # noqa: N815 - the library calls it so

    def closePath(self) -> None:  # noqa: N802 - the library calls it so
        self.contours.append(Contour(self._points[0], tuple(self._steps)))

    def _step(self, *points: Point) -> None:
        self._steps.append(points)
        self._points.append(points[-1])

    def _turned(self, point: Point) -> Point:
        return point[0] / self._em, -point[1] / self._em

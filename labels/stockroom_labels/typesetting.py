"""Texts set in their boxes: which lines, how large, and where each stretch of letters stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from stockroom_labels import shaping
from stockroom_labels.direction import is_rtl
from stockroom_labels.fonts import known_letters
from stockroom_labels.layout import Box
from stockroom_labels.shaping import Stretch
from stockroom_labels.text import MM_PER_POINT, Block, clean, fit, line_height, runs

MORE_LEADING_RTL = 0.3
"""Arabic letters reach further below the line and carry marks above."""


@dataclass(frozen=True)
class Style:
    """How a text looks: its weight ("B" is bold), sizes of type in points, place in its box.

    `across` and `down` run from 0 (the side where the label begins, the top) to 1 (the end, the
    foot). `leading` is the height of a line and `spacing` what is added after each letter, both
    as a part of the size of type. The base line stands `base` below the middle of its line: 0.3
    suits words, with their tails; 0.36 puts figures and capitals in the very middle.
    """

    weight: str
    largest: float
    smallest: float
    across: float = 0
    down: float = 0
    leading: float = 1.15
    spacing: float = 0
    base: float = 0.3

    def leading_of(self, rtl: bool) -> float:
        """Give the leading for a text that reads in this direction."""
        return self.leading + (MORE_LEADING_RTL if rtl else 0)


@dataclass(frozen=True)
class Piece:
    """A stretch of letters: its size in points and the start of its base line in millimetres."""

    stretch: Stretch
    points: float
    x: float
    base: float


def pieces(
    text: str, box: Box, style: Style, *, rtl: bool = False, reads: bool | None = None
) -> Iterator[Piece]:
    """Set a text in a box; `rtl` says that the label as a whole begins at the right.

    `reads` says whether the text itself reads from the right, with isolates in it for what does
    not; else its first letter tells, as on a label, where each text stands alone.
    """
    readable, turned = _read(text, reads)
    block = _fit(readable, box.width, box.height, style, turned)
    height = line_height(block.points, style.leading_of(turned))
    y = box.y + style.down * max(0, box.height - height * len(block.lines))
    across = 1 - style.across if rtl else style.across
    for line in block.lines:
        spare = box.width - block.points * _measure(line, turned, style)
        base = y + height / 2 + style.base * block.points * MM_PER_POINT
        yield from _in_line(line, turned, block.points, (box.x + across * spare, base), style)
        y += height


def height_of(text: str, box: Box, style: Style, *, reads: bool | None = None) -> float:
    """Give the height in millimetres that a text takes in a box, on as many lines as it needs."""
    readable, turned = _read(text, reads)
    block = _fit(readable, box.width, box.height, style, turned)
    return len(block.lines) * line_height(block.points, style.leading_of(turned))


def readable_of(text: str) -> str:
    """Give a text with only the letters that our fonts have."""
    return clean(text, known_letters())


def _read(text: str, reads: bool | None) -> tuple[str, bool]:
    if reads is not None:
        return clean(text, known_letters(), isolates=True), reads
    readable = readable_of(text)
    return readable, is_rtl(readable)


def _in_line(
    line: str, turned: bool, points: float, start: tuple[float, float], style: Style
) -> Iterator[Piece]:
    x, base = start
    for stretch in _stretches(line, turned):
        yield Piece(stretch, points, x, base)
        x += points * MM_PER_POINT * shaping.width(stretch, style.weight, style.spacing)


def _stretches(line: str, turned: bool) -> tuple[Stretch, ...]:
    return tuple(stretch for run in runs(line, turned) for stretch in shaping.stretches(run))


@lru_cache(maxsize=65536)
def _measure(line: str, turned: bool, style: Style) -> float:
    widths = (shaping.width(each, style.weight, style.spacing) for each in _stretches(line, turned))
    return MM_PER_POINT * sum(widths)


@lru_cache(maxsize=4096)
def _fit(text: str, width: float, height: float, style: Style, turned: bool) -> Block:
    return fit(
        text,
        lambda line: _measure(line, turned, style),
        width=width,
        height=height,
        largest=style.largest,
        smallest=style.smallest,
        leading=style.leading_of(turned),
    )

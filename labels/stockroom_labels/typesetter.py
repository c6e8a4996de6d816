"""Text on a PDF page: fonts chosen by script, lines ordered, measured and drawn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont
from fpdf.line_break import Fragment

from stockroom_labels.fonts import ARABIC, SANS, WEIGHTS, cut_font, known_letters
from stockroom_labels.layout import Box
from stockroom_labels.text import (
    ELLIPSIS,
    MM_PER_POINT,
    Block,
    Run,
    clean,
    fit,
    is_rtl,
    line_height,
    runs,
)

MORE_LEADING_RTL = 0.3
"""Arabic letters reach further below the line and carry marks above."""

_MEASURED_POINTS = 100


@dataclass(frozen=True)
class Style:
    """How a text looks: its weight ("B" is bold), sizes of type in points, place in its box.

    `across` and `down` run from 0 (the side where the label begins, the top) to 1 (the end, the
    foot). `leading` is the height of a line and `spacing` what is added after each letter, both
    as a part of the size of type.
    """

    weight: str
    largest: float
    smallest: float
    across: float = 0
    down: float = 0
    leading: float = 1.15
    spacing: float = 0

    def leading_of(self, rtl: bool) -> float:
        """Give the leading for a text that reads in this direction."""
        return self.leading + (MORE_LEADING_RTL if rtl else 0)


class Canvas(FPDF):
    """A PDF document that keeps Arabic letters joined across the marks between them.

    The library begins a new stretch of text at every vowel mark and joiner, and what it shapes
    apart does not join; a line that one font can draw is one stretch here. Nor does it then put
    the count of pages in place of "{nb}".
    """

    def _parse_chars(
        self,
        text: str,
        markdown: bool,
        *,
        _initial_emphasis: tuple[bool, bool, bool, bool] | None = None,
    ) -> Iterator[Fragment]:
        if isinstance(self.current_font, TTFFont) and _has_all(self.current_font, text):
            yield Fragment(text, self._get_current_graphics_state(), self.k)
        else:
            yield from super()._parse_chars(text, markdown, _initial_emphasis=_initial_emphasis)


class Typesetter:
    """Sets text on one PDF document, with fonts cut down to the letters of that document."""

    def __init__(self, pdf: Canvas, texts: Iterable[str], folder: Path) -> None:
        """Add the fonts to `pdf`; `folder` holds their files until the document is written."""
        self._pdf = pdf
        self._fitted = lru_cache(maxsize=4096)(self._fit)
        self._width = lru_cache(maxsize=65536)(self._measure)
        letters = set(f" ?{ELLIPSIS}").union(*(clean(text, known_letters()) for text in texts))
        for family in (SANS, ARABIC):
            for weight in WEIGHTS:
                self._add_font(family, weight, letters, folder)
        pdf.set_fallback_fonts([SANS, ARABIC])

    def write(self, text: str, box: Box, style: Style, *, rtl: bool = False) -> None:
        """Set a text in a box; `rtl` says that the label as a whole begins at the right."""
        readable = clean(text, known_letters())
        turned = is_rtl(readable)
        block = self._fitted(readable, box.width, box.height, style)
        height = line_height(block.points, style.leading_of(turned))
        y = box.y + style.down * max(0, box.height - height * len(block.lines))
        across = 1 - style.across if rtl else style.across
        for line in block.lines:
            stretches = runs(line, turned)
            spare = box.width - block.points * sum(self._width(run, style) for run in stretches)
            middle = (box.x + across * spare, y + height / 2)
            self._draw(stretches, middle, block.points, style)
            y += height

    def _add_font(self, family: str, weight: str, letters: set[str], folder: Path) -> None:
        file = folder / f"{family}{weight}.ttf"
        file.write_bytes(cut_font(family, weight, letters))
        self._pdf.add_font(family, weight, file)
        # Printers tell fonts apart by name, and both weights of one file would share theirs.
        self._pdf.fonts[family + weight].name += str(WEIGHTS[weight])

    def _fit(self, text: str, width: float, height: float, style: Style) -> Block:
        turned = is_rtl(text)
        return fit(
            text,
            lambda line: sum(self._width(run, style) for run in runs(line, turned)),
            width=width,
            height=height,
            largest=style.largest,
            smallest=style.smallest,
            leading=style.leading_of(turned),
        )

    def _measure(self, run: Run, style: Style) -> float:
        self._choose(run, _MEASURED_POINTS, style)
        spacing = style.spacing * len(run.text) * MM_PER_POINT
        return self._pdf.get_string_width(run.text) / _MEASURED_POINTS + spacing

    def _draw(
        self, stretches: tuple[Run, ...], middle: tuple[float, float], points: float, style: Style
    ) -> None:
        x, y = middle
        for run in stretches:
            self._choose(run, points, style)
            with self._pdf.local_context(char_spacing=style.spacing * points):
                self._pdf.set_xy(x, y)
                self._pdf.cell(h=0, text=run.text)
            x += self._width(run, style) * points

    def _choose(self, run: Run, points: float, style: Style) -> None:
        # Each stretch keeps to one font where it can: a joiner from another would part letters.
        self._pdf.set_font(ARABIC if run.rtl else SANS, style.weight, points)
        # Spaced letters are not kerned: the library adds the spacing twice where it moves one.
        features = {"kern": False} if style.spacing else {}
        direction = "rtl" if run.rtl else "ltr"
        self._pdf.set_text_shaping(True, features=features, direction=direction)


def _has_all(font: TTFFont, text: str) -> bool:
    return all(ord(letter) in font.cmap for letter in text)

"""Text on a PDF page: fonts cut down to the letters of the document, stretches of letters drawn.

The library shapes each stretch, and keeps which letters stand behind each shape so that they can
be found and copied. The rest is written as the format has it: the library's own way shapes each
text three times, begins a new stretch at every vowel mark, which parts Arabic letters, and puts
the count of pages in place of "{nb}".
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import PDFResourceType, TextDirection
from fpdf.fonts import TTFFont

from stockroom_labels.fonts import ARABIC, SANS, WEIGHTS, cut_font
from stockroom_labels.shaping import Stretch
from stockroom_labels.text import ELLIPSIS
from stockroom_labels.typesetting import Piece, Style, readable_of

_EM = 1000  # a size of type, in the units that the library measures in


class Typesetter:
    """Draws text on one PDF document, with fonts cut down to the letters of that document."""

    def __init__(self, pdf: FPDF, texts: Iterable[str], folder: Path) -> None:
        """Add the fonts to `pdf`; `folder` holds their files until the document is written."""
        self._pdf = pdf
        self._shown = lru_cache(maxsize=4096)(self._show)
        letters = set(f" ?{ELLIPSIS}").union(*(readable_of(text) for text in texts))
        for family in (SANS, ARABIC):
            for weight in WEIGHTS:
                self._add_font(family, weight, letters, folder)

    def draw(self, pieces: Iterable[Piece], style: Style, colour: tuple[int, int, int]) -> None:
        """Draw the pieces of one text."""
        red, green, blue = (part / 255 for part in colour)
        for piece in pieces:
            font = self._pdf.fonts[piece.stretch.family + style.weight]
            self._pdf._resource_catalog.add(PDFResourceType.FONT, font.i, self._pdf.page)
            x, y = piece.x * self._pdf.k, (self._pdf.h - piece.base) * self._pdf.k
            letters = self._shown(piece.stretch, style.weight, style.spacing)
            # Set as one point and enlarged, so that a stretch is the same at any size.
            self._pdf._out(
                f"q {red:.3f} {green:.3f} {blue:.3f} rg BT /F{font.i} 1 Tf "
                f"{piece.points:g} 0 0 {piece.points:g} {x:.3f} {y:.3f} Tm {letters} ET Q"
            )

    def _show(self, stretch: Stretch, weight: str, spacing: float) -> str:
        """Give the operators that show a stretch one point large."""
        font = self._pdf.fonts[stretch.family + weight]
        assert isinstance(font, TTFFont)
        direction = TextDirection.RTL if stretch.rtl else TextDirection.LTR
        asked = {"features": {"kern": not spacing}, "fragment_direction": direction}
        return _operators(font, font.shape_text(stretch.text, _EM, asked), spacing)

    def _add_font(self, family: str, weight: str, letters: set[str], folder: Path) -> None:
        file = folder / f"{family}{weight}.ttf"
        file.write_bytes(cut_font(family, weight, letters))
        self._pdf.add_font(family, weight, file)
        # Printers tell fonts apart by name, and both weights of one file would share theirs.
        self._pdf.fonts[family + weight].name += str(WEIGHTS[weight])


def _operators(font: TTFFont, glyphs: Sequence[dict[str, Any]], spacing: float) -> str:
    """Give each shape where the shaper put it; `Td` counts from where the last one was put."""
    start = before_x = before_y = 0.0
    parts = []
    for glyph in glyphs:
        x, y = start + font.scale * glyph["x_offset"], font.scale * glyph["y_offset"]
        moved = f"{(x - before_x) / _EM:.4g} {(y - before_y) / _EM:.4g} Td"
        parts.append(f"{moved} <{glyph['mapped_char']:04X}> Tj")
        start += font.scale * glyph["x_advance"] + spacing * _EM
        before_x, before_y = x, y
    return " ".join(parts)

"""One PDF document to draw on: words, lines, boxes, shapes and codes, from the reader's side.

Everything is placed by its distance from the side where the language begins, so that a paper is
laid out once for both directions. Letters are set by the labels' own typesetter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path as File

from fpdf import FPDF

from stockroom import speech
from stockroom.papers.blocks import SIZES_MM
from stockroom_labels.direction import closed
from stockroom_labels.layout import Box
from stockroom_labels.parcel import SIDE
from stockroom_labels.paths import Contour, Path, placed
from stockroom_labels.qr import QUIET_ZONE, dark_runs, matrix
from stockroom_labels.typesetter import Typesetter
from stockroom_labels.typesetting import Style, height_of, pieces

BLACK, GREY, PALE = (0, 0, 0), (110, 110, 110), (236, 236, 236)
_MOST_LETTERS = 190  # what the typesetter reads of one text, less a little
_TALL_MM = 1_000.0
# The same facts give the same bytes on any day, on any machine.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Type:
    """A size in points, bold or not; `across` runs from 0, the reader's side, to 1."""

    points: float
    bold: bool = False
    across: float = 0.0
    colour: tuple[int, int, int] = BLACK


class Canvas:
    """A document of one format in one language."""

    def __init__(
        self, format: str, language: str, title: str, texts: Iterable[str], folder: File
    ) -> None:
        """Start an empty document that can show these texts; `folder` must outlive it."""
        self.width, self.height = SIZES_MM[format]
        self.rtl = speech.direction(language) == "rtl"
        self._pdf = _document(self.width, self.height, language, title)
        self._typesetter = Typesetter(self._pdf, texts, folder)

    def page(self) -> None:
        """Begin another page."""
        self._pdf.add_page()

    def tall(self, text: str, width: float, letters: Type) -> float:
        """The height of a text in a column so wide; none for no text."""
        box = Box(0, 0, width, _TALL_MM)
        return sum(self._tall(part, box, letters) for part in _parts(text))

    def words(self, text: str, x: float, y: float, width: float, letters: Type) -> None:
        """A text from that place on, as wide and as tall as it was measured."""
        for part in _parts(text):
            box = Box(self._left(x, width), y, width, _TALL_MM)
            placed = pieces(part, box, _style(letters), rtl=self.rtl, reads=self.rtl)
            self._typesetter.draw(placed, _style(letters), letters.colour)
            y += self._tall(part, Box(0, 0, width, _TALL_MM), letters)

    def _tall(self, part: str, box: Box, letters: Type) -> float:
        return height_of(part, box, _style(letters), reads=self.rtl)

    def box(
        self, x: float, y: float, width: float, height: float, fill: Sequence[int] = ()
    ) -> None:
        """A thin frame, or a filled one."""
        self._pdf.set_draw_color(*GREY)
        self._pdf.set_line_width(0.2)
        if fill:
            self._pdf.set_fill_color(*fill)
        self._pdf.rect(self._left(x, width), y, width, height, style="DF" if fill else "D")

    def line(self, x: float, y: float, width: float, *, dashed: bool = False) -> None:
        """A level line, to write on, to part or to fold."""
        self._pdf.set_draw_color(*GREY)
        self._pdf.set_line_width(0.25)
        if dashed:
            self._pdf.set_dash_pattern(dash=2, gap=2)
        left = self._left(x, width)
        self._pdf.line(left, y, left + width, y)
        self._pdf.set_dash_pattern()

    def shape(self, path: Path, x: float, y: float, side: float, colour: Sequence[int]) -> None:
        """A filled outline with a black rim, as large as that square; see the parcels' labels."""
        outline = placed(path, self._left(x, side), y, side / SIDE)
        fill = " ".join(f"{part / 255:.3f}" for part in colour)
        drawn = " ".join(self._drawn(contour) for contour in outline)
        self._pdf._out(f"q {fill} rg 0 G 1.4 w {drawn} B Q")

    def _drawn(self, contour: Contour) -> str:
        """A closed outline as the format has it."""
        parts = [f"{self._at(contour.start)} m"]
        for step in contour.steps:
            parts.append(f"{' '.join(map(self._at, step))} {'l' if len(step) == 1 else 'c'}")
        return " ".join([*parts, "h"])

    def _at(self, point: tuple[float, float]) -> str:
        return f"{point[0] * self._pdf.k:.3f} {(self.height - point[1]) * self._pdf.k:.3f}"

    def code(self, url: str, x: float, y: float, side: float) -> None:
        """A QR as vector, with the light rim that readers need, in a square of that side."""
        modules = matrix(url, "Q")
        step = side / (len(modules) + 2 * QUIET_ZONE)
        left = self._left(x, side)
        self._pdf.set_fill_color(*BLACK)
        for row, column, length in dark_runs(modules):
            self._pdf.rect(
                left + (column + QUIET_ZONE) * step,
                y + (row + QUIET_ZONE) * step,
                length * step,
                step,
                style="F",
            )

    def written(self) -> bytes:
        """The document."""
        return bytes(self._pdf.output())

    def _left(self, x: float, width: float) -> float:
        return self.width - x - width if self.rtl else x


def _document(width: float, height: float, language: str, title: str) -> FPDF:
    pdf = FPDF(unit="mm", format=(width, height))
    pdf.set_creation_date(_CREATED)
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    pdf.set_lang(language)
    pdf.set_title(title)
    pdf.set_producer("Stockroom")
    return pdf


def _style(letters: Type) -> Style:
    # Letters keep their size: a text that is too long for a line goes on to the next.
    weight = "B" if letters.bold else ""
    return Style(
        weight, largest=letters.points, smallest=letters.points - 0.1, across=letters.across
    )


def _parts(text: str) -> Sequence[str]:
    """A text in parts that the typesetter reads whole, cut between words."""
    parts: list[str] = []
    for word in text.split():
        if parts and len(parts[-1]) + len(word) < _MOST_LETTERS:
            parts[-1] += f" {word}"
        else:
            parts.append(word[:_MOST_LETTERS])
    return closed(parts)

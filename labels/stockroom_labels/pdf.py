"""Labels as a PDF for sheets of stickers and for rolls: vector lines and letters, cut size."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path as File
from tempfile import TemporaryDirectory

from fpdf import FPDF
from fpdf.prefs import ViewerPreferences

from stockroom_labels.asked import FURTHEST_NUDGE_MM, MOST_LABELS, check
from stockroom_labels.dots import square
from stockroom_labels.label import Label
from stockroom_labels.layout import Box
from stockroom_labels.marks import Code, Mark, Shape, Words, marks
from stockroom_labels.papers import Paper
from stockroom_labels.paths import Path, Point
from stockroom_labels.qr import QUIET_ZONE, dark_runs, matrix
from stockroom_labels.typesetter import Typesetter
from stockroom_labels.typesetting import Style, pieces

__all__ = ["FURTHEST_NUDGE_MM", "MOST_LABELS", "Page", "sheet"]

NOTE_MM = 3.0
"""Height of the note at the foot of a sheet, and how far it stays from the rim."""

NOTE = Style("", largest=8, smallest=6, across=0.5, down=0.5)

_GUIDE = (170, 170, 170)
_GUIDE_MM = 0.15
_RIM_MM = 4.3  # what laser printers leave white
# The same labels give the same bytes on any day.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)


def sheet(
    labels: Sequence[Label],
    paper: Paper,
    *,
    start: int = 1,
    dx_mm: float = 0,
    dy_mm: float = 0,
    note: str = "",
) -> bytes:
    """Give a PDF with the labels in order, along the rows, on as many pages as they need.

    `start` is the first position used on the first sheet, from 1, so that a sheet begun can be
    used up. `dx_mm` and `dy_mm` move everything right and down, for a printer that feeds askew.
    `note` is written small at the foot of each sheet that has a margin there ("Print at 100 %").
    Equal input gives equal bytes. Raises Unprintable (a ValueError) before drawing anything.
    """
    check(labels, paper, start, dx_mm, dy_mm)
    texts = [note, *(text for label in labels for text in _words(label))]
    with TemporaryDirectory() as folder:
        page = Page(paper, texts, File(folder))
        for place, label in enumerate(labels, start - 1):
            number, position = divmod(place, paper.per_page)
            if number == page.count:
                page.begin(note)
            x, y = paper.corner_mm(position)
            page.draw(marks(label, paper, (x + dx_mm, y + dy_mm)))
        return page.written()


class Page:
    """The PDF being written, and the marks on its last page."""

    def __init__(self, paper: Paper, texts: Iterable[str], folder: File) -> None:
        """Start an empty document that can show these texts; `folder` must outlive it."""
        self._paper = paper
        self._pdf = _document(paper)
        self._typesetter = Typesetter(self._pdf, texts, folder)

    @property
    def count(self) -> int:
        """How many pages there are so far."""
        return self._pdf.page

    def begin(self, note: str) -> None:
        """Add a page, with its lines to cut along and a note at its foot if there is room."""
        self._pdf.add_page()
        paper = self._paper
        if paper.guides:
            self._guides()
        below = (
            paper.page_height_mm - paper.corner_mm(paper.per_page - 1)[1] - paper.label_height_mm
        )
        if note and below >= _RIM_MM + NOTE_MM:
            top = paper.page_height_mm - _RIM_MM - NOTE_MM
            # Under the first column, where no line to cut along runs through it.
            self.draw((Words(note, Box(paper.left_mm, top, paper.label_width_mm, NOTE_MM), NOTE),))

    def draw(self, drawn: Iterable[Mark]) -> None:
        """Draw marks on the last page, each over those before it."""
        for mark in drawn:
            if isinstance(mark, Code):
                self._code(mark)
            elif isinstance(mark, Shape):
                self._fill(mark)
            else:
                placed = pieces(mark.text, mark.box, mark.style, rtl=mark.rtl)
                self._typesetter.draw(placed, mark.style, mark.colour)

    def line(self, start: Point, end: Point, width_mm: float, grey: int = 0) -> None:
        """Draw a straight line."""
        self._pdf.set_draw_color(grey)
        self._pdf.set_line_width(width_mm)
        self._pdf.line(*start, *end)

    def written(self) -> bytes:
        """Give the document."""
        return bytes(self._pdf.output())

    def _guides(self) -> None:
        paper = self._paper
        for column in range(paper.columns + 1):
            x = paper.left_mm + column * paper.pitch_x_mm
            self.line((x, 0), (x, paper.page_height_mm), _GUIDE_MM, _GUIDE[0])
        for row in range(paper.rows + 1):
            y = paper.top_mm + row * paper.pitch_y_mm
            self.line((0, y), (paper.page_width_mm, y), _GUIDE_MM, _GUIDE[0])

    # Written as the format has it: the library's own calls take three times as long.
    def _code(self, code: Code) -> None:
        modules = matrix(code.url, code.level)
        place = square(code.box, len(modules) + 2 * QUIET_ZONE, self._paper.dpi)
        step = place.step * self._pdf.k
        left, top = self._turned((place.x, place.y))
        self._pdf._out(f"q 0 g {step:.5f} 0 0 -{step:.5f} {left:.4f} {top:.4f} cm")
        runs = dark_runs(modules)
        self._pdf._out(
            " ".join(f"{x + QUIET_ZONE} {y + QUIET_ZONE} {length} 1 re" for y, x, length in runs)
        )
        self._pdf._out("f Q")

    def _fill(self, shape: Shape) -> None:
        colour = " ".join(f"{part / 255:.3f}" for part in shape.colour)
        self._pdf._out(f"q {colour} rg {self._outlines(shape.path)} f Q")

    def _outlines(self, path: Path) -> str:
        parts = []
        for contour in path:
            parts.append("{:.3f} {:.3f} m".format(*self._turned(contour.start)))
            for step in contour.steps:
                points = " ".join("{:.3f} {:.3f}".format(*self._turned(point)) for point in step)
                parts.append(f"{points} {'l' if len(step) == 1 else 'c'}")
            parts.append("h")
        return " ".join(parts)

    def _turned(self, point: Point) -> Point:
        return point[0] * self._pdf.k, (self._paper.page_height_mm - point[1]) * self._pdf.k


def _document(paper: Paper) -> FPDF:
    pdf = FPDF(unit="mm", format=(paper.page_width_mm, paper.page_height_mm))
    pdf.set_creation_date(_CREATED)
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    # "Fit to page" would shrink labels off their stickers.
    pdf.viewer_preferences = ViewerPreferences(print_scaling="None")
    return pdf


def _words(label: Label) -> tuple[str, ...]:
    face = label.face
    said = (label.product, label.size, label.details, label.code_shown, label.number)
    return (*said, face.fits, face.season, *label.route.words)

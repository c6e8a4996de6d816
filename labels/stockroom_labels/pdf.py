"""Labels as a PDF for sheets of stickers: vector lines and letters, the size they are cut."""

from collections.abc import Sequence
from datetime import UTC, datetime
from math import isfinite
from pathlib import Path
from tempfile import TemporaryDirectory

from fpdf.prefs import ViewerPreferences

from stockroom_labels.errors import N_, Unprintable
from stockroom_labels.label import Label, check_label
from stockroom_labels.layout import Box, layout
from stockroom_labels.papers import Paper
from stockroom_labels.qr import QUIET_ZONE, check_text, dark_runs, matrix
from stockroom_labels.text import is_rtl
from stockroom_labels.typesetter import Canvas, Style, Typesetter

MOST_LABELS = 5_000
"""Labels in one file: 239 sheets, more than a packet holds."""

FURTHEST_NUDGE_MM = 10.0

PRODUCT = Style("B", largest=24, smallest=9)
DETAILS = Style("", largest=11, smallest=7, down=0.5)
SIZE = Style("B", largest=28, smallest=9, down=1, leading=1)
CODE = Style("B", largest=14, smallest=6, down=0.5, spacing=0.06)
NUMBER = Style("B", largest=17, smallest=8, across=0.5, down=0.5)

_BLACK, _WHITE = 0, 255
# The same labels give the same bytes on any day.
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)


def sheet(
    labels: Sequence[Label],
    paper: Paper,
    *,
    start: int = 1,
    dx_mm: float = 0,
    dy_mm: float = 0,
) -> bytes:
    """Give a PDF with the labels in order, along the rows, on as many pages as they need.

    `start` is the first position used on the first sheet, from 1, so that a sheet begun can be
    used up. `dx_mm` and `dy_mm` move everything right and down, for a printer that feeds askew.
    Equal input gives equal bytes. Raises Unprintable (a ValueError) before drawing anything.
    """
    _check(labels, paper, start, dx_mm, dy_mm)
    pdf = _document(paper)
    with TemporaryDirectory() as folder:
        texts = (text for label in labels for text in _words(label))
        typesetter = Typesetter(pdf, texts, Path(folder))
        for place, label in enumerate(labels, start - 1):
            page, position = divmod(place, paper.per_page)
            if page == pdf.page:
                pdf.add_page()
            x, y = paper.corner_mm(position)
            _draw_label(pdf, typesetter, label, paper, (x + dx_mm, y + dy_mm))
        return bytes(pdf.output())


def _check(labels: Sequence[Label], paper: Paper, start: int, dx_mm: float, dy_mm: float) -> None:
    if not 1 <= len(labels) <= MOST_LABELS:
        raise Unprintable(
            "label_count",
            N_("One file holds 1 to {most} labels; {count} were asked for."),
            most=MOST_LABELS,
            count=len(labels),
        )
    if not 1 <= start <= paper.per_page:
        raise Unprintable(
            "start_position",
            N_("Positions on this sheet run from 1 to {last}; {start} was asked for."),
            last=paper.per_page,
            start=start,
        )
    for nudge in (dx_mm, dy_mm):
        if not isfinite(nudge) or abs(nudge) > FURTHEST_NUDGE_MM:
            raise Unprintable(
                "nudge",
                N_("Labels can be moved by up to {most} mm; {asked} was asked for."),
                most=FURTHEST_NUDGE_MM,
                asked=nudge,
            )
    for label in labels:
        check_text(label.url)
        check_label(label)


def _document(paper: Paper) -> Canvas:
    pdf = Canvas(unit="mm", format=(paper.page_width_mm, paper.page_height_mm))
    pdf.set_creation_date(_CREATED)
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.c_margin = 0
    # "Fit to page" would shrink labels off their stickers.
    pdf.viewer_preferences = ViewerPreferences(print_scaling="None")
    pdf.set_fill_color(_BLACK)
    return pdf


def _words(label: Label) -> tuple[str, ...]:
    return (label.product, label.size, label.details, label.code_shown, label.number)


def _draw_label(
    pdf: Canvas, typesetter: Typesetter, label: Label, paper: Paper, corner: tuple[float, float]
) -> None:
    shown = Label("", "", label.code, label.url, label.code_shown) if label.blank else label
    places = layout(paper, corner, shown)
    rtl = is_rtl(shown.product)
    _draw_qr(pdf, shown.url, places.qr)
    typesetter.write(shown.code_shown, places.code, CODE)
    typesetter.write(shown.product, places.product, PRODUCT, rtl=rtl)
    typesetter.write(shown.details, places.details, DETAILS, rtl=rtl)
    typesetter.write(shown.size, places.size, SIZE, rtl=rtl)
    if shown.number:
        _draw_number(pdf, typesetter, shown.number, places.number)


def _draw_qr(pdf: Canvas, url: str, box: Box) -> None:
    modules = matrix(url)
    step = box.width / (len(modules) + 2 * QUIET_ZONE)
    for row, column, length in dark_runs(modules):
        x = box.x + (column + QUIET_ZONE) * step
        y = box.y + (row + QUIET_ZONE) * step
        pdf.rect(x, y, length * step, step, style="F")


def _draw_number(pdf: Canvas, typesetter: Typesetter, number: str, box: Box) -> None:
    # White on black, so that nobody takes box 62 for size 62.
    pdf.rect(box.x, box.y, box.width, box.height, style="F", round_corners=True, corner_radius=1)
    pdf.set_text_color(_WHITE)
    inside = Box(box.x + 1, box.y, box.width - 2, box.height)
    typesetter.write(number, inside, NUMBER)
    pdf.set_text_color(_BLACK)

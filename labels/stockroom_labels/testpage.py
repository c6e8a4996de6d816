"""A page to print first: do the labels fall on their stickers, and is a centimetre a centimetre?"""

from pathlib import Path as File
from tempfile import TemporaryDirectory

from stockroom_labels import paths
from stockroom_labels.asked import check_nudge
from stockroom_labels.layout import Box
from stockroom_labels.marks import BLACK, Shape, Words
from stockroom_labels.papers import Paper
from stockroom_labels.pdf import Page
from stockroom_labels.typesetting import Style

RULER_MM = 100.0

_LINE_MM = 0.2
_RIM_MM = 6.0
_TICKS_MM = {10: 3.5, 5: 2.5, 1: 1.5}
_WORDS = Style("", largest=9, smallest=5, across=0.5)
_NUMBER = Style("", largest=11, smallest=6, across=0.5, down=0.5)
_LENGTH = Style("", largest=7, smallest=5, across=1)


def page(paper: Paper, note: str, *, dx_mm: float = 0, dy_mm: float = 0) -> bytes:
    """Give a PDF of one page: every label's outline and number, a ruler of 100 mm, and the note.

    The ruler is as many whole centimetres shorter as a narrow roll asks for. `note` is in the
    reader's language ("Print at 100 %"). Equal input gives equal bytes. Raises Unprintable (a
    ValueError) for a nudge of more than 10 mm.
    """
    check_nudge(dx_mm, dy_mm)
    with TemporaryDirectory() as folder:
        drawn = Page(paper, (note, "0123456789 mm"), File(folder))
        drawn.begin("")
        for position in range(paper.per_page):
            x, y = paper.corner_mm(position)
            _outline(drawn, paper, (x + dx_mm, y + dy_mm), position + 1)
        _ruler(drawn, paper, note)
        return drawn.written()


def _outline(drawn: Page, paper: Paper, corner: tuple[float, float], number: int) -> None:
    (x, y), width, height = corner, paper.label_width_mm, paper.label_height_mm
    right, foot = x + width, y + height
    corners = ((x, y), (right, y), (right, foot), (x, foot))
    for start, end in zip(corners, (*corners[1:], corners[0]), strict=True):
        drawn.line(start, end, _LINE_MM)
    above = Box(x, y, width, height / 2)
    drawn.draw((Words(str(number), above, _NUMBER),))


def _ruler(drawn: Page, paper: Paper, note: str) -> None:
    """Draw the ruler across the label in the middle, on white, with the note above it."""
    length = min(RULER_MM, (paper.page_width_mm - 2 * _RIM_MM) // 10 * 10)
    left = (paper.page_width_mm - length) / 2
    # Below the numbers of the labels in the middle row, where there are several.
    top = paper.corner_mm(paper.rows // 2 * paper.columns)[1] + 0.55 * paper.label_height_mm
    box = Box(left - 4, top, length + 8, min(13.0, 0.44 * paper.label_height_mm))
    drawn.draw(
        (
            Shape(paths.rectangle(box.x, box.y, box.width, box.height), (255, 255, 255)),
            Words(note, Box(box.x, box.y, box.width, 4.5), _WORDS),
            Shape(paths.joined(_ticks(left, top + 5, round(length))), BLACK),
            Words(f"{length:g} mm", Box(left, top + 8.5, length, 3), _LENGTH),
        )
    )


def _ticks(left: float, top: float, length: int) -> list[paths.Path]:
    across = paths.rectangle(left, top, length, _LINE_MM)
    ticks = [across]
    for mm in range(length + 1):
        height = next(height for step, height in _TICKS_MM.items() if mm % step == 0)
        ticks.append(paths.rectangle(left + mm - _LINE_MM / 2, top, _LINE_MM, height))
    return ticks

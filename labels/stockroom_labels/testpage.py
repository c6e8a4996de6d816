"""A page to print first: do the labels fall on their stickers, and is a centimetre a centimetre?"""

from collections.abc import Iterator
from pathlib import Path as File
from tempfile import TemporaryDirectory

from PIL import Image

from stockroom_labels import brother, paths, zpl
from stockroom_labels.asked import check_nudge
from stockroom_labels.layout import Box
from stockroom_labels.marks import BLACK, WHITE, Mark, Shape, Words
from stockroom_labels.papers import Paper
from stockroom_labels.pdf import Page
from stockroom_labels.raster import Raster
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
        drawn.draw(_drawn(paper, note, (dx_mm, dy_mm)))
        return drawn.written()


def zpl_job(paper: Paper, note: str, *, dx_mm: float = 0, dy_mm: float = 0) -> bytes:
    """Give the same for a Zebra printer, as page does; one label of its roll."""
    dpi = paper.dpi or zpl.USUAL_DPI
    return zpl.picture_job(_picture(paper, note, dpi, (dx_mm, dy_mm)))


def brother_job(paper: Paper, note: str, *, dx_mm: float = 0, dy_mm: float = 0) -> bytes:
    """Give the same for a Brother printer, as page does; raises as its own jobs do."""
    return brother.picture_job(_picture(paper, note, brother.DPI, (dx_mm, dy_mm)), paper)


def _picture(paper: Paper, note: str, dpi: int, nudge_mm: tuple[float, float]) -> Image.Image:
    check_nudge(*nudge_mm)
    raster = Raster(paper.label_width_mm, paper.label_height_mm, dpi, black=True)
    raster.draw(_drawn(paper, note, nudge_mm))
    return raster.image


def _drawn(paper: Paper, note: str, nudge_mm: tuple[float, float]) -> Iterator[Mark]:
    for position in range(paper.per_page):
        x, y = paper.corner_mm(position)
        yield from _outline(paper, (x + nudge_mm[0], y + nudge_mm[1]), position + 1)
    yield from _ruler(paper, note)


def _outline(paper: Paper, corner: tuple[float, float], number: int) -> Iterator[Mark]:
    (x, y), width, height = corner, paper.label_width_mm, paper.label_height_mm
    half = _LINE_MM / 2
    across = (paths.rectangle(x, edge - half, width, _LINE_MM) for edge in (y, y + height))
    down = (paths.rectangle(edge - half, y, _LINE_MM, height) for edge in (x, x + width))
    yield Shape(paths.joined((*across, *down)), BLACK)
    yield Words(str(number), Box(x, y, width, height / 2), _NUMBER)


def _ruler(paper: Paper, note: str) -> Iterator[Mark]:
    """Give the ruler across the label in the middle, on white, with the note above it."""
    length = min(RULER_MM, (paper.page_width_mm - 2 * _RIM_MM) // 10 * 10)
    left = (paper.page_width_mm - length) / 2
    # Below the numbers of the labels in the middle row, where there are several.
    top = paper.corner_mm(paper.rows // 2 * paper.columns)[1] + 0.55 * paper.label_height_mm
    box = Box(left - 4, top, length + 8, min(13.0, 0.44 * paper.label_height_mm))
    yield Shape(paths.rectangle(box.x, box.y, box.width, box.height), WHITE)
    yield Words(note, Box(box.x, box.y, box.width, 4.5), _WORDS)
    yield Shape(paths.joined(_ticks(left, top + 5, round(length))), BLACK)
    yield Words(f"{length:g} mm", Box(left, top + 8.5, length, 3), _LENGTH)


def _ticks(left: float, top: float, length: int) -> list[paths.Path]:
    across = paths.rectangle(left, top, length, _LINE_MM)
    ticks = [across]
    for mm in range(length + 1):
        height = next(height for step, height in _TICKS_MM.items() if mm % step == 0)
        ticks.append(paths.rectangle(left + mm - _LINE_MM / 2, top, _LINE_MM, height))
    return ticks

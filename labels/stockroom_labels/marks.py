"""What is drawn on a label, mark by mark, in millimetres, the same for every renderer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stockroom_labels import papers, paths
from stockroom_labels.direction import is_rtl
from stockroom_labels.label import Label, bare
from stockroom_labels.layout import GAP_MM, Box, Layout, layout
from stockroom_labels.papers import Paper
from stockroom_labels.paths import Path
from stockroom_labels.pictures import PICTURES, SIDE
from stockroom_labels.qr import level
from stockroom_labels.typesetting import Style

Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)

SIZE_COLOURS: tuple[Colour, ...] = (
    (213, 94, 0),
    (0, 114, 178),
    (240, 228, 66),
    (0, 158, 115),
    (204, 121, 167),
    (86, 180, 233),
    (230, 159, 0),
    (110, 110, 110),
)
"""Told apart by eyes of any kind (Okabe and Ito, 2008); neighbouring sizes have unlike ones."""

_FIRST_SIZE_CM, _SIZE_STEP_CM = 50, 6  # EN 13402-3: bodies of small children, 50, 56, 62 cm ...

FRAME_MM = 0.6

_MIDDLE = 0.36
_PRODUCT = Style("B", largest=24, smallest=9)
_DETAILS = Style("", largest=11, smallest=7, down=0.5)
_SIZE = Style("B", largest=28, smallest=9, down=1, leading=1)
_CODE = Style("B", largest=14, smallest=5, down=0.5, spacing=0.06)
_NUMBER = Style("B", largest=17, smallest=8, across=0.5, down=0.5)
_LOW_PRODUCT = replace(_PRODUCT, largest=14, smallest=6, leading=1.05)
_LOW_DETAILS = replace(_DETAILS, largest=9, smallest=5.5, leading=1.05)
_LOW_SIZE = replace(_SIZE, largest=18, smallest=6)
_LOW_CODE = replace(_CODE, largest=11, leading=0.95)
_FACE_PRODUCT = Style("B", largest=54, smallest=12, leading=1.05)
_FACE_DETAILS = Style("", largest=20, smallest=9, down=0.5)
_FACE_SIZE = Style("B", largest=150, smallest=12, down=0.5, leading=0.95, base=_MIDDLE)
_FACE_NUMBER = Style(
    "B", largest=220, smallest=12, across=0.5, down=0.5, leading=0.95, base=_MIDDLE
)
_FACE_WORD = Style("B", largest=60, smallest=12, down=0.5, leading=1.05)
_FACE_CODE = replace(_CODE, largest=26, leading=1.05)


@dataclass(frozen=True)
class Code:
    """A QR code with its level of error correction, and the square that it may fill."""

    url: str
    level: str
    box: Box


@dataclass(frozen=True)
class Shape:
    """An outline to fill; what is neither black nor white is left white by black printers."""

    path: Path
    colour: Colour


@dataclass(frozen=True)
class Words:
    """A text, its box, how it looks, and whether its label begins at the right."""

    text: str
    box: Box
    style: Style
    rtl: bool = False
    colour: Colour = BLACK


Mark = Code | Shape | Words


def marks(label: Label, paper: Paper, corner_mm: tuple[float, float]) -> Iterator[Mark]:
    """Give everything that is drawn on a label at `corner_mm`, the lowest layer first."""
    shown = bare(label)
    places = layout(paper, corner_mm, shown)
    yield Code(shown.url, level(shown.durable, places.qr.width), places.qr)
    if paper.style == papers.Style.PARCEL:
        from stockroom_labels import parcel  # noqa: PLC0415 - it is made of what stands here

        yield from parcel.marks(shown, places)
    elif paper.style == papers.Style.BOX:
        yield from _face(shown, places)
    elif places.code.y < places.qr.y + places.qr.height:
        yield from _texts(
            shown, places, (_LOW_PRODUCT, _LOW_DETAILS, _LOW_SIZE, _LOW_CODE, _NUMBER)
        )
    else:
        yield from _texts(shown, places, (_PRODUCT, _DETAILS, _SIZE, _CODE, _NUMBER))


def colour_of(size: str) -> Colour:
    """Give the colour of a size: the same for the same words, another for the next size in cm."""
    number = re.search(r"\d+", size)
    if number is None:
        return SIZE_COLOURS[sum(map(ord, size)) % len(SIZE_COLOURS)]
    steps = int(number[0]) - _FIRST_SIZE_CM
    step = steps // _SIZE_STEP_CM if steps >= 0 else steps
    return SIZE_COLOURS[step % len(SIZE_COLOURS)]


def _texts(label: Label, places: Layout, styles: tuple[Style, ...]) -> Iterator[Mark]:
    product, details, size, code, number = styles
    rtl = is_rtl(label.product)
    yield Words(label.code_shown, places.code, code)
    for text, box, style in (
        (label.product, places.product, product),
        (label.details, places.details, details),
        (label.size, places.size, size),
    ):
        if text:
            yield Words(text, box, style, rtl)
    if label.number:
        # White on black, so that nobody takes box 62 for size 62.
        box = places.number
        radius = min(GAP_MM, box.height / 6)
        yield Shape(paths.rectangle(box.x, box.y, box.width, box.height, radius), BLACK)
        within = Box(box.x + radius, box.y, box.width - 2 * radius, box.height)
        yield Words(label.number, within, number, colour=WHITE)


def _face(label: Label, places: Layout) -> Iterator[Mark]:
    styles = (_FACE_PRODUCT, _FACE_DETAILS, _FACE_SIZE, _FACE_CODE, _FACE_NUMBER)
    yield from _texts(label, places, styles)
    face, rtl = label.face, is_rtl(label.product)
    if label.size:
        yield from _band(places.band, colour_of(label.size))
    yield from picture(face.picture, places.picture)
    yield from _said(face.fits, "fits", face.fits_sign, places.fits, rtl)
    yield from _said(face.season, "season", face.season_sign, places.season, rtl)


def _band(box: Box, colour: Colour) -> Iterator[Shape]:
    yield Shape(paths.rectangle(box.x, box.y, box.width, box.height), BLACK)
    frame = FRAME_MM
    inner = (box.x + frame, box.y + frame, box.width - 2 * frame, box.height - 2 * frame)
    yield Shape(paths.rectangle(*inner), colour)


def _said(word: str, kind: str, sign: str, box: Box, rtl: bool) -> Iterator[Mark]:
    """Give a word beside its sign, which stands where the reader begins."""
    side = box.height if sign else 0
    margin = side / 5 if sign else 0
    start = box.x + box.width - side if rtl else box.x
    yield from picture(f"{kind}-{sign}", Box(start, box.y + side * 0.05, side, side * 0.9))
    left = box.x if rtl else box.x + side + margin
    if word:
        yield Words(word, Box(left, box.y, box.width - side - margin, box.height), _FACE_WORD, rtl)


def picture(name: str, box: Box) -> Iterator[Shape]:
    """Give one of our pictures as large as its box allows; nothing for no name."""
    scale = min(box.width, box.height) / SIDE
    x, y = box.x + (box.width - scale * SIDE) / 2, box.y + (box.height - scale * SIDE) / 2
    for depth, layer in enumerate(PICTURES.get(name, ())):
        yield Shape(paths.placed(layer, x, y, scale), WHITE if depth % 2 else BLACK)

"""A parcel's label: which route, which stop, which of how many; never whose it is or what is in it.

The route's colour has a shape of its own and its name in large letters, so that it is told on a
black printer and by eyes of any kind.
"""

from collections.abc import Iterator

from stockroom_labels import paths
from stockroom_labels.direction import is_rtl
from stockroom_labels.label import Label
from stockroom_labels.layout import GAP_MM, Box, Layout, mirrored, shared
from stockroom_labels.marks import BLACK, WHITE, Mark, Shape, Words
from stockroom_labels.paths import Path
from stockroom_labels.typesetting import Style

SIDE = 100.0
FRAME = 4.0
COLOURS = {
    "green": (46, 125, 50),
    "blue": (21, 101, 192),
    "orange": (239, 108, 0),
    "purple": (123, 31, 162),
    "red": (198, 40, 40),
    "yellow": (249, 208, 0),
    "brown": (121, 85, 72),
    "black": BLACK,
}
_STAR = (
    (50, 2), (62, 36), (98, 36), (69, 58), (80, 93), (50, 72), (20, 93), (31, 58), (2, 36),
    (38, 36),
)  # fmt: skip
_PLUS = (
    (33, 2), (67, 2), (67, 33), (98, 33), (98, 67), (67, 67), (67, 98), (33, 98), (33, 67), (2, 67),
    (2, 33), (33, 33),
)  # fmt: skip
SHAPES: dict[str, Path] = {
    "green": paths.circle(50, 50, 48),
    "blue": paths.rectangle(4, 4, 92, 92),
    "orange": paths.polygon(((50, 4), (98, 94), (2, 94))),
    "purple": paths.polygon(((50, 1), (99, 50), (50, 99), (1, 50))),
    "red": paths.polygon(_PLUS),
    "yellow": paths.polygon(_STAR),
    "brown": paths.polygon(((26, 6), (74, 6), (99, 50), (74, 94), (26, 94), (1, 50))),
    "black": paths.polygon(((2, 6), (98, 6), (50, 96))),
}
"""As the pages draw them: circle, square, triangle, diamond, cross, star, hexagon, arrow down."""

_MIDDLE = 0.36
_COLOUR = Style("B", largest=64, smallest=12, leading=1.2, down=0.5)
_PART = Style("B", largest=64, smallest=12, across=0.5, down=0.5, leading=0.95, base=_MIDDLE)
_STOP = Style("B", largest=54, smallest=12, across=0.5, down=0.5, leading=0.95, base=_MIDDLE)
_RUN = Style("B", largest=30, smallest=9, down=0.5, leading=0.95)
_DETAILS = Style("", largest=20, smallest=9, down=0.5)
_CODE = Style("B", largest=26, smallest=5, down=0.5, leading=1.05, spacing=0.06)
_NUMBER = Style("B", largest=54, smallest=10, across=0.5, down=0.5, base=_MIDDLE)


def layout(room: Box, label: Label) -> Layout:
    """The shape and "2 of 5" above, the colour's name, run and stop, QR and code at the foot."""
    route = label.route
    parts = (
        0.27 if route.sign or route.part else 0.0,
        0.17 if _name(label) else 0.0,
        0.18 if route.run or route.stop else 0.0,
        0.30,
    )
    above, name, way, below = shared(room, parts, GAP_MM * 2)
    sign, part = _halves(above, above.height if route.sign else 0)
    run, stop = _halves(way, (0.45 if route.stop else 1) * way.width if route.run else 0)
    side = min(below.height, 0.5 * below.width)
    beside = Box(below.x + side + GAP_MM, below.y, below.width - side - GAP_MM, below.height)
    rows = (1.6 if label.number else 0.0, 1.0 if label.details else 0.0, 1.4)
    number, details, code = shared(beside, rows, GAP_MM)
    made = Layout(
        qr=Box(below.x, below.y + (below.height - side) / 2, side, side),
        product=name,
        details=details,
        size=Box(0, 0, 0, 0),
        code=code,
        number=number,
        picture=sign,
        part=part if route.part else Box(0, 0, 0, 0),
        run=run,
        stop=stop,
    )
    return mirrored(made, room) if is_rtl(_name(label)) else made


def marks(label: Label, places: Layout) -> Iterator[Mark]:
    """Everything but the QR."""
    route = label.route
    rtl = is_rtl(_name(label))
    yield from _sign(route.sign, places.picture)
    yield Words(label.code_shown, places.code, _CODE)
    for text, box, style in (
        (_name(label), places.product, _COLOUR),
        (route.part, places.part, _PART),
        (route.run, places.run, _RUN),
        (label.details, places.details, _DETAILS),
    ):
        if text:
            yield Words(text, box, style, rtl)
    if route.stop:
        yield from _on_black(route.stop, places.stop, _STOP)
    if label.number:
        yield Words(label.number, places.number, _NUMBER, rtl)


def _name(label: Label) -> str:
    """What stands largest: the colour, that there is no run yet, or else the thing's own name."""
    return label.route.colour or label.route.said or label.product


def _sign(name: str, box: Box) -> Iterator[Shape]:
    """The shape in its colour within a black rim; a black printer leaves the rim alone."""
    if name not in SHAPES or not box.height:
        return
    scale = min(box.width, box.height) / SIDE
    yield Shape(paths.placed(SHAPES[name], box.x, box.y, scale), BLACK)
    inner, rim = scale * (1 - 2 * FRAME / SIDE), scale * FRAME
    if COLOURS[name] != BLACK:
        yield Shape(paths.placed(SHAPES[name], box.x + rim, box.y + rim, inner), COLOURS[name])


def _on_black(text: str, box: Box, style: Style) -> Iterator[Mark]:
    radius = min(2 * GAP_MM, box.height / 6)
    yield Shape(paths.rectangle(box.x, box.y, box.width, box.height, radius), BLACK)
    within = Box(box.x + radius, box.y, box.width - 2 * radius, box.height)
    yield Words(text, within, style, colour=WHITE)


def _halves(row: Box, first: float) -> tuple[Box, Box]:
    """A row divided after so many millimetres; without a first part the second has it all."""
    gap = 2 * GAP_MM if first and first < row.width else 0
    left = Box(row.x, row.y, first, row.height if first else 0)
    return left, Box(row.x + first + gap, row.y, row.width - first - gap, row.height)

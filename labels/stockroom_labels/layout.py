"""Where each thing stands on a label, in millimetres on the page."""

from dataclasses import dataclass, fields, replace

from stockroom_labels.direction import is_rtl
from stockroom_labels.label import Face, Label
from stockroom_labels.papers import Paper, Style

LOW_MM = 30.0
"""A label lower than this gives its whole height to the QR, and the code goes beside it."""

FOOT_MM = 6.2
"""Height of the strip at the foot, with the code in letters and the number."""

GAP_MM = 1.0
"""Between neighbours that would otherwise touch."""

QR_PART, CODE_PART = 0.43, 0.7
"""Largest share of the label's width for the QR; of the foot for the code beside a number."""

SIZE_MM, DETAILS_MM = 9.0, 4.4
"""Height of the line with the size, and of that with the details."""

LOW_SIZE_MM, LOW_DETAILS_MM, LOW_CODE_MM, LOW_NUMBER_MM = 5.6, 3.4, 3.3, 11.0
"""On a low label: height of size, of details and of a line of the code, width of the number."""

LOW_QR_PART = 0.48
"""Largest share of a low label's width for the QR."""

CODE_LINE_MM = 32.0
"""A narrower place for the code has it in two lines, so that its letters stay legible."""

SIDE_BY_SIDE, SIZE_PART, BAND_PART = 2.5, 0.56, 0.07
"""On a box face: a row so many times wider than high has the signs beside the size; the shares
of its width that the size and the colour take."""


@dataclass(frozen=True)
class Box:
    """A rectangle, in millimetres from the upper left corner of the page."""

    x: float
    y: float
    width: float
    height: float


NOWHERE = Box(0, 0, 0, 0)


@dataclass(frozen=True)
class Layout:
    """The rectangles of one label; that of the QR is square and includes its quiet zone.

    What the label lacks has a rectangle of no height, and its room goes to its neighbour.
    `picture`, `band` (the colour beside the size), `fits` and `season` are for box faces; `part`,
    `run` and `stop` for parcels.
    """

    qr: Box
    product: Box
    details: Box
    size: Box
    code: Box
    number: Box
    picture: Box = NOWHERE
    band: Box = NOWHERE
    fits: Box = NOWHERE
    season: Box = NOWHERE
    part: Box = NOWHERE
    run: Box = NOWHERE
    stop: Box = NOWHERE


def inside(paper: Paper, corner_mm: tuple[float, float]) -> Box:
    """Give the part of the label at `corner_mm` that may carry ink."""
    across, down = paper.edges_mm
    return Box(
        corner_mm[0] + across,
        corner_mm[1] + down,
        paper.label_width_mm - 2 * across,
        paper.label_height_mm - 2 * down,
    )


def layout(paper: Paper, corner_mm: tuple[float, float], label: Label) -> Layout:
    """Divide the label at `corner_mm` as its paper is used: for hand, box face or parcel."""
    room = inside(paper, corner_mm)
    if paper.style == Style.PARCEL:
        from stockroom_labels import parcel  # noqa: PLC0415 - it is made of what stands here

        return parcel.layout(room, label)
    if paper.style == Style.BOX:
        return _box_face(room, label)
    if paper.label_height_mm < LOW_MM:
        return _low(room, label)
    return _footed(room, label)


def _footed(room: Box, label: Label) -> Layout:
    """QR at the left, words beside it, code along the foot."""
    x, y, width = room.x, room.y, room.width
    height = room.height - FOOT_MM
    side = min(height, QR_PART * width)
    size = SIZE_MM if label.size else 0
    details = DETAILS_MM if label.details else 0
    product = height - GAP_MM - size - details
    code = CODE_PART * width if label.number else width
    return Layout(
        qr=Box(x, y + (height - side) / 2, side, side),
        product=Box(x + side, y, width - side, product),
        details=Box(x + side, y + product, width - side, details),
        size=Box(x + side, y + product + details, width - side, size),
        code=Box(x, y + height, code, FOOT_MM),
        number=Box(x + code + GAP_MM, y + height, width - code - GAP_MM, FOOT_MM),
    )


def _low(room: Box, label: Label) -> Layout:
    """QR as high as the label, and beside it the words, the code at their foot."""
    side = min(room.height, LOW_QR_PART * room.width)
    x, width = room.x + side, room.width - side
    code = LOW_CODE_MM * (1 if width >= CODE_LINE_MM else 2)
    size = LOW_SIZE_MM if label.size or label.number else 0
    details = LOW_DETAILS_MM if label.details else 0
    product = room.height - size - details - code
    number = min(LOW_NUMBER_MM, width / 2) if label.number else 0
    low = room.y + product + details
    return Layout(
        qr=Box(room.x, room.y + (room.height - side) / 2, side, side),
        product=Box(x, room.y, width, product),
        details=Box(x, room.y + product, width, details),
        size=Box(x, low, width - number - GAP_MM, size),
        code=Box(x, low + size, width, code),
        number=Box(x + width - number, low, number, max(0, size - GAP_MM / 2)),
    )


def _box_face(room: Box, label: Label) -> Layout:
    """Number and picture above, size and signs across the middle, QR and other words below."""
    parts = (
        0.36 if label.number or label.face.picture else 0.0,
        0.28 if label.size or _signs(label.face) else 0.0,
        0.36,
    )
    above, middle, below = shared(room, parts, GAP_MM * 3)
    number, picture = _top_row(above, label)
    band, size, fits, season = _middle_row(middle, label)
    side = min(below.height, 0.45 * below.width)
    beside = Box(below.x + side, below.y, below.width - side, below.height)
    parts = (4.0, 1.0 if label.details else 0.0, 1.6 if beside.width > 2 * side else 2.4)
    product, details, code = shared(beside, parts, 0)
    face = Layout(
        qr=Box(below.x, below.y + (below.height - side) / 2, side, side),
        product=product,
        details=details,
        size=size,
        code=code,
        number=number,
        picture=picture,
        band=band,
        fits=fits,
        season=season,
    )
    return mirrored(face, room) if is_rtl(label.product) else face


def _signs(face: Face) -> tuple[bool, ...]:
    """Say whether the face tells whom it fits, and when it is worn; empty means neither."""
    told = bool(face.fits or face.fits_sign), bool(face.season or face.season_sign)
    return told if any(told) else ()


def _top_row(row: Box, label: Label) -> tuple[Box, Box]:
    """Give the places of the number and of the picture, which is as high as the row."""
    side = min(row.height, 0.45 * row.width) if label.face.picture else 0
    gap = 4 if side and label.number else 0
    number = Box(row.x, row.y, row.width - side - gap, row.height) if label.number else NOWHERE
    left = row.x + row.width - side if label.number else row.x + (row.width - side) / 2
    picture = Box(left, row.y + (row.height - side) / 2, side, side) if side else NOWHERE
    return number, picture


def _middle_row(row: Box, label: Label) -> tuple[Box, Box, Box, Box]:
    """Give the places of the colour, the size, and the two signs with their words."""
    told = _signs(label.face)
    if told and row.width > SIDE_BY_SIDE * row.height:
        part = SIZE_PART if label.size else 0
        sized = Box(row.x, row.y, part * row.width, row.height)
        fits, season = shared(_right_of(row, sized.width), tuple(map(float, told)), 0)
    else:
        low = 0.34 * row.height if told else 0
        sized = Box(row.x, row.y, row.width, row.height - low)
        half = row.width / 2
        fits, season = (Box(row.x + n * half, row.y + sized.height, half, low) for n in (0, 1))
    if not label.size:
        return NOWHERE, NOWHERE, fits, season
    band = Box(sized.x, sized.y, BAND_PART * row.width, sized.height)
    return band, _right_of(sized, band.width + 3 * GAP_MM), fits, season


def shared(room: Box, parts: tuple[float, ...], gap: float) -> tuple[Box, ...]:
    """Divide a room into rows by their parts; an empty one takes neither height nor gap."""
    used = [part for part in parts if part]
    unit = (room.height - gap * (len(used) - 1)) / sum(used)
    rows, y = [], room.y
    for part in parts:
        rows.append(Box(room.x, y, room.width, part * unit))
        y += part * unit + (gap if part else 0)
    return tuple(rows)


def _right_of(room: Box, left: float) -> Box:
    return Box(room.x + left, room.y, room.width - left, room.height)


def mirrored(face: Layout, room: Box) -> Layout:
    """Give the same for a reader who begins at the right."""
    axis = 2 * room.x + room.width
    return Layout(
        **{
            each.name: replace(box, x=axis - box.x - box.width)
            for each in fields(face)
            for box in (getattr(face, each.name),)
        }
    )

"""Where each thing stands on a label, in millimetres on the page."""

from dataclasses import dataclass

from stockroom_labels.label import Label
from stockroom_labels.papers import Paper

EDGE_MM = 2.0
"""Kept free of ink all round, since sheets feed up to two millimetres askew."""

FOOT_MM = 6.2
"""Height of the strip at the foot, with the code in letters and the number."""

GAP_MM = 1.0
"""Between neighbours that would otherwise touch."""

QR_PART, CODE_PART = 0.43, 0.7
"""Largest share of the label's width for the QR; of the foot for the code beside a number."""

SIZE_MM, DETAILS_MM = 9.0, 4.4
"""Height of the line with the size, and of that with the details."""


@dataclass(frozen=True)
class Box:
    """A rectangle, in millimetres from the upper left corner of the page."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """The rectangles of one label; that of the QR is square and includes its quiet zone.

    What the label lacks has a rectangle of no height, and its room goes to its neighbour.
    """

    qr: Box
    product: Box
    details: Box
    size: Box
    code: Box
    number: Box


def layout(paper: Paper, corner_mm: tuple[float, float], label: Label) -> Layout:
    """Divide the label at `corner_mm`: QR at the left, words beside it, code along the foot."""
    x, y = corner_mm[0] + EDGE_MM, corner_mm[1] + EDGE_MM
    width = paper.label_width_mm - 2 * EDGE_MM
    height = paper.label_height_mm - 2 * EDGE_MM - FOOT_MM
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

"""A QR on whole dots: printers that round a module to uneven dots print codes that do not read."""

from dataclasses import dataclass

from stockroom_labels.errors import N_, Unprintable
from stockroom_labels.layout import Box
from stockroom_labels.papers import MM_PER_INCH

SMALLEST_MODULE_MM = 0.25
"""Two dots at 203 dpi; below that a phone has to come too close to focus."""

_NEARLY = 1e-6  # a side of so many whole dots must not count for one less


@dataclass(frozen=True)
class Square:
    """Where the modules of a QR stand, quiet zone included: corner and module in millimetres."""

    x: float
    y: float
    step: float


def square(box: Box, modules: int, dpi: int | None) -> Square:
    """Fit so many modules in a square box, on whole dots if the printer's dots are known.

    Raises Unprintable (a ValueError) where a module would be smaller than 0.25 mm.
    """
    step = box.width / modules
    dot = MM_PER_INCH / dpi if dpi else 0
    if dot:
        step = int(step / dot + _NEARLY) * dot
    if step < SMALLEST_MODULE_MM - _NEARLY:
        raise Unprintable(
            "qr_small",
            N_("A QR code with {modules} squares is too fine for {side} mm."),
            modules=modules,
            side=round(box.width, 1),
        )
    spare = (box.width - step * modules) / 2
    return Square(_whole(box.x + spare, dot), _whole(box.y + spare, dot), step)


def _whole(measure: float, dot: float) -> float:
    return round(measure / dot) * dot if dot else measure

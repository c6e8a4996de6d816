"""Which sizes may be promised to a wish line by hand: as asked, or as it will be needed."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from stockroom.rules import growth

STEP = {"body_cm": 6, "weight_g": 3000, "foot_mm": 7, "age_months": 6, "adult": 1, "stage": 0}
"""How wide one size is, by scheme: so far above it something larger may be, where that will do."""


class Line(Protocol):
    """What is asked of a wish line, as its row has it."""

    @property
    def size_scheme(self) -> str:
        """What the two ends mean (see rules/sizes)."""

    @property
    def size_low(self) -> int:
        """The lower end."""

    @property
    def size_high(self) -> int:
        """The upper end."""

    @property
    def as_of(self) -> date | None:
        """The day on which the size was right."""

    @property
    def fits(self) -> str:
        """Girl, boy or any."""

    @property
    def substitutes(self) -> bool:
        """Whether something like it will do."""


def as_asked(line: Line) -> tuple[int, int]:
    """Give the range that goods must touch to fit what was asked, word for word."""
    return line.size_low, line.size_high + _room(line)


def as_grown(line: Line, days: tuple[date, date]) -> tuple[int, int]:
    """Give the range that goods must touch to fit when they arrive, on one of the days from-until.

    From what still fits on the first day, though not for long, to what will fit to the end of the
    wear after the last.
    """
    first, last = days
    asked = (line.size_scheme, line.size_low, line.size_high, line.as_of)
    least, _ = growth.needed(*asked, first, fits=line.fits, wear_days=0)
    _, most = growth.needed(*asked, last, fits=line.fits)
    return least, most + _room(line)


def accepted(line: Line, days: tuple[date, date]) -> Sequence[tuple[int, int]]:
    """Give both ranges; goods of the same scheme that touch either may be promised."""
    return as_asked(line), as_grown(line, days)


def _room(line: Line) -> int:
    return STEP.get(line.size_scheme, 0) if line.substitutes else 0

"""Sizes as people write them, turned into two whole numbers that can be compared.

What the numbers mean depends on the scheme, and the printed label is always kept beside them:
body_cm: European clothes sizes (62 is for bodies of 57-62 cm); weight_g: the child's weight in g;
foot_mm: the foot in mm; age_months: both months included; adult: ranks, 1 is XS and 8 is 4XL;
stage: formula stage 1-4; none: nothing to compare (zeros).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from stockroom.errors import Malformed
from stockroom.rules.sizes import ages, body, letters, nappies, shoes
from stockroom.rules.writing import clip

Scheme = Literal["body_cm", "weight_g", "foot_mm", "age_months", "adult", "stage", "none"]

LONGEST_LABEL = 60

_READERS: dict[str, tuple[Scheme, Callable[[str], tuple[int, int]]]] = {
    "EUCM": ("body_cm", body.read),
    "NAP": ("weight_g", nappies.read),
    "SHOE": ("foot_mm", shoes.read),
    "AGE": ("age_months", ages.read),
    "AD": ("adult", letters.read_adult),
    "STG": ("stage", letters.read_stage),
}


@dataclass(frozen=True)
class Size:
    """A size: its scheme, the two ends of what it covers, and the label as printed."""

    scheme: Scheme
    low: int
    high: int
    label: str


def read(text: str, sizing: str) -> Size:
    """Read a label in the catalogue's sizing: EUCM, NAP, SHOE, AGE, AD, STG; any other is free.

    A free size keeps its label only, which may be empty. Raises Malformed: size_missing,
    size_too_long, size_unreadable, size_out_of_range.
    """
    label = " ".join(text.split())
    if len(label) > LONGEST_LABEL:
        raise Malformed("size_too_long", "{text} is too long for a size", text=clip(label))
    if sizing not in _READERS:
        return Size("none", 0, 0, label)
    if not label:
        raise Malformed("size_missing", "This product needs a size; write what the label says")
    scheme, reader = _READERS[sizing]
    low, high = reader(label)
    return Size(scheme, low, high, label)


def are_compared(sizing: str) -> bool:
    """Say whether sizes in this sizing can be compared; other labels are only read by people."""
    return sizing in _READERS


def overlaps(one: Size, other: Size) -> bool:
    """Say whether two sizes of one scheme have anything in common; other schemes never do."""
    return one.scheme == other.scheme and one.low <= other.high and other.low <= one.high


def fits(size: Size, measure: int) -> bool:
    """Say whether a size suits this body (cm), weight (g), foot (mm), age (months) or rank."""
    below = body.STEP_CM - 1 if size.scheme == "body_cm" else 0
    return size.low - below <= measure <= size.high

"""What people give: kinds of things in plausible sizes and numbers, all of them invented."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """A product as it tends to arrive: `fewest` to `most` pieces, or that many packs of `pack`.

    With `sample_g`, ten pieces weigh that many grams and the rest is weighed, not counted.
    `keeps_days` is how long after its arrival the thing may still be used.
    """

    product: str
    sizes: tuple[str, ...]
    fewest: int
    most: int
    condition: str = "good"
    pack: int = 1
    sample_g: int = 0
    keeps_days: int = 0


NAPPIES = ("1", "2", "3", "4", "5")
BODY = ("50", "56", "62", "68", "74", "80", "86")
AGES = ("0-6 m", "6-12 m", "12 m+")
KINDS = (
    Kind("NP-DISP", NAPPIES, 2, 9, "new_sealed", pack=27),
    Kind("NP-PULL", ("5", "6"), 1, 4, "new_sealed", pack=22),
    Kind("NP-WIPE", ("",), 6, 40, "new_sealed", keeps_days=500),
    Kind("NP-CREAM", ("",), 3, 18, "new_sealed", keeps_days=420),
    Kind("NP-BAG", ("",), 4, 20, "new_sealed"),
    Kind("NP-MAT", ("",), 1, 3),
    Kind("CL-BODY", BODY, 4, 24),
    Kind("CL-SLP", BODY, 3, 16),
    Kind("CL-VEST", BODY, 5, 20, "new", pack=5),
    Kind("CL-SOCK", ("16", "17", "18", "21"), 10, 60, "new", sample_g=190),
    Kind("CL-HAT", AGES, 3, 20),
    Kind("CL-JMP", BODY, 2, 9),
    Kind("CL-BOT", BODY, 4, 18),
    Kind("CL-SNOW", ("56", "68", "80"), 1, 4),
    Kind("SH-SOFT", ("17", "18", "21", "22"), 1, 6),
    Kind("BD-BLK", ("",), 2, 12),
    Kind("BD-SWD", ("",), 5, 30, "new", pack=3),
    Kind("BD-BAG", AGES, 1, 6),
    Kind("BA-TOW", ("",), 2, 14),
    Kind("BA-WASH", ("",), 4, 24, "new_sealed", keeps_days=600),
    Kind("BA-BRSH", ("",), 2, 9, "new"),
    Kind("FE-BOT", ("260 ml",), 3, 16, "new_sealed"),
    Kind("FE-TEAT", ("slow",), 4, 20, "new_sealed"),
    Kind("FE-CUP", AGES, 3, 12, "new"),
    Kind("BF-PAD", ("",), 4, 24, "new_sealed"),
    Kind("MA-PAD", ("",), 6, 30, "new_sealed"),
    Kind("MA-WEAR", ("S", "M", "L"), 1, 7),
    Kind("PL-TOY", AGES, 3, 18),
    Kind("PL-BOOK", AGES, 4, 25),
    Kind("HM-THM", ("",), 1, 5, "new_sealed"),
    Kind("SL-COT", ("",), 1, 1),
    Kind("SL-TRAV", ("",), 1, 1),
    Kind("TR-BUG", ("",), 1, 1),
    Kind("TR-PRAM", ("",), 1, 1),
)
BRANDS = ("no label", "no label", "Little Fern", "Nimbus Baby", "Tiny Tide", "Owl & Otter")

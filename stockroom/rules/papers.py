"""The papers that printers of ours can hold, by name; their measures are the labels' own.

The labels know the same papers for themselves; a test holds both to one list.
"""

from __future__ import annotations

from stockroom.errors import Refused
from stockroom.rules.writing import clip

SHEETS = (
    "a4-63x38", "a4-99x38", "a4-99x34", "a4-70x36", "letter-67x25", "a4-plain-90x54", "a4-box",
    "a4-parcel",
)  # fmt: skip
ROLLS = (
    "zebra-51x25", "zebra-102x152", "zebra-102x152-parcel", "brother-62x40", "brother-90x29",
    "dymo-89x25", "dymo-54x25",
)  # fmt: skip
PARCELS = ("a4-parcel", "zebra-102x152-parcel")
"""Those whose labels say a parcel's way."""

TAPES = frozenset({"brother-62x40", "brother-90x29"})
"""Rolls that a Brother printer takes."""

NAMES = (*SHEETS, *ROLLS)
LANGUAGES = r"^(en|ar|fr|ru)$"
"""Those of the words on labels, as those of all papers."""


def check(paper: str, language: str) -> None:
    """Refuse a paper that we do not know, or that the language cannot print on.

    Raises `Refused`: unknown_paper, paper_does_not_fit.
    """
    if paper not in NAMES:
        raise Refused("unknown_paper", "There is no paper called {paper}.", paper=clip(paper))
    fits = {"zpl": paper in ROLLS and paper not in TAPES, "brother": paper in TAPES}
    if not fits.get(language, True):
        raise Refused(
            "paper_does_not_fit",
            "The paper {paper} does not fit such a printer.",
            paper=paper,
        )

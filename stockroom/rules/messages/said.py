"""What a reading of a message is made of: pieces of text, proposed lines, and what was not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

MOST_CHARACTERS = 8_000
MOST_LINES = 60
SURE, LIKELY, GUESS = "sure", "likely", "guess"


@dataclass(frozen=True)
class Thing:
    """A product of the catalogue: how it is sized and packed, and what people here call it."""

    sizing: str = ""
    unit: str = "ea"
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What may be asked for: products and kits by code; a kit has names only."""

    products: Mapping[str, Thing]
    kits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, order=True)
class Piece:
    """A piece of the text, from `start` up to but not including `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The piece in the text's own words."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Proposed:
    """A line as it was understood: for a person to correct, never booked unseen.

    Exactly one of `product` and `kit` is a code. `sure` is sure, likely or guess, and `others` are
    codes that it may be instead. `quantity` is None where none was said; `pack` is how many pieces
    are in each of so many packs, `packs` that packs were said of an unknown number. Urgency is
    None where nothing was said. `doubts` name what a person should look at: how_many, packs, size,
    size_elsewhere, product, each, lacking.
    """

    piece: Piece
    product: str = ""
    kit: str = ""
    sure: str = SURE
    others: tuple[str, ...] = ()
    quantity: int | None = None
    pack: int | None = None
    packs: bool = False
    size: str = ""
    as_of: date | None = None
    needed_by: date | None = None
    fits: str = "any"
    season: str = "any"
    urgency: str | None = None
    new_only: bool = False
    set_number: int | None = None
    doubts: tuple[str, ...] = ()

    @property
    def pieces(self) -> int | None:
        """How many pieces are asked, where that is known."""
        return None if self.quantity is None else self.quantity * (self.pack or 1)


@dataclass(frozen=True)
class Reading:
    """A message as it was understood: lines, and the pieces nothing was made of, in order."""

    lines: tuple[Proposed, ...]
    unread: tuple[Piece, ...]
    cut_off: bool = False

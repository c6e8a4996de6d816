"""What a paper is made of: words, facts, tables, a code, lines to sign on; data without behaviour.

Sizes are in millimetres, type in points. Where a paper reads from right to left, all of it is laid
out from the right; nothing here says left or right.
"""

from __future__ import annotations

from dataclasses import dataclass

SIZES_MM = {"a4": (210.0, 297.0), "a5": (148.0, 210.0)}


@dataclass(frozen=True)
class Text:
    """A paragraph; `after` is the room below it. A heading `leads`: it stays with what follows."""

    text: str
    points: float = 10.5
    bold: bool = False
    after: float = 2.0
    leads: bool = False


@dataclass(frozen=True)
class Facts:
    """Pairs of a name and what it is, one to a line; nothing stands for a line to write on."""

    rows: tuple[tuple[str, str], ...]
    points: float = 11.0
    after: float = 4.0


@dataclass(frozen=True)
class Column:
    """One column of a table: its head, its share of the width, and whether numbers stand in it."""

    head: str
    share: float
    number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under a head that is said again on each page; an empty cell is a box to write in.

    `row_mm` is the least height of a row, `last` a row of sums. Where it `leads`, its last row
    stays with what follows, so that nobody signs on a page with nothing above.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    points: float = 10.0
    row_mm: float = 7.0
    last: tuple[str, ...] = ()
    after: float = 4.0
    leads: bool = False


@dataclass(frozen=True)
class Code:
    """A QR of an address in capitals, with words beside it, the `large` one above them."""

    url: str
    words: tuple[str, ...]
    large: str = ""
    side_mm: float = 26.0
    after: float = 4.0


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, one for each role, each with room for a signature and for day and hour."""

    roles: tuple[str, ...]
    sign: str
    when: str
    row_mm: float = 15.0


@dataclass(frozen=True)
class Stamps:
    """Boxes side by side to stamp in, with what each is for."""

    words: tuple[str, ...]
    height_mm: float = 32.0


@dataclass(frozen=True)
class OuterFace:
    """The third of a sheet that stays outside when it is folded: route colour, shape, stop number.

    Nothing else stands there, since everybody may read it.
    """

    colour: str
    number: str


@dataclass(frozen=True)
class Folds:
    """The second line to fold along, two thirds down the page; what follows stands below it."""


@dataclass(frozen=True)
class NewPage:
    """What follows begins on another page."""


Block = Text | Facts | Table | Code | Signatures | Stamps | OuterFace | Folds | NewPage


@dataclass(frozen=True)
class Paper:
    """One paper: its pages are counted by themselves, "1 of 2", beside its `foot`.

    `format` is "a4" or "a5". `silent_first` leaves the foot off the first page, where that is the
    outside of a folded sheet.
    """

    language: str
    title: str
    blocks: tuple[Block, ...]
    foot: str = ""
    format: str = "a4"
    silent_first: bool = False

"""Turns a pasted message into proposed wish lines, for a person to look at and correct.

No model and no network: words, numbers and where they stand. English, French, Arabic and Russian,
mixed as people mix them. Each line tells from which piece of the text it came, and every piece of
which nothing was made is named, so that nothing is overlooked in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stockroom.rules.messages.marking import marked
from stockroom.rules.messages.putting import Putting
from stockroom.rules.messages.said import (
    MOST_CHARACTERS,
    MOST_LINES,
    Known,
    Piece,
    Proposed,
    Reading,
    Thing,
)

__all__ = [
    "MOST_CHARACTERS",
    "MOST_LINES",
    "Known",
    "Piece",
    "Proposed",
    "Reading",
    "Thing",
    "read",
]


def read(
    text: str, languages: Sequence[str], known: Known, *, today: date | None = None
) -> Reading:
    """Propose wish lines for a message; at most MOST_LINES of its first MOST_CHARACTERS.

    `languages` are hints, the likeliest first; without them they are told from the text. `known`
    are the products and kits that may be asked for; `today` gives days without a year theirs.
    Never raises: what cannot be understood is a piece left unread.
    """
    putting = Putting(marked(text[:MOST_CHARACTERS], languages, known, today), known)
    lines, unread = putting.together()
    if len(text) > MOST_CHARACTERS:
        unread = [*unread, Piece(MOST_CHARACTERS, len(text))]
    unread = [*unread, *(line.piece for line in lines[MOST_LINES:])]
    return Reading(
        tuple(lines[:MOST_LINES]), tuple(sorted(unread)), cut_off=len(lines) > MOST_LINES
    )

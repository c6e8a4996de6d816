"""Which way a text reads, and how a text keeps its way within another; nothing is drawn here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

ISOLATE, ISOLATED = "\u2068", "\u2069"
_HAVE_A_WAY = ("L", "R", "AL")


def is_rtl(text: str) -> bool:
    """Say whether a text reads from right to left, as its first letter with a direction does.

    What is isolated in it does not count (Unicode Standard Annex 9, rules P2 and P3).
    """
    return next(filter(None, map(_way, _outside(text))), "L") != "L"


def isolated(text: str) -> str:
    """Give a text that keeps its own direction within another, whatever stands beside it."""
    if text.count(ISOLATE) != text.count(ISOLATED):
        text = text.replace(ISOLATE, "").replace(ISOLATED, "")
    return f"{ISOLATE}{text}{ISOLATED}" if text and not _takes_its_place(text) else text


def _outside(text: str) -> Iterator[str]:
    """The letters that stand in no isolate."""
    depth = 0
    for letter in text:
        depth += (letter == ISOLATE) - (letter == ISOLATED)
        if depth <= 0:
            yield letter


def _way(letter: str) -> str:
    """The direction of a letter that has one; a number, a space, a comma have none."""
    way = unicodedata.bidirectional(letter)
    return way if way in _HAVE_A_WAY else ""


def _takes_its_place(text: str) -> bool:
    """Say whether a text is nothing but parts that keep their way, the first read from the right.

    Isolated once more, they would follow each other from the left: no letter says otherwise.
    """
    alone = not any(map(_way, _outside(text)))
    return alone and ISOLATE in text and is_rtl(text.replace(ISOLATE, ""))


def closed(lines: Iterable[str]) -> tuple[str, ...]:
    """Give lines whose isolates end with the line, and begin again on the next."""
    depth, made = 0, []
    for line in lines:
        begun = ISOLATE * depth + line
        depth = max(0, depth + line.count(ISOLATE) - line.count(ISOLATED))
        made.append(begun + ISOLATED * depth)
    return tuple(made)

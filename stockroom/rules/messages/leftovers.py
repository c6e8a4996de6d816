"""Tells whether anything is left in a piece of a message once courtesy and asking are taken out."""

from __future__ import annotations

import re

from stockroom.rules.messages import words
from stockroom.rules.messages.clauses import Clause
from stockroom.rules.messages.marking import Marked

_SAID = re.compile(
    rf"(?<!\w)(?:{words.NOT_URGENT}|{words.TWO_WEEKS}|{words.TONIGHT}|{words.NICE}|{words.EACH}"
    rf"|{words.PERSONS}|{words.COURTESY}|{words.ASKING})(?!\w)"
)
_COUNTING = re.compile(
    rf"(?<!\w)(?:{words.PACKS}|{words.PIECES}|{words.ASKING}|{words.EACH})(?!\w)"
)
_ONLY_COURTESY = re.compile(rf"(?<!\w)(?:{words.COURTESY})(?!\w)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_ONE_BAG = re.compile(rf"(?<!\w)(?:{words.ONE_BAG})(?!\w)(?: ?(?:{words.PERSONS}))?")
_TRIM = " \t\n\r-*–—•·,;:.!?>_،؛"


def tells(marked: Marked, start: int, end: int, *, enough: int = 1) -> bool:
    """Whether a stretch says anything beyond courtesy, a size, a day and how urgent it is.

    That takes `enough` words, or a number of something.
    """
    rest = _blanked(marked, start, end)
    if any(start <= one.start < end and one.number < 1_000 for one in marked.counted):
        rest = _ONLY_COURTESY.sub(" ", _COUNTING.sub(" ", rest))
        return _WORD.search(rest) is not None
    return len(_WORD.findall(_SAID.sub(" ", rest))) >= enough


def counts_something(marked: Marked, clause: Clause) -> bool:
    """Whether a clause without a thing counts something all the same: a thing not understood."""
    if clause.named or not clause.counted:
        return False
    rest = _blanked(marked, clause.start, clause.end)
    rest = _ONLY_COURTESY.sub(" ", _COUNTING.sub(" ", rest))
    return _WORD.search(rest) is not None


def trimmed(marked: Marked, start: int, end: int) -> tuple[int, int]:
    """The stretch without the bullets, spaces, stops and joining words around it."""
    joined = re.compile(rf"(?:[{re.escape(_TRIM)}]|{words.JOINS[1:]}(?= ))+")
    text = marked.plain
    lead = joined.match(text, start, end)
    start = lead.end() if lead else start
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end


def _blanked(marked: Marked, start: int, end: int) -> str:
    """The stretch with sizes, numbers, days and "one bag for each" made blank."""
    signs = list(_ONE_BAG.sub(lambda said: " " * len(said[0]), marked.plain[start:end]))
    known = [
        *((one.start, one.end) for one in marked.sized),
        *((one.start, one.end) for one in marked.counted),
        *((one.start, one.end) for one in marked.days),
    ]
    for first, last in known:
        for at in range(max(start, first), min(end, last)):
            signs[at - start] = " "
    return "".join(signs)

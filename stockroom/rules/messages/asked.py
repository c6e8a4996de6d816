"""What one clause asks: which of its numbers is the size and which says how many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from stockroom.rules.categories.saying import denied
from stockroom.rules.messages import sizing, words
from stockroom.rules.messages.clauses import Clause
from stockroom.rules.messages.counting import Counted
from stockroom.rules.messages.marking import Marked, a_word
from stockroom.rules.messages.sizing import ADULT, BARE, Sized

_LACKING = re.compile(rf"(?<!\w)(?:{words.LACKING})\s*(?:\w+\s){{0,2}}$")
_NOT_ASKED = a_word(words.NOT_ASKED)
_NOT_AFTER = re.compile(words.NOT_ASKED_AFTER)
_EACH = a_word(words.EACH)
_SIZE_SIGN = re.compile(r"(?:^|\W)(?:en|in|в|на|t|p|р)\s?$")
_COUNT_SIGN = re.compile(r"[:=–—-]\s*$")
_ONE = re.compile(r"(?:^|\W)(?:an?)\s(?:\w+\s){0,2}$")
_LOOSE = frozenset(
    ("ensemble", "haut", "top", "book", "books", "sheet", "cap", "carrier", "wrap", "pull", "pot",
     "plate", "liner", "set", "tenue", "short", "lit", "lait", "milk", "brush", "pj", "нужна")
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What a clause says beside its product: size, how many, and what is doubtful in it."""

    size: Sized | None
    count: Counted | None
    one: bool = False
    each: bool = False


def asked(marked: Marked, clause: Clause, sizing_of: str, named_end: int) -> Asked:
    """Tell the size from the number in a clause, for a product of that sizing.

    `named_end` is where the product's name ends, or the clause begins where it names none.
    """
    size = _size(marked, clause, sizing_of, named_end)
    counts = [one for one in clause.counted if size is None or not _same(one, size)]
    before = marked.plain[clause.start : clause.named.start] if clause.named else ""
    return Asked(
        size,
        _count(counts, clause),
        one=_ONE.search(before) is not None,
        each=says_each(marked, clause),
    )


def says_each(marked: Marked, clause: Clause) -> bool:
    """Whether so many are meant for each."""
    return _EACH.search(marked.plain, clause.start, clause.end) is not None


def is_lacking(marked: Marked, clause: Clause) -> bool:
    """Whether they say that they are out of it, which is a way to ask."""
    before = marked.plain[clause.start : clause.named.start] if clause.named else ""
    return _LACKING.search(before) is not None


def is_denied(marked: Marked, clause: Clause) -> bool:
    """Whether the product is named only to say that it is not asked for."""
    if clause.named is None:
        return False
    before = marked.plain[clause.start : clause.named.start]
    after = marked.plain[clause.named.end : clause.end]
    if _NOT_AFTER.search(after):
        return True
    if _LACKING.search(before):
        return False
    return _NOT_ASKED.search(before) is not None or denied(before)


def is_loose(marked: Marked, clause: Clause) -> bool:
    """Whether the name is an everyday word, and nothing beside it says that the thing is meant."""
    named = clause.named
    if named is None or named.kit:
        return False
    word = marked.plain[named.start : named.end]
    return word in _LOOSE and not clause.counted and not clause.sized


def _size(marked: Marked, clause: Clause, sizing_of: str, named_end: int) -> Sized | None:
    surely = [one for one in clause.sized if one.kind not in (BARE, ADULT)]
    if not sizing_of:
        return _as_said(marked, clause)
    fitting = [one for one in surely if sizing.suits(one, sizing_of)]
    if fitting:
        return fitting[0]
    bare = [
        one for one in clause.sized if one.kind in (BARE, ADULT) and sizing.suits(one, sizing_of)
    ]
    signed = [one for one in bare if _SIZE_SIGN.search(marked.plain[clause.start : one.start])]
    if signed:
        return signed[0]
    found = next((one for one in bare if _may_be_size(marked, clause, one, named_end)), None)
    return found or (surely[0] if surely else None)


def _as_said(marked: Marked, clause: Clause) -> Sized | None:
    """The size of a thing without sizing, where it is called one or is a capital letter."""
    for one in clause.sized:
        if one.kind == "word" or (one.kind == ADULT and marked.text[one.start].isupper()):
            return one
    return None


def _may_be_size(marked: Marked, clause: Clause, one: Sized, named_end: int) -> bool:
    """A bare number is a size after the name, unless it is the only one and said as a number."""
    count = next((count for count in clause.counted if _same(count, one)), None)
    if one.start < named_end or (count and (count.times or count.packs)):
        return False
    others = [other for other in clause.counted if not _same(other, one)]
    before = marked.plain[clause.start : one.start]
    return bool(others) or _COUNT_SIGN.search(before) is None


def _count(counts: Sequence[Counted], clause: Clause) -> Counted | None:
    """The number that says how many: one marked as such, else the one before the name."""
    marked_so = [one for one in counts if one.packs or one.times]
    if marked_so:
        return marked_so[0]
    before = [one for one in counts if clause.named and one.end <= clause.named.start]
    return before[-1] if before else (counts[0] if counts else None)


def _same(count: Counted, size: Sized) -> bool:
    return count.start < size.end and size.start < count.end

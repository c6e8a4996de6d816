"""Marks in a message all that can be told at sight, before anything is put together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from stockroom.rules import products
from stockroom.rules.inflection import stem
from stockroom.rules.messages import counting, days, sizing, words
from stockroom.rules.messages.counting import Counted
from stockroom.rules.messages.days import Day
from stockroom.rules.messages.said import Known
from stockroom.rules.messages.sizing import Sized
from stockroom.rules.writing import fold, level


@dataclass(frozen=True)
class Named:
    """A product or a kit named in the text."""

    start: int
    end: int
    code: str
    kit: bool = False
    others: tuple[str, ...] = ()
    misspelt: bool = False
    two: bool = False


def a_word(alternatives: str) -> re.Pattern[str]:
    """A pattern for whole words of levelled text."""
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


_SHORTEST_NAME, _LONGEST_NAME = 3, 8
_WORD = re.compile(r"[^\W\d_]+")
_URGENT = (
    ("", a_word(words.NOT_URGENT)),
    ("tonight", a_word(words.TONIGHT)),
    ("two_weeks", a_word(words.TWO_WEEKS)),
    ("nice_to_have", a_word(words.NICE)),
)
_GIRL, _BOY = a_word(words.GIRL), a_word(words.BOY)
_WINTER, _SUMMER = a_word(words.WINTER), a_word(words.SUMMER)
_NEW = a_word(words.NEW)
_SET = a_word(words.SET_HEADING)
_FRENCH, _ENGLISH = a_word(words.FRENCH), a_word(words.ENGLISH)


@dataclass(frozen=True)
class Marked:
    """A text with its marks; every position is one of the text as it was given."""

    text: str
    plain: str
    named: tuple[Named, ...]
    sized: tuple[Sized, ...]
    counted: tuple[Counted, ...]
    days: tuple[Day, ...]
    heads: int | None = None

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.named]

    def names_at(self, at: int) -> bool:
        """Whether a product or kit is named at this place."""
        before = bisect_right(self._starts, at) - 1
        return before >= 0 and at < self.named[before].end

    def urgency(self, start: int, end: int) -> str | None:
        """How soon this stretch of text says that it is needed; routine where not urgent."""
        for word, pattern in _URGENT:
            if pattern.search(self.plain, start, end):
                return word or "routine"
        return None

    def fits(self, start: int, end: int) -> str | None:
        """Whether this stretch speaks of a girl, of a boy, or of both."""
        girl = _GIRL.search(self.plain, start, end) is not None
        boy = _BOY.search(self.plain, start, end) is not None
        return {(True, True): "any", (True, False): "girl", (False, True): "boy"}.get((girl, boy))

    def season(self, start: int, end: int) -> str | None:
        """The season for which this stretch says it is."""
        if _WINTER.search(self.plain, start, end):
            return "winter"
        return "summer" if _SUMMER.search(self.plain, start, end) else None

    def told_of(self, start: int, end: int) -> list[int]:
        """Where this stretch says for whom, for when, or that it must be new."""
        patterns = (_NEW, _GIRL, _BOY, _WINTER, _SUMMER)
        found = (pattern.search(self.plain, start, end) for pattern in patterns)
        return [one.start() for one in found if one]

    def new_only(self, start: int, end: int) -> bool:
        """Whether it must be new; "neuf bodies" are nine."""
        found = (one for one in _NEW.finditer(self.plain, start, end))
        nine = {one.start for one in self.counted if one.number == len("neuf bodi")}
        return any(one.start() not in nine or one[0] != words.NEUF for one in found)


def marked(text: str, languages: Sequence[str], known: Known, today: date | None) -> Marked:
    """Find products, kits, sizes, numbers and days."""
    plain = level(text)
    named = _named(text, plain, languages or spoken(plain), known)
    sized = [one for one in sizing.said(plain) if not _within(one, named)]
    found_days = days.said(plain, today)
    first = Marked(text, plain, tuple(named), tuple(sized), (), tuple(found_days))
    counted, heads = counting.said(plain, sized, first.names_at)
    sets = list(_SET.finditer(plain))
    counted = [
        one
        for one in counted
        if not _within(one, named)
        and not _within(one, found_days)
        and not any(said.start() <= one.start < said.end() for said in sets)
    ]
    return replace(first, counted=tuple(_neuf(plain, counted, first)), heads=heads)


def spoken(plain: str) -> tuple[str, ...]:
    """The languages that a levelled text seems to be in, the likeliest first."""
    if re.search(r"[\u0600-\u06ff]", plain):
        return ("ar", "fr", "en", "ru")
    if re.search(r"[\u0400-\u04ff]", plain):
        return ("ru", "en", "fr", "ar")
    french, english = len(_FRENCH.findall(plain)), len(_ENGLISH.findall(plain))
    return ("fr", "en") if french > english else ("en", "fr")


def _named(text: str, plain: str, languages: Sequence[str], known: Known) -> list[Named]:
    kits = [Named(start, end, code, kit=True) for start, end, code in _places(plain, known.kits)]
    names = {code: thing.names for code, thing in known.products.items()}
    own = [Named(start, end, code) for start, end, code in _places(plain, names)]
    told = [
        Named(one.start, one.end, one.code, False, one.others, one.misspelt, one.two)
        for one in products.mentions(text, languages)
    ]
    taken: list[Named] = []
    longest_first = sorted(own + told, key=lambda one: (one.start - one.end, one.start))
    for one in [*sorted(kits, key=lambda one: one.start - one.end), *longest_first]:
        if (one.kit or one.code in known.products) and not _within(one, taken):
            taken.append(
                replace(one, others=tuple(code for code in one.others if code in known.products))
            )
    return sorted(taken, key=lambda one: one.start)


def _places(plain: str, names: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, int, str]]:
    """Where a name stands, whatever its ending: "newborn starters" for a newborn starter."""
    phrases = {
        tuple(stem(word) for word in _WORD.findall(fold(name))): code
        for code, called in names.items()
        for name in called
    }
    longest = min(_LONGEST_NAME, max(map(len, phrases), default=0))
    found = [(one.start(), one.end(), stem(one[0])) for one in _WORD.finditer(plain)]
    for first in range(len(found)):
        for last in range(first, min(len(found), first + longest)):
            phrase = tuple(word for _, _, word in found[first : last + 1])
            if phrase in phrases and len("".join(phrase)) >= _SHORTEST_NAME:
                yield found[first][0], found[last][1], phrases[phrase]


def _within(one: Sized | Counted | Named, others: Sequence[Named | Day]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _neuf(plain: str, counted: Sequence[Counted], marked: Marked) -> list[Counted]:
    """Leave out a "neuf" that says new: only right before a thing does it count nine."""
    return [
        one
        for one in counted
        if plain[one.start : one.end] != words.NEUF or marked.names_at(one.end + 1)
    ]

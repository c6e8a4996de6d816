"""Finds numbers and places that lead to somebody: cells, cases, addresses, days, and health."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stockroom.rules.blacking import words

Span = tuple[int, int]

_DAY = r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ](?:\d{4}|\d{2}))(?!\d)"
_SPOKEN_DAY = r"\d{1,2}\w{0,4} [^\W\d_]{3,10} \d{4}"
_PLACE = re.compile(
    rf"(?<!\w)(?:{words.PLACES_WITH_NUMBER})(?!\w)[ :.°#№-]{{0,3}}(?:no\.? ?|n° ?|رقم )?"
    r"(?P<value>[a-z]?-?\d{1,5}[a-z]?(?!\w)|[a-z](?![\w'-]))"
)
_NUMBERED = re.compile(
    rf"(?<!\w)(?:{words.NUMBERED})(?!\w)[ :.°#№-]{{0,3}}(?P<value>(?=[\w/-]*\d)[\w/-]{{2,30}})"
)
# "unit: 20 bodysuits": a number of things, not of a room.
_COUNTS = re.compile(r" ?(?:[^\W\d]+ ){0,2}")
_LONG = re.compile(
    r"(?<![\w.,/-])(?:[a-z]{0,4}-?\d[\d -]{3,}\d{2}|[a-z]{1,3}\d{4,}[a-z]{0,3}|\d{5,}[a-z]{0,3}"
    r"|\d{2,5}[/-]\d{3,6}(?:[/-]\d+)?)(?![\w])(?! ?(?:g|gr|ml|мл|kg|pcs|шт)\b)"
)
_STREETS = (
    re.compile(
        rf"(?<![\w.,])\d{{1,4}}(?: ?[a-d])?,? (?:{words.STREETS_AFTER_NUMBER}) [^\n,;.]{{2,50}}"
    ),
    re.compile(
        rf"(?<!\w)(?:{words.STREETS_BEFORE_NUMBER})(?!\w)\.? ?[^\n,;.]{{2,40}}"
        r"(?:, ?(?:д|дом|кв|корп|n°|no|رقم)?\.? ?\d{1,4}\w?){0,3}"
    ),
)
_STREET_OF_NAME = re.compile(
    rf"(?<!\w)\d{{1,4}}[a-d]?,? (?:[^\W\d_][\w'-]+ ){{1,3}}(?:{words.STREETS_OF_NAMES})(?!\w)"
)
_POSTCODE = re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}(?!\w)")
_FULL_DAY = re.compile(rf"(?<![\w.,/-])(?:{_DAY}|{_SPOKEN_DAY})")
_DEADLINE = re.compile(rf"(?<!\w)(?:{words.DEADLINE})[ :]*$")
_TELLING = re.compile(rf"(?<!\w)(?:{words.HEALTH}|{words.ORIGINS})(?!\w)")
_JUSTICE = re.compile(
    rf"(?<!\w)(?:{words.JUSTICE})(?!\w)(?:[^\n.;]{{0,20}}?(?:{_DAY}|{_SPOKEN_DAY}))?"
)


def found(text: str, plain: str, things: Sequence[Span]) -> Iterator[Span]:
    """Spans of levelled text that tell of a person; `things` are the products named in it."""
    for pattern in (_PLACE, _NUMBERED):
        for match in pattern.finditer(plain):
            counts = any(_COUNTS.fullmatch(plain, match.end(), start) for start, _ in things)
            if not counts and not _meets(match.span(), things):
                yield match.span("value")
    for pattern in (_LONG, _POSTCODE):
        yield from (match.span() for match in pattern.finditer(plain))
    yield from _addresses(text, plain, things)
    for match in _FULL_DAY.finditer(plain):
        if not _DEADLINE.search(plain[max(0, match.start() - 12) : match.start()]):
            yield match.span()
    for pattern in (_TELLING, _JUSTICE):
        for match in pattern.finditer(plain):
            if not _meets(match.span(), things):
                yield match.span()


def _addresses(text: str, plain: str, things: Sequence[Span]) -> Iterator[Span]:
    for pattern in _STREETS:
        for match in pattern.finditer(plain):
            # What is wished for may follow the address on the same line.
            stop = min(
                (start for start, _ in things if start >= match.start()), default=match.end()
            )
            if match.start() < stop:
                yield match.start(), min(match.end(), stop)
    for match in _STREET_OF_NAME.finditer(plain):
        if text[match.end() - 1] != plain[match.end() - 1] or _has_capitals(text, match):
            yield match.span()


def _has_capitals(text: str, match: re.Match[str]) -> bool:
    return any(sign.isupper() for sign in text[match.start() : match.end()])


def _meets(span: Span, things: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in things)

"""Looks in free text for what we never keep: e-mail, telephone, date of birth, a person's name.

A net of patterns for English, French, Russian and Arabic, meant to warn before saving, never to
forbid. A bare first name passes it: no list of names is kept, since every list is unfair.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from stockroom.rules.privacy_words import (
    BIRTH,
    CALL,
    MONTHS,
    NAMED,
    NO_PERSON,
    SURE_TITLES,
    TITLES,
)
from stockroom.rules.writing import clip, western

Kind = Literal["email", "phone", "birth_date", "name"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Worry:
    """Something that looks personal: what, an English sentence about it, and where it stands."""

    kind: Kind
    sentence: str
    found: str
    start: int
    end: int

    def __str__(self) -> str:
        return self.sentence.format(found=self.found)


_CAPITAL = r"[^\W\d_a-zà-öø-ÿа-яё][\w'’-]+"
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+\s?[@＠]\s?[\w-]+(?:\.[\w-]+)+")
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./])\d{1,2}\2(?:\d{4}|\d{2}))(?!\d)"
)
_SPOKEN_DATE = re.compile(rf"(?:\d{{1,2}}\w{{0,4}}\s+)?\b(?:{MONTHS})\b|\b(?:19|20)\d\d\b", re.I)
_BIRTH = re.compile(rf"(?<!\w)(?:{BIRTH})(?!\w)", re.I)
# A pattern, and the fewest and the most digits a number of its kind has.
_PHONES = (
    (re.compile(r"(?<![\w+])(?:\+|00)\s?\(?[1-9](?:[\s().-]{0,2}\d){6,14}(?!\w)"), 8, 17),
    (re.compile(r"(?<![\w.,-])\(?0\d{1,4}\)?(?:[\s./-]{0,2}\d{2,4}){2,4}(?![\w-])"), 9, 11),
    (re.compile(r"(?<![\w.,-])8[\s-]?\(?\d{3}\)?[\s-]?\d{3}[\s-]?\d\d[\s-]?\d\d(?![\w-])"), 11, 11),
    (re.compile(r"(?<![\w.,-])\(?[2-9]\d\d\)?[\s.-][2-9]\d\d[\s.-]\d{4}(?![\w-])"), 10, 10),
    (re.compile(rf"(?<!\w)(?:{CALL})[\s.:№#]*\+?\d(?:[\s().-]?\d){{4,14}}(?!\w)", re.I), 5, 15),
)
_NAMES = (
    re.compile(rf"(?<!\w)(?i:{SURE_TITLES})\.?\s+(?!(?i:{NO_PERSON})\b)[^\W\d_][\w'’-]+"),
    re.compile(rf"(?<!\w)(?i:{TITLES})\.?\s+(?!(?i:{NO_PERSON})\b){_CAPITAL}"),
    re.compile(rf"(?<!\w)(?i:{NAMED})[\s:]+{_CAPITAL}"),
    re.compile(rf"(?<!\w)[Nn]ée?\s+{_CAPITAL}"),
    re.compile(r"(?<!\w)[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вн|ичн|вич|ьич)[а-яё]{0,2}(?!\w)"),
)
_BIRTH_REACH = 25


def worries(text: str) -> list[Worry]:
    """List what looks personal in a note, in order of place; an empty list is no promise."""
    plain = western(text)
    found = [
        *_seen(text, "email", "{found} looks like an e-mail address", _email_spans(plain)),
        *_seen(text, "birth_date", "{found} looks like a date of birth", _birth_spans(plain)),
        *_seen(text, "phone", "{found} looks like a telephone number", _phone_spans(plain)),
        *_seen(text, "name", "{found} looks like a person's name", _name_spans(plain)),
    ]
    return sorted(found, key=lambda worry: (worry.start, worry.end, worry.kind))


def _seen(text: str, kind: Kind, sentence: str, spans: Iterable[Span]) -> list[Worry]:
    """Make the worries of one kind, each place once although several patterns found it."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span[0] < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(span[1], apart[-1][1]))
        else:
            apart.append(span)
    return [Worry(kind, sentence, clip(text[start:end]), start, end) for start, end in apart]


def _email_spans(plain: str) -> Iterable[Span]:
    return (match.span() for match in _EMAIL.finditer(plain))


def _name_spans(plain: str) -> Iterable[Span]:
    return (match.span() for pattern in _NAMES for match in pattern.finditer(plain))


def _birth_spans(plain: str) -> Iterator[Span]:
    days = [*_DATE.finditer(plain), *_SPOKEN_DATE.finditer(plain)]
    for word in _BIRTH.finditer(plain):
        for day in days:
            apart = max(day.start() - word.end(), word.start() - day.end())
            if 0 <= apart <= _BIRTH_REACH:
                yield min(word.start(), day.start()), max(word.end(), day.end())


def _phone_spans(plain: str) -> Iterator[Span]:
    days = [match.span() for match in _DATE.finditer(plain)]
    for pattern, fewest, most in _PHONES:
        for match in pattern.finditer(plain):
            digits = sum(sign.isdigit() for sign in match[0])
            is_day = any(start < match.end() and match.start() < end for start, end in days)
            if fewest <= digits <= most and not is_day:
                yield match.span()

"""Blackens in a message whatever may tell who somebody is, before the message is kept or shown.

A net of patterns, wider than that of rules/privacy: rather a word too much than a name too few.
Names of things, sizes and numbers of pieces stay, for wish lines are read from what is left. A
name in small letters, or in a script without capitals, is found only beside a word that gives it
away; no list of names is kept, since every list is unfair.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stockroom.rules import products
from stockroom.rules.blacking import names, numbers
from stockroom.rules.messages import sizing
from stockroom.rules.messages.said import MOST_CHARACTERS
from stockroom.rules.privacy import worries
from stockroom.rules.writing import level

BLACK = "████"
Span = tuple[int, int]


class Blackened(NamedTuple):
    """A text with bars in the place of what was taken out, and where those bars stand in it."""

    text: str
    spans: tuple[Span, ...]


def blackened(text: str) -> Blackened:
    """The first MOST_CHARACTERS of a text, blacked out; every bar is as long as any other."""
    clean = _clean(text)[:MOST_CHARACTERS]
    parts: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for start, end in _together(_found(clean)):
        parts += [clean[at:start], BLACK]
        length += start - at
        spans.append((length, length + len(BLACK)))
        length += len(BLACK)
        at = end
    # Bars may be longer than what they stand for.
    whole = "".join([*parts, clean[at:]])[:MOST_CHARACTERS]
    return Blackened(whole, tuple(span for span in spans if span[1] <= len(whole)))


def _found(text: str) -> Iterator[Span]:
    plain = level(text)
    things = [(one.start, one.end) for one in products.mentions(text) if not one.misspelt]
    measured = [(one.start, one.end) for one in sizing.said(plain) if one.kind != "bare"]
    yield from ((worry.start, worry.end) for worry in worries(text) if worry.kind != "name")
    yield from numbers.found(text, plain, things)
    kept = [*things, *measured]
    known = (worry for worry in worries(text) if worry.kind == "name")
    yield from _beside(((worry.start, worry.end) for worry in known), kept)
    yield from _beside(names.found(text, plain, things), kept)


def _beside(spans: Iterable[Span], kept: Iterable[Span]) -> Iterator[Span]:
    """The spans without the parts that belong to a line."""
    stays = sorted(kept)
    for start, end in spans:
        at = start
        for first, last in stays:
            if first < end and at < last:
                yield at, max(at, first)
                at = last
        yield at, max(at, end)


def _together(spans: Iterable[Span]) -> list[Span]:
    together: list[Span] = []
    for start, end in sorted(spans):
        if together and start <= together[-1][1]:
            together[-1] = (together[-1][0], max(end, together[-1][1]))
        elif start < end:
            together.append((start, end))
    return together


def _clean(text: str) -> str:
    """The text without signs that nobody sees, with lines ended in one way."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign for sign in lines if sign == "\n" or unicodedata.category(sign) not in _UNSEEN
    ).replace("\u00a0", " ")


_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}

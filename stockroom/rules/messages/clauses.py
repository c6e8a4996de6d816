"""Cuts a message into sentences, and those into clauses that speak of one thing each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stockroom.rules.messages.counting import Counted
from stockroom.rules.messages.marking import Marked, Named
from stockroom.rules.messages.sizing import Sized
from stockroom.rules.messages.words import SEPARATOR

_END = re.compile(r"\n|[.!?…؟](?=\s|$)|[;؛](?=\s|$)|[•●▪◦]")
_SEPARATOR = re.compile(SEPARATOR)
_ABBREVIATED = re.compile(r"(?:^|\W)(?:\w|sz|no|nr|env|app|tel|pcs|шт|разм|мес|р-р|ул|г)$")


@dataclass(frozen=True)
class Sentence:
    """A stretch between full stops or line ends; `heading` where a colon ends it."""

    start: int
    end: int
    heading: bool
    after_blank: bool


@dataclass(frozen=True)
class Clause:
    """A stretch about one thing at most, with the sizes and numbers that stand in it."""

    start: int
    end: int
    named: Named | None
    sized: Sequence[Sized]
    counted: Sequence[Counted]


def sentences(marked: Marked) -> Iterator[Sentence]:
    """The sentences in order; empty ones are left out."""
    plain, start, lines = marked.plain, 0, 0
    for end, after in [*_ends(plain), (len(plain), len(plain))]:
        bare = plain[start:end].strip(" \t-*–—•·>_")
        if bare:
            is_last_of_line = plain[end : end + 1] in ("\n", "")
            heading = bare.endswith(":") and is_last_of_line
            yield Sentence(start, end, heading, lines > 1)
            lines = 0
        lines += plain[end:after].count("\n")
        start = after


def _ends(plain: str) -> Iterator[tuple[int, int]]:
    for match in _END.finditer(plain):
        before = plain[max(0, match.start() - 6) : match.start()]
        # "р. 74", "sz. 62": no sentence ends there, unless the line does.
        ends_line = plain[match.end() : match.end() + 1] == "\n"
        if match[0] != "." or ends_line or _ABBREVIATED.search(before) is None:
            yield match.start(), match.end()


def clauses(marked: Marked, sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence: cut at commas and "and", and before each further thing."""
    lead = lead_end(marked, sentence)
    cuts = [sentence.start, lead] if lead > sentence.start else [sentence.start]
    for match in _SEPARATOR.finditer(marked.plain, lead, sentence.end):
        if not (_inside(match.start(), marked) or _bracketed(marked, sentence, match.start())):
            cuts.append(match.start())
    cuts.append(sentence.end)
    return [
        clause for start, end in pairwise(cuts) for clause in _one_thing_each(marked, start, end)
    ]


def lead_end(marked: Marked, sentence: Sentence) -> int:
    """Where what stands before a colon ends, if no thing is named before it."""
    colon = marked.plain.find(":", sentence.start, sentence.end)
    named = min(
        (one.start for one in marked.named if sentence.start <= one.start < sentence.end),
        default=sentence.end,
    )
    return colon if sentence.start <= colon < named else sentence.start


def _bracketed(marked: Marked, sentence: Sentence, at: int) -> bool:
    """Whether a place is between brackets, where a comma parts nothing."""
    before = marked.plain[sentence.start : at]
    after = marked.plain[at : sentence.end]
    opened = before.rfind("(") > before.rfind(")")
    return (
        opened
        and ")" in after
        and not any(
            sentence.start + before.rfind("(") < one.start < at + after.find(")")
            for one in marked.named
        )
    )


def _inside(at: int, marked: Marked) -> bool:
    return marked.names_at(at) or any(
        one.start < at < one.end for one in marked.sized if one.kind != "bare"
    )


def _one_thing_each(marked: Marked, start: int, end: int) -> Iterator[Clause]:
    named = [one for one in marked.named if start <= one.start < end]
    leads = bool(named) and any(
        start <= one.start < named[0].start for one in marked.counted if one.start >= start
    )
    cuts = [start]
    for before, after in pairwise(named):
        between = [one for one in marked.counted if before.end <= one.start < after.start]
        cuts.append(between[-1].start if between and leads else after.start)
    cuts.append(end)
    for first, last in pairwise(cuts):
        inside = [one for one in named if first <= one.start < last]
        yield Clause(
            first,
            last,
            inside[0] if inside else None,
            [one for one in marked.sized if first <= one.start < last],
            [one for one in marked.counted if first <= one.start < last],
        )

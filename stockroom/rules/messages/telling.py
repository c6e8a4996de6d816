"""What a sentence or a heading says about the lines in it or below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from stockroom.rules.messages import words
from stockroom.rules.messages.clauses import Clause, Sentence, lead_end
from stockroom.rules.messages.marking import Marked, Named, a_word
from stockroom.rules.messages.sizing import BARE, Sized

_SET = a_word(words.SET_HEADING)
_NICE = "nice_to_have"


@dataclass
class Context:
    """What was said about several lines at once; `used` once a line was made under it.

    `leading` are the sizes before a colon.
    """

    sizes: list[Sized] = field(default_factory=list)
    leading: list[Sized] = field(default_factory=list)
    fits: str | None = None
    season: str | None = None
    urgency: str | None = None
    new_only: bool = False
    set_number: int | None = None
    named: Named | None = None
    used: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether nothing of it could be lent to a line."""
        return not (
            self.sizes or self.fits or self.urgency or self.set_number or self.named or self.season
        )


def told(marked: Marked, sentence: Sentence, found: Sequence[Clause]) -> Context:
    """What a whole sentence says, and not of one thing in it alone.

    "For a girl, size 62: 3 tops, 2 coats" lends both; "a coat for a boy and 2 tops" lends nothing.
    """
    lead = lead_end(marked, sentence)
    apart = [(one.start, one.end) for one in found if one.named is None]
    alone = not any(one.named for one in found) or len(found) == 1
    spans = [(sentence.start, sentence.end)] if alone else [(sentence.start, lead), *apart]
    fits = {marked.fits(start, end) for start, end in spans} - {None}
    seasons = {marked.season(start, end) for start, end in spans} - {None}
    sizes = [
        one
        for one in marked.sized
        if sentence.start <= one.start < sentence.end
        and one.kind != "adult"
        and (one.kind != BARE or _stands_alone(marked, sentence, one))
    ]
    return Context(
        sizes=sizes,
        leading=[one for one in sizes if one.start < lead],
        fits=fits.pop() if len(fits) == 1 else None,
        season=seasons.pop() if len(seasons) == 1 else None,
        urgency=for_all(marked.urgency(sentence.start, sentence.end)),
        new_only=any(marked.new_only(start, end) for start, end in spans),
        set_number=_numbered(marked, sentence),
    )


def for_all(urgency: str | None) -> str | None:
    """An urgency that may hold beside its own thing; "if you have one" is of one thing only."""
    return None if urgency == _NICE else urgency


def _numbered(marked: Marked, sentence: Sentence) -> int | None:
    said = _SET.search(marked.plain, sentence.start, sentence.end)
    return int(said[1]) or None if said else None


def _stands_alone(marked: Marked, sentence: Sentence, one: Sized) -> bool:
    """Whether a bare number is all that a heading says: "62:"."""
    rest = marked.plain[sentence.start : one.start] + marked.plain[one.end : sentence.end]
    return not re.search(r"\w", rest)

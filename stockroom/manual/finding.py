"""Which sections of the manual answer a question, best first, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from stockroom.manual.pages import Manual, Page
from stockroom.manual.rendering import Section
from stockroom.rules.writing import fold

MOST_LETTERS = 100
MOST_WORDS = 6
MOST_FOUND = 20
SHORTEST = 3
WORDS_SHOWN = 32
# Pages for those who write programs come after those for everybody else.
FOR_PROGRAMS = frozenset({"command-line", "commands"})
EVERYWHERE = frozenset(
    fold(
        "a an and are can do does for from how i in is it my of on or the to what when where "
        "which with ما من في على عن إلى هل كيف أين متى ماذا هو هي أنا هذا هذه لا أو و"
    ).split()
)
_PLURAL = re.compile(r"(?<=.{3})(?:(?<=x|s|z)es|(?<=ch|sh)es|(?<!s)s)$")
_AROUND = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
_ARTICLE = re.compile(r"^(?:وال|بال|لل|ال)(?=.{3})")

Marked = tuple[tuple[str, bool], ...]


class Found(NamedTuple):
    """A section that answers, and its sentence that answers best, cut into plain and marked."""

    page: Page
    section: Section
    sentence: Marked


def find(manual: Manual, question: str, language: str) -> list[Found]:
    """The sections with most of the words: those in titles first, then headings, then text."""
    words = words_of(question)
    if not words:
        return []
    scored = []
    for page in manual.contents(language):
        title = fold(page.title)
        for section in page.sections:
            known, score = _weigh(words, title, section)
            scored.append((known, score, page, section))
    most = max((known for known, *_ in scored), default=0)
    best = [one for one in scored if most and one[0] == most]
    best.sort(key=lambda one: (one[2].name in FOR_PROGRAMS, -one[1]))
    return [
        Found(page, section, marked(_telling(section.sentences, words), words))
        for _, _, page, section in best[:MOST_FOUND]
    ]


def words_of(question: str) -> tuple[str, ...]:
    """The words of a question as they are compared: folded, without plural or article.

    Words that are on every page count only where there is no other.
    """
    found = re.findall(r"[^\W_]+", fold(question[:MOST_LETTERS]))
    telling = [word for word in found if word not in EVERYWHERE] or found
    bare = (_ARTICLE.sub("", _PLURAL.sub("", word)) for word in telling)
    return tuple(dict.fromkeys(bare))[:MOST_WORDS]


def marked(sentence: str, words: Sequence[str]) -> Marked:
    """The sentence in pieces, each told whether it is one of the words; long ones are cut."""
    pieces = sentence.split()
    hits = [_has_any(fold(piece), words) for piece in pieces]
    first = hits.index(True) if True in hits else 0
    start = max(0, min(first - WORDS_SHOWN // 3, len(pieces) - WORDS_SHOWN))
    shown: list[tuple[str, bool]] = [("… ", False)] if start else []
    for piece, hit in list(zip(pieces, hits, strict=True))[start : start + WORDS_SHOWN]:
        before, word, after = _AROUND.fullmatch(piece).groups()  # type: ignore[union-attr]
        shown += [(before, False), (word, hit), (f"{after} ", False)]
    if start + WORDS_SHOWN < len(pieces):
        shown.append(("…", False))
    return tuple(shown)


def _weigh(words: Iterable[str], title: str, section: Section) -> tuple[int, int]:
    """How many of the words are here, and how much they weigh."""
    heading, text = _folded(section)
    known = score = 0
    for word in words:
        times = min(_times(word, text), 3)
        in_heading, in_title = _times(word, heading) > 0, _times(word, title) > 0
        known += bool(times or in_heading or in_title)
        # The page's own beginning stands for the page; its other sections follow.
        score += times + 6 * in_heading + (8 if section.level == 1 else 2) * in_title
    return known, score


@lru_cache(maxsize=1024)
def _folded(section: Section) -> tuple[str, str]:
    """Its heading and its text as they are compared; folding the manual anew is slow."""
    return fold(section.title), fold(" ".join(section.sentences))


def _telling(sentences: Sequence[str], words: Sequence[str]) -> str:
    """The first of the sentences with most of the words."""
    return max(sentences, key=lambda one: _known(fold(one), words), default="")


def _known(text: str, words: Sequence[str]) -> int:
    return sum(_times(word, text) > 0 for word in words)


def _has_any(text: str, words: Sequence[str]) -> bool:
    return any(_times(word, text) for word in words)


def _times(word: str, text: str) -> int:
    """How often a word is in a text; a very short one only as a whole."""
    if len(word) < SHORTEST:
        return len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text))
    return text.count(word)

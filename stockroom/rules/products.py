"""Guesses which product people's own words mean, so that a person only has to nod."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from stockroom.rules.inflection import shortened, stem
from stockroom.rules.product_words import BY_LANGUAGE
from stockroom.rules.writing import fold, level

Phrase = tuple[str, ...]

_MOST_WORDS = 40
_SHORTEST_TYPO = 6
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[ '/-]{0,2}")
# "and", "with", "for": written as one with the next word in Arabic.
_JOINED = ("و", "لل", "بال", "وال", "ول", "ب", "ل")


class Mention(NamedTuple):
    """A product named in a text: where, its code, what else it may be, and whether misspelt."""

    start: int
    end: int
    code: str
    others: tuple[str, ...] = ()
    misspelt: bool = False
    two: bool = False


class _Word(NamedTuple):
    start: int
    end: int
    stem: str
    close: bool
    misspelt: bool
    two: bool


def guess(description: str) -> str | None:
    """Give the product code whose words stand in the description, or None where none do.

    The longest phrase wins, so that "nappy cream" is no nappy and a "cot mattress" no cot; of two
    equally long the one that stands first. A guess is offered to a person, never booked unseen.
    """
    words = _words(description)
    phrases = _phrases()
    found = [
        (-sum(map(len, phrase)), start, phrases[phrase][0])
        for start in range(len(words))
        for end in range(start + 1, min(len(words), start + _longest()) + 1)
        if (phrase := tuple(words[start:end])) in phrases
    ]
    return min(found)[-1] if found else None


def mentions(text: str, languages: Sequence[str] = ()) -> list[Mention]:
    """Every product that a text names, in the order of the text; none overlaps another.

    Where languages share a word, those named come first. A word of one letter amiss is found and
    marked; an Arabic dual ("two blankets" in one word) is told by `two`.
    """
    taken: list[Mention] = []
    for _length, _start, one in sorted(_candidates(_words_of(text), languages)):
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one)
    return sorted(taken)


def is_named_by(word: str) -> bool:
    """Whether a word, in any of its forms, stands in the name of some product."""
    _joined, _stem, misspelt, _two = _known_stem(level(word))
    return not misspelt and _stem in _vocabulary()


def _candidates(
    words: Sequence[_Word], languages: Sequence[str]
) -> Iterator[tuple[int, int, Mention]]:
    """Phrases with their length, negative so that the longest sort first."""
    for first in range(len(words)):
        for last in range(first, min(len(words), first + _longest())):
            if last > first and not words[last].close:
                break
            many = words[first : last + 1]
            phrase = tuple(one.stem for one in many)
            if phrase in _phrases():
                yield -sum(map(len, phrase)), many[0].start, _mention(phrase, many, languages)


def _mention(phrase: Phrase, words: Sequence[_Word], languages: Sequence[str]) -> Mention:
    codes = _phrases()[phrase]
    spoken = (_of_language(language).get(phrase) for language in languages)
    code = next((one for one in spoken if one), codes[0])
    others = dict.fromkeys(one for one in (*codes, *_wider(phrase)) if one != code)
    return Mention(
        words[0].start,
        words[-1].end,
        code,
        tuple(others),
        any(one.misspelt for one in words),
        any(one.two for one in words),
    )


def _words_of(text: str) -> list[_Word]:
    """The words with their stems; a close one follows the word before it without a sign."""
    plain = level(text)
    found: list[_Word] = []
    before = 0
    for match in _WORD.finditer(plain):
        joined, known, misspelt, two = _known_stem(match[0])
        close = not joined and _BETWEEN.fullmatch(plain, before, match.start()) is not None
        found.append(_Word(match.start() + joined, match.end(), known, close, misspelt, two))
        before = match.end()
    return found


def _known_stem(word: str) -> tuple[int, str, bool, bool]:
    """How many letters before it are "and" or "for", its stem, whether misspelt, whether two."""
    vocabulary = _vocabulary()
    if stem(word) in vocabulary:
        return 0, stem(word), False, _is_dual(word)
    if not word.isascii():
        for joined in _JOINED:
            rest = word.removeprefix(joined)
            if rest != word and len(rest) > 2 and stem(rest) in vocabulary:
                return len(joined), stem(rest), False, _is_dual(rest)
    near = _meant(word)
    return (0, near, True, False) if near else (0, stem(word), False, False)


def _meant(word: str) -> str | None:
    """The one word of the tables that differs from a long word by a single letter."""
    if len(word) < _SHORTEST_TYPO:
        return None
    near = {
        one
        for short in shortened(stem(word))
        for one in _shortened_words().get(short, ())
        if one[0] == word[0]
    }
    return near.pop() if len(near) == 1 else None


def _is_dual(word: str) -> bool:
    return len(word) > 5 and word.endswith(("تين", "تان", "ين", "ان")) and word not in _written()


def _words(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(fold(text))][:_MOST_WORDS]


@cache
def _of_language(language: str) -> dict[Phrase, str]:
    table: dict[Phrase, str] = {}
    for code, names in BY_LANGUAGE.get(language, {}).items():
        for name in names.split(","):
            table.setdefault(tuple(_words(name)), code)
    return table


@cache
def _phrases() -> dict[Phrase, tuple[str, ...]]:
    """Each phrase with its codes, that of the earliest language first."""
    table: dict[Phrase, tuple[str, ...]] = {}
    for language in BY_LANGUAGE:
        for phrase, code in _of_language(language).items():
            if code not in table.get(phrase, ()):
                table[phrase] = (*table.get(phrase, ()), code)
    return table


@cache
def _wider(phrase: Phrase) -> tuple[str, ...]:
    """What the same words begin when more of them follow: a nappy may be one for swimming."""
    found = [
        code
        for other, codes in _phrases().items()
        if len(other) > len(phrase) and other[: len(phrase)] == phrase
        for code in codes
    ]
    return tuple(dict.fromkeys(found))[:3]


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for phrase in _phrases() for word in phrase)


@cache
def _shortened_words() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for word in _vocabulary():
        if len(word) >= _SHORTEST_TYPO - 1:
            for short in shortened(word):
                table.setdefault(short, set()).add(word)
    return table


@cache
def _written() -> frozenset[str]:
    """Every word of the tables as it is written there."""
    return frozenset(
        word
        for words_of in BY_LANGUAGE.values()
        for names in words_of.values()
        for word in _WORD.findall(fold(names))
    )

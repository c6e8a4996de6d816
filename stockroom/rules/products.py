"""Guesses which product a donor's own words mean, so that a person only has to nod."""

import re
from functools import cache

from stockroom.rules.product_words import BY_LANGUAGE
from stockroom.rules.writing import fold

Phrase = tuple[str, ...]

_MOST_WORDS = 40


def guess(description: str) -> str | None:
    """Give the product code whose words stand in the description, or None where none do.

    The longest phrase wins, so that "nappy cream" is no nappy and a "cot mattress" no cot; of two
    equally long the one that stands first. A guess is offered to a person, never booked unseen.
    """
    words = _words(description)
    phrases = _phrases()
    found = [
        (-sum(map(len, phrase)), start, phrases[phrase])
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
        if (phrase := tuple(words[start:end])) in phrases
    ]
    return min(found)[-1] if found else None


def _words(text: str) -> list[str]:
    return [_stem(word) for word in re.findall(r"[^\W\d_]+", fold(text))][:_MOST_WORDS]


def _stem(word: str) -> str:
    """Take off the plural s of Latin words and the Arabic article."""
    if word.isascii():
        return word[:-1] if len(word) > 3 and word.endswith("s") else word
    return word.removeprefix("ال") if len(word) > 4 else word


@cache
def _phrases() -> dict[Phrase, str]:
    table: dict[Phrase, str] = {}
    for words_of in BY_LANGUAGE.values():
        for code, names in words_of.items():
            for name in names.split(","):
                table.setdefault(tuple(_words(name)), code)
    return table

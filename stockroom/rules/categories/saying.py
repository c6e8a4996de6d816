"""Looks in a donor's own words for a fact, and minds the words that deny it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stockroom.rules.writing import fold

_DENIALS = frozenset(
    fold(word)
    for word in (
        "no", "not", "never", "none", "without", "n't", "pas", "jamais", "sans", "aucun", "aucune",
        "не", "нет", "без", "никогда", "غير", "بدون", "لم", "لا", "ni", "nor", "ни", "ولا",
    )
)  # fmt: skip
_REACH = 4


def mark(sentence: str) -> str:
    """The English sentence as it is, marked for the catalogues; import it as `_`."""
    return sentence


def says(phrases: Iterable[str], *texts: str) -> bool:
    """Whether a text says one of the phrases and does not deny it just before.

    A phrase ending in `*` also matches longer words. "never in a crash" denies the crash, "no
    label" is a phrase of its own; a comma ends what a denial reaches.
    """
    patterns = [_pattern(phrase) for phrase in phrases]
    clauses = [clause for text in texts for clause in re.split(r"[,;.:()/]|\s-\s", fold(text))]
    return any(
        not denied(clause[: match.start()])
        for clause in clauses
        for pattern in patterns
        for match in pattern.finditer(clause)
    )


def denied(before: str) -> bool:
    """Whether what follows these words, folded and of the same clause, is denied by them."""
    near = re.findall(r"[\w']+", before)[-_REACH:]
    return any(word in _DENIALS or word.endswith("n't") for word in near)


def _pattern(phrase: str) -> re.Pattern[str]:
    words = re.escape(fold(phrase.rstrip("*"))).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?")
    end = r"\w*" if phrase.endswith("*") else r"(?!\w)"
    # "crash-tested" is praise.
    return re.compile(rf"(?<!\w){words}{end}(?![\s-]?test)")

"""Puts names in the order in which the reader looks for them.

The full rules of Unicode (PyICU, or the table of pyuca, which pulls the same order for every
language) are heavier than a list of some hundred names needs. Folding is enough for ours: in
French, accents count only where all else is equal, so é stands with e and œ is spelled out; in
Russian, ё stands with е, while й keeps its place after и, which the order of Unicode gives it; in
Arabic, letters stand in Unicode in the order of the alphabet once the forms of alef and hamza are
levelled, taa marbuta and alef maqsura are read as haa and yaa, vowel marks are left out, and the
article, which dictionaries pass over, is not counted. Names in another script follow those of the
reader's own, as Unicode has it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")
_ALIKE = str.maketrans(
    {"ё": "е", "œ": "oe", "æ": "ae", "ß": "ss", "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا",
     "ؤ": "و", "ئ": "ي", "ى": "ي", "ة": "ه", "ـ": ""}
)  # fmt: skip
_KEPT = {"й"}
_ARTICLE = re.compile(r"\bال(?=\w{2})")


def by_name(things: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """The things in the order of their names."""
    return sorted(things, key=lambda one: key(name(one)))


def key(name: str) -> tuple[str, str]:
    """What two names are compared by: their letters, and their accents where those are alike."""
    whole = unicodedata.normalize("NFC", name).casefold().translate(_ALIKE)
    letters = "".join(map(_plain, _ARTICLE.sub("", whole)))
    return re.sub(r"[^\w\s]+", " ", letters).strip(), whole


def _plain(letter: str) -> str:
    if letter in _KEPT:
        return letter
    apart = unicodedata.normalize("NFKD", letter)
    return "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")

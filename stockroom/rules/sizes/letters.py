"""Reads the sizes that only have an order: XS to 4XL of mothers' clothes, stages of formula."""

import re

from stockroom.errors import Malformed
from stockroom.rules.sizes.digits import plain, telling_words
from stockroom.rules.writing import clip

ADULT = ("XS", "S", "M", "L", "XL", "2XL", "3XL", "4XL")
STAGES = (1, 2, 3, 4)

_RANK = {name.casefold(): rank for rank, name in enumerate(ADULT, start=1)} | {
    "xxl": 6, "xxxl": 7, "xxxxl": 8,
    "small": 2, "medium": 3, "large": 4, "extra large": 5, "x large": 5,
}  # fmt: skip
_EVERY_SIZE = {
    telling_words(plain(word))
    for word in ("one size", "onesize", "taille unique", "единый", "واحد", "مقاس واحد")
}
_CYRILLIC = str.maketrans("хсмл", "xsml")
_STAGE = re.compile(
    r"(?:stage|step|etape|ступень|смесь|المرحلة|مرحلة)?\s*(\d)"
    r"\s*(?:er|e|eme|st|nd|rd|th)?\s*(?:age|stage|ступень)?"
)


def read_adult(text: str) -> tuple[int, int]:
    """Give the smallest and the largest adult size as ranks: 1 is XS, 8 is 4XL.

    Cyrillic letters that look or sound like them count. Raises Malformed: size_unreadable.
    """
    words = telling_words(plain(text))
    if words in _EVERY_SIZE:
        return 1, len(ADULT)
    latin = words.translate(_CYRILLIC)
    ranks = [_RANK.get(part, 0) for part in ([latin] if latin in _RANK else latin.split())]
    if not ranks or 0 in ranks or len(ranks) > 2:
        raise Malformed(
            "size_unreadable",
            "{text} is not an adult size we can read; write XS, S, M, L, XL, 2XL, 3XL or 4XL",
            text=clip(text),
        )
    return min(ranks), max(ranks)


def read_stage(text: str) -> tuple[int, int]:
    """Give the stage of a formula, 1 to 4, twice. Raises Malformed: size_unreadable."""
    found = _STAGE.fullmatch(telling_words(plain(text)))
    if not found or int(found[1]) not in STAGES:
        raise Malformed(
            "size_unreadable",
            "{text} is not a stage we can read; write the number on the tin, 1 to 4",
            text=clip(text),
        )
    return int(found[1]), int(found[1])

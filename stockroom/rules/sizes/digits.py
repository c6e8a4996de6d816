"""Normalises a written size before it is taken apart: digits, dashes, decimal signs, spacing."""

import re

from stockroom.rules.writing import fold

_SIZE_WORDS = {
    fold(word)
    for word in (
        "size", "sizes", "sz", "eu", "eur", "no", "nr", "approx",
        "taille", "t", "pointure", "n°", "numéro",
        "размер", "размеры", "р", "рост", "номер",
        "مقاس", "المقاس", "قياس", "رقم",
    )
}  # fmt: skip
_SIGNS_BETWEEN = re.compile(r"[\s.,;:/()\[\]#№'\"-]+")


def plain(text: str) -> str:
    """Fold a size for reading, with a point for the decimal comma ("10,5" becomes "10.5")."""
    return re.sub(r"(?<=\d),(?=\d)", ".", fold(text))


def telling_words(text: str) -> str:
    """Keep the words that say something: not "size", "taille", "рост", "مقاس", nor punctuation."""
    words = _SIGNS_BETWEEN.sub(" ", text).split()
    return " ".join(word for word in words if word not in _SIZE_WORDS)

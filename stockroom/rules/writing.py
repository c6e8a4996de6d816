"""How people write: other scripts' digits, accents, signs nobody sees, and texts too long."""

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = {"Cf", "Mn"}
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def western(text: str) -> str:
    """Write every decimal digit of any script as 0-9, character for character.

    The length never changes, so a position found in the result is a position in the text.
    """
    return re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit[0])), text)


def fold(text: str) -> str:
    """Make two ways of writing the same word equal: case, accents, vowel marks and digits go.

    Also levels the Arabic alef forms, the Russian yo and short i, and dashes and apostrophes of
    every kind. For comparing only, never for storing: word lists must be folded as well.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", western(text)).casefold())
    seen = "".join(sign for sign in plain if unicodedata.category(sign) not in _INVISIBLE)
    straight = re.sub(r"[’‘ʼ`´]", "'", re.sub(r"[‐-―−]", "-", seen))
    return " ".join(straight.split())


def level(text: str) -> str:
    """Make words comparable as `fold` does, character for character: positions stay those of it.

    What folds to nothing or to several letters is kept as it stands; every space but a line's end
    becomes a plain one.
    """
    return "".join(map(_level_sign, western(text)))


def clip(text: str, limit: int = 40) -> str:
    """Shorten what a person wrote so that it can be repeated inside a sentence."""
    shown = "".join(" " if unicodedata.category(s) in _UNPRINTABLE else s for s in text)
    line = " ".join(shown.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


@lru_cache(maxsize=4_096)
def _level_sign(sign: str) -> str:
    if sign.isspace():
        return "\n" if sign in "\n\v\f\r\u0085\u2028\u2029" else " "
    folded = fold(sign)
    return folded if len(folded) == 1 else sign

"""Secrets of portal links: made of letters that a person can read out, type and be forgiven.

Twenty letters of Crockford's base 32 carry 100 bits, which nobody guesses; small letters, gaps and
the look-alikes O, I and L are read as they were meant.
"""

import re

from stockroom.rules.check_letter import ALPHABET
from stockroom.rules.writing import western

LETTERS, BITS, GROUP = 20, 100, 4
LONGEST_TYPED = 200
_GAPS = re.compile(r"[\s_.#‐-―−-]+")
_MISREAD = str.maketrans("OIL", "011")


def make(bits: int) -> str:
    """Turn 100 random bits into a secret: 20 capital letters and digits without gaps.

    Raises ValueError when the number needs more than 100 bits or is negative.
    """
    if not 0 <= bits < 1 << BITS:
        raise ValueError("the secret of a link carries exactly 100 bits")
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(BITS - 5, -1, -5))


def show(secret: str) -> str:
    """Group a secret for the eye and the telephone: five times four letters."""
    return "-".join(secret[at : at + GROUP] for at in range(0, len(secret), GROUP))


def read(typed: str) -> str:
    """Give the secret in what was typed, pasted or scanned; empty where there is none.

    A whole address counts too: what stands behind its `#` is the secret.
    """
    if len(typed) > LONGEST_TYPED:
        return ""
    said = _GAPS.sub("", western(typed.rpartition("#")[2])).upper().translate(_MISREAD)
    return said if len(said) == LETTERS and set(said) <= set(ALPHABET) else ""

"""The number on a gate sheet: seven digits that people say aloud, the last of them a check digit.

The check digit is Damm's (H. M. Damm, Total anti-symmetrische Quasigruppen, 2004): it catches every
single wrong digit and every swap of two neighbours, and needs no letter beside the ten digits.
"""

import re

from stockroom.errors import Malformed
from stockroom.rules.writing import clip, western

DIGITS = 7
HIGHEST = 999_999
LONGEST_TYPED = 40

_QUASIGROUP = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_GAPS = re.compile(r"[\s_.#/‐-―−-]+")


def make(number: int) -> str:
    """Give the receipt number of a number from 0 to 999,999: its six digits and the check digit.

    Raises ValueError outside of that.
    """
    if not 0 <= number <= HIGHEST:
        raise ValueError("a receipt number is made of a number with six digits")
    body = f"{number:06}"
    return body + _check_digit(body)


def show(receipt_number: str) -> str:
    """Group a receipt number for the eye and the telephone: "482 9137"."""
    return f"{receipt_number[:3]} {receipt_number[3:]}"


def read(text: str) -> str:
    """Give the seven digits that somebody typed, gaps and digits of any script allowed.

    Raises Malformed: not_a_receipt_number, wrong_check.
    """
    digits = _GAPS.sub("", western(text[: LONGEST_TYPED + 1]))
    if not (len(text) <= LONGEST_TYPED and re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits)):
        raise Malformed(
            "not_a_receipt_number",
            "{text} is not a receipt number; one has seven digits, like 482 9137",
            text=clip(text),
        )
    if _check_digit(digits[:-1]) != digits[-1]:
        raise Malformed(
            "wrong_check",
            "{text} has a wrong digit or two digits swapped; look at the sheet again",
            text=show(digits),
        )
    return digits


def _check_digit(body: str) -> str:
    interim = 0
    for digit in body:
        interim = int(_QUASIGROUP[interim][int(digit)])
    return str(interim)

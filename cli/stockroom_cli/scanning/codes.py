"""What a scanned or typed text names, without network: a label code, a number, goods, a name.

Twin of the service's own reading, and held to the same examples as it is; batch and use-by date
of a shop's goods are left to the service.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
CODE_LENGTH = 13
LONGEST_TEXT = 200
HIGHEST_NUMBER = 999_999
GTIN_LENGTHS = (8, 12, 13, 14)
SEPARATOR = "\x1d"

_SYMBOL = re.compile(r"\][A-Za-z][0-9]")
_OF_GS1 = frozenset({"]C1", "]e0", "]d2", "]Q3", "]J1"})
_ELEMENTS = re.compile(r"(?:.*\x1d)?01([0-9]{14}).*", re.DOTALL)
_LABEL = re.compile(r"https?://[^/?#]+/t/([^/?#]+)/?(?:[?#].*)?", re.IGNORECASE)
_LINK = re.compile(r"https?://[^?#]*?/01/([0-9]{8,14})(?:[/?#].*)?", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9](?:[ -]?[0-9])*")
_GAPS = re.compile(r"[\s_.‐-―−-]+")
_MISREAD = str.maketrans("OIL", "011")
_BOX_WORDS = (
    "box", "bin", "carton", "crate", "number", "num", "nr", "no", "n°",
    "boîte", "bac", "caisse", "numéro",
    "коробка", "коробку", "коробке", "короб", "ящик", "номер",
    "صندوق", "الصندوق", "علبة", "كرتون", "كرتونة", "حاوية", "رقم",
)  # fmt: skip
_POLYNOMIAL, _OVERFLOW = 0b100101, 0b100000


@dataclass(frozen=True)
class Read:
    """A `code` or `number` of ours, `goods` by their GTIN, a `name`, or `nothing` that is any.

    The GTIN of goods is empty where the service alone can tell it.
    """

    kind: Literal["code", "number", "goods", "name", "nothing"]
    text: str = ""
    number: int = 0


NOTHING = Read("nothing")


def read(text: str) -> Read:
    """Understand a text by its form alone; what is known by that name is not asked."""
    bare = text.strip(" \t\r\n")
    symbol = _SYMBOL.match(bare)
    line = bare[symbol.end() :] if symbol else bare
    if not line or len(text) > LONGEST_TEXT:
        return NOTHING
    if (symbol and symbol[0] in _OF_GS1) or SEPARATOR in line or line.startswith("("):
        return _elements(line)
    if re.match(r"https?://", line, re.IGNORECASE):
        return _address(line)
    digits = western(line)
    if _DIGITS.fullmatch(digits):
        return _of_digits(re.sub("[ -]", "", digits))
    return _label(" ".join(unicodedata.normalize("NFKC", line).split()))


def check_letter(body: str) -> str:
    """The letter that belongs after these: a weighted sum over the field of 32 elements."""
    total = 1
    for letter in body:
        doubled = (total ^ ALPHABET.index(letter)) << 1
        total = doubled ^ _POLYNOMIAL if doubled & _OVERFLOW else doubled
    return ALPHABET[total]


def is_code(text: str) -> bool:
    """Whether this is a code in capital letters without gaps, its check letter right."""
    known = len(text) == CODE_LENGTH and set(text) <= set(ALPHABET)
    return known and check_letter(text[:-1]) == text[-1]


def gtin(digits: str) -> str:
    """The 14 digits of a barcode; empty for a wrong one, and for the short UPC-E."""
    if len(digits) not in GTIN_LENGTHS or (len(digits) == min(GTIN_LENGTHS) and digits[0] == "0"):
        return ""
    long = digits.zfill(max(GTIN_LENGTHS))
    weighed = sum(int(digit) * (1 if at % 2 else 3) for at, digit in enumerate(long))
    return "" if weighed % 10 else long


def western(text: str) -> str:
    """Every decimal digit of any script as 0-9."""
    return re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit[0])), text)


def fold(text: str) -> str:
    """Two ways of writing the same word made equal, for comparing only."""
    return " ".join(unicodedata.normalize("NFKC", western(text)).casefold().split())


_NUMBER = re.compile(
    r"(?:(?:" + "|".join(sorted(map(fold, _BOX_WORDS), reverse=True)) + r")[\s.:-]*)*#?\s*(\d{1,9})"
)


def _elements(line: str) -> Read:
    bracketed = re.search(r"\(01\)\s*([0-9]{14})", line) if line.startswith("(") else None
    if line.startswith("(") and SEPARATOR not in line and bracketed is None:
        return Read("name", line)
    found = bracketed or _ELEMENTS.fullmatch(line)
    return Read("goods", gtin(found[1]) if found else "")


def _address(line: str) -> Read:
    label, link = _LABEL.fullmatch(line), _LINK.fullmatch(line)
    if label is not None:
        return _checked(_letters(label[1]))
    return Read("goods", gtin(link[1])) if link is not None else NOTHING


def _of_digits(digits: str) -> Read:
    if len(digits) <= len(str(HIGHEST_NUMBER)):
        return Read("number", number=int(digits)) if int(digits) else NOTHING
    if len(digits) > max(GTIN_LENGTHS):
        return _elements(digits) if re.match(r"01[0-9]{14}", digits) else NOTHING
    is_short_upc = len(digits) == min(GTIN_LENGTHS) and digits[0] == "0"
    return Read("goods", gtin(digits)) if is_short_upc or gtin(digits) else NOTHING


def _label(line: str) -> Read:
    letters = _letters(line)
    number = _NUMBER.fullmatch(fold(line))
    if number and (len(letters) != CODE_LENGTH or number[1] != letters):
        inside = 1 <= int(number[1]) <= HIGHEST_NUMBER
        return Read("number", number=int(number[1])) if inside else NOTHING
    groups = [len(group) for group in _GAPS.split(line)]
    whole = any(sign.isdigit() for sign in line) or groups in ([13], [4, 4, 5])
    if len(letters) == CODE_LENGTH and whole:
        return _checked(letters)
    if re.match(r"01[0-9]{14}", line):
        return _elements(line)
    return Read("name", line)


def _letters(line: str) -> str:
    """Without gaps, what the eye confuses undone; empty where other signs are left."""
    letters = _GAPS.sub("", western(line))
    plain = letters.isascii() and letters.isalnum()
    return letters.upper().translate(_MISREAD) if plain else ""


def _checked(letters: str) -> Read:
    return Read("code", letters) if is_code(letters) else NOTHING

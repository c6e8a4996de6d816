"""Label codes: made, printed, and read back from whatever a person or a camera hands over.

A code is 12 random letters (60 bits) and a check letter. What a person writes in its place may be
a short number ("box 214") or the name of a bin ("A3"), so all three are read at the same door. A
lot of a mixed box has no code and goes by its number ("lot 328") wherever a lot is asked for.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from stockroom.errors import Malformed
from stockroom.rules.check_letter import ALPHABET, check_letter
from stockroom.rules.writing import clip, fold, western

CODE_LENGTH = 13
LONGEST_TEXT = 200
LONGEST_NAME = 60
HIGHEST_NUMBER = 999_999

_BITS = 60
_QR_ALPHANUMERIC_HOST = re.compile(r"[0-9A-Z.:-]+")
_GAPS = re.compile(r"[\s_.‐-―−-]+")
_PRINTED_GROUPS = ([13], [4, 4, 5])
_MISREAD = str.maketrans("OIL", "011")
_BOX_WORDS = (
    "box", "bin", "carton", "crate", "number", "num", "nr", "no", "n°",
    "boîte", "bac", "caisse", "numéro",
    "коробка", "коробку", "коробке", "короб", "ящик", "номер",
    "صندوق", "الصندوق", "علبة", "كرتون", "كرتونة", "حاوية", "رقم",
)  # fmt: skip
_LOT_WORDS = ("lot", "партия", "партию", "партии", "دفعة", "الدفعة")
_LOT = re.compile(r"(?:" + "|".join(map(fold, _LOT_WORDS)) + r") (\d{1,9})")
_NUMBER = re.compile(
    r"(?:(?:" + "|".join(sorted(map(fold, _BOX_WORDS), reverse=True)) + r")[\s.:-]*)*#?\s*(\d+)"
)


@dataclass(frozen=True)
class ByCode:
    """The text named a thing by its label code, given in canonical form."""

    code: str
    kind: Literal["code"] = "code"


@dataclass(frozen=True)
class ByNumber:
    """The text named a box or bin by the short number that people say aloud."""

    number: int
    kind: Literal["number"] = "number"


@dataclass(frozen=True)
class ByName:
    """The text is neither code nor number: perhaps the name of a place."""

    name: str
    kind: Literal["name"] = "name"


Reference = ByCode | ByNumber | ByName


def make(bits: int) -> str:
    """Turn 60 random bits into a code: 13 upper-case letters without gaps.

    Raises ValueError when the number needs more than 60 bits or is negative.
    """
    if not 0 <= bits < 1 << _BITS:
        raise ValueError("a label code carries exactly 60 bits")
    body = "".join(ALPHABET[bits >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    return body + check_letter(body)


def is_code(text: str) -> bool:
    """Say whether this is a code in canonical form, its check letter right."""
    letters_known = len(text) == CODE_LENGTH and set(text) <= set(ALPHABET)
    return letters_known and check_letter(text[:-1]) == text[-1]


def show(code: str) -> str:
    """Group a canonical code for the eye and the phone: 4, 4 and 5 letters."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


def lot_number(text: str) -> int | None:
    """Give the number in "lot 328", where the text is that, in any of our languages."""
    found = _LOT.fullmatch(fold(text))
    return int(found[1]) if found else None


def name_of_lot(code: str | None, number: int) -> str:
    """Say what commands call a lot: its code, or "lot 328" where it has none."""
    return code or f"lot {number}"


def url(code: str, host: str) -> str:
    """Give the address a QR holds, in capitals so that the QR stays small (alphanumeric mode).

    The host may carry a port; raises ValueError when it has signs that mode lacks.
    """
    capital = host.upper()
    if not _QR_ALPHANUMERIC_HOST.fullmatch(capital):
        raise ValueError("a label host is written with letters, digits, dots, hyphens and a port")
    return f"HTTPS://{capital}/T/{code}"


def read(text: str, hosts: Collection[str]) -> Reference:
    """Understand what was scanned, typed or said: a code, a short number, or else a name.

    Thirteen ASCII letters and digits are a code, with gaps anywhere; only where there is no digit
    at all must they stand unbroken or grouped as printed, so that "Donation shelf" is a name.
    Addresses count on `hosts` only. Raises Malformed: empty, too_long, unprintable, wrong_check,
    wrong_letter, not_ours, not_a_label, number_out_of_range, name_too_long.
    """
    line = _one_line(text)
    path = _path(line, hosts)
    if path is not None:
        return ByCode(_code_in(path))
    letters = _letters(line)
    number = _NUMBER.fullmatch(fold(line))
    # Thirteen bare digits are a code that happens to have no letter.
    if number and (len(letters) != CODE_LENGTH or number[1] != letters):
        return ByNumber(_short_number(number[1]))
    if _is_attempt(line, letters):
        return ByCode(_checked(letters))
    if len(line) > LONGEST_NAME:
        raise Malformed(
            "name_too_long", "{text} is too long for the name of a place", text=clip(line)
        )
    return ByName(line)


def _one_line(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise Malformed("too_long", "{text} is too long for a label", text=clip(text))
    seen = (sign for sign in text.strip() if unicodedata.category(sign) != "Cf")
    line = unicodedata.normalize("NFKC", "".join(seen)).strip()
    if any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in line):
        raise Malformed("unprintable", "{text} has signs that no label has", text=clip(line))
    if not line:
        raise Malformed("empty", "There is nothing written here; scan a label or type its letters")
    return " ".join(line.split())


def _path(line: str, hosts: Collection[str]) -> str | None:
    """Give the path of an address of ours, or None where the line is no address."""
    parts = re.fullmatch(r"(?:([a-z]+)://)?([^/?#]*)([^?#]*).*", line, re.IGNORECASE)
    scheme, host, path = parts.groups() if parts else (None, "", "")
    ours = _bare(host) in {_bare(known) for known in hosts}
    if scheme and not (ours and scheme.lower() in {"http", "https"}):
        raise Malformed(
            "not_ours", "This label leads to {host}; it is not one of ours", host=clip(host)
        )
    return path if ours and (scheme or path) else None


def _bare(host: str) -> str:
    return re.sub(r":\d*$", "", host.casefold()).rstrip(".")


def _code_in(path: str) -> str:
    label = re.fullmatch(r"/t/([^/]+)/?", path, re.IGNORECASE)
    letters = _letters(label[1]) if label else ""
    if len(letters) != CODE_LENGTH:
        raise Malformed(
            "not_a_label", "{text} is an address of ours, but not a label", text=clip(path)
        )
    return _checked(letters)


def _short_number(digits: str) -> int:
    number = int(digits)
    if not 1 <= number <= HIGHEST_NUMBER:
        raise Malformed(
            "number_out_of_range",
            "{text} is not the number of a box; those go from 1 to {highest}",
            text=clip(digits),
            highest=HIGHEST_NUMBER,
        )
    return number


def _letters(line: str) -> str:
    """Drop the gaps and undo what the eye confuses; empty where other signs are left."""
    letters = _GAPS.sub("", western(line))
    plain = letters.isascii() and letters.isalnum()
    return letters.upper().translate(_MISREAD) if plain else ""


def _is_attempt(line: str, letters: str) -> bool:
    if len(letters) != CODE_LENGTH:
        return False
    groups = [len(group) for group in _GAPS.split(line)]
    return any(sign.isdigit() for sign in line) or groups in _PRINTED_GROUPS


def _checked(letters: str) -> str:
    strange = sorted(set(letters) - set(ALPHABET))
    if strange:
        raise Malformed(
            "wrong_letter",
            "{code} has the letter {letter}, which no label has",
            code=show(letters),
            letter=strange[0],
        )
    if not is_code(letters):
        raise Malformed(
            "wrong_check",
            "{code} has a wrong letter or two letters swapped; look at the label again",
            code=show(letters),
        )
    return letters

"""Undoes what another keyboard layout makes of a scan.

A scanner sends the keys of an American keyboard, and a terminal is handed the letters that its own
layout has on them. There is no asking for the keys; so what cannot be read is put back by each
layout, and counts where it then is a code with a right check letter, a barcode with a right check
digit, or a card of a verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from stockroom_cli.scanning import codes
from stockroom_cli.scanning.codes import Read

CARD = "STOCKROOM:"
MOST_READINGS = 256
_PLAIN = tuple("`1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./")
_SHIFTED = tuple('~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?')
# Each layout's own signs on the same keys, plain and shifted, as the X keyboard database has them.
_FRENCH = (
    tuple("²&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*wxcvbn,;:!"),
    tuple("~1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µWXCVBN?./§"),
)
_GERMAN = (
    tuple("^1234567890ß´qwertzuiopü+asdfghjklöä#yxcvbnm,.-"),
    tuple("°!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ'YXCVBNM;:_"),
)
_RUSSIAN = (
    tuple("ё1234567890-=йцукенгшщзхъфывапролджэ\\ячсмитьбю."),
    tuple('Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭ/ЯЧСМИТЬБЮ,'),
)
_ARABIC = (
    (*"ذ1234567890-=ضصثقفغعهخحجدشسيبلاتنمكط\\ئءؤر", "لا", *"ىةوزظ"),
    (
        *"\u0651!@#$%^&*)(_+\u064e\u064b\u064f\u064c",
        *("لإ", "إ", "`", "÷", "×", "؛", "<", ">", "\u0650", "\u064d", "]", "["),
        *("لأ", "أ", "ـ", "،", "/", ":", '"', "|", "~", "\u0652", "}", "{"),
        *("لآ", "آ", "'", ",", ".", "؟"),
    ),
)
_LAYOUTS = (_FRENCH, _GERMAN, _RUSSIAN, _ARABIC)


def meant(text: str) -> tuple[Read, ...]:
    """What the scanner may have sent where the text is what some other layout made of it.

    A card of a verb is a name that begins with `CARD`.
    """
    if len(text) > codes.LONGEST_TEXT:
        return ()
    written = codes.western(text)
    readings = (one for keys in _BACK for one in islice(_put_back(written, keys), MOST_READINGS))
    found = (_sure(one) for one in readings)
    return tuple(dict.fromkeys(one for one in found if one.text))


def _sure(text: str) -> Read:
    """What carries its own proof in a text: a code, goods or a card; nothing for any other."""
    if text.upper().startswith(CARD):
        return Read("name", text.upper())
    read = codes.read(text)
    return read if read.kind in ("code", "goods") else codes.NOTHING


def _keys(plain: tuple[str, ...], shifted: tuple[str, ...]) -> Mapping[str, str]:
    pairs = [*zip(plain, _PLAIN, strict=True), *zip(shifted, _SHIFTED, strict=True)]
    back: dict[str, str] = {}
    for theirs, ours in pairs:
        back.setdefault(theirs, ours)
    return back | {" ": " ", codes.SEPARATOR: codes.SEPARATOR}


def _put_back(text: str, keys: Mapping[str, str]) -> Iterator[str]:
    """Each way to read the text as keys: one key may make two letters, as the Arabic lam-alef."""
    readings = [("", 0)]
    while readings:
        done, at = readings.pop()
        if at == len(text):
            yield done
            continue
        for length in (1, 2):
            sign = keys.get(text[at : at + length])
            if sign is not None and at + length <= len(text):
                readings.append((done + sign, at + length))


_BACK = tuple(_keys(plain, shifted) for plain, shifted in _LAYOUTS)

"""Finds the days that a message names: until when something is needed, when a size was right."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_MONTHS = (
    ("jan", "янв", "ينا"), ("feb", "fev", "фев", "فبر"), ("mar", "мар", "مار"),
    ("apr", "avr", "апр", "ابر"), ("may", "mai", "мая", "маи", "ماي"),
    ("jun", "juin", "июн", "يوني"), ("jul", "juil", "июл", "يولي"), ("aug", "aou", "авг", "اغس"),
    ("sep", "сен", "سبت"), ("oct", "окт", "اكت"), ("nov", "ноя", "نوف"),
    ("dec", "дек", "ديس"),
)  # fmt: skip
_NAMES = {start: number for number, starts in enumerate(_MONTHS, start=1) for start in starts}
_NAME = "|".join(sorted(_NAMES, key=len, reverse=True))
_DAY = re.compile(
    rf"(?<![\w./-])(?:(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)"
    rf"|(?P<d2>\d{{1,2}})[./](?P<m2>\d{{1,2}})(?:[./](?P<y2>20\d\d))?"
    rf"|(?P<d3>\d{{1,2}})(?:st|nd|rd|th"
    rf"|er)?(?: of)? (?P<m3>{_NAME})\w*\.?(?: (?P<y3>20\d\d))?)(?![\w/])"
)
_UNTIL = re.compile(
    r"(?:pour|avant|d'ici|jusqu'au|by|before|until|till|needed|due|for|до|к|قبل|لغاية|حتى)"
    r"(?: le| au| the| يوم| تاريخ)? ?$"
)
_AS_OF = re.compile(
    r"(?:as of|measured(?: on)?|weighed(?: on)?|sizes? on|mesures?(?: le)?|pesee?s?(?: le)?"
    r"|tailles? au|au|на|по состоянию на|измерен\w* ?|بتاريخ|اعتبارا من|في يوم) ?$"
)


class Day(NamedTuple):
    """A day named in the text, and whether it is a last day or the day of a size."""

    start: int
    end: int
    on: date
    until: bool


def said(plain: str, today: date | None) -> list[Day]:
    """The days that levelled text gives a meaning to; without a year the nearest one to come.

    For a size, the nearest one past. Days that nothing is said about are left out.
    """
    found = []
    for match in _DAY.finditer(plain):
        before = plain[max(0, match.start() - 24) : match.start()]
        until = _UNTIL.search(before) is not None
        if not until and _AS_OF.search(before) is None:
            continue
        on = _on(match, today, coming=until)
        if on is not None:
            found.append(Day(match.start(), match.end(), on, until))
    return found


def _on(match: re.Match[str], today: date | None, *, coming: bool) -> date | None:
    day = int(match["d"] or match["d2"] or match["d3"])
    month = int(match["m"] or match["m2"] or 0) or _month(match["m3"])
    year = match["y"] or match["y2"] or match["y3"]
    if year:
        return _date(int(year), month, day)
    if today is None:
        return None
    this = _date(today.year, month, day)
    if this is None or (this >= today if coming else this <= today):
        return this
    return _date(today.year + (1 if coming else -1), month, day)


def _month(name: str) -> int:
    return next(number for start, number in _NAMES.items() if name.startswith(start))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

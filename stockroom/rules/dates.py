"""Reads the use-by date that people copy from a tin, and refuses to guess between two days."""

import re
from calendar import monthrange
from datetime import date

from stockroom.errors import Malformed
from stockroom.rules.writing import clip, western

EARLIEST_YEAR = 2000
LATEST_YEAR = 2099

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_MONTH = re.compile(r"(?P<month>\d{1,2})[./-](?P<year>\d{4})|(?P<year_>\d{4})-(?P<month_>\d{1,2})")


def read_use_by(text: str, *, day_first: bool = False) -> date:
    """Read 2027-03-31, 31/07/2027, 31.07.2027, or a month (08.2027: its last day).

    With slashes or hyphens 03/04/2027 is 3 April or March 4 depending on the country, and is
    refused unless `day_first` says which. Raises Malformed: date_ambiguous, date_impossible,
    date_unreadable (two-digit years among them).
    """
    line = western(text).strip()
    if iso := _ISO.fullmatch(line):
        year, month, day = (int(part) for part in iso.groups())
        return _day(year, month, day, text)
    if written := _DAY_FIRST.fullmatch(line):
        day, month, year = int(written[1]), int(written[3]), int(written[4])
        if written[2] != "." and not day_first:
            _refuse_if_either(day, month, text)
        return _day(year, month, day, text)
    if whole := _MONTH.fullmatch(line):
        year, month = int(whole["year"] or whole["year_"]), int(whole["month"] or whole["month_"])
        last = monthrange(year, month)[1] if 1 <= month <= 12 and year else 0
        return _day(year, month, last, text)
    raise Malformed(
        "date_unreadable",
        "{text} is not a date we can read; write it as 2027-03-31",
        text=clip(text),
    )


def _refuse_if_either(day: int, month: int, text: str) -> None:
    if day != month and day <= 12 and month <= 12:
        raise Malformed(
            "date_ambiguous",
            "{text} can be two different days; write the year first, as 2027-03-31",
            text=clip(text),
        )


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        found = None
    if found is None or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise Malformed("date_impossible", "{text} is not a day in the calendar", text=clip(text))
    return found

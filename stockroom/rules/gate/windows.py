"""Hours of the week in which a gate, or whoever signs there, receives.

[{"days": "12345", "from": "09:00", "until": "11:00"}]: days from 1, a Monday, to 7.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from stockroom.rules.gate.base import Trip, not_of_this_kind

MOST_WINDOWS = 14
FIELDS = frozenset({"days", "from", "until"})
WEEK = "1234567"
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Fit(NamedTuple):
    """How a stop meets the hours of its day: `open_at` are those, `planned` when it comes.

    It `fits` where any one of them holds all that was agreed.
    """

    open_at: str
    planned: str
    fits: bool


def read(windows: object) -> list[dict[str, str]]:
    """The windows, each with its days in the order of the week; raises `Malformed`."""
    if not isinstance(windows, list) or not 1 <= len(windows) <= MOST_WINDOWS:
        raise not_of_this_kind()
    return [_window(one) for one in windows]


def fit(windows: Sequence[Mapping[str, str]], trip: Trip) -> Fit:
    """What the windows say of a stop."""
    today = [one for one in windows if str(trip.day.isoweekday()) in one["days"]]
    hours = trip.hours
    held = any(all(one["from"] <= hour <= one["until"] for hour in hours) for one in today)
    return Fit(", ".join(map(_said, today)), "–".join(hours), bool(hours) and held)


def by_day(windows: Sequence[Mapping[str, str]]) -> list[tuple[int, str]]:
    """Each day of the week that has hours, from 1, with all of them."""
    days = {
        int(day): ", ".join(_said(one) for one in windows if day in one["days"]) for day in WEEK
    }
    return [(day, hours) for day, hours in days.items() if hours]


def is_open(windows: Sequence[Mapping[str, str]], day: date) -> bool:
    """Whether there are any hours on that day."""
    return any(str(day.isoweekday()) in one["days"] for one in windows)


def _said(window: Mapping[str, str]) -> str:
    return f"{window['from']}–{window['until']}"


def _window(one: Any) -> dict[str, str]:
    if not isinstance(one, dict) or set(one) != FIELDS:
        raise not_of_this_kind()
    if not all(isinstance(said, str) for said in one.values()):
        raise not_of_this_kind()
    days, start, end = one["days"], one["from"], one["until"]
    if not days or len(days) > len(WEEK) or not set(days) <= set(WEEK):
        raise not_of_this_kind()
    if not _HOUR.fullmatch(start) or not _HOUR.fullmatch(end) or start >= end:
        raise not_of_this_kind()
    return {"days": "".join(day for day in WEEK if day in days), "from": start, "until": end}

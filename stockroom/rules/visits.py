"""What a facility is told of a visit: that we come, that the hour has changed, that we do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

HALF_AN_HOUR, AN_HOUR, A_DAY = 30, 60, 24 * 60
LONG_ENOUGH = 2 * AN_HOUR
TOMORROW = timedelta(days=1)


class Kind(StrEnum):
    """What a notice says."""

    TOMORROW = "tomorrow"
    CHANGED = "changed"
    CALLED_OFF = "called_off"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True)
class Visit:
    """A day, and the hours as "09:00-11:00"; either end may be open, and both unknown as ""."""

    day: date
    hours: str = ""


def hours(agreed_from: str, agreed_until: str, arrives_at: str, told: str = "") -> str:
    """The hours to be told of one stop, all times as HH:MM.

    What was agreed counts. Else it is two hours, which begin at the half hour before the planned
    arrival; what was told before stays as long as the arrival lies in it.
    """
    if agreed_from or agreed_until:
        return f"{agreed_from}-{agreed_until}"
    if not arrives_at:
        return ""
    start, end = ends(told)
    if start and end and start <= arrives_at <= end:
        return told
    begins = _minutes(arrives_at) // HALF_AN_HOUR * HALF_AN_HOUR
    return f"{_clock(begins)}-{_clock(min(begins + LONG_ENOUGH, A_DAY - 1))}"


def ends(told: str) -> tuple[str, str]:
    """Both ends of such hours; an open one is empty."""
    start, _dash, end = told.partition("-")
    return start, end


def to_say(planned: Visit | None, told: Visit | None, today: date) -> Kind | None:
    """What the facility is to hear now, by what is planned and what it last heard; or nothing.

    `planned` is None where we are not to come, `told` where it expects nobody. Hours that merely
    become unknown are not told.
    """
    if told is None:
        soon = planned is not None and today <= planned.day <= today + TOMORROW
        return Kind.TOMORROW if soon else None
    if told.day < today:
        return None
    if planned is None:
        return Kind.CALLED_OFF
    if planned.day != told.day or planned.hours not in {"", told.hours}:
        return Kind.CHANGED
    return None


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * AN_HOUR + int(minute)


def _clock(minutes: int) -> str:
    return f"{minutes // AN_HOUR:02}:{minutes % AN_HOUR:02}"

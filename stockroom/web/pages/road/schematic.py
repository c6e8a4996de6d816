"""A day on the road as pictures: a bar for each stop, and a map made of minutes alone.

The map knows no place: each stop lies as far from the middle as it is minutes from the start, in
the direction of its number.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from stockroom.commands.expecting import place_of
from stockroom.rules.driving import UNKNOWN_MIN
from stockroom.web.pages.road.runs import Stop
from stockroom.web.pages.road.trips import Day

NEAREST, FARTHEST = 24.0, 82.0
MIDDLE = 100.0
AN_HOUR = 60


class Span(NamedTuple):
    """A part of a bar: `drive`, `wait`, `work` or `window`, from and for so many minutes."""

    what: str
    since: int
    minutes: int


class Bars(NamedTuple):
    """The bars of a day, on one scale of minutes that begins at `since`."""

    since: int
    minutes: int
    hours: Sequence[int]
    spans: dict[int, Sequence[Span]]


class Dot(NamedTuple):
    """A stop on the map; `known` is whether somebody has told the minutes from the start."""

    stop: Stop
    number: int
    x: float
    y: float
    minutes: int
    known: bool


class Map(NamedTuple):
    """The stops ahead around the start, and the way through them as the points of a line."""

    dots: Sequence[Dot]
    way: str
    rings: Sequence[tuple[float, int]]


def bars(day: Day) -> Bars:
    """A bar for each stop ahead."""
    shift, line = day.trip.shift, day.timeline
    since = min(shift.opens, line.leaves) // AN_HOUR * AN_HOUR
    until = max(shift.closes, line.back)
    found: dict[int, Sequence[Span]] = {}
    left = line.leaves
    for stop, call in zip(day.driven, line.calls, strict=True):
        windows = [Span("window", one.opens, one.closes - one.opens) for one in stop.windows]
        found[stop.id] = (
            *windows,
            Span("drive", left, call.arrives - left),
            Span("wait", call.arrives, call.waits),
            Span("work", call.begins, call.leaves - call.begins),
        )
        left = call.leaves
    hours = range(since, until + 1, AN_HOUR)
    return Bars(since, max(until - since, AN_HOUR), hours, found)


def drawn(day: Day) -> Map:
    """The map of a day."""
    ahead = [one for one in day.stops if one.is_ahead]
    ways = [_minutes(day, one) for one in ahead]
    most = max((minutes for minutes, _known in ways), default=0) or 1
    dots = []
    for at, (stop, (minutes, known)) in enumerate(zip(ahead, ways, strict=True)):
        angle = 2 * math.pi * at / len(ahead) - math.pi / 2
        far = NEAREST + (FARTHEST - NEAREST) * minutes / most
        x, y = MIDDLE + far * math.cos(angle), MIDDLE + far * math.sin(angle)
        number = list(day.stops).index(stop) + 1
        dots.append(Dot(stop, number, round(x, 1), round(y, 1), minutes, known))
    middle = f"{MIDDLE:g},{MIDDLE:g}"
    way = " ".join((middle, *(f"{one.x},{one.y}" for one in dots), middle))
    rings = [
        (round(NEAREST + (FARTHEST - NEAREST) * minutes / most, 1), minutes)
        for minutes in _round(most)
    ]
    return Map(dots, way, rings)


def _minutes(day: Day, stop: Stop) -> tuple[int, bool]:
    """Minutes from where the van is to a stop."""
    place = place_of(stop.kind, stop.owner)
    if place == day.trip.start:
        return 0, True
    found = day.minutes.get((day.trip.start, place))
    return (UNKNOWN_MIN, False) if found is None else (found, True)


def _round(most: int) -> Sequence[int]:
    """One or two round numbers of minutes to draw a ring at."""
    step = next((one for one in (10, 15, 30, 60, 120) if most / one < 3), 240)  # noqa: PLR2004
    return range(step, most + 1, step)

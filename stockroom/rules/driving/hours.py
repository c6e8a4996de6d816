"""The hours of a trip: when the van sets out, and when it arrives, waits, begins and leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from stockroom.rules.driving.facts import UNKNOWN_MIN, Minutes, Stop, Trip, Window


@dataclass(frozen=True, slots=True)
class Call:
    """The van at one stop: minutes of the day; between arriving and beginning it waits."""

    stop: int
    arrives: int
    waits: int
    begins: int
    leaves: int


def ways(stops: Sequence[Stop], trip: Trip, minutes: Minutes) -> list[int]:
    """The minutes of each way, from the start to the first stop and so on to the end."""
    places = [trip.start, *(stop.place for stop in stops), trip.end]
    return [0 if a == b else minutes.get((a, b), UNKNOWN_MIN) for a, b in pairwise(places)]


def leaves_at(stops: Sequence[Stop], trip: Trip, legs: Sequence[int]) -> int:
    """When the van sets out: as told, else as late as it can without being back any later."""
    if trip.leaves is not None:
        return trip.leaves
    latest: int | None = None
    for call, stop, leg in zip(
        reversed(calls(stops, legs, trip.shift.opens)),
        reversed(stops),
        reversed(legs[:-1]),
        strict=True,
    ):
        bound = call.begins if latest is None else latest - stop.service_min
        latest = _latest(stop.windows, bound, call.begins) - leg
    return trip.shift.opens if latest is None else latest


def calls(stops: Sequence[Stop], legs: Sequence[int], leaves: int) -> tuple[Call, ...]:
    """What happens at each stop in turn, if the van sets out at that minute."""
    found, now = [], leaves
    for stop, leg in zip(stops, legs, strict=False):
        arrives = now + leg
        begins = begin(stop.windows, arrives)
        now = begins + stop.service_min
        found.append(Call(stop.id, arrives, begins - arrives, begins, now))
    return tuple(found)


def begin(windows: Sequence[Window], arrives: int) -> int:
    """When work begins: at once or when the next window opens; at once after the last one."""
    return min(
        (max(arrives, window.opens) for window in windows if arrives <= window.closes),
        default=arrives,
    )


def _latest(windows: Sequence[Window], bound: int, begins: int) -> int:
    """The latest beginning up to a bound within the windows; who is too late is not made later."""
    if not windows:
        return bound
    if begins > max(window.closes for window in windows):
        return begins
    return max(min(bound, window.closes) for window in windows if window.opens <= bound)

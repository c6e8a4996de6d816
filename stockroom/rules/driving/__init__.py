"""What becomes of a day when stops are driven to in an order: when the van is where, what breaks.

`drive` gives the whole timeline and everything that the order breaks, each in a sentence; nothing
is refused here. Times are whole minutes of the day, weights grams, room millilitres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from stockroom.rules.driving.aboard import out_of_reach, over, unfetched
from stockroom.rules.driving.facts import (
    NOTHING,
    UNKNOWN_MIN,
    Load,
    Minutes,
    Onward,
    Place,
    Stop,
    Trip,
    Window,
)
from stockroom.rules.driving.hours import Call, calls, leaves_at, ways
from stockroom.rules.driving.sayings import SENTENCES, Broken, broken, clock


@dataclass(frozen=True, slots=True)
class Timeline:
    """One van's day: when it leaves and is back, its calls in order, and what the order breaks."""

    leaves: int
    calls: tuple[Call, ...]
    back: int
    driven_min: int
    broken: tuple[Broken, ...]


def drive(stops: Sequence[Stop], trip: Trip, minutes: Minutes) -> Timeline:
    """Drive to the stops in that order, and tell what becomes of it."""
    legs = ways(stops, trip, minutes)
    leaves = leaves_at(stops, trip, legs)
    called = calls(stops, legs, leaves)
    back = (called[-1].leaves if called else leaves) + legs[-1]
    return Timeline(
        leaves,
        called,
        back,
        sum(legs),
        (
            *_unknown(stops, trip, minutes),
            *chain.from_iterable(map(_at, called, stops, repeat(trip))),
            *_shift(back, trip),
            *over(stops, trip),
            *unfetched(stops),
            *out_of_reach(stops, trip),
        ),
    )


def _at(call: Call, stop: Stop, trip: Trip) -> Iterator[Broken]:
    if stop.windows and call.begins > (closes := max(window.closes for window in stop.windows)):
        yield broken(
            "too_late", stop.id, call.begins - closes,
            stop=stop.name, arrives=clock(call.arrives), closes=clock(closes),
        )  # fmt: skip
    if call.waits > trip.longest_wait_min:
        yield broken(
            "waits_too_long", stop.id, call.waits - trip.longest_wait_min, stop=stop.name,
            minutes=call.waits, opens=clock(call.begins), longest=trip.longest_wait_min,
        )  # fmt: skip
    if stop.drivers is not None and trip.driver not in stop.drivers:
        yield broken("driver_not_cleared", stop.id, stop=stop.name)
    if stop.vans is not None and trip.van not in stop.vans:
        yield broken("van_not_cleared", stop.id, stop=stop.name)


def _shift(back: int, trip: Trip) -> Iterator[Broken]:
    ends = trip.shift.closes
    if back > ends:
        yield broken("shift_exceeded", None, back - ends, back=clock(back), ends=clock(ends))


def _unknown(stops: Sequence[Stop], trip: Trip, minutes: Minutes) -> Iterator[Broken]:
    places = [trip.start, *(stop.place for stop in stops), trip.end]
    names = [trip.start_name, *(stop.name for stop in stops), trip.end_name]
    for at in range(len(places) - 1):
        pair = places[at], places[at + 1]
        if pair[0] != pair[1] and pair not in minutes:
            stop = stops[at].id if at < len(stops) else None
            yield broken(
                "minutes_unknown", stop,
                start=names[at], end=names[at + 1], minutes=UNKNOWN_MIN,
            )  # fmt: skip


__all__ = [
    "NOTHING", "SENTENCES", "UNKNOWN_MIN", "Broken", "Call", "Load", "Minutes", "Onward", "Place",
    "Stop", "Timeline", "Trip", "Window", "clock", "drive",
]  # fmt: skip

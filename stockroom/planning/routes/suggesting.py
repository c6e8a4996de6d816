"""Has orders of stops suggested in a child process, and checked before anybody sees them."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from stockroom.planning import child
from stockroom.planning.routes.checking import faults
from stockroom.planning.routes.facts import Checked, Day, Orders, Suggestion
from stockroom.planning.routes.keeping import elsewhere
from stockroom.planning.routes.searching import searched
from stockroom.rules.driving import drive
from stockroom.rules.driving.clashes import clashes

SECONDS = 2.0
"""What a suggestion may take where nobody says otherwise; the child's start comes on top."""

BY_HAND_SECONDS = 0.5
"""What our own search may take here, where the child was silent."""

SOLVING = "stockroom.planning.routes.solving"
PRESENT = "present"


class Asked(msgspec.Struct, frozen=True):
    """What the child is told; `without_extra` leaves pyvrp out even where it is installed."""

    day: Day
    seconds: float
    seed: int = 0
    without_extra: bool = False


def suggest(
    day: Day, seconds: float = SECONDS, *, seed: int = 0, without_extra: bool = False
) -> Checked:
    """Give the best orders found in so many seconds, each van's day driven, and all checked.

    Whatever an order breaks stands in its timeline. Should the child be silent, or say what does
    not hold, a quick search of our own here answers.
    """
    asked = msgspec.msgpack.encode(Asked(day, seconds, seed, without_extra))
    last = child.last_word(asked, seconds, SOLVING)
    if last is not None:
        found = told(day, msgspec.msgpack.decode(last, type=Suggestion))
        if not found.faults:
            return found
    return told(day, searched(day, BY_HAND_SECONDS, seed=seed))


def as_it_is(day: Day, orders: Orders | None = None) -> Checked:
    """Tell what becomes of an order of people's own, by default of the present one."""
    kept = day.now if orders is None else orders
    driven = {stop for order in kept for stop in order}
    left_out = tuple(stop.id for stop in day.stops if stop.id not in driven)
    return told(day, Suggestion(kept, left_out, PRESENT))


def told(day: Day, suggestion: Suggestion) -> Checked:
    """Drive a suggestion in thought, count what it costs, and have it checked."""
    stops = {stop.id: stop for stop in day.stops}
    minutes = day.minutes
    timelines = tuple(
        drive([stops[one] for one in order if one in stops], trip, minutes)
        for order, trip in zip(suggestion.orders, day.trips, strict=False)
    )
    twice = clashes(day.trips, timelines)
    timelines = tuple(
        replace(one, broken=(*one.broken, *said)) if said else one
        for one, said in zip(timelines, twice, strict=False)
    )
    cost = sum(day.left_out_at.get(stop, 0) for stop in suggestion.left_out) + sum(
        one.driven_min + one.back - one.leaves for one in timelines
    )
    cost += day.moved_at * elsewhere(day.now, suggestion.orders)
    return Checked(suggestion, timelines, cost, faults(day, suggestion, timelines, cost))

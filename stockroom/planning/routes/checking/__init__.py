"""Recounts a suggestion before anybody sees it: the facts are shared, and nothing else.

`faults` finds whether each stop is driven to once or left out where it may be, whether each van
keeps what it must keep, whether every minute and every kilogram is as told, and whether each thing
that an order breaks, also by two trips of one van or driver at once, is shown as broken, and
nothing besides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from stockroom.planning.routes.checking.changes import too_many
from stockroom.planning.routes.checking.clock import untimely, way_minutes
from stockroom.planning.routes.checking.recount import amiss
from stockroom.planning.routes.checking.staying import misplaced, strayed
from stockroom.planning.routes.checking.twice import REASONS, misled
from stockroom.planning.routes.facts import Day, Suggestion
from stockroom.rules.driving import Timeline

__all__ = ["faults"]


def faults(
    day: Day, suggestion: Suggestion, timelines: Sequence[Timeline], cost: int
) -> tuple[str, ...]:
    """What is wrong with a suggestion as it is told; nothing where it holds."""
    strangers = list(_strangers(day, suggestion))
    if strangers or len(timelines) != len(day.trips):
        return tuple(strangers or ["a timeline for each van"])
    stops = {stop.id: stop for stop in day.stops}
    ways = {(start, end): took for start, end, took in day.ways}
    found = [*too_many(day, suggestion.orders), *misplaced(day, suggestion.orders)]
    found += misled(day.trips, timelines)
    counted = 0
    for order, trip, told in zip(suggestion.orders, day.trips, timelines, strict=True):
        driven = [stops[one] for one in order]
        found += untimely(driven, trip, ways, told)
        shown = [(one.reason, one.stop) for one in told.broken if one.reason not in REASONS]
        real = list(amiss(driven, trip, ways, told))
        found += [f"not shown as broken: {one}" for one in real if one not in shown]
        found += [f"shown, and not broken: {one}" for one in shown if one not in real]
        counted += told.back - told.leaves + sum(way_minutes(driven, trip, ways))
    counted += sum(day.left_out_at.get(one, 0) for one in suggestion.left_out)
    counted += day.moved_at * strayed(day, suggestion.orders)
    if counted != cost:
        found.append(f"costs {counted}, not {cost}")
    return tuple(found)


def _strangers(day: Day, suggestion: Suggestion) -> Iterator[str]:
    """Stops that nobody asked for, that come twice, or that are left out and must not be."""
    known = {stop.id for stop in day.stops}
    driven = Counter(one for order in suggestion.orders for one in order)
    if len(suggestion.orders) != len(day.trips):
        yield "an order for each van"
    for one, times in driven.items():
        if one not in known or times > 1 or one in suggestion.left_out:
            yield f"stop {one} {times} times"
    for one in known - set(driven):
        if one not in suggestion.left_out:
            yield f"stop {one} forgotten"
        elif one not in day.left_out_at:
            yield f"stop {one} left out"
    if set(suggestion.left_out) - known:
        yield "left out what nobody asked for"

"""Recounts what an order breaks: each thing as a reason and the stop at which it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from stockroom.planning.routes.checking.clock import Ways
from stockroom.rules.driving import Timeline
from stockroom.rules.driving.facts import Stop, Trip

Amiss = tuple[str, int | None]


def amiss(driven: Sequence[Stop], trip: Trip, ways: Ways, told: Timeline) -> Iterator[Amiss]:
    """Everything that is broken on one van's day, its hours taken as told."""
    yield from _hours(driven, trip, told)
    yield from _unknown(driven, trip, ways)
    yield from _goods(driven, trip)
    for stop in driven:
        if stop.drivers is not None and trip.driver not in stop.drivers:
            yield "driver_not_cleared", stop.id
        if stop.vans is not None and trip.van not in stop.vans:
            yield "van_not_cleared", stop.id
    if trip.aboard is not None:
        yield from _behind(driven, trip.aboard)


def _hours(driven: Sequence[Stop], trip: Trip, told: Timeline) -> Iterator[Amiss]:
    for stop, call in zip(driven, told.calls, strict=True):
        if stop.windows and not any(w.opens <= call.begins <= w.closes for w in stop.windows):
            yield "too_late", stop.id
        if call.begins - call.arrives > trip.longest_wait_min:
            yield "waits_too_long", stop.id
    if told.back > trip.shift.closes:
        yield "shift_exceeded", None


def _unknown(driven: Sequence[Stop], trip: Trip, ways: Ways) -> Iterator[Amiss]:
    here = trip.start
    for stop in driven:
        if here != stop.place and (here, stop.place) not in ways:
            yield "minutes_unknown", stop.id
        here = stop.place
    if here != trip.end and (here, trip.end) not in ways:
        yield "minutes_unknown", None


def _goods(driven: Sequence[Stop], trip: Trip) -> Iterator[Amiss]:
    """Each piece of the load with the ways on which it is aboard; each way weighed by itself."""
    last = len(driven)
    at = {stop.id: number for number, stop in enumerate(driven)}
    pieces = [(trip.carried, -1, last)]
    for number, stop in enumerate(driven):
        pieces += [(stop.brought, -1, number), (stop.fetched, number, last)]
        for to, load in stop.onward:
            until = at.get(to, last)
            if to not in at:
                yield "left_aboard", stop.id
            elif until <= number:
                yield "not_yet_fetched", to
            pieces.append((load, number, until if until > number else last))
    for reason, limit, which in (("too_heavy", trip.most_g, 0), ("too_large", trip.most_ml, 1)):
        aboard = [
            sum(load[which] for load, on, off in pieces if on <= way < off)
            for way in range(-1, last)
        ]
        if limit is not None and max(aboard) > limit:
            worst = aboard.index(max(aboard)) - 1
            yield reason, None if worst < 0 else driven[worst].id


def _behind(driven: Sequence[Stop], aboard: Sequence[int]) -> Iterator[Amiss]:
    said = set()
    for first, later in combinations([stop.id for stop in driven if stop.id in aboard], 2):
        if aboard.index(first) < aboard.index(later) and first not in said:
            said.add(first)
            yield "not_reachable", first

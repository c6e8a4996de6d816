"""Weighs orders fast: what the van's day costs in minutes, after what it breaks.

It follows `rules/driving`, on numbers alone; a test holds one against the other. A weight is what
is broken times BROKEN plus the cost, so that nothing is ever broken to save minutes.
"""

from __future__ import annotations

from collections.abc import Sequence

from stockroom.planning.routes.facts import Checked, Day
from stockroom.rules.driving import UNKNOWN_MIN, Broken, Place, Stop, Trip, Window
from stockroom.rules.driving.aboard import out_of_reach, over, unfetched

BROKEN = 10**7
"""What one point of something broken weighs: more than any day costs."""

FORBIDDEN = 10**6
"""The points of a stop on another van than the one that keeps it, and of a van left idle."""

EACH = 1000
"""The points of each thing broken, beside one for each minute or kilogram of it."""

REMEMBERED = 100_000
"""So many weights are kept for each van before they are forgotten: some twenty megabytes."""

HEAVY = frozenset({"too_heavy", "too_large"})


def points(broken: Sequence[Broken]) -> int:
    """How bad it is what an order breaks; a way that nobody knows is no fault of the order."""
    return sum(
        EACH + (one.by // 1000 if one.reason in HEAVY else one.by)
        for one in broken
        if one.reason != "minutes_unknown"
    )


def worth(found: Checked) -> tuple[int, int]:
    """How bad it is what a suggestion breaks, clashes too, then its cost; the less the better."""
    return sum(points(one.broken) for one in found.timelines), found.cost


class Scales:
    """One day made into numbers; stops and trips by their position in it."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.known: list[dict[tuple[int, ...], int]] = [{} for _ in day.trips]
        self.spans: list[dict[tuple[int, ...], tuple[int, int]]] = [{} for _ in day.trips]
        minutes = day.minutes

        def took(start: Place, end: Place) -> int:
            return 0 if start == end else minutes.get((start, end), UNKNOWN_MIN)

        places = [stop.place for stop in day.stops]
        self.between = [[took(one, other) for other in places] for one in places]
        self.out = [[took(trip.start, place) for place in places] for trip in day.trips]
        self.home = [[took(place, trip.end) for place in places] for trip in day.trips]
        self.idle = [took(trip.start, trip.end) for trip in day.trips]
        self.windows = [_merged(stop.windows) for stop in day.stops]
        self.service = [stop.service_min for stop in day.stops]
        self.barred = [
            [
                EACH * _barred(trip, stop) + FORBIDDEN * day.is_elsewhere(stop.id, at)
                for stop in day.stops
            ]
            for at, trip in enumerate(day.trips)
        ]
        home = {stop: at for at, order in enumerate(day.now) for stop in order}
        self.moved = [
            [day.moved_at * (home.get(stop.id, at) != at) for stop in day.stops]
            for at in range(len(day.trips))
        ]
        self.must_drive = [day.none_idle and day.drives_now(at) for at in range(len(day.trips))]
        self.loads = [stop.brought + stop.fetched for stop in day.stops]
        self.hands_on = any(stop.onward for stop in day.stops)
        self.prices = [day.left_out_at.get(stop.id) for stop in day.stops]

    def left_out(self, stop: int) -> int:
        """The weight of leaving a stop out; beyond all else where it must be driven to."""
        price = self.prices[stop]
        return 10**6 * BROKEN if price is None else price

    def weight(self, trip: int, order: tuple[int, ...]) -> int:
        """The weight of a van's order, remembered."""
        known = self.known[trip]
        found = known.get(order)
        if found is None:
            if len(known) > REMEMBERED:
                known.clear()
            found = known[order] = self._weigh(trip, order)
        return found

    def span(self, trip: int, order: tuple[int, ...]) -> tuple[int, int]:
        """When a van that drives to any stop leaves and is back, remembered."""
        known = self.spans[trip]
        found = known.get(order)
        if found is None:
            if len(known) > REMEMBERED:
                known.clear()
            facts = self.day.trips[trip]
            _amiss, leaves, back = self._hours(facts, order, self._legs(trip, order))
            found = known[order] = leaves, back
        return found

    def _weigh(self, trip: int, order: tuple[int, ...]) -> int:
        facts = self.day.trips[trip]
        if not order:
            return self._idle(trip, facts)
        legs = self._legs(trip, order)
        amiss, leaves, back = self._hours(facts, order, legs)
        amiss += sum(map(self.barred[trip].__getitem__, order))
        if self.hands_on or facts.aboard is not None:
            stops = [self.day.stops[at] for at in order]
            amiss += points([*over(stops, facts), *unfetched(stops), *out_of_reach(stops, facts)])
        else:
            amiss += self._too_much(facts, order)
        moved = sum(map(self.moved[trip].__getitem__, order))
        return amiss * BROKEN + sum(legs) + back - leaves + moved

    def _idle(self, trip: int, facts: Trip) -> int:
        leaves = facts.shift.opens if facts.leaves is None else facts.leaves
        late = leaves + self.idle[trip] - facts.shift.closes
        amiss = (EACH + late if late > 0 else 0) + self._too_much(facts, ())
        amiss += FORBIDDEN * self.must_drive[trip]
        return amiss * BROKEN + 2 * self.idle[trip]

    def _legs(self, trip: int, order: tuple[int, ...]) -> list[int]:
        between = self.between
        legs = [self.out[trip][order[0]]]
        previous = order[0]
        for at in order[1:]:
            legs.append(between[previous][at])
            previous = at
        legs.append(self.home[trip][previous])
        return legs

    def _hours(self, facts: Trip, order: tuple[int, ...], legs: list[int]) -> tuple[int, int, int]:
        """What its hours break, when it leaves and when it is back."""
        leaves = facts.shift.opens if facts.leaves is None else facts.leaves
        begun, waited, late, back = self._drive(order, legs, leaves)
        if facts.leaves is None:
            leaves = self._leave_late(order, legs, begun)
            if waited:
                waited, late = self._drive(order, legs, leaves)[1:3]
        longest = facts.longest_wait_min
        amiss = late + sum(EACH + wait - longest for wait in waited if wait > longest)
        if back > facts.shift.closes:
            amiss += EACH + back - facts.shift.closes
        return amiss, leaves, back

    def _drive(
        self, order: tuple[int, ...], legs: list[int], leaves: int
    ) -> tuple[list[int], list[int], int, int]:
        """When work begins at each stop, the waits, what is too late, and when it is back."""
        windows, service = self.windows, self.service
        begun, waited, late, now = [], [], 0, leaves
        for position, at in enumerate(order):
            now += legs[position]
            if hours := windows[at]:
                for opens, closes in hours:
                    if now <= closes:
                        if now < opens:
                            waited.append(opens - now)
                            now = opens
                        break
                else:
                    late += EACH + now - hours[-1][1]
            begun.append(now)
            now += service[at]
        return begun, waited, late, now + legs[-1]

    def _leave_late(self, order: tuple[int, ...], legs: list[int], begun: list[int]) -> int:
        """The latest departure that is back as early."""
        bound = begun[-1]
        for position in range(len(order) - 1, -1, -1):
            at = order[position]
            hours = self.windows[at]
            if not hours:
                latest = bound
            elif begun[position] > hours[-1][1]:
                latest = begun[position]
            else:
                latest = max(min(bound, closes) for opens, closes in hours if opens <= bound)
            bound = latest - legs[position]
            if position:
                bound -= self.service[order[position - 1]]
        return bound

    def _too_much(self, facts: Trip, order: tuple[int, ...]) -> int:
        if facts.most_g is None and facts.most_ml is None:
            return 0
        loads = self.loads
        g = most_g = facts.carried.g + sum(loads[at][0] for at in order)
        ml = most_ml = facts.carried.ml + sum(loads[at][1] for at in order)
        for at in order:
            brought_g, brought_ml, fetched_g, fetched_ml = loads[at]
            g += fetched_g - brought_g
            ml += fetched_ml - brought_ml
            most_g, most_ml = max(most_g, g), max(most_ml, ml)
        amiss = 0
        for most, limit in ((most_g, facts.most_g), (most_ml, facts.most_ml)):
            if limit is not None and most > limit:
                amiss += EACH + (most - limit) // 1000
        return amiss


def _merged(windows: Sequence[Window]) -> tuple[tuple[int, int], ...]:
    """Windows in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for opens, closes in sorted(windows):
        if found and opens <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], closes)
        else:
            found.append((opens, closes))
    return tuple(found)


def _barred(trip: Trip, stop: Stop) -> int:
    """How many of driver and van the gate does not let in."""
    return (stop.drivers is not None and trip.driver not in stop.drivers) + (
        stop.vans is not None and trip.van not in stop.vans
    )

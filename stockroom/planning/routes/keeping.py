"""How much of the present order is kept, where only so many stops may come at another place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from stockroom.planning.routes.facts import Day, Orders
from stockroom.planning.routes.weighing import BROKEN

TOO_MANY = 10**4 * BROKEN
"""What one change too many weighs: more than what an order may break, less than a stop left out."""


class Keeping:
    """The present order of a day, and how far another may be from it."""

    def __init__(self, day: Day) -> None:
        self.matters = day.most_changes is not None
        self.most = day.most_changes or 0
        self.known: dict[tuple[int, tuple[int, ...]], int] = {}
        at = {stop.id: position for position, stop in enumerate(day.stops)}
        self.now = [
            {at[stop]: place for place, stop in enumerate(order) if stop in at} for order in day.now
        ]

    def weight(self, routes: Sequence[tuple[int, ...]]) -> int:
        """What the changes too many weigh; nothing where any number is right."""
        if not self.matters:
            return 0
        kept = sum(self._kept(trip, route) for trip, route in enumerate(routes))
        there = sum(map(len, self.now))
        return max(0, there - kept - self.most) * TOO_MANY

    def _kept(self, trip: int, route: tuple[int, ...]) -> int:
        if trip >= len(self.now):
            return 0
        found = self.known.get((trip, route))
        if found is None:
            now = self.now[trip]
            found = longest_rise([now[stop] for stop in route if stop in now])
            self.known[trip, route] = found
        return found


def changes(now: Orders, then: Orders) -> int:
    """How many stops of the present order come at another place: before others, elsewhere, or not.

    Those are counted that must be lifted out so that the rest stands as it stood; stops that no
    order has any more, and new ones, count too only where they were there before.
    """
    kept = 0
    for before, after in zip(now, then, strict=False):
        place = {stop: at for at, stop in enumerate(before)}
        kept += longest_rise([place[stop] for stop in after if stop in place])
    return sum(map(len, now)) - kept


def elsewhere(now: Orders, then: Orders) -> int:
    """How many stops come from one van to another."""
    home = {stop: at for at, order in enumerate(now) for stop in order}
    return sum(home.get(stop, at) != at for at, order in enumerate(then) for stop in order)


def longest_rise(numbers: Sequence[int]) -> int:
    """How many of the numbers, in their order, rise at most."""
    tails: list[int] = []
    for number in numbers:
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
    return len(tails)

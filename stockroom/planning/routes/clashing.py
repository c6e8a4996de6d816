"""How much trips of one van or one driver overlap, weighed fast for the search.

It follows `rules/driving/clashes`, on numbers alone; a test holds one against the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from stockroom.planning.routes.facts import Day
from stockroom.planning.routes.weighing import BROKEN, EACH, Scales


class Clashing:
    """Trips of a day that share a van or a driver, and what it weighs that both are out at once."""

    def __init__(self, day: Day, scales: Scales) -> None:
        self.scales = scales
        self.shared = [
            {
                other: (trip.van == than.van) + (trip.driver == than.driver)
                for other, than in enumerate(day.trips)
                if other != at and (trip.van == than.van or trip.driver == than.driver)
            }
            for at, trip in enumerate(day.trips)
        ]
        self.matters = any(self.shared)

    def weight(self, routes: Sequence[tuple[int, ...]]) -> int:
        """What all clashes weigh; nothing where no trips share anything."""
        if not self.matters:
            return 0
        return sum(self.at(routes, trip, route) for trip, route in enumerate(routes)) // 2

    def at(self, routes: Sequence[tuple[int, ...]], trip: int, route: tuple[int, ...]) -> int:
        """What the clashes of one trip weigh if it drives that route and the others theirs."""
        found = 0
        if not route or not self.shared[trip]:
            return found
        leaves, back = self.scales.span(trip, route)
        for other, times in self.shared[trip].items():
            if routes[other]:
                since, until = self.scales.span(other, routes[other])
                both = min(back, until) - max(leaves, since)
                if both > 0:
                    found += times * 2 * (EACH + both)
        return found * BROKEN

    def spare(self, routes: Sequence[tuple[int, ...]]) -> list[int]:
        """By how much a change of each trip may cost more, since it may mend its clashes."""
        if not self.matters:
            return [0] * len(routes)
        return [self.at(routes, trip, route) for trip, route in enumerate(routes)]

"""Our own search for good orders, without any solver: insert, improve, tear up and insert again.

It is steady: the same day, seed and number of rounds give the same orders, as long as the time does
not run out first.
"""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from stockroom.planning.routes import moves
from stockroom.planning.routes.clashing import Clashing
from stockroom.planning.routes.facts import Day, Orders, Suggestion
from stockroom.planning.routes.keeping import Keeping
from stockroom.planning.routes.weighing import Scales

OWN = "own"
ROUNDS = 600
"""Tearings-up for each second of time, about what one core manages; they tell how to cool down."""

COOLING = 0.03
"""How much dearer an order may be at first and still be gone on from; it falls to nothing."""

Routes = tuple[tuple[int, ...], ...]


class Search:
    """One day's search: routes by position, and what is left out, with their weight."""

    def __init__(self, day: Day, seed: int = 0, seconds: float = float("inf")) -> None:
        self.ends = time.monotonic() + seconds
        self.day = day
        self.scales = Scales(day)
        self.keeping = Keeping(day)
        self.clashing = Clashing(day, self.scales)
        self.is_more = self.keeping.matters or self.clashing.matters
        self.dice = random.Random(seed)  # noqa: S311 - nothing secret hangs on it

    def weigh(self, routes: Routes) -> int:
        """The weight of all vans' orders, of what they leave out, of clashes, and of changes."""
        weight = sum(map(self.scales.weight, range(len(routes)), routes))
        driven = {stop for route in routes for stop in route}
        for stop in range(len(self.day.stops)):
            if stop not in driven:
                weight += self.scales.left_out(stop)
        return weight + self.keeping.weight(routes) + self.clashing.weight(routes)

    def best(self, rounds: int, first: Routes | None = None) -> Iterator[Routes]:
        """Give ever better routes, the last the best; the first at once."""
        routes = self._begin() if first is None else first
        now = best = self.improved(routes)
        weight = least = self.weigh(now)
        yield best
        for done in range(rounds):
            if self._is_over() or not self.day.stops:
                return
            other = self._torn_up(now)
            heavy = self.weigh(other)
            slack = COOLING * (1 - done / rounds) * (least % moves.BROKEN)
            if heavy < least:
                best = now = self.improved(other)
                least = weight = self.weigh(now)
                yield best
            elif heavy < weight + slack:
                now, weight = other, heavy
            if weight > least + slack:
                now, weight = best, least

    def improved(self, routes: Routes) -> Routes:
        """Make every small change that helps, until none does."""
        weight, better = self.weigh(routes), True
        while better and not self._is_over():
            better = False
            for other in moves.around(routes, self.scales, self.clashing.spare(routes)):
                heavy = self.weigh(other) if self.is_more else weight - 1
                if heavy < weight:
                    routes, better = other, True
                    weight = self.weigh(routes)
                    break
        return routes

    def settled(self, routes: Routes) -> Routes:
        """The same with whole routes exchanged between vans, where stops so stay where they are."""
        for one, other in combinations(range(len(self.keeping.now)), 2):
            turned = list(routes)
            turned[one], turned[other] = routes[other], routes[one]
            if self._kept(turned) > self._kept(routes) and self.weigh(tuple(turned)) <= self.weigh(
                routes
            ):
                routes = tuple(turned)
        return routes

    def orders(self, routes: Routes) -> Suggestion:
        """The routes as a suggestion, by the ids of the stops."""
        ids = [stop.id for stop in self.day.stops]
        orders: Orders = tuple(tuple(ids[at] for at in route) for route in routes)
        driven = {stop for order in orders for stop in order}
        return Suggestion(orders, tuple(one for one in ids if one not in driven), OWN)

    def routes(self, orders: Orders) -> Routes:
        """Orders by ids as routes by position, without stops that are not of this day."""
        at = {stop.id: position for position, stop in enumerate(self.day.stops)}
        given = [tuple(at[one] for one in order if one in at) for order in orders]
        given += [()] * (len(self.day.trips) - len(given))
        return tuple(given[: len(self.day.trips)])

    def _kept(self, routes: Sequence[tuple[int, ...]]) -> int:
        """How many stops are on the van that has them now."""
        pairs = zip(self.keeping.now, routes, strict=False)
        return sum(stop in now for now, route in pairs for stop in route)

    def _begin(self) -> Routes:
        """The present order with what is new put in; from nothing where there is none."""
        routes = list(self.routes(self.day.now))
        there = {stop for route in routes for stop in route}
        new = [stop for stop in range(len(self.day.stops)) if stop not in there]
        return self._inserted(routes, new, self._by_narrowness)

    def _torn_up(self, routes: Routes) -> Routes:
        """Take some stops near one another out, and put them in again one by one."""
        count = len(self.day.stops)
        gone = set(self._near(self.dice.randrange(count), self.dice.randint(1, min(count, 8))))
        rest = [tuple(stop for stop in route if stop not in gone) for route in routes]
        there = {stop for route in rest for stop in route}
        new = [stop for stop in range(count) if stop not in there]
        self.dice.shuffle(new)
        keys = (self._by_narrowness, self._by_distance, None)
        return self._inserted(rest, new, keys[self.dice.randrange(len(keys))], blinks=True)

    def _near(self, stop: int, number: int) -> list[int]:
        between = self.scales.between
        ways = [
            (took + between[other][stop]) * (0.6 + 0.8 * self.dice.random())
            for other, took in enumerate(between[stop])
        ]
        ways[stop] = -1.0
        return sorted(range(len(ways)), key=ways.__getitem__)[:number]

    def _by_narrowness(self, stop: int) -> tuple[int, int]:
        hours = self.scales.windows[stop]
        barred = sum(bool(trip[stop]) for trip in self.scales.barred)
        return (-barred, sum(b - a for a, b in hours) if hours else 24 * 60)

    def _by_distance(self, stop: int) -> int:
        return -min(out[stop] for out in self.scales.out)

    def _inserted(
        self,
        routes: list[tuple[int, ...]],
        new: list[int],
        key: Callable[[int], object] | None,
        *,
        blinks: bool = False,
    ) -> Routes:
        """Put each stop where it weighs least, or leave it out where that weighs less."""
        clashes = self.clashing.matters
        if key is not None:
            new = sorted(new, key=key)  # type: ignore[arg-type]
        for stop in new:
            least, where = self.scales.left_out(stop), None
            for trip, route in enumerate(routes):
                before = self.scales.weight(trip, route)
                if clashes:
                    before += self.clashing.at(routes, trip, route)
                for at in range(len(route) + 1):
                    if blinks and self.dice.random() < 0.03:  # noqa: PLR2004
                        continue
                    other = (*route[:at], stop, *route[at:])
                    more = self.scales.weight(trip, other) - before
                    if clashes:
                        more += self.clashing.at(routes, trip, other)
                    if more < least:
                        least, where = more, (trip, other)
            if where is not None:
                routes[where[0]] = where[1]
        return tuple(routes)

    def _is_over(self) -> bool:
        return time.monotonic() > self.ends


def searched(day: Day, seconds: float, *, seed: int = 0, rounds: int | None = None) -> Suggestion:
    """Give the best orders that our own search finds in that time, or in so many rounds."""
    search = Search(day, seed, seconds)
    rounds = rounds_in(seconds) if rounds is None else rounds
    return search.orders(deque(search.best(rounds), maxlen=1)[0])


def rounds_in(seconds: float) -> int:
    """How many rounds a search of that length plans for."""
    return max(1, int(ROUNDS * seconds))

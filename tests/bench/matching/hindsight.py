"""The most that anybody could have met, had all 26 weeks been known on the first Monday.

A bound, and an exact one for the urgent: lines and gifts of the whole time are one network, and the
numbers of pieces that lines can be given together form a polymatroid, so serving tier after tier by
augmenting paths (which never take from a line what it has) is best for each prefix of the tiers and
for every falling weight. Visits and kits are left out of it, which can only raise the bound.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from stockroom.planning.facts import Stock
from stockroom.words import Condition
from tests.bench.matching.fitting import fits
from tests.bench.matching.policies import TURN
from tests.bench.matching.season import may_last
from tests.bench.matching.worlds import WEEKS, Wish, World


def bound(world: World) -> dict[int, int]:
    """Give the pieces that each line gets; kinds do not compete, so each is solved by itself."""
    met: dict[int, int] = {}
    gifts = [(stock, week) for week, news in enumerate(world.weeks) for stock in news.arrivals]
    wishes = [wish for news in world.weeks for wish in news.wishes]
    for product in {wish.need.product for wish in wishes}:
        asked = [one for one in wishes if one.need.product == product]
        given = [one for one in gifts if one[0].product == product]
        met |= _most(world, asked, given)
    return met


def _most(
    world: World, wishes: Sequence[Wish], gifts: Sequence[tuple[Stock, int]]
) -> dict[int, int]:
    ordered = sorted(wishes, key=lambda one: (TURN[one.need.urgency], one.need.line))
    network = Network(
        [
            [place for place, gift in enumerate(gifts) if _could(world, wish, *gift)]
            for wish in ordered
        ],
        [stock.pieces for stock, _ in gifts],
    )
    for place, wish in enumerate(ordered):
        network.serve(place, wish.need.pieces)
    return {wish.need.line: sum(network.flow[place].values()) for place, wish in enumerate(ordered)}


def _could(world: World, wish: Wish, stock: Stock, arrived: int) -> bool:
    """Say whether there was a week in which these goods were here and the line wanted them."""
    house = world.houses[wish.need.home]
    if house.sealed_only and stock.condition != Condition.NEW_SEALED:
        return False
    weeks = range(max(wish.week, arrived), min(wish.last, WEEKS - 1) + 1)
    return any(fits(stock, wish.in_week(week)) and may_last(stock, world, week) for week in weeks)


class Network:
    """Pieces on their way from gifts to lines, and room for more by paths that turn some round."""

    def __init__(self, reach: list[list[int]], free: list[int]) -> None:
        self.reach, self.free = reach, free
        self.flow: list[dict[int, int]] = [{} for _ in reach]
        self.takers: list[set[int]] = [set() for _ in free]

    def serve(self, line: int, pieces: int) -> None:
        """Give a line as many pieces as can be had without taking from any line what it has."""
        while pieces and (path := self._path(line)):
            pieces -= self._send(path, pieces)

    def _path(self, line: int) -> list[tuple[int, int, int | None]]:
        """The shortest way to free goods: each line with what it takes, and gives up for it."""
        took: dict[int, int] = {}
        gave: dict[int, int | None] = {line: None}
        queue = deque([line])
        while queue:
            at = queue.popleft()
            for gift in self.reach[at]:
                if gift in took:
                    continue
                took[gift] = at
                if self.free[gift]:
                    return list(_back(gift, took, gave))
                for taker in sorted(self.takers[gift] - gave.keys()):
                    gave[taker] = gift
                    queue.append(taker)
        return []

    def _send(self, path: list[tuple[int, int, int | None]], pieces: int) -> int:
        """Send what the narrowest place of a path lets through, and say how many pieces that is."""
        last = path[0][1]
        given_up = [self.flow[line][gave] for line, _, gave in path if gave is not None]
        pieces = min([pieces, self.free[last], *given_up])
        self.free[last] -= pieces
        for line, took, gave in path:
            self._add(line, took, pieces)
            if gave is not None:
                self._add(line, gave, -pieces)
        return pieces

    def _add(self, line: int, gift: int, pieces: int) -> None:
        now = self.flow[line].get(gift, 0) + pieces
        if now:
            self.flow[line][gift] = now
            self.takers[gift].add(line)
        else:
            del self.flow[line][gift]
            self.takers[gift].discard(line)


def _back(
    gift: int, took: dict[int, int], gave: dict[int, int | None]
) -> Iterator[tuple[int, int, int | None]]:
    at: int | None = gift
    while at is not None:
        line = took[at]
        yield line, at, gave[line]
        at = gave[line]

"""What a plan leaves open: where one more piece could go, and where one could come back from.

Nodes are the free goods (SOURCE), what is met (SINK), each class of goods, each class of lines, and
each tier of each home. A cycle through them is a change that keeps the plan feasible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from stockroom.planning.checking.case import Case
from stockroom.planning.checking.classes import Classes
from stockroom.planning.checking.levels import LONGEST_DAYS, TIERS, Tier, unit_cost
from stockroom.planning.checking.potentials import Arc

SOURCE, SINK = 0, 1
_FIRST = 2


@dataclass(slots=True)
class Residual:
    """The graph, the order of what each home's next and last piece cost, and potentials so far.

    `releasable` are tiers that may lose a piece; a home that is owed a visit keeps its last one.
    """

    case: Case
    classes: Classes
    tiers: dict[Tier, int]
    size: int
    arcs: list[Arc] = field(default_factory=list)
    releasable: set[Tier] = field(default_factory=set)
    next_rank: dict[Tier, int] = field(default_factory=dict)
    last_rank: dict[Tier, int] = field(default_factory=dict)
    potentials: list[list[int | None]] = field(default_factory=list)

    @staticmethod
    def weight(tier: Tier) -> int:
        """Give 4 for tonight down to 1; only their order counts, as one piece takes one's place."""
        return len(TIERS) - TIERS.index(tier[1])

    def goods(self, number: int) -> int:
        """Give the node of a class of goods."""
        return _FIRST + number

    def asking(self, number: int) -> int:
        """Give the node of a class of lines."""
        return _FIRST + len(self.classes.goods) + number

    def tight_inside(self) -> Iterator[Arc]:
        """List the arcs, none of them at the sink, that every level so far leaves as good."""
        first, second = self.potentials[0], self.potentials[-1]
        return (
            (tail, head)
            for tail, head in self.arcs
            if first[tail] == first[head] and second[tail] == second[head]
        )

    def is_as_urgent(self, tier: Tier) -> bool:
        """Say whether this tier is visited, and no more urgent one wants what it could take.

        One may where a home keeps its last piece because a visit is owed.
        """
        price = self.potentials[0][self.tiers[tier]]
        return self.case.is_visited(tier[0]) and price == -self.weight(tier)

    def may_gain(self, tier: Tier) -> bool:
        """Say whether fairness would be as good with the next piece going to this tier."""
        price = self.potentials[1][self.tiers[tier]]
        return self.is_as_urgent(tier) and price == self.next_rank[tier]

    def may_lose(self, tier: Tier) -> bool:
        """Say whether fairness would be as good with this tier's last piece going elsewhere."""
        price = self.potentials[1][self.tiers[tier]]
        return tier in self.releasable and price == self.last_rank[tier]

    def fit_of(self, tail: int, head: int) -> int:
        """Give the cost in fit of an arc, as one number that keeps the order of the three."""
        if tail > head:
            return -self.fit_of(head, tail)
        start = _FIRST + len(self.classes.goods)
        if not _FIRST <= tail < start <= head < start + len(self.classes.asking):
            return 0
        sizes, days, sealed = self.classes.fit[tail - _FIRST, head - start]
        most = 2 * self.size
        return (sizes * (LONGEST_DAYS + 1) * most + days) * most + sealed

    def name(self, price: int, level: int) -> str:
        """Name a home and tier that would take a piece at this price."""
        for tier, node in self.tiers.items():
            cost = self.next_rank[tier] if level else -self.weight(tier)
            if cost == price == self.potentials[level][node] and (
                not level or self.is_as_urgent(tier)
            ):
                return f"{tier[1]} of home {tier[0]}"
        return "another"

    def stock_on(self, cycle: list[int]) -> str:
        """Name a stock that a better plan would take or leave."""
        for node in sorted(cycle):
            if _FIRST <= node < _FIRST + len(self.classes.goods):
                return f"stock {self.classes.goods[node - _FIRST].example.id}"
        return "no stock"


def leave_open(case: Case, classes: Classes) -> Residual:
    """Draw the graph of what a plan leaves open."""
    first_tier = _FIRST + len(classes.goods) + len(classes.asking)
    tiers = {tier: first_tier + at for at, tier in enumerate(sorted(case.asked))}
    residual = Residual(case, classes, tiers, first_tier + len(tiers))
    arcs = residual.arcs
    for number, goods in enumerate(classes.goods):
        if goods.free > 0:
            arcs.append((SOURCE, residual.goods(number)))
        if goods.given > 0:
            arcs.append((residual.goods(number), SOURCE))
    for number, taker in classes.fit:
        arcs.append((residual.goods(number), residual.asking(taker)))
        if classes.moved[number, taker] > 0:
            arcs.append((residual.asking(taker), residual.goods(number)))
    for number, asking in enumerate(classes.asking):
        node = residual.asking(number)
        arcs += [(node, tiers[tier]) for tier, room in asking.room.items() if room > 0]
        loose = [tier for tier, pieces in asking.loose.items() if pieces > 0]
        arcs += [(tiers[tier], node) for tier in loose]
        residual.releasable |= {tier for tier in loose if not case.is_last(tier[0])}
    _rank(residual)
    return residual


def _rank(residual: Residual) -> None:
    case = residual.case
    after, last = {}, {}
    for tier in residual.tiers:
        home, given = case.homes[tier[0]], case.by_tier[tier]
        after[tier] = unit_cost(home, given + 1)
        last[tier] = unit_cost(home, given)
    ranks = {cost: at for at, cost in enumerate(sorted({*after.values(), *last.values()}))}
    residual.next_rank = {tier: ranks[cost] for tier, cost in after.items()}
    residual.last_rank = {tier: ranks[cost] for tier, cost in last.items()}

"""What each level of a plan comes to, in whole numbers that two plans can be compared by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from stockroom.planning import fitting
from stockroom.planning.plans import Level
from stockroom.planning.problem import TIERS, Given, Problem, Tier


def values(problem: Problem, given: Given) -> Mapping[Level, tuple[int, ...]]:
    """Give what each level comes to.

    URGENCY: pieces by tier. FAIRNESS: by tier the lowest fill and the sum of the fills before each
    piece, in thousandths rounded down. FIT: sizes, days, grades. PICKS: pairs of lot and home,
    boxes, homes. AGE: the sums of `since` and of the lines' numbers.
    """
    stocks = {stock.id: stock for stock in problem.snapshot.stocks}
    by_tier: Counter[Tier] = Counter()
    fit, age, picks, boxes = [0, 0, 0], [0, 0], set(), set()
    for (stock_id, line), pieces in given.items():
        stock, need = stocks[stock_id], problem.needs[line]
        by_tier[need.home, need.urgency] += pieces
        how = fitting.fit(stock, need, problem.homes[need.home], problem.snapshot.today)
        for at, cost in enumerate((how.sizes_up, how.days, how.grades)):
            fit[at] += cost * pieces
        age[0] += need.since * pieces
        age[1] += need.line * pieces
        picks.add((stock.lot, need.home))
        boxes.add(stock.box)
    met = tuple(sum(n for (_, urgency), n in by_tier.items() if urgency == t) for t in TIERS)
    return {
        Level.URGENCY: met,
        Level.FAIRNESS: _fairness(problem, by_tier),
        Level.FIT: tuple(fit),
        Level.PICKS: (len(picks), len(boxes - {None}), len({home for _, home in picks})),
        Level.AGE: tuple(age),
    }


def fill(problem: Problem, tier: Tier, given: int) -> Fraction:
    """Give a home's fill in a tier: served and given, over entitled."""
    home = problem.homes[tier[0]]
    return Fraction(home.served + given, max(home.entitled, 1))


def _fairness(problem: Problem, given: Mapping[Tier, int]) -> tuple[int, ...]:
    told: list[int] = []
    for urgency in TIERS:
        lowest, total = Fraction(1), Fraction(0)
        for tier in problem.asks:
            if tier[1] == urgency:
                have = given.get(tier, 0)
                lowest = min(lowest, fill(problem, tier, have))
                due = max(problem.homes[tier[0]].entitled, 1)
                total += have * fill(problem, tier, 0) + Fraction(have * (have - 1) // 2, due)
        told += [int(lowest * 1000), int(total * 1000)]
    return tuple(told)

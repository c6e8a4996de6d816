"""What each level of a plan costs, in exact numbers: the one definition, less being better.

Whoever makes plans and whoever checks them can be compared by this. From decision 0008:

URGENCY: pieces met, tier by tier; one more of a nearer tier outweighs any number of later ones.
FAIRNESS: in each tier, leximin of the fills of the homes that ask in it. A fill is
    (S + k) / E: S pieces served and E entitled over the last 26 weeks (1 at least), k given now in
    the tier. Unit k costs (S + k - 1) / E, the fill before it; of two that cost the same, leximin
    wants the one with the smaller E, which lifts its home further. What is asked is in neither.
    Costs are only compared, never summed over homes, so any numbers in the same order will do.
FIT: sizes too large, summed over the pieces; then days until use-by, summed; then grades better
    than asked for, summed, so that sealed goods are kept for whoever takes nothing else.
PICKS: pairs of lot and home; boxes opened; homes visited. A fixed charge, so without potentials.
AGE: the oldest wish, then the lower number, among plans that take the same lots to the same homes.

With kits, trips and pins all this is meant among plans with the same whole kits made, the same
homes visited and the same pins kept; those choices are a problem in integers before the flow. Only
urgency is also held against plans that use a stop which is left over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from stockroom.planning.facts import Home, Need, Snapshot, Stock
from stockroom.planning.plans import Level, Match
from stockroom.words import Condition, Urgency

TIERS = tuple(Urgency)
THOUSAND = 1000
LONGEST_DAYS = 3650
"""What keeps for ever counts as keeping for ten years."""

Tier = tuple[int, Urgency]
"""A home and one of its tiers of urgency."""

_GRADES = {Condition.NEW: 1, Condition.NEW_SEALED: 2}


def tier_of(need: Need) -> Tier:
    """Name the home and tier that a line belongs to."""
    return need.home, need.urgency


def asked_by_tier(snapshot: Snapshot) -> dict[Tier, int]:
    """Sum the pieces that each home asks now in each tier: the d of fairness."""
    asked: dict[Tier, int] = {}
    for need in snapshot.needs:
        asked[tier_of(need)] = asked.get(tier_of(need), 0) + need.pieces
    return asked


def due(home: Home) -> int:
    """Give what a home is due over the weeks that count, 1 at least."""
    return max(home.entitled, 1)


def fill(home: Home, given: int) -> Fraction:
    """Give a home's fill in a tier in which it is given so many pieces."""
    return Fraction(home.served + given, due(home))


def unit_cost(home: Home, unit: int) -> tuple[Fraction, int]:
    """Give what the unit-th piece (from 1) of a home in a tier costs in fairness."""
    return fill(home, unit - 1), due(home)


def sizes_up(stock: Stock, need: Need) -> int:
    """Count the steps by which goods are larger than what the line asks."""
    if need.scheme == "none" or stock.scheme != need.scheme or stock.low <= need.high:
        return 0
    return -(-(stock.low - need.high) // max(need.step, 1))


def days_left(stock: Stock, today: date) -> int:
    """Count the days until goods must be used, at most LONGEST_DAYS."""
    if stock.use_by is None:
        return LONGEST_DAYS
    return min((stock.use_by - today).days, LONGEST_DAYS)


def grades_spared(stock: Stock, need: Need, home: Home) -> int:
    """Count by how many grades (used, new, sealed) goods are better than the line must have."""
    wanted = 2 if home.sealed_only else 1 if need.new_only else 0
    return max(_GRADES.get(stock.condition, 0) - wanted, 0)


def fit_cost(stock: Stock, need: Need, home: Home, today: date) -> tuple[int, int, int]:
    """Give what one piece of a stock for a line costs in fit."""
    return sizes_up(stock, need), days_left(stock, today), grades_spared(stock, need, home)


def age_cost(need: Need) -> tuple[int, int]:
    """Give what one piece for a line costs in age."""
    return need.since, need.line


def values(snapshot: Snapshot, matches: Iterable[Match]) -> Mapping[Level, tuple[int, ...]]:
    """Give what each level comes to.

    URGENCY: pieces, by tier. FAIRNESS: by tier the lowest fill and the sum of unit costs, both in
    thousandths rounded down (1000 and 0 where nobody asks). FIT: sizes, days, grades. PICKS: pairs
    of lot and home, boxes, homes. AGE: the sums of `since` and of the lines' numbers.
    """
    stocks = {stock.id: stock for stock in snapshot.stocks}
    needs = {need.line: need for need in snapshot.needs}
    homes = {home.id: home for home in snapshot.homes}
    given: dict[Tier, int] = {}
    fit, age = [0, 0, 0], [0, 0]
    picks: set[tuple[int, int]] = set()
    boxes: set[int] = set()
    for match in matches:
        stock, need = stocks[match.stock], needs[match.line]
        given[tier_of(need)] = given.get(tier_of(need), 0) + match.pieces
        for at, cost in enumerate(fit_cost(stock, need, homes[need.home], snapshot.today)):
            fit[at] += cost * match.pieces
        for at, cost in enumerate(age_cost(need)):
            age[at] += cost * match.pieces
        picks.add((stock.lot, need.home))
        boxes |= {stock.box} - {None}  # type: ignore[arg-type]
    stops = len({home for _, home in picks})
    return {
        Level.URGENCY: tuple(
            sum(n for (_, urgency), n in given.items() if urgency == tier) for tier in TIERS
        ),
        Level.FAIRNESS: _fairness(snapshot, homes, given),
        Level.FIT: tuple(fit),
        Level.PICKS: (len(picks), len(boxes), stops),
        Level.AGE: tuple(age),
    }


def _fairness(
    snapshot: Snapshot, homes: Mapping[int, Home], given: Mapping[Tier, int]
) -> tuple[int, ...]:
    asked = asked_by_tier(snapshot)
    told: list[int] = []
    for tier in TIERS:
        lowest, total = Fraction(1), Fraction(0)
        for number, urgency in asked:
            if urgency == tier:
                home, have = homes[number], given.get((number, urgency), 0)
                lowest = min(lowest, fill(home, have))
                total += have * fill(home, 0) + Fraction(have * (have - 1) // 2, due(home))
        told += [int(lowest * THOUSAND), int(total * THOUSAND)]
    return tuple(told)

"""A plan beside its snapshot, looked up by number and added up once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from stockroom.planning.checking import fitting
from stockroom.planning.checking.levels import Tier, asked_by_tier, tier_of
from stockroom.planning.facts import Home, Kit, Need, Snapshot, Stock
from stockroom.planning.plans import Plan


@dataclass(frozen=True, slots=True)
class Case:
    """A snapshot and a plan, with what each line gets, each stock gives and each pin holds.

    `bound` are the pieces that a line owes to the kits that are complete, `most` what it may get
    without beginning one that must be whole, `loose` how many of those no whole kit claims.
    `owed` are homes that have waited too long for a visit, where visits are limited.
    """

    snapshot: Snapshot
    plan: Plan
    stocks: dict[int, Stock]
    needs: dict[int, Need]
    homes: dict[int, Home]
    asked: dict[Tier, int]
    given: Counter[int]
    used: Counter[int]
    pairs: Counter[tuple[int, int]]
    by_tier: Counter[Tier]
    by_home: Counter[int]
    pinned: dict[tuple[int, int], int]
    bound: Counter[int]
    most: dict[int, int]
    loose: dict[int, int]
    owed: frozenset[int]

    def room(self, line: int) -> int:
        """Count the pieces that a line could still take, its unmade kits apart."""
        if not self.is_reached(self.needs[line].home):
            return 0
        return self.most[line] - self.given[line]

    def is_reached(self, home: int) -> bool:
        """Say whether a home is visited, or still could be."""
        trips = self.snapshot.trips
        return trips is None or self.by_home[home] > 0 or len(self.by_home) < trips.most_stops

    def is_visited(self, home: int) -> bool:
        """Say whether the plan visits a home; where nothing limits visits, it visits all."""
        return self.snapshot.trips is None or self.by_home[home] > 0

    def is_last(self, home: int) -> bool:
        """Say whether a home that is owed a visit gets one piece only, which makes the visit."""
        return home in self.owed and self.by_home[home] == 1

    def may_take(self, stock: int, line: int) -> bool:
        """Say whether nothing keeps this stock from this line."""
        need = self.needs[line]
        return not fitting.obstacles(
            self.stocks[stock],
            need,
            self.homes[need.home],
            (stock, line) in self.snapshot.forbidden,
        )


def lay_out(snapshot: Snapshot, plan: Plan) -> Case:
    """Add up a plan whose numbers are all in the snapshot."""
    needs = {need.line: need for need in snapshot.needs}
    sums: tuple[Counter[int], Counter[int], Counter[int]] = (Counter(), Counter(), Counter())
    given, used, by_home = sums
    pairs: Counter[tuple[int, int]] = Counter()
    by_tier: Counter[Tier] = Counter()
    for match in plan.matches:
        need = needs[match.line]
        given[match.line] += match.pieces
        used[match.stock] += match.pieces
        pairs[match.stock, match.line] += match.pieces
        by_tier[tier_of(need)] += match.pieces
        by_home[need.home] += match.pieces
    whole = [kit for kit in snapshot.kits if kit.whole]
    made = _parts(whole, dict(plan.kits))
    promised = _parts(whole, {kit.id: kit.number for kit in whole})
    loose = {line: max(need.pieces - promised[line], 0) for line, need in needs.items()}
    pins: dict[tuple[int, int], int] = defaultdict(int)
    for pin in snapshot.pins:
        pins[pin.stock, pin.line] += pin.pieces
    return Case(
        snapshot=snapshot,
        plan=plan,
        stocks={stock.id: stock for stock in snapshot.stocks},
        needs=needs,
        homes={home.id: home for home in snapshot.homes},
        asked=asked_by_tier(snapshot),
        given=given,
        used=used,
        pairs=pairs,
        by_tier=by_tier,
        by_home=by_home,
        pinned={pair: min(pieces, pairs[pair]) for pair, pieces in pins.items()},
        bound=_parts(snapshot.kits, dict(plan.kits)),
        most={line: made[line] + loose[line] for line in needs},
        loose=loose,
        owed=_owed(snapshot),
    )


def _parts(kits: Iterable[Kit], numbers: dict[int, int]) -> Counter[int]:
    parts: Counter[int] = Counter()
    for kit in kits:
        for line, pieces in kit.parts:
            parts[line] += pieces * numbers.get(kit.id, 0)
    return parts


def _owed(snapshot: Snapshot) -> frozenset[int]:
    trips = snapshot.trips
    if trips is None:
        return frozenset()
    return frozenset(
        home.id
        for home in snapshot.homes
        if home.waited_days is None or home.waited_days >= trips.longest_wait_days
    )

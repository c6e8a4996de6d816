"""Why each thing goes where it goes, and why a line stays short: told from the plan as it is.

Nothing here trusts the solver. A reason names a line that would have taken the goods and gets fewer
for it, and the first level on which the other line comes before it, so that each can be worked out
again from the snapshot and the plan. In a plan without proof a line may have no such reason.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from stockroom.planning import fitting
from stockroom.planning.kits import Chosen
from stockroom.planning.plans import Level, Match, Reason, Short, Why
from stockroom.planning.problem import TIERS, Given, Problem, price, whole_kit_lines
from stockroom.planning.worth import fill


class Account:
    """A plan's pieces added up by line and tier, and the lines that would take more of each."""

    def __init__(self, problem: Problem, chosen: Chosen, given: Given) -> None:
        self.problem, self.chosen, self.given = problem, chosen, given
        self.stocks = {stock.id: stock for stock in problem.snapshot.stocks}
        self.got: Counter[int] = Counter()
        self.by_tier: Counter[tuple[int, str]] = Counter()
        self.used: Counter[int] = Counter()
        self.of_lot: Counter[tuple[int, int]] = Counter()
        for (stock, line), pieces in given.items():
            need = problem.needs[line]
            self.got[line] += pieces
            self.used[stock] += pieces
            self.of_lot[self.stocks[stock].lot, need.home] += pieces
            self.by_tier[need.home, need.urgency] += pieces
        self.losers = self._losers()

    def matches(self) -> Iterator[Match]:
        """Tell each match with its reason, in the order of lines and stocks."""
        pinned: Counter[tuple[int, int]] = Counter()
        for pin in self.problem.snapshot.pins:
            pinned[pin.stock, pin.line] += pin.pieces
        for stock, line in sorted(self.given, key=lambda pair: (pair[1], pair[0])):
            by_hand = min(pinned[stock, line], self.given[stock, line])
            rest = self.given[stock, line] - by_hand
            if by_hand:
                why = Reason(level=Level.URGENCY, pinned=True)
                yield Match(stock=stock, line=line, pieces=by_hand, reason=why)
            if rest:
                yield Match(stock=stock, line=line, pieces=rest, reason=self.reason(stock, line))

    def reason(self, stock: int, line: int) -> Reason:
        """Say why a stock goes to a line rather than to the next who would take it.

        What a kit or a visit that is owed needs may go before more urgent lines; the reason for a
        visit is of fairness, and names nobody.
        """
        others = [one for one in self.losers[self.alike[stock]] if one != line]
        for other in others:
            found = self._before(stock, line, other)
            if found is not None:
                return found
        home = self.problem.homes[self.problem.needs[line].home]
        if others and self.chosen.forced[line]:
            return self._for_a_kit(line, others[0])
        if others and home.id in self.chosen.owed:
            return Reason(level=Level.FAIRNESS)
        return Reason(level=Level.FIT, facts={"sizes_up": self._fit(stock, line).sizes_up})

    def _for_a_kit(self, line: int, other: int) -> Reason:
        mine, theirs = self.problem.needs[line], self.problem.needs[other]
        facts = {
            "tier": TIERS.index(mine.urgency),
            "over_tier": TIERS.index(theirs.urgency),
        }
        return Reason(level=Level.URGENCY, over=other, facts=facts)

    def shorts(self) -> Iterator[Short]:
        """Tell what each line is short of and why, in the order of lines."""
        whole = whole_kit_lines(self.problem.snapshot)
        goods: dict[int, list[int]] = defaultdict(list)
        for stock in self.problem.snapshot.stocks:
            goods[stock.product].append(stock.id)
        for line, need in self.problem.needs.items():
            short = need.pieces - self.got[line]
            if short > 0:
                why = self._why_short(line, goods[need.product], line in whole)
                yield Short(line=line, pieces=short, why=why)

    def _losers(self) -> dict[int, list[int]]:
        """List by goods that are alike the lines that could take more, who is nearest to it first.

        A line that only whole kits may fill, and one whose home is not visited, takes no more.
        """
        self.alike = {
            stock.id: at for at, one in enumerate(self.problem.alike) for stock in one.stocks
        }
        rank = {}
        for line, need in self.problem.needs.items():
            room = self.chosen.forced[line] + self.chosen.loose[line]
            more = self.got[line] - self.problem.pinned_to(line) < room
            if more:
                rank[line] = TIERS.index(need.urgency), self._price(line, 0), need.since, line
        found: dict[int, list[int]] = defaultdict(list)
        for arc in self.problem.arcs:
            if arc.line in rank:
                found[arc.alike].append(arc.line)
        for lines in found.values():
            lines.sort(key=rank.__getitem__)
        return found

    def _before(self, stock: int, line: int, other: int) -> Reason | None:
        """Name the level on which a line comes before another for a piece; None where it does not.

        Levels on which both are equal are passed over.
        """
        mine, theirs = self.problem.needs[line], self.problem.needs[other]
        tiers = TIERS.index(mine.urgency), TIERS.index(theirs.urgency)
        if tiers[0] != tiers[1]:
            return _by(Level.URGENCY, tiers, other, tier=tiers)
        if mine.home != theirs.home:
            prices = self._price(line, -1), self._price(other, 0)
            if prices[0] != prices[1]:
                fills = self._thousandths(line, -1), self._thousandths(other, 0)
                due = prices[0][1], prices[1][1]
                return _by(Level.FAIRNESS, prices, other, fill=fills, due=due)
        fits = self._fit(stock, line), self._fit(stock, other)
        if fits[0] != fits[1]:
            sizes = fits[0].sizes_up, fits[1].sizes_up
            grades = fits[0].grades, fits[1].grades
            return _by(Level.FIT, fits, other, sizes_up=sizes, grades=grades)
        ages = (mine.since, line), (theirs.since, other)
        if ages[0] < ages[1]:
            return _by(Level.AGE, ages, other, since=(mine.since, theirs.since))
        lot = self.stocks[stock].lot
        lots = self.of_lot[lot, mine.home], self.of_lot[lot, theirs.home]
        if lots[0] > lots[1]:
            return _by(Level.PICKS, (0, 1), other, pieces=lots)
        return None

    def _price(self, line: int, more: int) -> tuple[int, int]:
        need = self.problem.needs[line]
        given = self.by_tier[need.home, need.urgency] + more
        return price(self.problem.homes[need.home], given)

    def _thousandths(self, line: int, more: int) -> int:
        need = self.problem.needs[line]
        tier = need.home, need.urgency
        return int(fill(self.problem, tier, self.by_tier[tier] + more) * 1000)

    def _fit(self, stock: int, line: int) -> fitting.Fit:
        need = self.problem.needs[line]
        home, today = self.problem.homes[need.home], self.problem.snapshot.today
        return fitting.fit(self.stocks[stock], need, home, today)

    def _why_short(self, line: int, goods: list[int], only_in_kits: bool) -> Why:
        """Find the nearest that anything like it came to being of use; then what took it."""
        need = self.problem.needs[line]
        home, forbidden = self.problem.homes[need.home], self.problem.snapshot.forbidden
        kept = {
            stock: fitting.why_not(self.stocks[stock], need, home, forbidden) for stock in goods
        }
        usable = [stock for stock, why in kept.items() if why is None]
        if not usable:
            whys = {why for why in kept.values() if why is not None}
            return max(whys, key=fitting.LADDER.index, default=Why.NOTHING_FITS)
        if need.home not in self.chosen.visited:
            return Why.NO_VISIT
        if only_in_kits and any(self.used[one] < self.stocks[one].pieces for one in usable):
            return Why.KIT
        return Why.OTHERS


def _by(level: Level, both: tuple, other: int, **facts: tuple[int, int]) -> Reason | None:  # type: ignore[type-arg]
    if both[0] > both[1]:
        return None
    told = {name: pair[0] for name, pair in facts.items()}
    told |= {f"over_{name}": pair[1] for name, pair in facts.items()}
    return Reason(level=level, over=other, facts=told)

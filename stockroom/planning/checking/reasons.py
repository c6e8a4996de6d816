"""Whether each reason is true of its line: who lost, by which level, and by which numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stockroom.planning.checking.case import Case
from stockroom.planning.checking.classes import Classes
from stockroom.planning.checking.faults import Fault, Kind, fault
from stockroom.planning.checking.levels import (
    THOUSAND,
    TIERS,
    age_cost,
    due,
    fill,
    fit_cost,
    tier_of,
    unit_cost,
)
from stockroom.planning.plans import Level, Match

ORDER = tuple(Level)


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Two lines that could both use a stock, compared level by level, less coming first.

    `facts` are the numbers that a reason may give of each level, the loser's as `over_...`:
    tier (0 tonight); fill (thousandths, of the winner without its last piece), due
    (entitled); sizes_up, grades; pieces of the lot that its home gets; since.
    """

    costs: Mapping[Level, tuple[object, object]]
    facts: Mapping[Level, Mapping[str, int]]

    def is_won_by(self, level: Level) -> bool:
        """Say whether the winner comes first at this level, and no level before says otherwise.

        Picks are a matter of the whole plan, so a tie there is not asked of the age.
        """
        before = [one for one in ORDER[: ORDER.index(level)] if one != Level.PICKS]
        winner, loser = self.costs[level]
        tied = all(self.costs[one][0] == self.costs[one][1] for one in before)
        return tied and winner < loser  # type: ignore[operator]


def untrue(case: Case, classes: Classes) -> Iterator[Fault]:
    """Find reasons that are not so."""
    lots = Counter[tuple[int, int]]()
    for (stock, line), pieces in case.pairs.items():
        lots[case.stocks[stock].lot, case.needs[line].home] += pieces
    wanted = Counter[int]()
    for number, taker in classes.fit:
        room = classes.asking[taker].room
        wanted[number] += sum(n for (home, _), n in room.items() if case.is_visited(home))
    for match in case.plan.matches:
        yield from _untrue_pin(case, match)
        if match.reason.pinned:
            continue
        if match.reason.over is None:
            rivals = wanted[classes.goods_of[match.stock]] - max(case.room(match.line), 0)
            if rivals > 0 and not _is_chosen(case, match):
                yield _not_over(match)
            yield from _untrue_facts(match, compare(case, lots, match, match.line))
        elif not _could_have_used(case, match, match.reason.over):
            yield _not_over(match)
        else:
            yield from _untrue_level(case, match, compare(case, lots, match, match.reason.over))


def compare(case: Case, lots: Counter[tuple[int, int]], match: Match, over: int) -> Rivalry:
    """Compare the line that got a stock with one that could have; `lots` are pieces by home."""
    stock, need, other = case.stocks[match.stock], case.needs[match.line], case.needs[over]
    home, rival = case.homes[need.home], case.homes[other.home]
    mine, theirs = tier_of(need), tier_of(other)
    have, had = case.by_tier[mine], case.by_tier[theirs]
    fair: tuple[object, object] = (0, 0)
    if mine != theirs:
        fair = (
            unit_cost(home, have),
            unit_cost(rival, had + 1),
        )
    fits = fit_cost(stock, need, home, case.snapshot.today)
    suits = fit_cost(stock, other, rival, case.snapshot.today)
    tiers = TIERS.index(need.urgency), TIERS.index(other.urgency)
    taken = lots[stock.lot, need.home], lots[stock.lot, other.home]
    without = fill(home, have - 1)
    full = without, fill(rival, had)
    costs: dict[Level, tuple[object, object]] = {
        Level.URGENCY: tiers,
        Level.FAIRNESS: fair,
        Level.FIT: (fits, suits),
        Level.PICKS: (-taken[0], -taken[1]),
        Level.AGE: (age_cost(need), age_cost(other)),
    }
    facts = {
        Level.URGENCY: _both("tier", tiers),
        Level.FAIRNESS: _both("fill", (int(full[0] * THOUSAND), int(full[1] * THOUSAND)))
        | _both("due", (due(home), due(rival))),
        Level.FIT: _both("sizes_up", (fits[0], suits[0])) | _both("grades", (fits[2], suits[2])),
        Level.PICKS: _both("pieces", taken),
        Level.AGE: _both("since", (need.since, other.since)),
    }
    return Rivalry(costs, facts)


def _both(name: str, numbers: tuple[int, int]) -> dict[str, int]:
    return {name: numbers[0], f"over_{name}": numbers[1]}


def _untrue_pin(case: Case, match: Match) -> Iterator[Fault]:
    pair = match.stock, match.line
    held = case.pinned.get(pair, 0)
    wholly = match.pieces > case.pairs[pair] - held
    if held == 0 if match.reason.pinned else wholly:
        yield fault(Kind.REASON_PIN, stock=match.stock, line=match.line)


def _could_have_used(case: Case, match: Match, over: int) -> bool:
    return over != match.line and case.room(over) > 0 and case.may_take(match.stock, over)


def _is_chosen(case: Case, match: Match) -> bool:
    """Say whether a kit or an owed visit decided, before any level: then no line has to lose."""
    in_kits = case.given[match.line] <= case.bound[match.line]
    return in_kits or case.is_last(case.needs[match.line].home)


def _not_over(match: Match) -> Fault:
    over = match.reason.over
    return fault(Kind.REASON_OVER, stock=match.stock, line=match.line, over=over or "(none)")


def _untrue_level(case: Case, match: Match, rivalry: Rivalry) -> Iterator[Fault]:
    reason = match.reason
    if not _is_chosen(case, match) and not rivalry.is_won_by(reason.level):
        yield fault(Kind.REASON_LEVEL, line=match.line, over=reason.over, level=str(reason.level))
    yield from _untrue_facts(match, rivalry)


def _untrue_facts(match: Match, rivalry: Rivalry) -> Iterator[Fault]:
    told = rivalry.facts[match.reason.level]
    for name, said in sorted(match.reason.facts.items()):
        if told.get(name) != said:
            value = told.get(name, "nothing of this level")
            yield fault(Kind.REASON_FACTS, line=match.line, name=name, said=said, value=value)

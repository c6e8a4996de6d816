"""A plan that is always there: no solver, no proof, one line after the other.

It chooses kits and visits for the solver to begin from, and stands where the solver does not
answer. The most urgent line comes first, then whoever's fill is lowest, then the oldest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import product

from stockroom.planning import kits
from stockroom.planning.kits import Chosen
from stockroom.planning.problem import TIERS, Arc, Problem, Shares, Tier, price, whole_kit_lines

ROUNDS = 200
"""How often goods are gone through for pieces to hand over, so that it ends in any case."""


class _Shelf:
    """What is still there as lines take from it."""

    def __init__(self, problem: Problem) -> None:
        self.left = [one.pieces for one in problem.alike]
        self.taken: Counter[tuple[int, int]] = Counter()
        self.arcs: dict[int, list[Arc]] = defaultdict(list)
        for arc in sorted(problem.arcs, key=lambda arc: (arc.line, arc.fit, arc.alike)):
            self.arcs[arc.line].append(arc)

    def take(self, line: int, pieces: int) -> list[tuple[int, int, int]]:
        """Take the best fitting for a line, as many as there are."""
        took = []
        for arc in self.arcs[line]:
            some = min(pieces, self.left[arc.alike])
            if some > 0:
                self.left[arc.alike] -= some
                self.taken[arc.alike, line] += some
                pieces -= some
                took.append((arc.alike, line, some))
        return took

    def put_back(self, took: Iterable[tuple[int, int, int]]) -> None:
        """Undo a taking."""
        for alike, line, pieces in took:
            self.left[alike] += pieces
            self.taken[alike, line] -= pieces

    def hand_over(self, alike: int, one: int, other: int) -> None:
        """Give a piece that one line took to another."""
        self.taken[alike, one] -= 1
        self.taken[alike, other] += 1

    def given(self, line: int) -> int:
        """Count what a line has taken."""
        return sum(self.taken[arc.alike, line] for arc in self.arcs[line])


def chosen(problem: Problem) -> Chosen:
    """Choose homes by who waits too long and who needs most, then kits as far as goods go."""
    return _begun(problem)[0]


def planned(problem: Problem) -> tuple[Chosen, Shares]:
    """Choose homes and kits, then share the rest."""
    choice, shelf = _begun(problem)
    for line in _by_turn(problem):
        shelf.take(line, choice.forced[line] + choice.loose[line] - shelf.given(line))
    _settle(problem, choice, shelf)
    return choice, {pair: pieces for pair, pieces in shelf.taken.items() if pieces}


def _begun(problem: Problem) -> tuple[Chosen, _Shelf]:
    shelf, visited = _Shelf(problem), _visits(problem)
    whole = whole_kit_lines(problem.snapshot)
    for home in kits.owed_a_visit(problem):
        if home in visited:
            lines = [line for line in _by_urgency(problem, home) if line not in whole]
            next((line for line in lines if shelf.take(line, 1)), None)
    return kits.chosen(problem, _make(problem, shelf, visited), visited), shelf


def _settle(problem: Problem, choice: Chosen, shelf: _Shelf) -> None:
    """Hand pieces over, one by one, to whoever comes before the line that took them."""
    given: Counter[Tier] = Counter()
    takers: dict[int, list[Arc]] = defaultdict(list)
    for arc in problem.arcs:
        takers[arc.alike].append(arc)
        given[_tier(problem, arc.line)] += shelf.taken[arc.alike, arc.line]
    for line in problem.needs:
        given[_tier(problem, line)] += problem.pinned_to(line)
    for _ in range(ROUNDS):
        moved = False
        for alike, arcs in takers.items():
            have = [
                arc for arc in arcs if shelf.taken[alike, arc.line] and _spares(arc, shelf, choice)
            ]
            lack = [arc for arc in arcs if have and _lacks(arc, shelf, choice)]
            for one, other in product(have, lack):
                if _is_visited_for(problem, choice, given, one.line):
                    continue
                if _comes_before(problem, given, other, one):
                    shelf.hand_over(alike, one.line, other.line)
                    given[_tier(problem, one.line)] -= 1
                    given[_tier(problem, other.line)] += 1
                    given[_tier(problem, one.line)] += len(shelf.take(one.line, 1))
                    moved = True
                    break
        if not moved:
            return


def _is_visited_for(problem: Problem, choice: Chosen, given: Counter[Tier], line: int) -> bool:
    """Say whether a home that is owed a visit has nothing but this piece."""
    home = problem.needs[line].home
    return home in choice.owed and sum(given[home, tier] for tier in TIERS) == 1


def _tier(problem: Problem, line: int) -> Tier:
    return problem.needs[line].home, problem.needs[line].urgency


def _spares(arc: Arc, shelf: _Shelf, chosen: Chosen) -> bool:
    return shelf.given(arc.line) > chosen.forced[arc.line]


def _lacks(arc: Arc, shelf: _Shelf, chosen: Chosen) -> bool:
    return shelf.given(arc.line) < chosen.forced[arc.line] + chosen.loose[arc.line]


def _comes_before(problem: Problem, given: Counter[Tier], one: Arc, other: Arc) -> bool:
    """Say whether a line should have a piece that another has, by the levels of a plan."""
    mine, theirs = problem.needs[one.line], problem.needs[other.line]
    tiers = TIERS.index(mine.urgency), TIERS.index(theirs.urgency)
    prices = (0, 0), (0, 0)
    if mine.home != theirs.home:
        tier, last = _tier(problem, one.line), _tier(problem, other.line)
        prices = (
            price(problem.homes[mine.home], given[tier]),
            price(problem.homes[theirs.home], given[last] - 1),
        )
    ages = (mine.since, mine.line), (theirs.since, theirs.line)
    return (tiers[0], prices[0], one.fit, ages[0]) < (tiers[1], prices[1], other.fit, ages[1])


def _make(problem: Problem, shelf: _Shelf, visited: frozenset[int]) -> Mapping[int, int]:
    """Make kits one by one while there is all that they take."""
    made: Counter[int] = Counter()
    needed: Counter[int] = Counter()
    for kit in sorted(problem.snapshot.kits, key=lambda kit: (TIERS.index(kit.urgency), kit.id)):
        if kit.home not in visited or any(line not in problem.needs for line, _ in kit.parts):
            continue
        parts: Counter[int] = Counter()
        for line, pieces in kit.parts:
            parts[line] += pieces
        for _ in range(kit.number):
            took, complete = [], True
            for line, pieces in parts.items():
                most = problem.needs[line].pieces
                short = needed[line] + pieces - problem.pinned_to(line) - shelf.given(line)
                took += shelf.take(line, max(short, 0))
                short -= sum(some for _, taker, some in took if taker == line)
                complete = complete and short <= 0 and needed[line] + pieces <= most
            if not complete:
                shelf.put_back(took)
                break
            needed += parts
            made[kit.id] += 1
    return {kit.id: made[kit.id] for kit in problem.snapshot.kits}


def _visits(problem: Problem) -> frozenset[int]:
    """Choose homes: those with pins, then those who wait too long, then by what they could get."""
    if not kits.are_few_trips(problem):
        return frozenset(problem.homes)
    assert problem.snapshot.trips is not None
    worth: dict[int, list[int]] = defaultdict(lambda: [0] * len(TIERS))
    reached = {arc.line for arc in problem.arcs}
    for line in reached:
        need = problem.needs[line]
        worth[need.home][TIERS.index(need.urgency)] -= problem.asked[line]
    rest = sorted(worth, key=lambda home: (worth[home], home))
    order = [*sorted(kits.pinned_homes(problem)), *kits.owed_a_visit(problem), *rest]
    return frozenset(list(dict.fromkeys(order))[: problem.snapshot.trips.most_stops])


def _by_urgency(problem: Problem, home: int) -> list[int]:
    needs = [need for need in problem.needs.values() if need.home == home]
    return [
        need.line for need in sorted(needs, key=lambda n: (TIERS.index(n.urgency), n.since, n.line))
    ]


def _by_turn(problem: Problem) -> list[int]:
    def turn(line: int) -> tuple[int, ...]:
        need = problem.needs[line]
        fill = price(problem.homes[need.home], 0)
        return TIERS.index(need.urgency), *fill, need.since, line

    return sorted(problem.needs, key=turn)

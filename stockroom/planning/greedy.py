"""A plan that is always there: no solver, no proof, one line after the other.

It chooses kits and visits for the solver to begin from, and stands where the solver does not
answer. The most urgent line comes first, then whoever's fill is lowest, then the oldest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from stockroom.planning import kits
from stockroom.planning.kits import Chosen
from stockroom.planning.problem import TIERS, Arc, Problem, Shares, price, whole_kit_lines


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

    def given(self, line: int) -> int:
        """Count what a line has taken."""
        return sum(self.taken[arc.alike, line] for arc in self.arcs[line])


def planned(problem: Problem) -> tuple[Chosen, Shares]:
    """Choose homes by who waits too long and who needs most, then kits, then share the rest."""
    shelf, visited = _Shelf(problem), _visits(problem)
    whole = whole_kit_lines(problem.snapshot)
    for home in kits.owed_a_visit(problem):
        if home in visited:
            lines = [line for line in _by_urgency(problem, home) if line not in whole]
            next((line for line in lines if shelf.take(line, 1)), None)
    chosen = kits.chosen(problem, _make(problem, shelf, visited), visited)
    for line in _by_turn(problem):
        shelf.take(line, chosen.forced[line] + chosen.loose[line] - shelf.given(line))
    return chosen, {pair: pieces for pair, pieces in shelf.taken.items() if pieces}


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
        fill = price(problem.homes[need.home], problem.asks[need.home, need.urgency], 0)
        return TIERS.index(need.urgency), *fill, need.since, line

    return sorted(problem.needs, key=turn)

"""Who gets how much of what: the levels of a plan from urgency to age, one min-cost flow each.

Goods flow from all that is there through goods that are alike, lines, tiers of homes and homes.
Out of a home's tier each piece has an arc of its own, dearer with every piece, which is what makes
shares fair: on what such flows can reach, the cheapest is the leximin, and only the order of the
prices matters (Frank and Murota, decreasing minimization). So prices are ranks, which are exact
and cannot overflow.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from stockroom.planning.kits import Chosen
from stockroom.planning.network import Face, Network, Whole
from stockroom.planning.plans import Level
from stockroom.planning.problem import TIERS, Problem, Shares, Tier, price

MOST_UNITS = 200_000
"""Arcs of one piece in all; beyond them a home's later pieces share arcs, and fairness is rough."""

IN_A_KIT, OWED_A_VISIT = 10_000, 100
"""What must be met before any tier counts, against 4, 3, 2 and 1 for a piece of each tier.

What lines can be met together is a matroid, so any falling worths give the most of the first tier,
then of the next; they need not be far apart.
"""


@dataclass(slots=True)
class _Arcs:
    """Arcs as they are gathered, with what each costs at each level."""

    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    room: list[int] = field(default_factory=list)
    costs: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, tail: int, head: int, room: int, **costs: int) -> None:
        for level, cost in costs.items():
            if cost:
                self.costs[level][len(self.tails)] = cost
        self.tails.append(tail)
        self.heads.append(head)
        self.room.append(room)


def share(problem: Problem, chosen: Chosen) -> tuple[Shares, frozenset[Level], Face]:
    """Give the shares that are best level by level, the levels proven so, and what fit leaves open.

    Raises network.Unsolved.
    """
    arcs, units = _Arcs(), _units(problem, chosen)
    nodes = _gather(problem, chosen, arcs, units)
    supply = np.zeros(nodes, dtype=np.int64)
    supply[0] = sum(one.pieces for one in problem.alike)
    supply[1] = -supply[0]
    network = Network(
        np.array(arcs.tails, dtype=np.int32),
        np.array(arcs.heads, dtype=np.int32),
        np.array(arcs.room, dtype=np.int64),
        supply,
    )
    *levels, ages = _levels(arcs, nodes, len({home for home, _ in units}))
    for costs in levels:
        network.improve(costs)
    face = network.face(ages)
    network.improve(ages)
    exact = all(room == 1 for steps in units.values() for room, _ in steps)
    certain = {Level.URGENCY} | ({Level.FAIRNESS, Level.FIT, Level.AGE} if exact else set())
    flow = network.flow[: len(problem.arcs)].tolist()
    return (
        {
            (arc.alike, arc.line): pieces
            for arc, pieces in zip(problem.arcs, flow, strict=True)
            if pieces
        },
        frozenset(certain),
        face,
    )


def _levels(arcs: _Arcs, nodes: int, homes: int) -> Iterator[Whole]:
    """Give the costs of level after level, two levels at once where that stays exact.

    It spares a flow each. What could be better differs by a ring through each node once at most:
    round it, grades cannot make up for a single day, nor fairness, whose arcs are two at each home,
    one in and one out, for a single piece of a tier.
    """
    levels = {level: _dense(costs, len(arcs.tails)) for level, costs in arcs.costs.items()}
    nothing = _dense({}, len(arcs.tails))
    for first, second, most in (
        ("urgency", "fairness", homes),
        ("sizes_up", "", nodes),
        ("days", "grades", nodes),
        ("age", "", nodes),
    ):
        lesser = levels.get(second, nothing)
        yield levels.get(first, nothing) * (1 + most * int(lesser.max(initial=0))) + lesser


def _dense(costs: Mapping[int, int], arcs: int) -> Whole:
    found = np.zeros(arcs, dtype=np.int64)
    found[list(costs)] = list(costs.values())
    return found


def _gather(
    problem: Problem, chosen: Chosen, arcs: _Arcs, units: Mapping[Tier, list[tuple[int, int]]]
) -> int:
    """Lay the arcs, those of the problem first, and count the nodes; 0 is the source, 1 the end."""
    supply = sum(one.pieces for one in problem.alike)
    number = count(2 + len(problem.alike))
    line_at = {line: next(number) for line in problem.needs}
    tier_at = {tier: next(number) for tier in units}
    home_at = {home: next(number) for home in sorted({home for home, _ in units})}
    for arc in problem.arcs:
        how = arc.fit
        arcs.add(
            2 + arc.alike,
            line_at[arc.line],
            min(problem.alike[arc.alike].pieces, problem.asked[arc.line]),
            sizes_up=how.sizes_up,
            days=how.days,
            grades=how.grades,
        )
    for at, one in enumerate(problem.alike):
        arcs.add(0, 2 + at, one.pieces)
    oldest = sorted(problem.needs.values(), key=lambda need: (need.since, need.line))
    for age, need in enumerate(oldest):
        tier = need.home, need.urgency
        if tier in tier_at:
            forced, loose = chosen.forced.get(need.line, 0), chosen.loose[need.line]
            ends = line_at[need.line], tier_at[tier]
            worth = len(TIERS) - TIERS.index(need.urgency)
            for room, value in ((forced, IN_A_KIT), (loose, worth)):
                if room:
                    arcs.add(*ends, room, urgency=-value, age=age)
    for tier, steps in units.items():
        for room, rank in steps:
            arcs.add(tier_at[tier], home_at[tier[0]], room, fairness=rank)
    for home, at in home_at.items():
        if home in chosen.owed:
            arcs.add(at, 1, 1, urgency=-OWED_A_VISIT)
        arcs.add(at, 1, supply)
    arcs.add(0, 1, supply)
    return 2 + len(problem.alike) + len(line_at) + len(tier_at) + len(home_at)


def _units(problem: Problem, chosen: Chosen) -> dict[Tier, list[tuple[int, int]]]:
    """Give each home and tier its pieces one by one: their room, and the rank of their price."""
    most, had = Counter[Tier](), Counter[Tier]()
    for line, need in problem.needs.items():
        tier = need.home, need.urgency
        had[tier] += problem.pinned_to(line)
        if need.home in chosen.visited:
            most[tier] += chosen.forced.get(line, 0) + chosen.loose[line]
    within = MOST_UNITS // max(len(most), 1)
    steps = []
    for tier in sorted(tier for tier, pieces in most.items() if pieces):
        home = problem.homes[tier[0]]
        for before, room in _steps(most[tier], within):
            steps.append((price(home, had[tier] + before), tier, room))
    ranks = {key: rank for rank, key in enumerate(sorted({cost for cost, _, _ in steps}))}
    found: dict[Tier, list[tuple[int, int]]] = defaultdict(list)
    for cost, tier, room in steps:
        found[tier].append((room, ranks[cost]))
    return found


def _steps(most: int, within: int) -> list[tuple[int, int]]:
    fine = min(most, within)
    grain = max((most - fine) // max(within // 10, 1), 1)
    steps = [(before, 1) for before in range(fine)]
    return steps + [(before, min(grain, most - before)) for before in range(fine, most, grain)]

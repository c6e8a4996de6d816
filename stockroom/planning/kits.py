"""What is decided before goods are shared out: how many kits are made, and which homes are visited.

Both are all or nothing, which no flow can say, so they are a small integer problem; where it cannot
be solved in time, what was chosen by hand as it were (greedy.py) stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from stockroom.planning.facts import Home
from stockroom.planning.problem import Problem, whole_kit_lines


@dataclass(frozen=True, slots=True)
class Chosen:
    """Kits made by their id, and the homes that are visited; `owed` are due a visit by now.

    `forced` are pieces that kits need of a line beyond its pins, `loose` those it may have besides.
    """

    made: Mapping[int, int]
    visited: frozenset[int]
    owed: frozenset[int]
    forced: Mapping[int, int]
    loose: Mapping[int, int]
    proven: bool = True


def chosen(
    problem: Problem, made: Mapping[int, int], visited: frozenset[int], *, proven: bool = True
) -> Chosen:
    """Say what a choice of kits and homes means for each line."""
    needed: Counter[int] = Counter()
    for kit_id, number in made.items():
        for line, pieces in problem.kits[kit_id].parts:
            needed[line] += number * pieces
    in_kits = whole_kit_lines(problem.snapshot)
    forced, loose = {}, {}
    for line, need in problem.needs.items():
        asked = problem.asked[line] if need.home in visited else 0
        pinned = problem.pinned_to(line)
        forced[line] = min(max(needed[line] - pinned, 0), asked)
        most = need.pieces
        if line in in_kits:
            most = max(need.pieces - in_kits[line], 0) + min(needed[line], in_kits[line])
        loose[line] = max(min(most - max(pinned, needed[line]), asked - forced[line]), 0)
    owed = frozenset(owed_a_visit(problem)) & visited
    return Chosen(made, visited, owed, forced, loose, proven)


def owed_a_visit(problem: Problem) -> list[int]:
    """List the homes that have waited longer than is fair and can be brought something.

    The longest wait comes first, never visited before all; pins are something already.
    """
    trips = problem.snapshot.trips
    if trips is None:
        return []
    reached = {problem.needs[arc.line].home for arc in problem.arcs}
    pinned = pinned_homes(problem)
    found = [
        home
        for home in problem.homes.values()
        if home.id in reached - pinned and _waited(home) >= trips.longest_wait_days
    ]
    return [home.id for home in sorted(found, key=lambda home: (-_waited(home), home.id))]


def pinned_homes(problem: Problem) -> frozenset[int]:
    """Name the homes that a coordinator has pinned goods to; they are visited in any case."""
    return frozenset(problem.needs[line].home for _, line in problem.pinned)


def _waited(home: Home) -> int:
    return 10**6 if home.waited_days is None else home.waited_days


def is_needed(problem: Problem) -> bool:
    """Say whether there is anything to choose: kits, fewer visits than homes, visits owed."""
    return bool(problem.snapshot.kits) or are_few_trips(problem) or bool(owed_a_visit(problem))


def are_few_trips(problem: Problem) -> bool:
    """Say whether there are fewer visits than homes that could be brought something."""
    trips = problem.snapshot.trips
    homes = {problem.needs[arc.line].home for arc in problem.arcs} | pinned_homes(problem)
    return trips is not None and trips.most_stops < len(homes)

"""The integer problem of kits and visits, as the solver is told it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ortools.sat.python import cp_model

from stockroom.planning import kits, telling
from stockroom.planning.kits import Chosen
from stockroom.planning.problem import Problem, whole_kit_lines
from stockroom.words import Urgency

Decided = tuple[Mapping[int, int], frozenset[int], bool]
"""Kits made, homes visited, and whether both are proven best."""


def choose(problem: Problem, first: Chosen, seconds: float) -> Chosen:
    """Choose kits and homes so that most is met, tier by tier; `first` is where to begin.

    A home that is owed a visit is worth more than any tier, a complete kit a bonus within its own.
    """
    if not kits.is_needed(problem):
        return first
    found = Model(problem, first).solved(seconds)
    if found is None:
        return kits.chosen(problem, first.made, first.visited, proven=False)
    made, visited, proven = found
    return kits.chosen(problem, made, visited, proven=proven)


class Model:
    """What may be met together: kits whole, homes within the trips, goods that are there."""

    def __init__(self, problem: Problem, first: Chosen) -> None:
        self.problem, self.first = problem, first
        self.lines = _concerned(problem)
        self.model = cp_model.CpModel()
        self.met = self._met()
        self.made = {
            kit.id: self.model.new_int_var(0, kit.number, f"kit {kit.id}")
            for kit in sorted(problem.kits.values(), key=lambda kit: kit.id)
            if kit.home in problem.homes
        }
        self.visits = {
            home: self.model.new_bool_var(f"home {home}")
            for home in sorted({problem.needs[line].home for line in self.lines})
        }
        self._keep_kits_whole()
        self._keep_to_the_trips()

    def solved(self, seconds: float) -> Decided | None:
        """Solve tier after tier within so many seconds; None where not even one was solved."""
        goals = self._goals()
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 1
        solver.parameters.max_time_in_seconds = seconds / len(goals)
        solver.parameters.max_deterministic_time = seconds / len(goals) * telling.STEADY
        self._hint({var: self.first.made.get(kit, 0) for kit, var in self.made.items()})
        self._hint({var: int(home in self.first.visited) for home, var in self.visits.items()})
        decided, proven = None, True
        for goal in goals:
            self.model.maximize(goal)
            status = solver.solve(self.model)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                return None if decided is None else (*decided[:2], False)
            proven = proven and status == cp_model.OPTIMAL
            decided = self._read(solver, proven)
            self.model.add(goal >= round(solver.objective_value))
            self.model.clear_hints()  # type: ignore[no-untyped-call]
            every = [*self.met.values(), *self.made.values(), *self.visits.values()]
            self._hint({var: solver.value(var) for var in every})
        return decided

    def _met(self) -> dict[int, Any]:
        """Say how much each line gets, which is no more than there is for it."""
        problem, into, out_of = self.problem, defaultdict(list), defaultdict(list)
        for arc in problem.arcs:
            if arc.line in self.lines:
                most = min(problem.asked[arc.line], problem.alike[arc.alike].pieces)
                pieces = self.model.new_int_var(0, most, f"{arc.alike} to {arc.line}")
                into[arc.line].append(pieces)
                out_of[arc.alike].append(pieces)
        for alike, taken in out_of.items():
            self.model.add(sum(taken) <= problem.alike[alike].pieces)
        met = {}
        for line in sorted(self.lines):
            pinned = problem.pinned_to(line)
            met[line] = self.model.new_int_var(pinned, problem.needs[line].pieces, f"line {line}")
            self.model.add(met[line] == sum(into[line]) + pinned)
        return met

    def _keep_kits_whole(self) -> None:
        in_kits, parts = whole_kit_lines(self.problem.snapshot), defaultdict(list)
        whole = defaultdict(list)
        for kit_id, number in self.made.items():
            kit = self.problem.kits[kit_id]
            for line, pieces in kit.parts:
                parts[line].append(number * pieces)
                if kit.whole:
                    whole[line].append(number * pieces)
            if any(line not in self.met for line, _ in kit.parts):
                self.model.add(number == 0)
        for line, taken in parts.items():
            if line not in self.met:
                continue
            self.model.add(self.met[line] >= sum(taken))
            if line in in_kits:
                pieces = self.problem.needs[line].pieces
                besides = max(pieces - in_kits[line], 0) + self.problem.pinned_to(line)
                self.model.add(self.met[line] <= sum(whole[line]) + besides)

    def _keep_to_the_trips(self) -> None:
        pinned = kits.pinned_homes(self.problem)
        for line, met in self.met.items():
            need = self.problem.needs[line]
            self.model.add(met <= need.pieces * self.visits[need.home])
        for home in pinned & set(self.visits):
            self.model.add(self.visits[home] == 1)
        if self.problem.snapshot.trips is not None:
            others = self.problem.snapshot.trips.most_stops - len(pinned - set(self.visits))
            self.model.add(sum(self.visits.values()) <= others)

    def _goals(self) -> list[Any]:
        """Name what is to be most, in order: visits that are owed, then tier by tier."""
        goals, of_home = [], defaultdict(list)
        for line, met in self.met.items():
            of_home[self.problem.needs[line].home].append(met)
        owed = [home for home in kits.owed_a_visit(self.problem) if home in of_home]
        if owed:
            seen = []
            for at, home in enumerate(owed):
                brought = self.model.new_bool_var(f"owed {home}")
                self.model.add(sum(of_home[home]) >= brought)
                # Among those who are owed a visit the longest wait counts a little more.
                seen.append(brought * (len(owed) ** 2 + len(owed) - at))
            goals.append(sum(seen))
        for tier in Urgency:  # a piece counts for more than every kit of its tier
            made = [var for kit, var in self.made.items() if self._tier(kit) == tier]
            most = sum(kit.number for kit in self.problem.kits.values() if kit.urgency == tier)
            met = [
                var for line, var in self.met.items() if self.problem.needs[line].urgency == tier
            ]
            if met or made:
                goals.append(sum(met) * (most + 1) + sum(made))
        return goals or [0]

    def _tier(self, kit: int) -> Urgency:
        return self.problem.kits[kit].urgency

    def _hint(self, values: Mapping[Any, int]) -> None:
        for var, value in values.items():
            self.model.add_hint(var, value)

    def _read(self, solver: Any, proven: bool) -> Decided:
        made = {kit: solver.value(var) for kit, var in self.made.items()}
        visited = frozenset(home for home, var in self.visits.items() if solver.value(var))
        visited |= kits.pinned_homes(self.problem)
        if not kits.are_few_trips(self.problem):
            visited = frozenset(self.problem.homes)
        return made, visited, proven


def _concerned(problem: Problem) -> frozenset[int]:
    """Name the lines that compete with kits for goods, however far round; with visits, all."""
    if kits.are_few_trips(problem) or kits.owed_a_visit(problem):
        return frozenset(problem.needs)
    takers: dict[int, set[int]] = defaultdict(set)
    goods: dict[int, set[int]] = defaultdict(set)
    siblings: dict[int, set[int]] = defaultdict(set)
    for arc in problem.arcs:
        takers[arc.alike].add(arc.line)
        goods[arc.line].add(arc.alike)
    for kit in problem.kits.values():
        lines = {line for line, _ in kit.parts if line in problem.needs}
        for line in lines:
            siblings[line] |= lines
    found: set[int] = set()
    waiting = sorted(siblings)
    while waiting:
        line = waiting.pop()
        if line not in found:
            found.add(line)
            waiting += siblings[line]
            for alike in goods.pop(line, ()):
                waiting += takers.pop(alike, ())
    return frozenset(found)

"""The fewest picks and boxes among all plans that are as good by urgency, fairness and fit.

Which of a home's lines are met, and from which lots, is often open after those levels; a lot taken
to a home is one pick, a fixed charge, so what is open is one integer problem. Its answer is then
made to meet the oldest wishes, with the same lots to the same homes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from stockroom.planning import telling
from stockroom.planning.drawing import Picks, drawn, tasks_of, to_lines
from stockroom.planning.network import Face
from stockroom.planning.problem import Given, Problem, Shares

LARGEST = 20_000
"""Open arcs, and pairs of stock and home, beyond which the solver is not asked."""


@dataclass(frozen=True, slots=True)
class Picked:
    """Pieces by stock and line; whether picks are proven fewest, and ages lowest for them."""

    given: Given
    fewest: bool
    oldest: bool


def picked(problem: Problem, shares: Shares, face: Face, seconds: float) -> Picked | None:
    """Find fewer picks in so many seconds; None where there are too many ways or none is found."""
    pairs = {(arc.alike, problem.needs[arc.line].home) for arc in problem.arcs}
    ways = sum(len(problem.alike[alike].stocks) for alike, _ in pairs)
    if max(ways, len(face.held) - sum(face.held)) > LARGEST:
        return None
    model = _Model(problem, face)
    model.begin_with(shares)
    model.model.minimize(model.charge())
    solver = _solver(seconds)
    status = solver.solve(model.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    found, fewest = model.read(solver), status == cp_model.OPTIMAL
    model.keep_picks(solver)
    model.model.minimize(model.age())
    later = _solver(seconds)
    oldest = later.solve(model.model) == cp_model.OPTIMAL
    return Picked(model.read(later) if oldest else found, fewest, oldest)


def _solver(seconds: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.max_deterministic_time = seconds * telling.STEADY
    return solver


class _Model:
    """Pieces in each open arc, and pieces of each stock for each home."""

    def __init__(self, problem: Problem, face: Face) -> None:
        self.problem, self.face = problem, face
        self.model = cp_model.CpModel()
        self.pieces: list[Any] = [
            flow if held else self.model.new_int_var(0, room, f"{at}")
            for at, (flow, held, room) in enumerate(
                zip(face.flow, face.held, face.room, strict=True)
            )
        ]
        self.stocks: dict[tuple[int, int], Any] = {}
        self.charges: dict[tuple[int, int], Any] = {}
        self.boxes: dict[int, Any] = {}
        self._bring_what_is_there()
        self._draw_on_lots()

    def _bring_what_is_there(self) -> None:
        out: dict[int, list[Any]] = defaultdict(list)
        for at, held in enumerate(self.face.held):
            if not held:
                out[self.face.tails[at]].append(self.pieces[at])
                out[self.face.heads[at]].append(-self.pieces[at])
        for node, signed in out.items():
            self.model.add(sum(signed) == self.face.supply[node])

    def _draw_on_lots(self) -> None:
        problem, stocks = self.problem, {one.id: one for one in self.problem.snapshot.stocks}
        begun = {(stocks[one].lot, problem.needs[line].home) for one, line in problem.pinned}
        opened = {stocks[one].box for one, _ in problem.pinned} | {None}
        wanted: dict[tuple[int, int], list[Any]] = defaultdict(list)
        for at, arc in enumerate(problem.arcs):
            wanted[arc.alike, problem.needs[arc.line].home].append(self.pieces[at])
        taken: dict[int, list[Any]] = defaultdict(list)
        for (alike, home), pieces in wanted.items():
            drawn_on = []
            for stock in problem.alike[alike].stocks:
                most = problem.left[stock.id]
                some = self.model.new_int_var(0, most, f"{stock.id} to {home}")
                self.stocks[stock.id, home] = some
                drawn_on.append(some)
                taken[stock.id].append(some)
                if (stock.lot, home) not in begun:
                    self._charge(self.charges, (stock.lot, home), some, most)
                if stock.box is not None and stock.box not in opened:
                    self._charge(self.boxes, stock.box, some, most)
            self.model.add(sum(drawn_on) == sum(pieces))
        for stock_id, given in taken.items():
            self.model.add(sum(given) <= problem.left[stock_id])

    def _charge(self, charged: dict[Any, Any], key: object, some: Any, most: int) -> None:
        if key not in charged:
            charged[key] = self.model.new_bool_var(f"{key}")
        self.model.add(some <= most * charged[key])

    def begin_with(self, shares: Shares) -> None:
        """Hint at a plan that is known already."""
        drafts = {alike: drawn(task) for alike, task in tasks_of(self.problem, shares).items()}
        first: dict[tuple[int, int], int] = {}
        for picks in drafts.values():
            first |= picks
        for at, arc in enumerate(self.problem.arcs):
            if not self.face.held[at]:
                self.model.add_hint(self.pieces[at], shares.get((arc.alike, arc.line), 0))
        for pair, some in self.stocks.items():
            self.model.add_hint(some, first.get(pair, 0))

    def charge(self) -> Any:
        """Count picks, and boxes where picks are as many."""
        picks = sum(self.charges.values())
        return picks * (len(self.boxes) + 1) + sum(self.boxes.values())

    def age(self) -> Any:
        """Sum the ranks by age of the lines that pieces go to."""
        aged = enumerate(self.face.ages)
        return sum(self.pieces[at] * age for at, age in aged if age and not self.face.held[at])

    def keep_picks(self, solver: cp_model.CpSolver) -> None:
        """From now on take no lot to a home, and open no box, but those found."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for var in (*self.charges.values(), *self.boxes.values()):
            if not solver.value(var):
                self.model.add(var == 0)
        for var in self.stocks.values():
            self.model.add_hint(var, solver.value(var))

    def read(self, solver: cp_model.CpSolver) -> Given:
        """Give what goes where in a solution."""
        shares = {
            (arc.alike, arc.line): pieces
            for at, arc in enumerate(self.problem.arcs)
            if (pieces := solver.value(self.pieces[at]))
        }
        found: dict[int, Mapping[tuple[int, int], int]] = {}
        for alike, one in enumerate(self.problem.alike):
            picks: Picks = {
                (stock.id, home): pieces
                for stock in one.stocks
                for home in self.problem.homes
                if (var := self.stocks.get((stock.id, home))) is not None
                and (pieces := solver.value(var))
            }
            found[alike] = picks
        return to_lines(self.problem, shares, found)

"""The fewest lots and boxes among goods that are alike: a small integer problem for each.

Nothing changes but which lot goes where. Each lot that goes to a home is one pick, which is a fixed
charge, so no flow can count it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ortools.sat.python import cp_model

from stockroom.planning import telling
from stockroom.planning.drawing import Picks, Task, drawn, tasks_of, to_lines
from stockroom.planning.problem import Given, Problem, Shares

LARGEST = 4_000
"""Pairs of stock and home beyond which the solver is not asked."""


def polished(problem: Problem, shares: Shares, seconds: float) -> tuple[Given, bool]:
    """Draw on the fewest lots, then boxes, that can be found in the time; and whether proven."""
    found, proven = {}, True
    tasks = tasks_of(problem, shares)
    first = {alike: drawn(task) for alike, task in tasks.items()}
    hard = {alike for alike, task in tasks.items() if not _is_least(task, first[alike])}
    for alike, task in tasks.items():
        found[alike], best = first[alike], alike not in hard
        if not best:
            found[alike], best = _solved(task, first[alike], seconds / len(hard))
        proven = proven and best
    return to_lines(problem, shares, found), proven


def _is_least(task: Task, picks: Picks) -> bool:
    """Say whether nothing can be saved: one pick a home, and no boxes to choose among."""
    lots = {stock.id: stock.lot for stock in task.stocks}
    boxes = {stock.box for stock in task.stocks} - {None}
    least = len({(lots[stock], home) for stock, home in picks}) <= len(task.wanted)
    return len(task.stocks) == 1 or (least and not boxes)


def _solved(task: Task, first: Picks, seconds: float) -> tuple[Picks, bool]:
    """Ask the solver for fewer picks than the first ones, and tell whether its are the fewest."""
    if len(task.stocks) * len(task.wanted) > LARGEST:
        return first, False
    model = _Model(task, first)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.max_deterministic_time = seconds * telling.STEADY
    status = solver.solve(model.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return first, False
    found = {pair: solver.value(some) for pair, some in model.pieces.items()}
    return {pair: some for pair, some in found.items() if some}, status == cp_model.OPTIMAL


class _Model:
    """Every home is to have what it is to have; each lot for a home and each box is charged."""

    def __init__(self, task: Task, first: Picks) -> None:
        self.model = cp_model.CpModel()
        self.pieces: dict[tuple[int, int], Any] = {}
        self.charges: dict[tuple[int, int], Any] = {}
        self.boxes: dict[int, Any] = {}
        by_stock, by_home = defaultdict(list), defaultdict(list)
        for stock in task.stocks:
            for home, short in sorted(task.wanted.items()):
                most = min(task.left[stock.id], short)
                some = self.model.new_int_var(0, most, f"{stock.id} to {home}")
                self.model.add_hint(some, first.get((stock.id, home), 0))
                self.pieces[stock.id, home] = some
                by_stock[stock.id].append(some)
                by_home[home].append(some)
                if (stock.lot, home) not in task.begun:
                    self._charge(self.charges, (stock.lot, home), some, most)
                if stock.box is not None and stock.box not in task.opened:
                    self._charge(self.boxes, stock.box, some, most)
        for stock_id, taken in by_stock.items():
            self.model.add(sum(taken) <= task.left[stock_id])
        for home, taken in by_home.items():
            self.model.add(sum(taken) == task.wanted[home])
        charges = sum(self.charges.values())
        self.model.minimize(charges * (len(self.boxes) + 1) + sum(self.boxes.values()))

    def _charge(self, charged: dict[Any, Any], key: object, some: Any, most: int) -> None:
        if key not in charged:
            charged[key] = self.model.new_bool_var(f"{key}")
        self.model.add(some <= most * charged[key])

"""The integer problem of picks among goods that are alike, as the solver is told it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from stockroom.planning.facts import Stock

Picks = Mapping[tuple[int, int], int]


def fewest(
    stocks: Iterable[Stock],
    left: Mapping[int, int],
    wanted: Mapping[int, int],
    begun: frozenset[tuple[int, int]],
    opened: frozenset[int],
    first: Picks,
    seconds: float,
) -> tuple[Picks, bool]:
    """Give every home what it is to have from the fewest lots, then boxes; and whether proven.

    `first` is where to begin, and the answer where the time is too short.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    pieces = {}
    charges, boxes = {}, {}
    by_stock, by_home = defaultdict(list), defaultdict(list)
    for stock in stocks:
        for home, short in sorted(wanted.items()):
            pair = stock.id, home
            most = min(left[stock.id], short)
            pieces[pair] = model.new_int_var(0, most, f"{pair}")
            by_stock[stock.id].append(pieces[pair])
            by_home[home].append(pieces[pair])
            model.add_hint(pieces[pair], first.get(pair, 0))
            pick = stock.lot, home
            if pick not in begun:
                charge = charges.setdefault(pick, model.new_bool_var(f"pick {pick}"))
                model.add(pieces[pair] <= most * charge)
            if stock.box is not None and stock.box not in opened:
                box = boxes.setdefault(stock.box, model.new_bool_var(f"box {stock.box}"))
                model.add(pieces[pair] <= most * box)
    for stock_id, taken in by_stock.items():
        model.add(sum(taken) <= left[stock_id])
    for home, short in wanted.items():
        model.add(sum(by_home[home]) == short)
    model.minimize(sum(charges.values()) * (len(boxes) + 1) + sum(boxes.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.max_deterministic_time = seconds
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return first, False
    found = {pair: solver.value(some) for pair, some in pieces.items()}
    return {pair: some for pair, some in found.items() if some}, status == cp_model.OPTIMAL

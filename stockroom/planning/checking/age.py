"""Whether older wishes come first, among plans that take the same lots to the same homes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from stockroom.planning.checking.faults import Fault, Kind, fault
from stockroom.planning.checking.levels import age_cost, tier_of
from stockroom.planning.checking.potentials import Arc, settle
from stockroom.planning.checking.residual import SINK, SOURCE, Residual


def oldest_first(residual: Residual) -> Fault | None:
    """Prove it on the stocks and lines themselves, with what every level before leaves as good."""
    case = residual.case
    stocks = {stock: at for at, stock in enumerate(case.stocks, 2)}
    lines = {line: at for at, line in enumerate(case.needs, 2 + len(stocks))}
    first = 2 + len(stocks) + len(lines)
    tiers = {tier: first + at for at, tier in enumerate(residual.tiers)}
    costs: dict[Arc, int] = dict.fromkeys(_free(residual, stocks), 0)
    for stock, line in _same_picks(residual):
        costs[stocks[stock], lines[line]] = 0
    for (stock, line), pieces in case.pairs.items():
        if pieces > case.pinned.get((stock, line), 0):
            costs[lines[line], stocks[stock]] = 0
    held = _held(residual)
    for rank, need in enumerate(sorted(case.needs.values(), key=age_cost)):
        line, tier = lines[need.line], tier_of(need)
        asking = residual.asking(residual.classes.asking_of[need.line])
        if not _alike(residual, asking, residual.tiers[tier]):
            continue
        if case.room(need.line) > 0:
            costs[line, tiers[tier]] = rank
        if case.given[need.line] > held[need.line]:
            costs[tiers[tier], line] = -rank
    for tier, node in tiers.items():
        if _alike(residual, residual.tiers[tier], SINK, levels=(2,)):
            costs |= {(node, SINK): 0} if residual.may_gain(tier) else {}
            costs |= {(SINK, node): 0} if residual.may_lose(tier) else {}
    _, cycle = settle(costs, first + len(tiers))
    if not cycle:
        return None
    numbers = {at: line for line, at in lines.items()}
    named = sorted(numbers[node] for node in cycle if node in numbers)
    return fault(Kind.AGE, lower=f"lines {', '.join(map(str, named))}")


def _held(residual: Residual) -> dict[int, int]:
    """Pieces of each line that nobody may move: pinned, or bound in kits."""
    held: dict[int, int] = defaultdict(int)
    for (_, line), pieces in residual.case.pinned.items():
        held[line] += pieces
    for line, pieces in residual.case.bound.items():
        held[line] = max(held[line], pieces)
    return held


def _free(residual: Residual, stocks: dict[int, int]) -> Iterator[Arc]:
    case, classes = residual.case, residual.classes
    for stock, node in stocks.items():
        goods = residual.goods(classes.goods_of[stock])
        if _alike(residual, SOURCE, goods):
            if case.used[stock] < case.stocks[stock].pieces:
                yield SOURCE, node
            if case.used[stock] > 0:
                yield node, SOURCE


def _same_picks(residual: Residual) -> Iterator[tuple[int, int]]:
    """Pairs of stock and line that open no lot for a home anew, nor a box, and fit as well."""
    case, classes = residual.case, residual.classes
    of_lot: dict[int, list[int]] = defaultdict(list)
    for stock in case.stocks.values():
        of_lot[stock.lot].append(stock.id)
    of_home: dict[tuple[int, int], list[int]] = defaultdict(list)
    for need in case.needs.values():
        of_home[need.home, need.product].append(need.line)
    opened = {case.stocks[stock].box for stock, _ in case.pairs} | {None}
    picks = {(case.stocks[stock].lot, case.needs[line].home) for stock, line in case.pairs}
    for lot, home in sorted(picks):
        for stock_id in of_lot[lot]:
            if case.stocks[stock_id].box not in opened:
                continue
            for line in of_home[home, case.stocks[stock_id].product]:
                pair = classes.goods_of[stock_id], classes.asking_of[line]
                tail, head = residual.goods(pair[0]), residual.asking(pair[1])
                if pair in classes.fit and _alike(residual, tail, head):
                    yield stock_id, line


def _alike(residual: Residual, tail: int, head: int, levels: tuple[int, ...] = (0, 1, 2)) -> bool:
    """Say whether no level before minds a piece going this way."""
    for level in levels:
        here, there = residual.potentials[level][tail], residual.potentials[level][head]
        cost = residual.fit_of(tail, head) if level == levels[-1] else 0
        if here != there and (here is None or there is None or cost + there - here != 0):
            return False
        if here == there and cost != 0:
            return False
    return True

"""Which of the goods that are alike go to whom, so that few lots and boxes are opened.

Nothing is decided here but which lot: who gets how much of what is settled.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from stockroom.planning.facts import Stock
from stockroom.planning.problem import Given, Problem, Shares

Picks = Mapping[tuple[int, int], int]
"""Pieces by stock and home."""


@dataclass(frozen=True, slots=True)
class Task:
    """Goods that are alike, what is left of each, and what each home is to have of them.

    `begun` are picks of a lot for a home that a pin makes in any case.
    """

    stocks: tuple[Stock, ...]
    left: Mapping[int, int]
    wanted: Mapping[int, int]
    begun: frozenset[tuple[int, int]]
    opened: frozenset[int]


def by_hand(problem: Problem, shares: Shares) -> Given:
    """Draw on lots as a careful picker would."""
    tasks = tasks_of(problem, shares)
    return to_lines(problem, shares, {alike: drawn(task) for alike, task in tasks.items()})


def in_order(problem: Problem, shares: Shares) -> Given:
    """Draw on lots by their number alone: what picks come to where nobody thinks of them."""
    found = {}
    for alike, task in tasks_of(problem, shares).items():
        left, picks = dict(task.left), Counter[tuple[int, int]]()
        stocks = iter(sorted(left))
        stock = next(stocks)
        for home, wanted in sorted(task.wanted.items()):
            short = wanted
            while short:
                while not left[stock]:
                    stock = next(stocks)
                pieces = min(short, left[stock])
                picks[stock, home] += pieces
                left[stock] -= pieces
                short -= pieces
        found[alike] = picks
    return to_lines(problem, shares, found)


def tasks_of(problem: Problem, shares: Shares) -> dict[int, Task]:
    """Say by their index for which goods that are alike there is something to draw."""
    wanted: dict[int, Counter[int]] = defaultdict(Counter)
    for (alike, line), pieces in sorted(shares.items()):
        wanted[alike][problem.needs[line].home] += pieces
    stocks = {stock.id: stock for stock in problem.snapshot.stocks}
    begun = frozenset(
        (stocks[stock].lot, problem.needs[line].home) for stock, line in problem.pinned
    )
    opened = frozenset(box for stock, _ in problem.pinned if (box := stocks[stock].box) is not None)
    return {
        alike: Task(
            problem.alike[alike].stocks,
            {stock.id: problem.left[stock.id] for stock in problem.alike[alike].stocks},
            dict(homes),
            begun,
            opened,
        )
        for alike, homes in sorted(wanted.items())
    }


def drawn(task: Task) -> Picks:
    """For each home, the largest first: the lot that just covers it, else the largest there is."""
    left, picks, opened = dict(task.left), Counter[tuple[int, int]](), set(task.opened)
    boxes = {stock.id: stock.box for stock in task.stocks}
    lots = {stock.id: stock.lot for stock in task.stocks}
    for home, wanted in sorted(task.wanted.items(), key=lambda pair: (-pair[1], pair[0])):
        short = wanted
        while short:
            there = [stock for stock, pieces in left.items() if pieces]
            stock = min(
                there,
                key=lambda one: (
                    (lots[one], home) not in task.begun,
                    left[one] < short,
                    abs(left[one] - short),
                    boxes[one] is not None and boxes[one] not in opened,
                    one,
                ),
            )
            pieces = min(short, left[stock])
            picks[stock, home] += pieces
            left[stock] -= pieces
            short -= pieces
            opened.add(boxes[stock] or 0)
    return picks


def to_lines(problem: Problem, shares: Shares, found: Mapping[int, Picks]) -> Given:
    """Deal what a home is picked out to its lines, in their order."""
    given: Counter[tuple[int, int]] = Counter()
    piles: dict[tuple[int, int], list[list[int]]] = defaultdict(list)
    for alike, picks in found.items():
        for (stock, home), pieces in sorted(picks.items()):
            piles[alike, home].append([stock, pieces])
    for (alike, line), pieces in sorted(shares.items()):
        pile, short = piles[alike, problem.needs[line].home], pieces
        while short:
            some = min(short, pile[0][1])
            given[pile[0][0], line] += some
            pile[0][1] -= some
            short -= some
            if not pile[0][1]:
                pile.pop(0)
    return given

"""Goods and needs that no rule and no level before the picks can tell apart, taken together.

Ten thousand lots of a thousand kinds become a few thousand classes, and only pairs of classes need
comparing. What is pinned, or bound in whole kits, does not take part: nobody may move it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

from stockroom.planning.checking import fitting
from stockroom.planning.checking.case import Case
from stockroom.planning.checking.faults import Kind
from stockroom.planning.checking.levels import Tier, fit_cost, tier_of
from stockroom.planning.facts import Need, Stock


@dataclass(slots=True)
class Goods:
    """Stocks of one class: the first of them, what is free of them and what is given."""

    example: Stock
    free: int = 0
    given: int = 0


@dataclass(slots=True)
class Asking:
    """Lines of one class: the first of them, room and loose pieces by home and tier."""

    example: Need
    room: Counter[Tier] = field(default_factory=Counter)
    loose: Counter[Tier] = field(default_factory=Counter)
    whys: set[Kind] = field(default_factory=set)
    suits: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Classes:
    """All classes; `fit` is the cost of one piece from one class to another, where it may go."""

    goods: list[Goods]
    asking: list[Asking]
    goods_of: dict[int, int]
    asking_of: dict[int, int]
    fit: dict[tuple[int, int], tuple[int, int, int]]
    moved: Counter[tuple[int, int]]


def sort_out(case: Case) -> Classes:
    """Put stocks and lines into classes, and compare each class with each of its product."""
    goods, goods_of = _goods(case)
    asking, asking_of = _asking(case)
    classes = Classes(goods, asking, goods_of, asking_of, {}, Counter())
    for (stock, line), pieces in case.pairs.items():
        loose = pieces - case.pinned.get((stock, line), 0)
        classes.moved[goods_of[stock], asking_of[line]] += loose
        goods[goods_of[stock]].given += loose
    _compare(case, classes)
    return classes


def _goods(case: Case) -> tuple[list[Goods], dict[int, int]]:
    ruled_out = defaultdict(set)
    for stock_id, line in case.snapshot.forbidden:
        ruled_out[stock_id].add(line)
    numbers: dict[Hashable, int] = {}
    found: list[Goods] = []
    of: dict[int, int] = {}
    for stock in case.snapshot.stocks:
        key = (
            stock.product, stock.scheme, stock.low, stock.high, stock.fits, stock.season,
            stock.condition, stock.use_by, stock.accepted, stock.on_hold, stock.arrives_on,
            stock.only_for, stock.flags, frozenset(ruled_out.get(stock.id, ())),
        )  # fmt: skip
        of[stock.id] = numbers.setdefault(key, len(numbers))
        if of[stock.id] == len(found):
            found.append(Goods(stock))
        found[of[stock.id]].free += stock.pieces - case.used[stock.id]
    return found, of


def _asking(case: Case) -> tuple[list[Asking], dict[int, int]]:
    ruled_out = defaultdict(set)
    for stock_id, line in case.snapshot.forbidden:
        ruled_out[line].add(stock_id)
    held = Counter[int]()
    for (_, line), pieces in case.pinned.items():
        held[line] += pieces
    reserved = {stock.product for stock in case.snapshot.stocks if stock.only_for is not None}
    numbers: dict[Hashable, int] = {}
    found: list[Asking] = []
    of: dict[int, int] = {}
    for need in case.snapshot.needs:
        home = case.homes[need.home]
        key = (
            need.product, need.scheme, need.low, need.high, need.step, need.sizes_up, need.fits,
            need.season, need.new_only, need.substitutes, home.sealed_only, home.refuses,
            home.margin_days, home.delivery, home.id if need.product in reserved else None,
            frozenset(ruled_out.get(need.line, ())),
        )  # fmt: skip
        of[need.line] = number = numbers.setdefault(key, len(numbers))
        if number == len(found):
            found.append(Asking(need))
        found[number].room[tier_of(need)] += max(case.room(need.line), 0)
        fixed = max(case.bound[need.line], held[need.line])
        found[number].loose[tier_of(need)] += max(case.given[need.line] - fixed, 0)
    return found, of


def _compare(case: Case, classes: Classes) -> None:
    """Compare lines with goods of their product, size by size: most sizes are soon ruled out."""
    by_size: dict[int, dict[Hashable, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, one in enumerate(classes.goods):
        stock = one.example
        by_size[stock.product][stock.scheme, stock.low, stock.high].append(number)
    for taker, asking in enumerate(classes.asking):
        for alike in by_size[asking.example.product].values():
            if fitting.size_will_do(classes.goods[alike[0]].example, asking.example):
                for number in alike:
                    _pair(case, classes, number, taker)


def _pair(case: Case, classes: Classes, number: int, taker: int) -> None:
    asking, stock = classes.asking[taker], classes.goods[number].example
    need = asking.example
    home = case.homes[need.home]
    kinds = fitting.obstacles(stock, need, home, (stock.id, need.line) in case.snapshot.forbidden)
    if kinds:
        asking.whys |= kinds
    else:
        asking.suits.append(number)
        classes.fit[number, taker] = fit_cost(stock, need, home, case.snapshot.today)

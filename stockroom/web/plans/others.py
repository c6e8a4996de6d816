"""Who gets the goods that a line could have used, for whoever stays short to be told their name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from stockroom.planning.facts import Home, Need, Snapshot, Stock
from stockroom.planning.fitting import why_not
from stockroom.planning.plans import Plan, Short, Why

FEW = 3
"""Lines that are named."""


def instead(snapshot: Snapshot, plan: Plan, short: Sequence[Short]) -> Mapping[int, list[int]]:
    """By line that is short because of others, a few of the lines that get what it could use."""
    needs = {need.line: need for need in snapshot.needs}
    homes = {home.id: home for home in snapshot.homes}
    given: dict[int, list[int]] = defaultdict(list)
    for match in plan.matches:
        given[match.stock].append(match.line)
    goods: dict[int, list[Stock]] = defaultdict(list)
    for stock in snapshot.stocks:
        if stock.id in given:
            goods[stock.product].append(stock)
    return {
        one.line: _few(needs[one.line], homes[needs[one.line].home], goods, given)
        for one in short
        if one.why == Why.OTHERS
    }


def _few(
    need: Need, home: Home, goods: Mapping[int, list[Stock]], given: Mapping[int, list[int]]
) -> list[int]:
    found: list[int] = []
    for stock in goods.get(need.product, ()):
        if why_not(stock, need, home) is None:
            found += [line for line in given[stock.id] if line not in (need.line, *found)]
        if len(found) >= FEW:
            break
    return found[:FEW]

"""How many pieces each gate still lets in, where it counts them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.planning.facts import Limit
from stockroom.planning.gathering.homes import Gate
from stockroom.rules.gate import Goods, Rule, Some, quantity
from stockroom.tables.let_in import going


def limits(
    books: sa.Connection, today: date, gates: Mapping[int, Gate], asked: Iterable[Any]
) -> Iterator[Limit]:
    """What is left of each rule, after what is promised there and what came in the last 30 days.

    `asked` are the lines, which tell what product is of which category. One statement, and none
    where no gate counts.
    """
    counting = {home: gate.limits for home, gate in gates.items() if gate.limits}
    if not counting:
        return
    products = {row.product_id: _goods(row) for row in asked}
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in books.execute(going(today)):
        rows[row.facility_id].append(row)
    for home, rules in counting.items():
        for rule in rules:
            yield Limit(home=home, left=_left(rule, rows[home]), products=_of(rule, products))


def _left(rule: Rule, rows: Sequence[Any]) -> int:
    seen = [(_goods(row), row) for row in rows]
    promised = sum(int(row.promised) for goods, row in seen if quantity.counts(rule, goods))
    return quantity.room(rule, [Some(goods, int(row.lately)) for goods, row in seen]) - promised


def _of(rule: Rule, products: Mapping[int, Goods]) -> frozenset[int] | None:
    if not {"product", "category"} & set(rule.facts):
        return None
    return frozenset(one for one, goods in products.items() if quantity.counts(rule, goods))


def _goods(row: Any) -> Goods:
    return Goods(condition="", product=row.product, category=row.category)

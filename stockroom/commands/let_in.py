"""How many pieces a gate still lets in, after those that are promised there or came of late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from stockroom.commands import barred, refs
from stockroom.commands.base import Entry
from stockroom.errors import Refused
from stockroom.rules.gate import Goods, Load, Rule, Said, Some, quantity
from stockroom.tables.catalogue import Product
from stockroom.tables.let_in import going


class Going(NamedTuple):
    """What is promised to a facility and not delivered yet, and what came in the last 30 days."""

    promised: Sequence[Some]
    lately: Sequence[Some]

    def with_more(self, goods: Goods, pieces: int) -> Load:
        """The load that so many pieces more would make of it."""
        return Load(goods=[*self.promised, Some(goods, pieces)], lately=self.lately)


def to_facility(books: sa.Connection, facility_id: int, today: date) -> Going:
    """What goes to one facility; one statement."""
    rows = books.execute(going(today, facility_id)).all()
    seen = [(Goods(condition="", product=row.product, category=row.category), row) for row in rows]
    return Going(
        [Some(goods, int(row.promised)) for goods, row in seen],
        [Some(goods, int(row.lately)) for goods, row in seen],
    )


def refuse_beyond(entry: Entry, product_id: int, facility_id: int, pieces: int) -> None:
    """Refuse to promise more pieces of a product than the gate lets in.

    A rule that only warns is told in the receipt.
    """
    today = entry.recorded_at.astimezone().date()
    rules = limits(barred.gate_of(entry.books, facility_id, today).rules)
    if not rules:
        return
    product = refs.by_id(entry, Product, product_id, "product")
    goods = Goods(condition="", product=product.code, category=product.category)
    load = to_facility(entry.books, facility_id, today).with_more(goods, pieces)
    warned: list[Said] = []
    for rule in rules:
        said = quantity.of_load(rule, load) if quantity.counts(rule, goods) else None
        if said is not None and rule.action == "block":
            raise Refused("gate", said.sentence, **said.facts)
        warned += [said] if said is not None else []
    barred.warn(entry, warned)


def limits(rules: Sequence[Rule]) -> list[Rule]:
    """The rules that count pieces, and stand."""
    return [rule for rule in rules if rule.kind == "quantity" and not rule.ended]

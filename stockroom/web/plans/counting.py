"""Lines that get less because a gate counts pieces: told in a plan, with the rule's sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from stockroom.commands import barred
from stockroom.commands.barred import FACILITY, RULE
from stockroom.planning.gathering import Gathered
from stockroom.planning.plans import Plan, Short, Why
from stockroom.rules import gate
from stockroom.rules.gate import Goods, Rule, Said, quantity
from stockroom.tables.gates import GateRuleKind

_COUNTING = (
    sa.select(*barred.OF_RULE, FACILITY.c.code.label("facility"))
    .select_from(RULE.join(FACILITY, FACILITY.c.id == RULE.c.facility_id))
    .where(RULE.c.kind == GateRuleKind.QUANTITY, RULE.c.ended_in.is_(None))
    .order_by(RULE.c.id)
)


def shorts(gathered: Gathered, plan: Plan) -> list[Short]:
    """What lines stay short of; where a gate's count took pieces off, that is the reason."""
    found = {one.line: one for one in plan.short}
    for line, pieces in gathered.cut.items():
        rest = found[line].pieces if line in found else 0
        found[line] = Short(line=line, pieces=pieces + rest, why=Why.QUANTITY)
    return list(found.values())


def rules_for(books: sa.Connection, shorts: Iterable[Any]) -> Mapping[int, Said]:
    """By line that a gate's count cut, the rule that it stands under; one statement at most.

    `shorts` have `line`, `why`, `facility`, `product_code` and `category`.
    """
    cut = [one for one in shorts if one.why == Why.QUANTITY]
    if not cut:
        return {}
    query = _COUNTING.where(FACILITY.c.code.in_({one.facility for one in cut}))
    rules = [barred.as_rule(row) for row in books.execute(query)]
    said = {one.line: _first(rules, one) for one in cut}
    return {line: one for line, one in said.items() if one is not None}


def _first(rules: Iterable[Rule], short: Any) -> Said | None:
    goods = Goods(condition="", product=short.product_code, category=short.category)
    for rule in rules:
        if rule.facility == short.facility and quantity.counts(rule, goods):
            return gate.sentences(rule)[0]
    return None

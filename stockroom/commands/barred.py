"""Goods that may not go to a facility: its gate turns them away, or they were given for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, cast

import sqlalchemy as sa

from stockroom.commands import refs
from stockroom.commands.base import Entry
from stockroom.commands.lines import LineFacts
from stockroom.errors import Refused
from stockroom.rules import gate, giving
from stockroom.rules.gate import Goods, Rule, Said
from stockroom.tables.catalogue import Product
from stockroom.tables.gates import GateRule
from stockroom.tables.impact import Donation
from stockroom.tables.stock import Lot
from stockroom.tables.visits import NEXT_VISIT
from stockroom.tables.wishes import Facility

RULE = cast(sa.Table, GateRule.__table__)  # type: ignore[attr-defined]
FACILITY = cast(sa.Table, Facility.__table__)  # type: ignore[attr-defined]
_GATE = (
    sa.select(
        FACILITY.c.code.label("facility"),
        FACILITY.c.kind.label("facility_kind"),
        NEXT_VISIT.label("next_visit"),
        *RULE.c,
    )
    .select_from(
        FACILITY.outerjoin(
            RULE, sa.and_(RULE.c.facility_id == FACILITY.c.id, RULE.c.ended_in.is_(None))
        )
    )
    .where(FACILITY.c.id == sa.bindparam("facility"))
    .order_by(RULE.c.id)
)


@dataclass(frozen=True)
class Gate:
    """A facility as goods meet it: whose it is, when they would arrive, and its standing rules."""

    code: str
    kind: str
    arrives_on: date
    rules: tuple[Rule, ...]


class Bar(NamedTuple):
    """Why goods may not go there: a reason for machines, and what people are told."""

    reason: str
    said: Said


def refuse_barred(entry: Entry, lot: Lot, line: LineFacts) -> None:
    """Refuse goods that the gate of the line's facility turns away, or that are for others.

    What a gate only warns of is told in the receipt, and stops nothing.
    """
    at = gate_of(entry.books, line.facility_id, entry.recorded_at.astimezone().date())
    product = refs.by_id(entry, Product, lot.product_id, "product")
    goods = Goods(condition=lot.condition, flags=product.gate_flags, use_by=lot.use_by)
    bar = why_not(at, goods, _only_for(entry, lot), product.name)
    if bar is not None:
        raise Refused(bar.reason, bar.said.sentence, **bar.said.facts)
    warned = gate.warned_by(at.rules, goods, at.arrives_on)
    if warned:
        entry.made["warnings"] = [one.said.sentence.format(**one.said.facts) for one in warned]


def why_not(at: Gate, goods: Goods, only_for: Sequence[str] | None, thing: str) -> Bar | None:
    """What speaks against goods called `thing` going there: the donor's word, then the gate's."""
    said = giving.against(only_for, at.code, at.kind)
    if said is not None:
        return Bar("given_for_others", Said(said[0], {**said[1], "thing": thing}))
    stop = gate.stopped_by(at.rules, goods, at.arrives_on)
    return Bar("gate", stop.said) if stop is not None else None


def gate_of(books: sa.Connection, facility_id: int, today: date) -> Gate:
    """A facility's gate with the rules that stand; one statement."""
    rows = books.execute(_GATE, {"facility": facility_id, "today": today}).all()
    first = rows[0]
    rules = tuple(as_rule(row) for row in rows if row.id is not None)
    arrives_on = gate.likely_arrival(first.next_visit, today)
    return Gate(first.facility, first.facility_kind, arrives_on, rules)


def as_rule(row: Any) -> Rule:
    """A row of gate rules, with the code of its `facility`, as the rules judge it."""
    return Rule(
        id=row.id,
        facility=row.facility,
        kind=row.kind,
        facts=row.facts,
        action=row.action,
        source=row.source,
        confirmed_on=row.confirmed_on,
        lapses_on=row.lapses_on,
        ended=row.ended_in is not None,
    )


def _only_for(entry: Entry, lot: Lot) -> Sequence[str] | None:
    if lot.donation_id is None:
        return None
    return refs.by_id(entry, Donation, lot.donation_id, "donation").only_for

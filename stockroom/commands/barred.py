"""Goods that may not go to a facility: its gate turns them away, or they were given for others."""

from __future__ import annotations

from collections import defaultdict
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
from stockroom.rules.gate import Goods, Named, Rule, Said
from stockroom.tables.gates import GateRule
from stockroom.tables.impact import Donation
from stockroom.tables.stock import Lot
from stockroom.tables.sums import FROM_COMPANY
from stockroom.tables.visits import next_stops
from stockroom.tables.wishes import Facility

RULE = cast(sa.Table, GateRule.__table__)  # type: ignore[attr-defined]
FACILITY = cast(sa.Table, Facility.__table__)  # type: ignore[attr-defined]
DONATION = cast(sa.Table, Donation.__table__)  # type: ignore[attr-defined]
LOT, PRODUCT = refs.LOT, refs.PRODUCT
SEEN = (
    LOT.c.condition,
    LOT.c.use_by,
    LOT.c.brand,
    PRODUCT.c.code.label("product"),
    PRODUCT.c.category,
    PRODUCT.c.gate_flags,
    FROM_COMPANY.label("from_company"),
)
"""What a gate sees of a lot, from lots joined with their products."""
_SEEN = (
    sa.select(*SEEN, PRODUCT.c.name, DONATION.c.only_for)
    .select_from(
        LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id).outerjoin(
            DONATION, DONATION.c.id == LOT.c.donation_id
        )
    )
    .where(LOT.c.id == sa.bindparam("lot"))
)
OF_RULE = (
    *RULE.c,
    *(
        sa.select(column)
        .where(PRODUCT.c.code == RULE.c.facts["product"].as_string())
        .scalar_subquery()
        .label(f"product_{column.name}")
        for column in (PRODUCT.c.name, PRODUCT.c.names)
    ),
)
"""What `as_rule` reads of a rule, beside the code of its `facility`."""
_STANDS = sa.and_(RULE.c.facility_id == FACILITY.c.id, RULE.c.ended_in.is_(None))


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
    row = entry.books.execute(_SEEN, {"lot": lot.id}).one()
    goods = goods_in(row)
    bar = why_not(at, goods, row.only_for, row.name)
    if bar is not None:
        raise Refused(bar.reason, bar.said.sentence, **bar.said.facts)
    warn(entry, [one.said for one in gate.warned_by(at.rules, goods, at.arrives_on)])


def warn(entry: Entry, said: Sequence[Said]) -> None:
    """Tell in the receipt what speaks against it and yet stops nobody, each once."""
    if said:
        told = entry.made.get("warnings", ())
        entry.made["warnings"] = list(dict.fromkeys([*told, *map(str, said)]))


def goods_in(row: Any) -> Goods:
    """A row of a lot as a gate sees it; it has the columns of `SEEN`."""
    return Goods(
        condition=row.condition,
        flags=row.gate_flags,
        use_by=row.use_by,
        product=row.product,
        category=row.category,
        brand=row.brand,
        from_company=bool(row.from_company),
    )


def why_not(at: Gate, goods: Goods, only_for: Sequence[str] | None, thing: str) -> Bar | None:
    """What speaks against goods called `thing` going there: the donor's word, then the gate's."""
    said = giving.against(only_for, at.code, at.kind)
    if said is not None:
        return Bar("given_for_others", Said(said[0], {**said[1], "thing": thing}))
    stop = gate.stopped_by(at.rules, goods, at.arrives_on)
    return Bar("gate", stop.said) if stop is not None else None


def may_go(at: Gate, row: Any) -> bool:
    """Whether a lot, with the columns `SEEN` and whom it was given for, may be taken there."""
    is_over = row.use_by is not None and row.use_by < at.arrives_on
    return not is_over and why_not(at, goods_in(row), row.only_for, "") is None


def gate_of(books: sa.Connection, facility_id: int, today: date) -> Gate:
    """A facility's gate with the rules that stand; one statement."""
    return gates_of(books, FACILITY.c.id == facility_id, today)[facility_id]


def gates_of(books: sa.Connection, which: sa.ColumnElement[bool], today: date) -> dict[int, Gate]:
    """The gates of these facilities, by their ids, with the rules that stand; one statement."""
    stop = next_stops(today).subquery()
    query = (
        sa.select(
            FACILITY.c.id.label("of"),
            FACILITY.c.code.label("facility"),
            FACILITY.c.kind.label("facility_kind"),
            stop.c.day.label("next_stop"),
            *OF_RULE,
        )
        .select_from(
            FACILITY.outerjoin(RULE, _STANDS).outerjoin(stop, stop.c.facility_id == FACILITY.c.id)
        )
        .where(which)
        .order_by(RULE.c.id)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in books.execute(query):
        found[row.of].append(row)
    return {of: _gate(rows, today) for of, rows in found.items()}


def _gate(rows: Sequence[Any], today: date) -> Gate:
    first = rows[0]
    rules = tuple(as_rule(row) for row in rows if row.id is not None)
    arrives_on = gate.likely_arrival(first.next_stop, today)
    return Gate(first.facility, first.facility_kind, arrives_on, rules)


def as_rule(row: Any) -> Rule:
    """A row with the columns `OF_RULE` and the code of its `facility`, as the rules judge it."""
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
        product=Named(row.product_name, row.product_names) if row.product_name else None,
    )

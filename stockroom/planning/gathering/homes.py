"""Who asks: each facility's gate, when it is reached next, what it is due and what it has had."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.planning.facts import Home, Need
from stockroom.planning.gathering.rows import DELIVERY, FACILITY, GATE_RULE, HEADCOUNT
from stockroom.rules import delivery_days, entitlement
from stockroom.rules.entitlement import Claim, Heads, Share
from stockroom.rules.gate import Rule
from stockroom.rules.writing import fold
from stockroom.tables.gates import GateAction, GateRuleKind
from stockroom.tables.visits import next_stops
from stockroom.words import Urgency

_HEADS = tuple(Heads.__dataclass_fields__)
_newest = sa.select(sa.func.max(HEADCOUNT.c.id)).group_by(HEADCOUNT.c.facility_id)
_counted = sa.select(HEADCOUNT).where(HEADCOUNT.c.id.in_(_newest)).subquery("counted")
_last = (
    sa.select(DELIVERY.c.facility_id, sa.func.max(DELIVERY.c.handed_over_at).label("at"))
    .group_by(DELIVERY.c.facility_id)
    .subquery("last_delivery")
)
_RULES = (
    sa.select(GATE_RULE)
    .where(GATE_RULE.c.ended_in.is_(None), GATE_RULE.c.action == GateAction.BLOCK)
    .order_by(GATE_RULE.c.id)
)


@dataclass(slots=True)
class Gate:
    """What the standing rules of one gate come to; `limits` are those that count pieces."""

    sealed_only: bool = False
    new_only: bool = False
    retailer_only: bool = False
    refuses: set[str] = field(default_factory=set)
    margin_days: int = 0
    brands: frozenset[str] | None = None
    limits: list[Rule] = field(default_factory=list)

    def heed(self, kind: GateRuleKind, facts: Mapping[str, Any]) -> None:
        """Take one more rule of goods into account; other kinds turn no goods away."""
        match kind:
            case GateRuleKind.CONDITION:
                self.sealed_only = self.sealed_only or facts["least"] == "new_sealed"
                self.new_only = self.new_only or facts["least"] == "new"
            case GateRuleKind.FLAGS:
                self.refuses |= set(facts["letters"])
            case GateRuleKind.SHELF_LIFE:
                self.margin_days = max(self.margin_days, facts["days"])
            case GateRuleKind.BRAND:
                named = frozenset(fold(one) for one in facts["brands"])
                self.brands = named if self.brands is None else self.brands & named
            case GateRuleKind.RETAILER:
                self.retailer_only = self.sealed_only = True


def facilities(books: sa.Connection, today: date) -> Sequence[Any]:
    """Every facility that is served, with its newest headcount, next stop and last delivery."""
    stop = next_stops(today).subquery("next_stop")
    query = (
        sa.select(
            FACILITY.c.id,
            FACILITY.c.code,
            FACILITY.c.kind,
            FACILITY.c.capacity,
            *(_counted.c[band] for band in _HEADS),
            _counted.c.id.label("counted"),
            stop.c.day.label("next_stop"),
            _last.c.at.label("last_delivery"),
        )
        .select_from(
            FACILITY.outerjoin(_counted, _counted.c.facility_id == FACILITY.c.id)
            .outerjoin(stop, stop.c.facility_id == FACILITY.c.id)
            .outerjoin(_last, _last.c.facility_id == FACILITY.c.id)
        )
        .where(FACILITY.c.active)
        .order_by(FACILITY.c.id)
    )
    return books.execute(query).all()


def gates(books: sa.Connection) -> Mapping[int, Gate]:
    """The gates that have rules, by facility.

    A rule that was ended counts no longer; one that has lapsed still does; one that only warns or
    asks to repack turns nothing away.
    """
    found: dict[int, Gate] = defaultdict(Gate)
    for row in books.execute(_RULES):
        gate = found[row.facility_id]
        if row.kind == GateRuleKind.QUANTITY:
            gate.limits.append(_as_rule(row))
        else:
            gate.heed(row.kind, row.facts)
    return found


def _as_rule(row: Any) -> Rule:
    return Rule(
        id=row.id,
        facility="",
        kind=row.kind,
        facts=row.facts,
        source=row.source,
        confirmed_on=row.confirmed_on,
    )


def shares(
    rows: Iterable[Any], received: Mapping[int, int], needs: Iterable[Need]
) -> Mapping[int, Share]:
    """What each is due and has had, by the rule of entitlement."""
    asked: Counter[int] = Counter()
    for need in needs:
        asked[need.home] += need.pieces
    return entitlement.shares(
        {
            row.id: Claim(
                heads=Heads(**{band: getattr(row, band) for band in _HEADS})
                if row.counted is not None
                else None,
                capacity=row.capacity,
                received=received.get(row.id, 0),
                asked=asked[row.id],
            )
            for row in rows
        }
    )


def homes(
    rows: Iterable[Any],
    today: date,
    gates: Mapping[int, Gate],
    shares: Mapping[int, Share],
    needs: Iterable[Need],
) -> list[Home]:
    """The homes that need anything."""
    urgencies: dict[int, set[Urgency]] = defaultdict(set)
    for need in needs:
        urgencies[need.home].add(need.urgency)
    return [
        _home(row, today, gates.get(row.id, Gate()), shares[row.id], urgencies[row.id])
        for row in rows
        if row.id in urgencies
    ]


def _home(row: Any, today: date, gate: Gate, share: Share, urgencies: set[Urgency]) -> Home:
    """One home, its day of delivery the last that is likely for any of its lines.

    So nothing is past its date when it comes. Where a gate wants goods to last, its day is that on
    which the desk asks it too, which does not know what else is for tonight.
    """
    tonight = urgencies == {Urgency.TONIGHT} and not gate.margin_days
    last = row.last_delivery
    return Home(
        id=row.id,
        code=row.code,
        delivery=delivery_days.likely(today, row.next_stop, tonight),
        entitled=share.entitled,
        served=share.served,
        sealed_only=gate.sealed_only,
        refuses=frozenset(gate.refuses),
        margin_days=gate.margin_days,
        brands=gate.brands,
        retailer_only=gate.retailer_only,
        waited_days=None if last is None else max((today - last.astimezone().date()).days, 0),
    )

"""Rules that refusals at a gate propose, and the word of somebody who wants none of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any, NamedTuple, cast

import sqlalchemy as sa
from msgspec import Meta

from stockroom.commands import barred, refs
from stockroom.commands.barred import FACILITY, RULE
from stockroom.commands.base import DESK, NO_NUL, Command, Entry, Trade, known
from stockroom.commands.refusing import Reason
from stockroom.errors import Refused
from stockroom.rules.gate import proposing
from stockroom.rules.gate.proposing import Proposal, Turned
from stockroom.tables.catalogue import Product
from stockroom.tables.gates import ProposalDismissal
from stockroom.tables.handovers import Delivery, DeliveryEntry, DeliveryLine, Refusal
from stockroom.tables.stock import Journal, Lot


def _table(row: Any) -> sa.Table:
    return cast(sa.Table, row.__table__)


REFUSAL, DELIVERY, CORRECTED = map(_table, (Refusal, Delivery, DeliveryEntry))
DELIVERED, DISMISSAL, JOURNAL = map(_table, (DeliveryLine, ProposalDismissal, Journal))
LOT, PRODUCT = map(_table, (Lot, Product))
A_YEAR = timedelta(days=365)
"""How long a refusal is remembered for this."""
MOST_REFUSALS = 1_000

_dismissed = (
    sa.select(sa.func.max(DISMISSAL.c.sequence))
    .where(DISMISSAL.c.facility_id == REFUSAL.c.facility_id, DISMISSAL.c.reason == REFUSAL.c.reason)
    .scalar_subquery()
)
_handover = sa.func.coalesce(DELIVERY.c.id, CORRECTED.c.delivery_id)
_TURNED = (
    sa.select(
        REFUSAL.c.facility_id,
        FACILITY.c.code.label("facility"),
        REFUSAL.c.reason,
        _handover.label("delivery"),
        JOURNAL.c.done_at,
        LOT.c.condition,
        LOT.c.use_by,
        PRODUCT.c.id.label("product_id"),
        PRODUCT.c.code.label("product"),
        PRODUCT.c.category,
        PRODUCT.c.gate_flags,
    )
    .select_from(
        REFUSAL.join(FACILITY, FACILITY.c.id == REFUSAL.c.facility_id)
        .join(JOURNAL, JOURNAL.c.sequence == REFUSAL.c.sequence)
        .join(LOT, LOT.c.id == REFUSAL.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .outerjoin(DELIVERY, DELIVERY.c.sequence == REFUSAL.c.sequence)
        .outerjoin(CORRECTED, CORRECTED.c.sequence == REFUSAL.c.sequence)
    )
    .where(
        FACILITY.c.active,
        REFUSAL.c.reason.in_(list(proposing.KINDS)),
        REFUSAL.c.sequence > sa.func.coalesce(_dismissed, 0),
    )
    .order_by(REFUSAL.c.id.desc())
    .limit(MOST_REFUSALS)
)
_TAKEN = (
    sa.select(DELIVERED.c.delivery_id, LOT.c.product_id, sa.func.sum(DELIVERED.c.accepted))
    .select_from(DELIVERED.join(LOT, LOT.c.id == DELIVERED.c.lot_id))
    .where(DELIVERED.c.delivery_id.in_(sa.bindparam("deliveries", expanding=True)))
    .group_by(DELIVERED.c.delivery_id, LOT.c.product_id)
)


class Proposed(NamedTuple):
    """A rule that the refusals of one gate propose."""

    facility_id: int
    facility: str
    proposal: Proposal


class ProposalDismissed(Command, frozen=True, kw_only=True):
    """What a gate's refusals propose is no rule; refused twice more, it may be proposed anew."""

    facility: Annotated[str, Meta(min_length=1, max_length=12, pattern=NO_NUL)]
    reason: Reason


def proposed(books: sa.Connection, now: datetime, facility_id: int | None = None) -> list[Proposed]:
    """What refusals of the last year propose at every gate, or at one; three statements at most.

    A refusal told apart from a delivery belongs to the delivery of that day, if there was one.
    """
    query = _TURNED.where(JOURNAL.c.recorded_at >= (now - A_YEAR).date().isoformat())
    if facility_id is not None:
        query = query.where(REFUSAL.c.facility_id == facility_id)
    by_gate: dict[int, list[Any]] = defaultdict(list)
    for row in books.execute(query):
        by_gate[row.facility_id].append(row)
    if not by_gate:
        return []
    rules, taken = _rules(books, by_gate), _taken(books, by_gate.values())
    return [
        Proposed(number, rows[0].facility, one)
        for number, rows in sorted(by_gate.items(), key=lambda gate: gate[1][0].facility)
        for one in proposing.proposals(
            rows[0].facility, list(_turned(rows, taken)), rules.get(number, ())
        )
    ]


def dismissal(command: ProposalDismissed, entry: Entry) -> None:
    """Forget the refusals up to now, of that reason at that gate."""
    facility = refs.facility(entry, command.facility)
    found = proposed(entry.books, entry.recorded_at, known(facility.id))
    if command.reason not in {one.proposal.reason for one in found}:
        raise Refused(
            "nothing_proposed",
            "Nothing that {facility} refused proposes a rule of that kind now.",
            facility=facility.code,
        )
    row = entry.add(
        ProposalDismissal(
            facility_id=known(facility.id), reason=command.reason.value, sequence=entry.sequence
        )
    )
    entry.made["proposal_dismissal"] = row.id


def _rules(books: sa.Connection, gates: Iterable[int]) -> Mapping[int, Sequence[Any]]:
    query = (
        sa.select(*barred.OF_RULE, FACILITY.c.code.label("facility"))
        .select_from(RULE.join(FACILITY, FACILITY.c.id == RULE.c.facility_id))
        .where(RULE.c.ended_in.is_(None), RULE.c.facility_id.in_(list(gates)))
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in books.execute(query):
        found[row.facility_id].append(barred.as_rule(row))
    return found


def _taken(books: sa.Connection, gates: Iterable[Sequence[Any]]) -> Mapping[tuple[int, int], int]:
    """Pieces that were taken, by delivery and product, where too many were brought."""
    deliveries = {
        row.delivery
        for rows in gates
        for row in rows
        if row.delivery is not None and row.reason == Reason.OVER_QUANTITY
    }
    if not deliveries:
        return {}
    rows = books.execute(_TAKEN, {"deliveries": sorted(deliveries)})
    return {(delivery, product): int(pieces) for delivery, product, pieces in rows}


def _turned(rows: Sequence[Any], taken: Mapping[tuple[int, int], int]) -> Iterable[Turned]:
    days = {_day(row): row.delivery for row in rows if row.delivery is not None}
    for row in rows:
        delivery = row.delivery or days.get(_day(row))
        yield Turned(
            handover=f"delivery {delivery}" if delivery else f"{_day(row)}",
            reason=row.reason,
            on=_day(row),
            product=row.product,
            category=row.category,
            condition=row.condition,
            flags=row.gate_flags,
            use_by=row.use_by,
            accepted=taken.get((delivery, row.product_id)) if delivery else None,
        )


def _day(row: Any) -> Any:
    return datetime.fromisoformat(row.done_at).astimezone().date()


TRADES = (
    Trade(
        "proposal-dismissals",
        ProposalDismissed,
        dismissal,
        DESK,
        example={"facility": "M-1", "reason": "banned_material"},
    ),
)

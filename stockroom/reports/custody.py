"""Who has what: each piece that we answer for, inside or at a gate, under its one holder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from stockroom.reports.base import Report, Row
from stockroom.reports.stages import HOLDING, PLACE, STAND, table
from stockroom.rules import custody as rule
from stockroom.tables.handovers import Delivery, DeliveryEntry
from stockroom.tables.people import Person, Role
from stockroom.tables.stock import Movement
from stockroom.tables.transport import Run
from stockroom.tables.wishes import Facility

DELIVERY, ENTRY, MOVEMENT = table(Delivery), table(DeliveryEntry), table(Movement)
RUN, PERSON, FACILITY = table(Run), table(Person), table(Facility)
SITE = PLACE.alias("site_of_place")
Spot = tuple[int, int | None, int]
"""A lot, a wish line or none, and a place."""

_HELD = (
    sa.select(
        HOLDING.c.lot_id,
        HOLDING.c.line_id,
        HOLDING.c.place_id,
        HOLDING.c.quantity,
        PLACE.c.kind,
        PLACE.c.name,
        PLACE.c.facility_id,
        STAND.c.id.label("stand"),
        STAND.c.kind.label("stand_kind"),
        STAND.c.name.label("stand_name"),
        SITE.c.name.label("site"),
    )
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .outerjoin(SITE, SITE.c.id == sa.func.coalesce(STAND.c.site_id, PLACE.c.site_id))
    )
    .where(HOLDING.c.quantity > 0, PLACE.c.kind.in_(rule.HELD_AT))
)
# The first run is the one on the road; of several that have not left, the earliest.
_DRIVERS = (
    sa.select(RUN.c.van_id, PERSON.c.login)
    .select_from(RUN.join(PERSON, PERSON.c.id == RUN.c.driver_id))
    .where(RUN.c.closed_in.is_(None))
    .order_by(RUN.c.departed_in.is_(None).desc(), RUN.c.day.desc(), RUN.c.id.desc())
)
_CARRIED = (
    sa.select(
        MOVEMENT.c.lot_id,
        MOVEMENT.c.from_place,
        MOVEMENT.c.from_line,
        MOVEMENT.c.to_place,
        MOVEMENT.c.to_line,
        MOVEMENT.c.quantity,
        DELIVERY.c.way,
    )
    .select_from(
        DELIVERY.outerjoin(ENTRY, ENTRY.c.delivery_id == DELIVERY.c.id).join(
            MOVEMENT, MOVEMENT.c.sequence.in_([DELIVERY.c.sequence, ENTRY.c.sequence])
        )
    )
    .where(DELIVERY.c.confirmed_in.is_(None), DELIVERY.c.way.in_(list(rule.CARRIED_BY)))
    .distinct()
    .add_columns(MOVEMENT.c.id)
)


def custody(connection: sa.Connection, _choices: Mapping[str, str]) -> list[Row]:
    """One row for each holder in pieces; `who` is a site, login or facility."""
    drivers = {row.van_id: row.login for row in connection.execute(_DRIVERS)}
    codes = {row.id: row.code for row in connection.execute(sa.select(FACILITY))}
    carried = _carried(connection)
    sums = Counter[tuple[str, str]]()
    for row in connection.execute(_HELD):
        for share, who in _shares(row, drivers, codes, carried):
            sums[share.holder, who] += share.pieces
    order = {holder: at for at, holder in enumerate(rule.HOLDERS)}
    rows = sorted(sums.items(), key=lambda one: (order[one[0][0]], one[0][1]))
    return [{"holder": holder, "who": who, "pieces": pieces} for (holder, who), pieces in rows]


def _shares(
    row: Any,
    drivers: Mapping[int, str],
    codes: Mapping[int, str],
    carried: Mapping[Spot, Counter[str]],
) -> list[tuple[rule.Share, str]]:
    """The holders of one spot, each with who it is; their pieces make the spot's."""
    code = codes.get(row.facility_id, "")
    if row.kind == "facility":
        return [(rule.Share(rule.FACILITY, row.quantity), code)]
    if row.kind == "gate":
        at_gate = carried.get((row.lot_id, row.line_id, row.place_id), Counter())
        shares = rule.shares_at_gate(row.quantity, at_gate)
        return [(one, code) for one in shares]
    van = row.stand if row.kind == "box" else row.place_id
    holder = rule.holder_inside(row.kind, row.stand_kind, on_a_run=van in drivers)
    who = {
        rule.DRIVER: drivers.get(van, ""),
        rule.VOLUNTEER: row.stand_name or row.name,
        rule.SITE: row.site or row.stand_name or row.name,
    }[holder]
    return [(rule.Share(holder, row.quantity), who)]


def _carried(connection: sa.Connection) -> Mapping[Spot, Counter[str]]:
    """What unconfirmed carriers brought to each spot at a gate, corrections included, by way."""
    found: dict[Spot, Counter[str]] = {}
    for move in connection.execute(_CARRIED):
        to = (move.lot_id, move.to_line, move.to_place)
        come_from = (move.lot_id, move.from_line, move.from_place)
        found.setdefault(to, Counter())[str(move.way)] += move.quantity
        found.setdefault(come_from, Counter())[str(move.way)] -= move.quantity
    return found


REPORT = Report(
    name="custody",
    question="Who has what?",
    columns=("holder", "who", "pieces"),
    roles=frozenset({Role.COORDINATOR, Role.STEWARD}),
    answer=custody,
)

"""Still needed? What is asked about before goods are loaded, and what was answered.

A facility is asked about every line that goods are promised to, once a run with a stop there is
planned or a parcel stands sealed for it. An answer holds until the next handover to that facility,
and for fourteen days at most: needs change.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.clock import stamp
from stockroom.desk import JOURNAL
from stockroom.ledger import HOLDING, IS_INSIDE, PLACE
from stockroom.reports.stages import ASKED, LINE, PARCEL, STAGES, STAND, table
from stockroom.tables.catalogue import Product
from stockroom.tables.handovers import Delivery
from stockroom.tables.transport import Run, Stop
from stockroom.tables.wishes import Facility, NeedAnswer, WishList

HOLDS = timedelta(days=14)
MOST_ASKED = 200
MOST_ANSWERS = 10
ANSWER, DELIVERY, RUN, STOP = map(table, (NeedAnswer, Delivery, Run, Stop))
FACILITY, LIST, PRODUCT = map(table, (Facility, WishList, Product))
_BOXED = HOLDING.alias("boxed")
_run_planned = sa.exists(
    sa.select(RUN.c.id)
    .select_from(RUN.join(STOP, STOP.c.run_id == RUN.c.id))
    .where(
        STOP.c.facility_id == FACILITY.c.id, RUN.c.departed_in.is_(None), RUN.c.closed_in.is_(None)
    )
    .correlate(FACILITY)
)
_parcel_stands = sa.exists(
    sa.select(PARCEL.c.id)
    .select_from(PARCEL.join(_BOXED, _BOXED.c.place_id == PARCEL.c.box_id))
    .where(
        PARCEL.c.facility_id == FACILITY.c.id, PARCEL.c.opened_in.is_(None), _BOXED.c.quantity > 0
    )
    .correlate(FACILITY)
)
_last_handover = (
    sa.select(sa.func.coalesce(sa.func.max(DELIVERY.c.sequence), 0))
    .where(DELIVERY.c.facility_id == FACILITY.c.id)
    .correlate(FACILITY)
    .scalar_subquery()
)
_answered = sa.exists(
    sa.select(ANSWER.c.id)
    .select_from(ANSWER.join(JOURNAL, JOURNAL.c.sequence == ANSWER.c.sequence))
    .where(
        ANSWER.c.line_id == LINE.c.id,
        ANSWER.c.sequence > _last_handover,
        JOURNAL.c.recorded_at >= sa.bindparam("since"),
    )
    .correlate(LINE, FACILITY)
)
_waits = sa.and_(IS_INSIDE, HOLDING.c.quantity > 0, sa.not_(STAGES["in_the_van"]))
_ASKED_ABOUT = (
    sa.select(
        LINE.c.id,
        LINE.c.wish_list_id,
        LINE.c.size_label,
        LINE.c.urgency,
        FACILITY.c.id.label("facility_id"),
        FACILITY.c.code,
        FACILITY.c.name,
        FACILITY.c.language,
        PRODUCT.c.name.label("product_name"),
        PRODUCT.c.names.label("product_names"),
        ASKED,
        sa.func.sum(HOLDING.c.quantity).label("coming"),
        _answered.label("answered"),
    )
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .join(LINE, LINE.c.id == HOLDING.c.line_id)
        .join(LIST, LIST.c.id == LINE.c.wish_list_id)
        .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
    )
    .where(_waits, sa.or_(_run_planned, _parcel_stands))
    .group_by(LINE.c.id, FACILITY.c.id, PRODUCT.c.id)
    .order_by(FACILITY.c.code, LINE.c.id)
    .limit(MOST_ASKED)
)


class Asked(NamedTuple):
    """A facility that is asked: the lines without an answer, and how many have one."""

    facility: Any
    unanswered: Sequence[Any]
    answered: int


def asked(
    books: sa.Connection, now: datetime, facilities: Collection[int] | None = None
) -> list[Asked]:
    """Who is asked, facility by facility; of these only where some are named. One statement."""
    query = _ASKED_ABOUT
    if facilities is not None:
        query = query.where(FACILITY.c.id.in_(facilities))
    found: dict[int, list[Any]] = {}
    for row in books.execute(query, {"since": stamp(now - HOLDS)}):
        found.setdefault(row.facility_id, []).append(row)
    return [_asked(rows) for rows in found.values()]


def unanswered(books: sa.Connection, now: datetime, facilities: Collection[int]) -> list[Asked]:
    """Those of these facilities that have not answered for every line; one statement."""
    return [one for one in asked(books, now, facilities) if one.unanswered]


def silent_of_run(
    books: sa.Connection, now: datetime, run: Any, facilities: Sequence[int]
) -> list[Asked]:
    """Those on a run's way that have not answered yet, until it has left; at most one statement."""
    return [] if run.departed_in or run.closed_in else unanswered(books, now, facilities)


def answers(books: sa.Connection, line: int) -> Sequence[Any]:
    """What was answered about a line, newest first; one statement."""
    query = (
        sa.select(ANSWER.c.still, ANSWER.c.by_telephone, JOURNAL.c.recorded_at)
        .join(JOURNAL, JOURNAL.c.sequence == ANSWER.c.sequence)
        .where(ANSWER.c.line_id == line)
        .order_by(ANSWER.c.id.desc())
        .limit(MOST_ANSWERS)
    )
    return books.execute(query).all()


def came(books: sa.Connection, lines: Collection[int]) -> Mapping[int, int]:
    """Pieces of each of these lines that have been handed over; one statement."""
    query = (
        sa.select(HOLDING.c.line_id, sa.func.sum(HOLDING.c.quantity).label("pieces"))
        .select_from(HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id))
        .where(HOLDING.c.line_id.in_(lines), STAGES["delivered"])
        .group_by(HOLDING.c.line_id)
    )
    return {row.line_id: int(row.pieces) for row in books.execute(query)}


def _asked(rows: Sequence[Any]) -> Asked:
    open_ones = [row for row in rows if not row.answered]
    return Asked(rows[0], open_ones, len(rows) - len(open_ones))

"""What handlers, reports and pages all ask of a wish line or a lot, for use within a select."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import sqlalchemy as sa

from stockroom.tables.stock import Hold, Holding, LabelCode, Lot, Place
from stockroom.tables.transport import Run, Stop
from stockroom.tables.wishes import WishChange, WishLine


def _table(row: Any) -> sa.Table:
    return cast(sa.Table, row.__table__)


_LINE, _CHANGE, _HOLDING = map(_table, (WishLine, WishChange, Holding))
_LOT, _PLACE, _HOLD, _LABEL = map(_table, (Lot, Place, Hold, LabelCode))
_RUN, _STOP = map(_table, (Run, Stop))


def _code_of(borne_by: sa.Column[Any], table: sa.Table) -> sa.ScalarSelect[Any]:
    return (
        sa.select(_LABEL.c.code)
        .where(borne_by == table.c.id, _LABEL.c.replaced_by.is_(None))
        .order_by(_LABEL.c.claimed_in.desc())
        .limit(1)
        .correlate(table)
        .scalar_subquery()
    )


# What a line asks now: the newest of its dated rows.
ASKED_NOW = (
    sa.select(_CHANGE.c.asked)
    .where(_CHANGE.c.line_id == _LINE.c.id)
    .order_by(_CHANGE.c.id.desc())
    .limit(1)
    .correlate(_LINE)
    .scalar_subquery()
)
# Pieces that serve a line, wherever they are: promised inside, or handed over.
SERVING_NOW = (
    sa.select(sa.func.coalesce(sa.func.sum(_HOLDING.c.quantity), 0))
    .where(_HOLDING.c.line_id == _LINE.c.id)
    .correlate(_LINE)
    .scalar_subquery()
)
# The label code that a lot or a place bears now.
CODE_OF_LOT = _code_of(_LABEL.c.lot_id, _LOT)
# The same; a lot of a mixed box has none and is called "lot 328", as commands take it.
NAME_OF_LOT = sa.func.coalesce(CODE_OF_LOT, sa.literal("lot ") + sa.cast(_LOT.c.id, sa.String))
CODE_OF_PLACE = _code_of(_LABEL.c.place_id, _PLACE)
# Whether a lot is set aside, and why: the first of its reasons.
_HOLDS_NOW = sa.and_(_HOLD.c.lot_id == _LOT.c.id, _HOLD.c.lifted_in.is_(None))
ON_HOLD = sa.exists().where(_HOLDS_NOW).correlate(_LOT)
WHY_ON_HOLD = (
    sa.select(_HOLD.c.reason)
    .where(_HOLDS_NOW)
    .order_by(_HOLD.c.id)
    .limit(1)
    .correlate(_LOT)
    .scalar_subquery()
)


def next_stops(today: date) -> sa.Select[Any]:
    """Each facility with a stop on a run that has not left yet, and the `day` of the next."""
    return (
        sa.select(_STOP.c.facility_id, sa.func.min(_RUN.c.day).label("day"))
        .select_from(_STOP.join(_RUN, _RUN.c.id == _STOP.c.run_id))
        .where(
            _RUN.c.departed_in.is_(None),
            _RUN.c.closed_in.is_(None),
            _RUN.c.day >= today,
            _STOP.c.facility_id.is_not(None),
        )
        .group_by(_STOP.c.facility_id)
    )

"""What handlers, reports and pages all ask of a wish line or a lot, for use within a select."""

from __future__ import annotations

from typing import Any, cast

import sqlalchemy as sa

from stockroom.tables.impact import Donation, Donor
from stockroom.tables.kits import ReadyBag
from stockroom.tables.stock import Hold, Holding, LabelCode, Lot, Place, Standing
from stockroom.tables.transport import RunEntry
from stockroom.tables.wishes import WishChange, WishLine


def _table(row: Any) -> sa.Table:
    return cast(sa.Table, row.__table__)


_LINE, _CHANGE, _HOLDING = map(_table, (WishLine, WishChange, Holding))
_LOT, _PLACE, _HOLD, _LABEL = map(_table, (Lot, Place, Hold, LabelCode))
_BAG = _table(ReadyBag)
_DONATION, _DONOR = _table(Donation), _table(Donor)


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
# A run's account, over its rows; lost are also the pieces of which nobody told what became of them.
_ENTRY = _table(RunEntry)


def _sum_of(name: str) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(_ENTRY.c[name]), 0)


UNSAID = _sum_of("unsaid").label("unsaid")
ACCOUNT = (
    *(_sum_of(name).label(name) for name in ("loaded", "delivered", "returned")),
    (_sum_of("lost") - sa.case((_sum_of("unsaid") < 0, _sum_of("unsaid")), else_=0)).label("lost"),
)
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
# Whether a shop or a company gave a lot.
FROM_COMPANY = (
    sa.exists()
    .select_from(_DONATION.join(_DONOR, _DONOR.c.id == _DONATION.c.donor_id))
    .where(_DONATION.c.id == _LOT.c.donation_id, _DONOR.c.kind == "company")
    .correlate(_LOT)
)
# Whether a box is packed ahead as a ready bag, not opened since; ready or promised whole.
PACKED_AHEAD = (
    sa.exists().where(_BAG.c.box_id == _PLACE.c.id, _BAG.c.opened_in.is_(None)).correlate(_PLACE)
)
# Whether a place stands in a refuge's cupboard, whose goods are for that refuge alone.
_CUPBOARD = _PLACE.alias("cupboard")
IN_A_CUPBOARD = (
    sa.exists()
    .where(_CUPBOARD.c.id == _PLACE.c.site_id, _CUPBOARD.c.facility_id.is_not(None))
    .correlate(_PLACE)
)
# Nothing in a bag is promised, on hold or not (any more) accepted.
_WITHIN = _HOLDING.alias("within")
_KEPT_BACK = (
    sa.exists()
    .select_from(_WITHIN.join(_LOT, _LOT.c.id == _WITHIN.c.lot_id))
    .where(
        _WITHIN.c.place_id == _PLACE.c.id,
        _WITHIN.c.quantity != 0,
        sa.or_(
            _WITHIN.c.line_id.is_not(None),
            _LOT.c.standing != Standing.ACCEPTED,
            sa.exists().where(_HOLD.c.lot_id == _LOT.c.id, _HOLD.c.lifted_in.is_(None)),
        ),
    )
    .correlate(_PLACE)
)
# Every bag that stands ready at a site of ours, cupboards among them.
READY_BAGS = (
    sa.select(
        _BAG.c.id,
        _BAG.c.kit_id,
        _BAG.c.size_label,
        _BAG.c.box_id,
        _PLACE.c.name.label("box"),
        _PLACE.c.number,
        _PLACE.c.stands_in,
        _PLACE.c.site_id,
    )
    .select_from(_BAG.join(_PLACE, _PLACE.c.id == _BAG.c.box_id))
    .where(
        _BAG.c.opened_in.is_(None),
        sa.not_(_PLACE.c.closed),
        _PLACE.c.site_id.is_not(None),
        sa.not_(_KEPT_BACK),
    )
    .order_by(_BAG.c.id)
)

"""Pieces by facility and product, promised there or handed over of late; for use in a select."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any, cast

import sqlalchemy as sa

from stockroom.tables.catalogue import Product
from stockroom.tables.handovers import Delivery, DeliveryEntry
from stockroom.tables.stock import Holding, Lot, Movement, Place
from stockroom.tables.wishes import WishLine, WishList


def _table(row: Any) -> sa.Table:
    return cast(sa.Table, row.__table__)


_HOLDING, _MOVEMENT, _PLACE = map(_table, (Holding, Movement, Place))
_DELIVERY, _CORRECTED = map(_table, (Delivery, DeliveryEntry))
_LOT, _PRODUCT, _LINE, _LIST = map(_table, (Lot, Product, WishLine, WishList))
DAYS = timedelta(days=30)
_PROMISED = (
    sa.select(
        _LIST.c.facility_id,
        _LOT.c.product_id,
        _HOLDING.c.quantity.label("promised"),
        sa.literal_column("0").label("lately"),
    )
    .select_from(
        _HOLDING.join(_LINE, _LINE.c.id == _HOLDING.c.line_id)
        .join(_LIST, _LIST.c.id == _LINE.c.wish_list_id)
        .join(_LOT, _LOT.c.id == _HOLDING.c.lot_id)
    )
    .where(_HOLDING.c.outside == sa.literal_column("0"))
)


def taken(today: date, facilities: Collection[int] | None = None) -> sa.Select[Any]:
    """Rows of `facility_id`, `product_id` and `pieces`: what facilities took in the last 30 days.

    This is how "in 30 days" of a gate rule is counted, everywhere. Days are those of our own clock:
    today and the 30 before it, from midnight on, so that a gate which counts by the hour finds no
    more than we did. A handover belongs to the day on which hands made it (`handed_over_at`), and
    not to that on which it was written down. Its pieces are those that its entry in the journal
    moved over the facility's doors, less what its corrections took off or put on, whenever those
    came; refused pieces never passed. Source: the handovers' record (`Delivery`, `DeliveryEntry`)
    and the movements; the field's rule is "max quantity per 30 days", which says no more.
    """
    since = datetime.combine(today - DAYS, time()).astimezone()
    handed = sa.select(_DELIVERY.c.id, _DELIVERY.c.sequence, _DELIVERY.c.facility_id).where(
        _DELIVERY.c.handed_over_at >= since
    )
    if facilities is not None:
        handed = handed.where(_DELIVERY.c.facility_id.in_(facilities))
    acts = handed.cte("handed")
    corrected = sa.select(_CORRECTED.c.sequence, acts.c.facility_id).join(
        acts, acts.c.id == _CORRECTED.c.delivery_id
    )
    told = sa.union_all(sa.select(acts.c.sequence, acts.c.facility_id), corrected).subquery("told")
    came, went = _PLACE.alias("came"), _PLACE.alias("went")
    inwards = sa.case((came.c.facility_id == told.c.facility_id, 1), else_=0) - sa.case(
        (went.c.facility_id == told.c.facility_id, 1), else_=0
    )
    return (
        sa.select(
            told.c.facility_id,
            _LOT.c.product_id,
            sa.func.sum(_MOVEMENT.c.quantity * inwards).label("pieces"),
        )
        .select_from(
            told.join(_MOVEMENT, _MOVEMENT.c.sequence == told.c.sequence)
            .join(came, came.c.id == _MOVEMENT.c.to_place)
            .join(went, went.c.id == _MOVEMENT.c.from_place)
            .join(_LOT, _LOT.c.id == _MOVEMENT.c.lot_id)
        )
        .group_by(told.c.facility_id, _LOT.c.product_id)
    )


def going(today: date, facility: int | None = None) -> sa.Select[Any]:
    """Rows of `facility_id`, `product`, `category`, and pieces.

    `promised` are those that are inside and promised there, and so not delivered yet; `lately`
    what was taken in the last 30 days.
    """
    promised, took = _PROMISED, taken(today, None if facility is None else [facility]).subquery()
    if facility is not None:
        promised = promised.where(_LIST.c.facility_id == facility)
    none_promised: sa.ColumnClause[int] = sa.literal_column("0")
    came = sa.select(took.c.facility_id, took.c.product_id, none_promised, took.c.pieces)
    pieces = sa.union_all(promised, came).subquery("going")
    return (
        sa.select(
            pieces.c.facility_id,
            _PRODUCT.c.code.label("product"),
            _PRODUCT.c.category,
            sa.func.sum(pieces.c.promised).label("promised"),
            sa.func.sum(pieces.c.lately).label("lately"),
        )
        .select_from(pieces.join(_PRODUCT, _PRODUCT.c.id == pieces.c.product_id))
        .group_by(pieces.c.facility_id, _PRODUCT.c.id, _PRODUCT.c.code, _PRODUCT.c.category)
    )

"""Where the goods for a wish line are: each stage of fulfilment is a place, never a counter.

A box counts as what it stands in. It is *packed* once it is sealed, or stands anywhere but on a
shelf or on the van; goods promised in an open box on a shelf are still *allocated*.
"""

from __future__ import annotations

from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from stockroom.tables.handovers import Refusal
from stockroom.tables.stock import Holding, Place
from stockroom.tables.sums import ASKED_NOW
from stockroom.tables.transport import Parcel
from stockroom.tables.wishes import WishChange, WishLine


def table(row: Any) -> sa.Table:
    """The table behind a row class."""
    return cast(sa.Table, row.__table__)


LINE, CHANGE, HOLDING, PLACE = map(table, (WishLine, WishChange, Holding, Place))
PARCEL, REFUSAL = table(Parcel), table(Refusal)
STAND = PLACE.alias("stand_of_box")
_sealed = sa.exists().where(PARCEL.c.box_id == PLACE.c.id, PARCEL.c.opened_in.is_(None))
_in_box = PLACE.c.kind == "box"
_box_on_van = sa.and_(_in_box, STAND.c.kind == "van")
_box_on_shelf = sa.and_(_in_box, STAND.c.kind == "bin", sa.not_(_sealed))
_SHELVES = ("bin", "inbound", "quarantine", "site", "with_volunteer")

STAGES: dict[str, ColumnElement[bool]] = {
    "allocated": sa.or_(PLACE.c.kind.in_(_SHELVES), _box_on_shelf),
    "picked": PLACE.c.kind == "bench",
    "packed": sa.and_(_in_box, STAND.c.kind != "van", sa.not_(_box_on_shelf)),
    "in_the_van": sa.or_(PLACE.c.kind == "van", _box_on_van),
    "delivered": PLACE.c.kind.in_(("gate", "facility")),
    "confirmed": PLACE.c.kind == "facility",
}


def pieces_at(stage: str) -> ColumnElement[int]:
    """How many pieces promised to a line (of an enclosing query) are at a stage."""
    return (
        sa.select(sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0))
        .select_from(
            HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id).outerjoin(
                STAND, STAND.c.id == PLACE.c.stands_in
            )
        )
        .where(HOLDING.c.line_id == LINE.c.id, STAGES[stage])
        .correlate(LINE)
        .scalar_subquery()
        .label(stage)
    )


def at_each_stage(fits: ColumnElement[bool]) -> sa.Select[Any]:
    """One row for each line that fits and has goods: its pieces at each stage, in one pass."""
    return (
        sa.select(
            HOLDING.c.line_id,
            *(
                sa.func.coalesce(sa.func.sum(HOLDING.c.quantity).filter(stands), 0).label(stage)
                for stage, stands in STAGES.items()
            ),
        )
        .select_from(
            HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
            .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
            .join(LINE, LINE.c.id == HOLDING.c.line_id)
        )
        .where(fits)
        .group_by(HOLDING.c.line_id)
    )


ASKED = ASKED_NOW.label("asked")
REFUSED = (
    sa.select(sa.func.coalesce(sa.func.sum(REFUSAL.c.quantity), 0))
    .where(REFUSAL.c.line_id == LINE.c.id)
    .scalar_subquery()
    .label("refused")
)

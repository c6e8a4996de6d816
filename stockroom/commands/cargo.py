"""What one stop of a run gets: all that is aboard for it, and all that is ready to be loaded.

Aboard is what stands on the run's van, in boxes or loose. Ready is what is sealed for the facility,
and what lies picked on a bench for its lines, unless it is on hold. Manifests, gate sheets and
packing lists are made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

import sqlalchemy as sa

from stockroom.commands.lines import LINE, LIST
from stockroom.commands.refs import PRODUCT
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.tables.stock import PlaceKind
from stockroom.tables.sums import ON_HOLD
from stockroom.tables.transport import Parcel, Run

MOST = 2_000
PARCEL = cast(sa.Table, Parcel.__table__)  # type: ignore[attr-defined]
RUN = cast(sa.Table, Run.__table__)  # type: ignore[attr-defined]
_STAND = PLACE.alias("stand")
_WHERE_KIND = sa.func.coalesce(_STAND.c.kind, PLACE.c.kind)
_ABOARD = sa.func.coalesce(_STAND.c.id, PLACE.c.id) == sa.bindparam("van")
_READY = sa.and_(
    sa.or_(PARCEL.c.id.is_not(None), PLACE.c.kind == PlaceKind.BENCH),
    _WHERE_KIND != PlaceKind.VAN,
    sa.not_(ON_HOLD),
)
_FOR = sa.func.coalesce(PARCEL.c.facility_id, LIST.c.facility_id)
_CARGO = (
    sa.select(
        PARCEL.c.id.label("parcel_id"),
        sa.case((PLACE.c.kind == PlaceKind.BOX, PLACE.c.number)).label("box"),
        PARCEL.c.packaging,
        PRODUCT.c.code.label("product"),
        PRODUCT.c.name,
        PRODUCT.c.names,
        LOT.c.size_label,
        LOT.c.fits,
        LOT.c.season,
        LOT.c.condition,
        LOT.c.depth,
        HOLDING.c.quantity,
        PRODUCT.c.value_minor,
        sa.case((_ABOARD, 1), else_=0).label("aboard"),
    )
    .select_from(
        HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(_STAND, _STAND.c.id == PLACE.c.stands_in)
        .outerjoin(LINE, LINE.c.id == HOLDING.c.line_id)
        .outerjoin(LIST, LIST.c.id == LINE.c.wish_list_id)
        .outerjoin(PARCEL, sa.and_(PARCEL.c.box_id == PLACE.c.id, PARCEL.c.opened_in.is_(None)))
    )
    .where(IS_INSIDE, HOLDING.c.quantity > 0, sa.bindparam("facility") == _FOR)
    .order_by(PLACE.c.number, PRODUCT.c.code, LOT.c.size_low, LOT.c.size_label, HOLDING.c.id)
    .limit(MOST)
)
_OF_STOP = _CARGO.where(sa.or_(_ABOARD, _READY))
_OF_VAN = _CARGO.where(_ABOARD)
_OF_PARCEL = _CARGO.where(PARCEL.c.id == sa.bindparam("parcel"))
_RUN = sa.select(RUN.c.van_id, RUN.c.departed_in).where(RUN.c.id == sa.bindparam("run"))


class Piece(NamedTuple):
    """Pieces of one lot on one spot; `box` is the short number of the box that they are in."""

    parcel_id: int | None
    box: int | None
    packaging: str | None
    product: str
    name: str
    names: dict[str, str] | None
    size_label: str
    fits: str
    season: str
    condition: str
    depth: str
    quantity: int
    value_minor: int | None
    aboard: int


def of_stop(books: sa.Connection, run_id: int, facility_id: int) -> Sequence[Piece]:
    """What goes to that facility on that run, box by box; once it left, what is aboard alone."""
    run = books.execute(_RUN, {"run": run_id}).one()
    query = _OF_STOP if run.departed_in is None else _OF_VAN
    found = books.execute(query, {"van": run.van_id, "facility": facility_id})
    return [Piece(*tuple(row)) for row in found]


def of_parcel(books: sa.Connection, parcel_id: int, facility_id: int) -> Sequence[Piece]:
    """What is in a parcel of that facility, while it is inside."""
    where = {"parcel": parcel_id, "facility": facility_id, "van": 0}
    return [Piece(*tuple(row)) for row in books.execute(_OF_PARCEL, where)]

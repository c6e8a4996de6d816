"""What waits for the facilities of a run: parcels, pieces, what they weigh, the room they take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from stockroom.commands.lines import LINE, LIST
from stockroom.ledger import HOLDING, IS_INSIDE, LOT
from stockroom.rules.driving import Load
from stockroom.web.api.reads.road import PARCEL
from stockroom.web.api.reads.stock import PRODUCT

_FOR = sa.func.coalesce(PARCEL.c.facility_id, LIST.c.facility_id)
_WAITING = (
    sa.select(
        _FOR.label("facility_id"),
        PARCEL.c.id.label("parcel"),
        PARCEL.c.weight_g,
        PARCEL.c.volume_ml,
        sa.func.sum(HOLDING.c.quantity).label("pieces"),
        sa.func.sum(HOLDING.c.quantity * PRODUCT.c.weight_g).label("goods_g"),
        sa.func.sum(HOLDING.c.quantity * PRODUCT.c.volume_ml).label("goods_ml"),
    )
    .select_from(
        HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .outerjoin(LINE, LINE.c.id == HOLDING.c.line_id)
        .outerjoin(LIST, LIST.c.id == LINE.c.wish_list_id)
        .outerjoin(
            PARCEL, sa.and_(PARCEL.c.box_id == HOLDING.c.place_id, PARCEL.c.opened_in.is_(None))
        )
    )
    .group_by(_FOR, PARCEL.c.id, PARCEL.c.weight_g, PARCEL.c.volume_ml)
)


class Waiting(NamedTuple):
    """All that is inside for one facility: sealed in parcels or not yet, in grams and ml."""

    parcels: int = 0
    pieces: int = 0
    load: Load = Load()

    @property
    def kg(self) -> float:
        """What it weighs."""
        return self.load.g / 1000

    @property
    def litres(self) -> float:
        """The room it takes."""
        return self.load.ml / 1000


NOTHING = Waiting()


def waiting(books: sa.Connection, facilities: Collection[int]) -> Mapping[int, Waiting]:
    """What waits for each of them; one statement. A sealed parcel weighs what was weighed."""
    parcels = sa.select(PARCEL.c.box_id).where(
        PARCEL.c.facility_id.in_(facilities), PARCEL.c.opened_in.is_(None)
    )
    return _read(
        books,
        sa.or_(
            HOLDING.c.place_id.in_(parcels),
            HOLDING.c.line_id.in_(
                sa.select(LINE.c.id)
                .join(LIST, LIST.c.id == LINE.c.wish_list_id)
                .where(LIST.c.facility_id.in_(facilities))
            ),
        ),
    )


def parcels_waiting(books: sa.Connection) -> Mapping[int, Waiting]:
    """The same for every facility that a sealed parcel waits for."""
    parcels = sa.select(PARCEL.c.box_id).where(PARCEL.c.opened_in.is_(None))
    return _read(books, HOLDING.c.place_id.in_(parcels))


def _read(books: sa.Connection, meant: sa.ColumnElement[bool]) -> Mapping[int, Waiting]:
    found: dict[int, Waiting] = defaultdict(Waiting)
    for row in books.execute(_WAITING.where(IS_INSIDE, meant)):
        so_far = found[row.facility_id]
        g = int((row.weight_g or 0) or row.goods_g)
        ml = int((row.volume_ml or 0) or row.goods_ml)
        found[row.facility_id] = Waiting(
            so_far.parcels + (row.parcel is not None),
            so_far.pieces + int(row.pieces),
            so_far.load.plus(Load(g, ml)),
        )
    return dict(found)

"""What pages read of a lot, and the conditions that their queries share."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.tables.impact import Donation, Donor
from stockroom.tables.stock import PlaceKind
from stockroom.tables.sums import (
    CODE_OF_LOT,
    CODE_OF_PLACE,
    IN_A_CUPBOARD,
    ON_HOLD,
    PACKED_AHEAD,
)
from stockroom.web.api.reads.stock import PRODUCT

STAND = PLACE.alias("stand")
SITE = PLACE.alias("site")
DONOR = sa.inspect(Donor).local_table
DONATION = sa.inspect(Donation).local_table

code_of_lot, code_of_place, on_hold = CODE_OF_LOT, CODE_OF_PLACE, ON_HOLD
is_inside = sa.exists().where(HOLDING.c.lot_id == LOT.c.id, IS_INSIDE)
_in_a_bin = sa.or_(
    sa.and_(PLACE.c.kind == PlaceKind.BIN, PLACE.c.stands_in.is_(None)),
    STAND.c.kind == PlaceKind.BIN,
)
free_in_a_bin = (
    sa.exists()
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id).outerjoin(
            STAND, STAND.c.id == PLACE.c.stands_in
        )
    )
    .where(
        HOLDING.c.lot_id == LOT.c.id,
        IS_INSIDE,
        HOLDING.c.line_id.is_(None),
        _in_a_bin,
        sa.not_(PACKED_AHEAD),
        sa.not_(IN_A_CUPBOARD),
    )
)
PIECES = sa.func.sum(HOLDING.c.quantity)
FREE = sa.func.sum(sa.case((HOLDING.c.line_id.is_(None), HOLDING.c.quantity), else_=0))
LOT_COLUMNS = (
    LOT.c.id,
    code_of_lot.label("code"),
    PRODUCT.c.name,
    PRODUCT.c.names,
    LOT.c.size_label,
    LOT.c.fits,
    LOT.c.season,
    LOT.c.depth,
    LOT.c.condition,
    LOT.c.standing,
    LOT.c.how,
    LOT.c.brand,
    LOT.c.use_by,
    on_hold.label("on_hold"),
)

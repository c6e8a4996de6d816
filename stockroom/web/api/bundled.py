"""What a bundle is gathered from: the queries of bundle.py, each bounded."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands import refs
from stockroom.ledger import HOLDING, IS_INSIDE, LINE, LOT, PLACE
from stockroom.reports.stages import STAND, table
from stockroom.tables.impact import Donation
from stockroom.tables.sums import CODE_OF_PLACE, NAME_OF_LOT, ON_HOLD
from stockroom.tables.transport import Run
from stockroom.tables.wishes import WishList
from stockroom.web.api.barcodes import TAUGHT, TEACHES, WHAT
from stockroom.web.api.reads.scopes import FACILITY

MOST_PLACES = 3_000
MOST_SPOTS = 10_000
MOST_PRODUCTS = 1_000
MOST_RUNS = 100
MOST_LEARNT = 2_000
PRODUCT, LIST, RUN, DONATION = refs.PRODUCT, table(WishList), table(Run), table(Donation)
EPOCH = sa.select(refs.SETTING.c.value).where(refs.SETTING.c.name == "epoch")
PLACES = (
    sa.select(PLACE.c.number, PLACE.c.name, PLACE.c.kind, CODE_OF_PLACE.label("code"))
    .add_columns(STAND.c.number.label("stands_in"))
    .select_from(PLACE.outerjoin(STAND, STAND.c.id == PLACE.c.stands_in))
    .where(sa.not_(PLACE.c.outside), sa.not_(PLACE.c.closed), PLACE.c.number.is_not(None))
    .order_by(PLACE.c.number)
    .limit(MOST_PLACES)
)
SPOTS = (
    sa.select(
        LOT.c.id,
        NAME_OF_LOT.label("ref"),
        PRODUCT.c.code.label("product"),
        LOT.c.size_label.label("size"),
        LOT.c.fits,
        LOT.c.season,
        LOT.c.depth,
        LOT.c.standing,
        LOT.c.condition,
        DONATION.c.only_for,
        ON_HOLD.label("on_hold"),
        PLACE.c.number.label("place"),
        HOLDING.c.id.label("spot"),
        HOLDING.c.quantity,
        HOLDING.c.line_id.label("line"),
        LIST.c.id.label("wish_list"),
        FACILITY.c.code.label("facility"),
    )
    .select_from(
        HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(DONATION, DONATION.c.id == LOT.c.donation_id)
        .outerjoin(LINE, LINE.c.id == HOLDING.c.line_id)
        .outerjoin(LIST, LIST.c.id == LINE.c.wish_list_id)
        .outerjoin(FACILITY, FACILITY.c.id == LIST.c.facility_id)
    )
    .where(IS_INSIDE)
    .order_by(LOT.c.id.desc(), HOLDING.c.id)
    .limit(MOST_SPOTS)
)
PRODUCTS = (
    sa.select(PRODUCT.c.code, PRODUCT.c.name, PRODUCT.c.names, PRODUCT.c.sizing, PRODUCT.c.depth)
    .add_columns(PRODUCT.c.safety_profile.label("checks"))
    .where(PRODUCT.c.active)
    .order_by(PRODUCT.c.code)
    .limit(MOST_PRODUCTS)
)


RUNS = (
    sa.select(RUN.c.id, RUN.c.day, PLACE.c.number.label("van"))
    .select_from(RUN.join(PLACE, PLACE.c.id == RUN.c.van_id))
    .where(RUN.c.closed_in.is_(None))
    .order_by(RUN.c.day, RUN.c.id)
    .limit(MOST_RUNS)
)
# The newest lot of each barcode that taught something.
_NEWEST = (
    sa.select(sa.func.max(LOT.c.id))
    .select_from(TAUGHT)
    .where(TEACHES)
    .group_by(LOT.c.gtin)
    .order_by(sa.func.max(LOT.c.id).desc())
    .limit(MOST_LEARNT)
)
LEARNT = (
    sa.select(LOT.c.gtin, *WHAT)
    .select_from(LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id))
    .where(LOT.c.id.in_(_NEWEST))
    .order_by(LOT.c.gtin)
)

"""What waits for hands or for a decision: each a bounded count, none grows with the books."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from stockroom.commands.arrivals import UNSORTED
from stockroom.ledger import HOLDING, IS_INSIDE, LINE, LOT, PLACE
from stockroom.reports.stages import STAGES, STAND, table
from stockroom.reports.wish_states import LIST_STATE
from stockroom.tables.discrepancies import Discrepancy
from stockroom.tables.handovers import Delivery
from stockroom.tables.stock import PlaceKind, Standing
from stockroom.tables.sums import ASKED_NOW, SERVING_NOW
from stockroom.tables.transport import Run
from stockroom.tables.wishes import WishList
from stockroom.web.api.reads.stock import PRODUCT

DISCREPANCY, RUN, LIST, DELIVERY = map(table, (Discrepancy, Run, WishList, Delivery))
_INBOUND = sa.select(PLACE.c.id).where(PLACE.c.kind == PlaceKind.INBOUND)
_LIES = HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
_IN_INBOUND = sa.and_(HOLDING.c.place_id.in_(_INBOUND), IS_INSIDE)
_BAGS = sa.select(PRODUCT.c.id).where(PRODUCT.c.code == UNSORTED).scalar_subquery()

BAGS_TO_SORT: sa.Select[Any] = (
    sa.select(HOLDING.c.quantity).select_from(_LIES).where(_IN_INBOUND, LOT.c.product_id == _BAGS)
)
TO_INSPECT = (
    sa.select(HOLDING.c.id)
    .select_from(_LIES)
    .where(_IN_INBOUND, LOT.c.standing == Standing.WAITING, LOT.c.product_id != _BAGS)
)
TO_PUT_AWAY = (
    sa.select(HOLDING.c.id)
    .select_from(_LIES)
    .where(_IN_INBOUND, LOT.c.standing == Standing.ACCEPTED, LOT.c.product_id != _BAGS)
)
BOXES_TO_PUT_AWAY = sa.select(PLACE.c.id).where(
    PLACE.c.kind == PlaceKind.BOX, PLACE.c.stands_in.in_(_INBOUND), sa.not_(PLACE.c.closed)
)
LINES_TO_PICK = (
    sa.select(HOLDING.c.line_id)
    .distinct()
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id).outerjoin(
            STAND, STAND.c.id == PLACE.c.stands_in
        )
    )
    .where(IS_INSIDE, HOLDING.c.line_id.is_not(None), STAGES["allocated"])
)
_OPEN_LINES = LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id)
LINES_SHORT = (
    sa.select(LINE.c.id)
    .select_from(_OPEN_LINES)
    .where(LIST.c.withdrawn_in.is_(None), ASKED_NOW > SERVING_NOW)
    .order_by(LINE.c.id.desc())
)
# The first three say little that the state does not, but spare working it out for every old list.
LISTS_TO_READ = sa.select(LIST.c.id).where(
    LIST.c.checked_in.is_(None),
    LIST.c.withdrawn_in.is_(None),
    LIST.c.closed_in.is_(None),
    LIST_STATE == "submitted",
)
RUNS_ON_THE_ROAD = sa.select(RUN.c.id).where(
    RUN.c.departed_in.is_not(None), RUN.c.closed_in.is_(None)
)
RUNS_PLANNED = sa.select(RUN.c.id).where(RUN.c.departed_in.is_(None), RUN.c.closed_in.is_(None))
DISCREPANCIES = sa.select(DISCREPANCY.c.id).where(DISCREPANCY.c.settled_in.is_(None))
ALARMS = DISCREPANCIES.where(DISCREPANCY.c.alarm)
TO_CONFIRM = sa.select(DELIVERY.c.id).where(DELIVERY.c.confirmed_in.is_(None))

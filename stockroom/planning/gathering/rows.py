"""The tables that a snapshot is read from."""

from __future__ import annotations

from typing import Any, cast

import sqlalchemy as sa

from stockroom.tables.catalogue import Product
from stockroom.tables.gates import GateRule
from stockroom.tables.handovers import Delivery
from stockroom.tables.impact import Donation
from stockroom.tables.stock import Holding, Journal, Lot, Movement, Place
from stockroom.tables.transport import Parcel
from stockroom.tables.wishes import Facility, Headcount, WishChange, WishKit, WishLine, WishList


def _table(row: Any) -> sa.Table:
    return cast(sa.Table, row.__table__)


HOLDING, LOT, MOVEMENT, PLACE = map(_table, (Holding, Lot, Movement, Place))
JOURNAL, PRODUCT, DONATION, PARCEL = map(_table, (Journal, Product, Donation, Parcel))
LINE, LIST, CHANGE, WISH_KIT = map(_table, (WishLine, WishList, WishChange, WishKit))
FACILITY, HEADCOUNT, GATE_RULE, DELIVERY = map(_table, (Facility, Headcount, GateRule, Delivery))
STAND = PLACE.alias("stand_of_box")
"""What a box stands in."""

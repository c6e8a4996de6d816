"""Sums over rows that handlers and reports both ask for, to be used within a select of lines."""

from __future__ import annotations

from typing import Any, cast

import sqlalchemy as sa

from stockroom.tables.stock import Holding
from stockroom.tables.wishes import WishChange, WishLine


def _table(row: Any) -> sa.Table:
    return cast(sa.Table, row.__table__)


_LINE, _CHANGE, _HOLDING = map(_table, (WishLine, WishChange, Holding))

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

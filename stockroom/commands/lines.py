"""Wish lines as handlers need them: what is asked, and where the goods for them are."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, cast

import sqlalchemy as sa

from stockroom.commands import refs
from stockroom.commands.base import Entry
from stockroom.ledger import HOLDING, IS_INSIDE, Held, Spot
from stockroom.tables.catalogue import Product
from stockroom.tables.stock import Place
from stockroom.tables.sums import ASKED_NOW, SERVING_NOW
from stockroom.tables.wishes import WishLine, WishList

LINE = cast(sa.Table, WishLine.__table__)  # type: ignore[attr-defined]
LIST = cast(sa.Table, WishList.__table__)  # type: ignore[attr-defined]
PRODUCT = cast(sa.Table, Product.__table__)  # type: ignore[attr-defined]
PLACE = cast(sa.Table, Place.__table__)  # type: ignore[attr-defined]


class LineFacts(NamedTuple):
    """A wish line with what it asks now and how many pieces serve it, wherever they are."""

    id: int
    facility_id: int
    product_id: int
    product: str
    category: str
    size_scheme: str
    size_low: int
    size_high: int
    as_of: date | None
    fits: str
    new_only: bool
    substitutes: bool
    asked: int
    promised: int

    @property
    def need(self) -> int:
        """Pieces still to be promised."""
        return max(0, self.asked - self.promised)


_FACTS = (
    sa.select(
        LINE.c.id,
        LIST.c.facility_id,
        LINE.c.product_id,
        PRODUCT.c.name,
        PRODUCT.c.category,
        LINE.c.size_scheme,
        LINE.c.size_low,
        LINE.c.size_high,
        LINE.c.as_of,
        LINE.c.fits,
        LINE.c.new_only,
        LINE.c.substitutes,
        ASKED_NOW,
        SERVING_NOW,
    )
    .select_from(
        LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id).join(
            PRODUCT, PRODUCT.c.id == LINE.c.product_id
        )
    )
    .where(LINE.c.id == sa.bindparam("line"))
)
_SERVING = (
    sa.select(
        HOLDING.c.lot_id,
        HOLDING.c.place_id,
        HOLDING.c.line_id,
        HOLDING.c.quantity,
        PLACE.c.kind,
        PLACE.c.stands_in,
        PLACE.c.site_id,
    )
    .select_from(HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id))
    .where(HOLDING.c.line_id == sa.bindparam("line"), IS_INSIDE)
    .order_by(HOLDING.c.id)
)


def facts(entry: Entry, line_id: int) -> LineFacts:
    """The wish line with that id; raises `Refused("unknown")` when there is none."""
    row = entry.books.execute(_FACTS, {"line": line_id}).first()
    if row is None:
        raise refs.unknown_row("wish line", line_id)
    return LineFacts(*tuple(row))


def serving(entry: Entry, line_id: int) -> list[tuple[int, Held]]:
    """Each lot and spot inside whose goods are promised to the line."""
    return [
        (
            row.lot_id,
            Held(
                Spot(row.place_id, row.line_id),
                row.quantity,
                row.kind,
                row.stands_in,
                row.site_id,
                None,
            ),
        )
        for row in entry.books.execute(_SERVING, {"line": line_id})
    ]


def lines_of(entry: Entry, facility_id: int, lot_id: int) -> set[int]:
    """The lines of a facility to which pieces of a lot inside are promised."""
    query = (
        sa.select(HOLDING.c.line_id)
        .select_from(
            HOLDING.join(LINE, LINE.c.id == HOLDING.c.line_id).join(
                LIST, LIST.c.id == LINE.c.wish_list_id
            )
        )
        .where(
            HOLDING.c.lot_id == lot_id,
            IS_INSIDE,
            LIST.c.facility_id == facility_id,
        )
    )
    return set(entry.books.execute(query).scalars())

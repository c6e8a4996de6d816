"""Goods promised to a wish list, by how far they have come: shelf, bench, open box."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.ledger import HOLDING, IS_INSIDE, LINE, LOT, PLACE
from stockroom.reports.stages import PARCEL, STAGES, STAND, table
from stockroom.tables.sums import FROM_COMPANY, PACKED_AHEAD
from stockroom.tables.wishes import WishList
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.acting import row_or_not_found
from stockroom.web.pages.shelves.columns import DONATION, LOT_COLUMNS, SITE
from stockroom.words import Urgency

LISTS_AT_ONCE = 30
MOST_ROWS = 500
NO_SET = 100  # after the 99 that a list may have
LIST = table(WishList)
SEALED = sa.exists().where(PARCEL.c.box_id == PLACE.c.id, PARCEL.c.opened_in.is_(None))
TO_PICK, ON_THE_BENCH = STAGES["allocated"], STAGES["picked"]
IN_OPEN_BOXES = sa.and_(STAGES["packed"], sa.not_(SEALED))
_PROMISED = (
    HOLDING.join(LINE, LINE.c.id == HOLDING.c.line_id)
    .join(LIST, LIST.c.id == LINE.c.wish_list_id)
    .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
    .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
    .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
)
_RANK = sa.case({one.value: rank for rank, one in enumerate(Urgency)}, value=LINE.c.urgency)


def _pieces(stage: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((stage, HOLDING.c.quantity), else_=0))


_BY_LIST = (
    sa.select(
        LIST.c.id,
        FACILITY.c.code.label("facility"),
        sa.func.min(_RANK).label("rank"),
        _pieces(TO_PICK).label("to_pick"),
        _pieces(ON_THE_BENCH).label("on_the_bench"),
        _pieces(IN_OPEN_BOXES).label("in_open_boxes"),
    )
    .select_from(_PROMISED)
    .where(IS_INSIDE)
    .group_by(LIST.c.id, FACILITY.c.id)
    .subquery()
)
# What is told of a lot in a row of the bench.
OF_LOT = (*LOT_COLUMNS, PRODUCT.c.code.label("product"), LOT.c.pieces_per_pack)
_GOODS = (
    sa.select(
        HOLDING.c.line_id.label("line"),
        HOLDING.c.quantity,
        LINE.c.set_number,
        LINE.c.urgency,
        *OF_LOT,
        PRODUCT.c.weight_g,
        PRODUCT.c.volume_ml,
        PRODUCT.c.gate_flags,
        PRODUCT.c.category,
        FROM_COMPANY.label("from_company"),
        DONATION.c.only_for,
        PLACE.c.number,
        PLACE.c.name.label("place_name"),
        PLACE.c.kind,
        STAND.c.name.label("stands_in"),
        SITE.c.name.label("site"),
        PLACE.c.site_id,
        PACKED_AHEAD.label("packed_ahead"),
    )
    .select_from(
        _PROMISED.join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .outerjoin(SITE, SITE.c.id == PLACE.c.site_id)
        .outerjoin(DONATION, DONATION.c.id == LOT.c.donation_id)
    )
    .where(IS_INSIDE)
    .order_by(HOLDING.c.id)
    .limit(MOST_ROWS)
)
_DIGITS = re.compile(r"(\d+)")


def lists(books: sa.Connection, has: Sequence[str], after: tuple[int, ...] | None) -> Sequence[Any]:
    """Wish lists with pieces at one of these stages, the most urgent first; one statement."""
    key = (_BY_LIST.c.rank, _BY_LIST.c.id)
    select = (
        sa.select(_BY_LIST)
        .where(sa.or_(*(_BY_LIST.c[name] > 0 for name in has)))
        .order_by(*key)
        .limit(LISTS_AT_ONCE + 1)
    )
    if after is not None:
        select = select.where(sa.tuple_(*key) > sa.tuple_(*after))
    return books.execute(select).all()


def wish_list(books: sa.Connection, list_id: int) -> Any:
    """The wish list with that number and for whom it is, by code; raises `NotFound`."""
    select = (
        sa.select(LIST.c.id, FACILITY.c.code.label("facility"), FACILITY.c.id.label("facility_id"))
        .select_from(LIST.join(FACILITY, FACILITY.c.id == LIST.c.facility_id))
        .where(LIST.c.id == list_id)
    )
    return row_or_not_found(books.execute(select).first(), list_id)


def of_list(books: sa.Connection, list_id: int, stage: sa.ColumnElement[bool]) -> list[Any]:
    """The goods of a list at a stage, in the order in which one walks past them; one statement."""
    rows = books.execute(_GOODS.where(LIST.c.id == list_id, stage)).all()
    return sorted(rows, key=walk)


def pieces_of(books: sa.Connection, list_id: int) -> Any:
    """How many pieces of a list are to pick, on the bench and in open boxes; one statement."""
    select = sa.select(_BY_LIST).where(_BY_LIST.c.id == list_id)
    return books.execute(select).first()


def in_box(books: sa.Connection, box: int) -> Sequence[Any]:
    """All that is in a box, promised or not, with the list and code it is for; one statement."""
    select = (
        sa.select(
            HOLDING.c.line_id.label("line"),
            HOLDING.c.quantity,
            LIST.c.id.label("wish_list"),
            FACILITY.c.code.label("facility"),
            LINE.c.set_number,
            *OF_LOT,
        )
        .select_from(
            HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
            .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
            .outerjoin(LINE, LINE.c.id == HOLDING.c.line_id)
            .outerjoin(LIST, LIST.c.id == LINE.c.wish_list_id)
            .outerjoin(FACILITY, FACILITY.c.id == LIST.c.facility_id)
        )
        .where(HOLDING.c.place_id == box, IS_INSIDE)
        .order_by(sa.func.coalesce(LINE.c.set_number, NO_SET), PRODUCT.c.name, HOLDING.c.id)
        .limit(MOST_ROWS)
    )
    return books.execute(select).all()


def walk(row: Any) -> tuple[Any, ...]:
    """Along the shelves: building by building, A2 before A10, a box where it stands."""
    shelf = row.stands_in or row.place_name
    return (row.site or "", _natural(shelf), _natural(row.place_name), row.set_number or 0, row.id)


def packs(row: Any) -> int:
    """How many whole packs the pieces make up; 0 where they are no whole packs."""
    each = row.pieces_per_pack or 0
    return row.quantity // each if each > 1 and row.quantity % each == 0 else 0


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    parts = _DIGITS.split(name.lower())
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)

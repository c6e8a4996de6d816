"""From what stands in an address to the lot or place that is meant."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from stockroom.commands import refs
from stockroom.errors import Malformed, NotFound
from stockroom.ledger import LOT, PLACE
from stockroom.rules import codes
from stockroom.web.api.reads.stock import LABEL, PRODUCT
from stockroom.web.pages.shelves import where
from stockroom.web.pages.shelves.columns import LOT_COLUMNS
from stockroom.web.pages.shelves.wanted import MOST_DIGITS


def find(books: sa.Connection, ref: str) -> tuple[int | None, int | None]:
    """The id of the lot, or the number of the place, that a code in an address is on.

    Raises `NotFound` where nothing is, `Malformed` where no label can say that.
    """
    if ref.isascii() and ref.isdigit() and len(ref) <= MOST_DIGITS:
        fits = LOT.c.id == int(ref)
        found = books.execute(sa.select(LOT.c.id).where(fits)).scalar()
        if found is not None:
            return found, None
        raise _unknown(ref)
    meant = refs.reading(books, ref)
    if not isinstance(meant, codes.ByCode):
        raise _unknown(ref)
    return behind(books, meant.code)


def behind(books: sa.Connection, code: str) -> tuple[int | None, int | None]:
    """The lot's id or the place's number behind a canonical code; raises `NotFound`."""
    select = (
        sa.select(LABEL.c.lot_id, PLACE.c.number)
        .select_from(LABEL.outerjoin(PLACE, PLACE.c.id == LABEL.c.place_id))
        .where(LABEL.c.code == code)
    )
    row = books.execute(select).first()
    if row is None:
        raise _unknown(codes.show(code))
    if row.lot_id is None and row.number is None:
        raise NotFound(
            "blank_code", "{code} is a blank label: it is on nothing yet.", code=codes.show(code)
        )
    return row.lot_id, row.number


def lot_by(books: sa.Connection, ref: str) -> Any:
    """The lot with the code that a form's text is, or None; a number there is that of a place."""
    try:
        meant = refs.reading(books, ref)
    except Malformed:
        return None
    if not isinstance(meant, codes.ByCode):
        return None
    select = (
        sa.select(*LOT_COLUMNS)
        .select_from(
            LABEL.join(LOT, LOT.c.id == LABEL.c.lot_id).join(
                PRODUCT, PRODUCT.c.id == LOT.c.product_id
            )
        )
        .where(LABEL.c.code == meant.code)
    )
    return books.execute(select).first()


def place_by(books: sa.Connection, ref: str) -> Any:
    """The place inside that a form's text means by code, number or name, or None."""
    try:
        meant = refs.reading(books, ref)
    except Malformed:
        return None
    if isinstance(meant, codes.ByCode):
        code = sa.select(LABEL.c.place_id).where(LABEL.c.code == meant.code)
        fits: sa.ColumnElement[bool] = PLACE.c.id.in_(code)
    elif isinstance(meant, codes.ByNumber):
        fits = PLACE.c.number == meant.number
    else:
        fits = sa.func.lower(PLACE.c.name) == meant.name.lower()
    rows = books.execute(where.PLACES.where(fits, sa.not_(PLACE.c.outside)).limit(2)).all()
    return rows[0] if len(rows) == 1 else None


def _unknown(ref: str) -> NotFound:
    return NotFound("unknown_code", "{code} is not known here.", code=ref[:40])

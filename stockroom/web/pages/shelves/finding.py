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

_LOTS = sa.select(*LOT_COLUMNS).select_from(LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id))


def find(books: sa.Connection, ref: str) -> tuple[int | None, int | None]:
    """The id of the lot, or the number of the place, that stands in an address.

    A bare number is that of a lot. Raises `NotFound` where nothing is, `Malformed` where no label
    can say that.
    """
    bare = ref.isascii() and ref.isdigit() and len(ref) <= MOST_DIGITS
    number = int(ref) if bare else codes.lot_number(ref)
    if number is not None:
        found = books.execute(sa.select(LOT.c.id).where(LOT.c.id == number)).scalar()
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
    """The lot that a form's text means by its code or as "lot 328", or None.

    A bare number there is that of a place.
    """
    fits = is_lot(books, ref)
    return books.execute(_LOTS.where(fits)).first() if fits is not None else None


def is_lot(books: sa.Connection, ref: str) -> sa.ColumnElement[bool] | None:
    """The condition on the lot that a form's text can mean; None where it can mean none."""
    try:
        meant = refs.reading(books, ref)
    except Malformed:
        return None
    if isinstance(meant, codes.ByCode):
        return LOT.c.id.in_(sa.select(LABEL.c.lot_id).where(LABEL.c.code == meant.code))
    number = codes.lot_number(ref)
    return LOT.c.id == number if number is not None else None


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

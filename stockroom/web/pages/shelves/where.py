"""Where pieces lie: for each lot its places, for each place its boxes and lots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.shelves.columns import (
    FREE,
    LOT_COLUMNS,
    PIECES,
    SITE,
    STAND,
    code_of_place,
)

PLACES = sa.select(
    PLACE.c.id,
    PLACE.c.kind,
    PLACE.c.name,
    PLACE.c.number,
    PLACE.c.closed,
    PLACE.c.due_back,
    code_of_place.label("code"),
    STAND.c.name.label("stand_name"),
    STAND.c.number.label("stand_number"),
    SITE.c.name.label("site_name"),
    SITE.c.number.label("site_number"),
).select_from(
    PLACE.outerjoin(STAND, STAND.c.id == PLACE.c.stands_in).outerjoin(
        SITE, SITE.c.id == PLACE.c.site_id
    )
)
_pieces_of_place = (
    sa.select(sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0))
    .where(HOLDING.c.place_id == PLACE.c.id, IS_INSIDE)
    .scalar_subquery()
)
WITH_PIECES = PLACES.add_columns(_pieces_of_place.label("pieces"))


class Held(NamedTuple):
    """Pieces of a lot in one place; `stands_in` is where a box stands."""

    name: str
    kind: str
    number: int | None
    stands_in: str | None
    pieces: int
    free: int

    @property
    def promised(self) -> int:
        """Pieces that a wish line waits for."""
        return self.pieces - self.free


def of_lots(books: sa.Connection, lots: Sequence[int]) -> dict[int, list[Held]]:
    """The places inside of each of these lots; one statement."""
    select = (
        sa.select(
            HOLDING.c.lot_id,
            PLACE.c.name,
            PLACE.c.kind,
            PLACE.c.number,
            STAND.c.name.label("stands_in"),
            PIECES.label("pieces"),
            FREE.label("free"),
        )
        .select_from(
            HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id).outerjoin(
                STAND, STAND.c.id == PLACE.c.stands_in
            )
        )
        .where(HOLDING.c.lot_id.in_(lots), IS_INSIDE)
        .group_by(HOLDING.c.lot_id, PLACE.c.id, STAND.c.id)
        .order_by(HOLDING.c.lot_id, PLACE.c.number)
    )
    found: dict[int, list[Held]] = {lot: [] for lot in lots}
    for row in books.execute(select):
        found[row.lot_id].append(
            Held(row.name, row.kind, row.number, row.stands_in, int(row.pieces), int(row.free))
        )
    return found


def place(books: sa.Connection, number: int) -> Any:
    """The place inside with that number, or None; one statement."""
    select = PLACES.where(PLACE.c.number == number, sa.not_(PLACE.c.outside))
    return books.execute(select).first()


def inner_places(books: sa.Connection, outer: int, after: int | None, most: int) -> Sequence[Any]:
    """The boxes that stand in a place, or the places of a building, with their pieces."""
    here = sa.or_(
        PLACE.c.stands_in == outer,
        sa.and_(PLACE.c.site_id == outer, PLACE.c.stands_in.is_(None)),
    )
    select = (
        sa.select(PLACE.c.name, PLACE.c.kind, PLACE.c.number, _pieces_of_place.label("pieces"))
        .where(here, sa.not_(PLACE.c.closed), PLACE.c.number > (after or 0))
        .order_by(PLACE.c.number)
        .limit(most + 1)
    )
    return books.execute(select).all()


def lots_in(books: sa.Connection, place_id: int, after: int | None, most: int) -> Sequence[Any]:
    """The lots in a place with their pieces, newest first, one more than `most`."""
    held = (
        sa.select(HOLDING.c.lot_id, PIECES.label("pieces"), FREE.label("free"))
        .where(HOLDING.c.place_id == place_id, IS_INSIDE)
        .group_by(HOLDING.c.lot_id)
        .order_by(HOLDING.c.lot_id.desc())
        .limit(most + 1)
    )
    if after is not None:
        held = held.where(HOLDING.c.lot_id < after)
    page = held.subquery()
    joined = page.join(LOT, LOT.c.id == page.c.lot_id)
    select = (
        sa.select(*LOT_COLUMNS, page.c.pieces, page.c.free)
        .select_from(joined.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id))
        .order_by(LOT.c.id.desc())
    )
    return books.execute(select).all()


def sites(books: sa.Connection, most: int = 50) -> Sequence[Any]:
    """Our buildings that are open, by their numbers; a refuge's cupboard is none."""
    select = (
        sa.select(PLACE.c.id, PLACE.c.name, PLACE.c.number)
        .where(PLACE.c.kind == "site", sa.not_(PLACE.c.closed), PLACE.c.facility_id.is_(None))
        .order_by(PLACE.c.number)
        .limit(most)
    )
    return books.execute(select).all()

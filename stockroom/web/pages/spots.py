"""Where pieces lie: for each lot its places, for each place its boxes and lots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.ledger import HOLDING, PLACE
from stockroom.web.api.reads.stock import LABEL

STAND = PLACE.alias("stand")
SITE = PLACE.alias("site")

_code = (
    sa.select(LABEL.c.code)
    .where(LABEL.c.place_id == PLACE.c.id, LABEL.c.replaced_by.is_(None))
    .order_by(LABEL.c.claimed_in.desc())
    .limit(1)
    .scalar_subquery()
)
PLACES = sa.select(
    PLACE.c.id,
    PLACE.c.kind,
    PLACE.c.name,
    PLACE.c.number,
    PLACE.c.closed,
    PLACE.c.due_back,
    _code.label("code"),
    STAND.c.name.label("stand_name"),
    STAND.c.number.label("stand_number"),
    SITE.c.name.label("site_name"),
    SITE.c.number.label("site_number"),
).select_from(
    PLACE.outerjoin(STAND, STAND.c.id == PLACE.c.stands_in).outerjoin(
        SITE, SITE.c.id == PLACE.c.site_id
    )
)
_free = sa.func.sum(sa.case((HOLDING.c.line_id.is_(None), HOLDING.c.quantity), else_=0))
_PIECES = sa.func.sum(HOLDING.c.quantity)


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


def of_lots(connection: sa.Connection, lots: Sequence[int]) -> dict[int, list[Held]]:
    """The places inside of each of these lots; one statement."""
    select = (
        sa.select(
            HOLDING.c.lot_id,
            PLACE.c.name,
            PLACE.c.kind,
            PLACE.c.number,
            STAND.c.name.label("stands_in"),
            _PIECES.label("pieces"),
            _free.label("free"),
        )
        .select_from(
            HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id).outerjoin(
                STAND, STAND.c.id == PLACE.c.stands_in
            )
        )
        .where(HOLDING.c.lot_id.in_(lots), HOLDING.c.outside == 0, HOLDING.c.quantity != 0)
        .group_by(HOLDING.c.lot_id, PLACE.c.id, STAND.c.id)
        .order_by(HOLDING.c.lot_id, PLACE.c.number)
    )
    found: dict[int, list[Held]] = {lot: [] for lot in lots}
    for row in connection.execute(select):
        found[row.lot_id].append(
            Held(row.name, row.kind, row.number, row.stands_in, int(row.pieces), int(row.free))
        )
    return found


def place(connection: sa.Connection, number: int) -> Any:
    """The place inside with that number; one statement."""
    select = PLACES.where(PLACE.c.number == number, sa.not_(PLACE.c.outside))
    return connection.execute(select).first()


def inner_places(connection: sa.Connection, outer: int, most: int) -> Sequence[Any]:
    """The boxes that stand in a place, or the places of a building, with their pieces."""
    pieces = (
        sa.select(sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0))
        .where(HOLDING.c.place_id == PLACE.c.id, HOLDING.c.outside == 0, HOLDING.c.quantity != 0)
        .scalar_subquery()
    )
    here = sa.or_(
        PLACE.c.stands_in == outer,
        sa.and_(PLACE.c.site_id == outer, PLACE.c.stands_in.is_(None)),
    )
    select = (
        sa.select(PLACE.c.name, PLACE.c.kind, PLACE.c.number, pieces.label("pieces"))
        .where(here, sa.not_(PLACE.c.closed))
        .order_by(PLACE.c.number)
        .limit(most)
    )
    return connection.execute(select).all()

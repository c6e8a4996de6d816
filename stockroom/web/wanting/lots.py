"""Who wants a lot, how many of its pieces may go to the bench for them now, and from where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands import sending
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.reports.stages import STAND, table
from stockroom.rules import codes
from stockroom.tables.impact import Donation
from stockroom.tables.stock import PlaceKind, Standing
from stockroom.tables.sums import CODE_OF_LOT, FROM_COMPANY, IN_A_CUPBOARD, ON_HOLD, PACKED_AHEAD
from stockroom.web.wanting.lines import NOBODY, PRODUCT, Goods, Wanting, wanted

DONATION = table(Donation)
MOST_SPOTS = 500
_stands_at = sa.case((PLACE.c.stands_in.is_(None), PLACE.c.kind), else_=STAND.c.kind)
# Free pieces that hands at this place may take to the bench: see commands/sending.
_FREE = (
    sa.select(
        HOLDING.c.lot_id,
        HOLDING.c.place_id,
        HOLDING.c.quantity,
        PLACE.c.kind,
        PLACE.c.site_id.label("site"),
        _stands_at.label("stands_at"),
    )
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id).outerjoin(
            STAND, STAND.c.id == PLACE.c.stands_in
        )
    )
    .where(
        IS_INSIDE,
        HOLDING.c.line_id.is_(None),
        _stands_at.in_(sending.IN_REACH),
        sa.not_(PACKED_AHEAD),
        sa.not_(IN_A_CUPBOARD),
    )
    .subquery("free")
)
_LOTS = (
    sa.select(
        LOT,
        CODE_OF_LOT.label("code"),
        PRODUCT.c.code.label("product"),
        PRODUCT.c.category,
        PRODUCT.c.gate_flags,
        DONATION.c.only_for,
        FROM_COMPANY.label("from_company"),
        ON_HOLD.label("on_hold"),
        _FREE.c.place_id,
        _FREE.c.kind,
        _FREE.c.stands_at,
        _FREE.c.site,
        _FREE.c.quantity,
    )
    .select_from(
        LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .outerjoin(DONATION, DONATION.c.id == LOT.c.donation_id)
        .join(_FREE, _FREE.c.lot_id == LOT.c.id)
    )
    .where(LOT.c.standing.in_([Standing.WAITING, Standing.QUARANTINED, Standing.ACCEPTED]))
    .order_by(LOT.c.id, _FREE.c.place_id)
    .limit(MOST_SPOTS)
)


class Offer(NamedTuple):
    """A lot that somebody wants: what commands call it, and whether it may go to the bench now.

    `free` are the pieces within one building that hands may take there; `at_the_door` tells that
    some lie elsewhere than on a shelf.
    """

    ref: str
    wanting: Wanting = NOBODY
    ready: bool = False
    free: int = 0
    at_the_door: bool = False

    def sent(self, pieces: int) -> int:
        """How many of the pieces that a line asks can be sent to the bench."""
        return min(pieces, self.free)


class _Spot(NamedTuple):
    kind: str
    site: int | None
    quantity: int


def of_lots(books: sa.Connection, lots: Sequence[int], today: date) -> dict[int, Offer]:
    """Who wants each of these lots; those that nobody wants are left out. Three statements."""
    rows = books.execute(_LOTS.where(LOT.c.id.in_(lots), sa.not_(ON_HOLD))).all() if lots else ()
    first = {row.id: row for row in reversed(rows)}
    ids = sorted(first)
    found = zip(ids, wanted(books, [_goods(first[one]) for one in ids], today), strict=True)
    return {lot: _offer(lot, rows, wanting) for lot, wanting in found if wanting.wants}


def of_lot(books: sa.Connection, lot: int, today: date) -> Offer | None:
    """The same of one lot; None where nobody wants it."""
    return of_lots(books, [lot], today).get(lot)


def _offer(lot: int, rows: Sequence[Any], wanting: Wanting) -> Offer:
    mine = [row for row in rows if row.id == lot]
    spots = [_Spot(row.kind, row.site, row.quantity) for row in mine]
    free = sum(one.quantity for one in sending.of_one_site(spots))
    ready = mine[0].standing == Standing.ACCEPTED
    at_the_door = any(row.stands_at != PlaceKind.BIN for row in mine)
    return Offer(codes.name_of_lot(mine[0].code, lot), wanting, ready, free, at_the_door)


def _goods(row: Any) -> Goods:
    return Goods(
        product_id=row.product_id,
        product=row.product,
        category=row.category,
        size_scheme=row.size_scheme,
        size_low=row.size_low,
        size_high=row.size_high,
        fits=row.fits,
        season=row.season,
        condition=row.condition,
        use_by=row.use_by,
        flags=row.gate_flags,
        only_for=tuple(row.only_for or ()),
        brand=row.brand,
        from_company=bool(row.from_company),
    )

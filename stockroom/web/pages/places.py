"""The page of a place: what is here."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import FromPath

from stockroom.commands.base import HANDS
from stockroom.errors import NotFound
from stockroom.ledger import HOLDING, LOT
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.door import allowed
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.pages import search, spots
from stockroom.web.pages.frame import GivenFrame
from stockroom.web.pages.lots import before_in

LOTS_ON_A_PAGE = 50
MOST_INNER_PLACES = 300
HIGHEST = 999_999


@get(
    "/places/{number:int}",
    name="page:place",
    sync_to_thread=True,
    opt={"roles": HANDS},
    include_in_schema=False,
)
def place(
    request: Request[Any, Any, State],
    number: FromPath[int],
    database: GivenDatabase,
    door: GivenDoor,
    frame: GivenFrame,
) -> Response[Any]:
    """The place with that number, the boxes that stand in it and the lots that lie in it."""
    guest = door.guest(request)
    allowed(guest.actor, HANDS, reading=True)
    after = before_in(request.query_params.get("after", ""))
    with database.snapshot() as connection:
        row = spots.place(connection, number) if 0 < number <= HIGHEST else None
        if row is None:
            raise NotFound("unknown_code", "{code} is not known here.", code=str(number)[:10])
        inner = spots.inner_places(connection, row.id, MOST_INNER_PLACES)
        lots = connection.execute(_lots_in(row.id, after)).all()
    shown = lots[:LOTS_ON_A_PAGE]
    return frame.page(
        request,
        guest,
        "place.html",
        place=row,
        inner=inner,
        lots=shown,
        more_after=shown[-1].id if len(lots) > len(shown) else None,
    )


def _lots_in(place_id: int, after: int | None) -> sa.Select[Any]:
    """The lots in a place with their pieces, newest first, one more than a page shows."""
    held = (
        sa.select(
            HOLDING.c.lot_id,
            sa.func.sum(HOLDING.c.quantity).label("pieces"),
            sa.func.sum(sa.case((HOLDING.c.line_id.is_(None), HOLDING.c.quantity), else_=0)).label(
                "free"
            ),
        )
        .where(HOLDING.c.place_id == place_id, HOLDING.c.outside == 0, HOLDING.c.quantity != 0)
        .group_by(HOLDING.c.lot_id)
        .order_by(HOLDING.c.lot_id.desc())
        .limit(LOTS_ON_A_PAGE + 1)
    )
    if after is not None:
        held = held.where(HOLDING.c.lot_id < after)
    page = held.subquery()
    return (
        sa.select(*search.LOT_COLUMNS, page.c.pieces, page.c.free)
        .select_from(
            page.join(LOT, LOT.c.id == page.c.lot_id).join(
                PRODUCT, PRODUCT.c.id == LOT.c.product_id
            )
        )
        .order_by(LOT.c.id.desc())
    )

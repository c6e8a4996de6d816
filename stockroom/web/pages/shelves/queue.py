"""What waits in inbound to be put on a shelf: accepted goods, and boxes that stand there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa

from stockroom.commands.arrivals import UNSORTED
from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.tables.stock import PlaceKind, Standing
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.shelves import where
from stockroom.web.pages.shelves.columns import FREE, LOT_COLUMNS, PIECES, SITE, STAND
from stockroom.web.pages.shelves.wanted import row_in

AT_ONCE = 40
MOST_BOXES = 60


def queue(look: Look) -> Facts:
    """A page of the lots that wait, newest first, and the boxes; of one building or of all."""
    site = row_in(look.form, "site")
    after = row_in(look.form, "after")
    lots = look.books.execute(_lots(site, after)).all()
    shown = lots[:AT_ONCE]
    last = shown[-1].id if len(lots) > len(shown) else None
    return {
        "lots": shown,
        "boxes": look.books.execute(_boxes(site)).all() if after is None else (),
        "sites": where.sites(look.books),
        "site": site,
        "more": _address(site, last) if last is not None else "",
    }


def _address(site: int | None, after: int) -> str:
    said = {"site": site, "after": after}
    return "/put-aways?" + urlencode({name: value for name, value in said.items() if value})


def _lots(site: int | None, after: int | None) -> sa.Select[Any]:
    """Lots with their pieces in inbound, and the name of it."""
    inbound = HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
    there = (
        sa.select(
            HOLDING.c.lot_id,
            sa.func.min(PLACE.c.name).label("place"),
            PIECES.label("pieces"),
            FREE.label("free"),
        )
        .select_from(inbound.join(SITE, SITE.c.id == PLACE.c.site_id))
        .where(PLACE.c.kind == PlaceKind.INBOUND, IS_INSIDE)
        .group_by(HOLDING.c.lot_id)
    )
    if site is not None:
        there = there.where(SITE.c.number == site)
    found = there.subquery()
    select = (
        sa.select(*LOT_COLUMNS, found.c.place, found.c.pieces, found.c.free)
        .select_from(
            found.join(LOT, LOT.c.id == found.c.lot_id).join(
                PRODUCT, PRODUCT.c.id == LOT.c.product_id
            )
        )
        .where(LOT.c.standing == Standing.ACCEPTED, PRODUCT.c.code != UNSORTED)
        .order_by(LOT.c.id.desc())
        .limit(AT_ONCE + 1)
    )
    return select if after is None else select.where(LOT.c.id < after)


def _boxes(site: int | None) -> sa.Select[Any]:
    select = where.WITH_PIECES.where(
        PLACE.c.kind == PlaceKind.BOX,
        STAND.c.kind == PlaceKind.INBOUND,
        sa.not_(PLACE.c.closed),
    )
    if site is not None:
        select = select.where(SITE.c.number == site)
    return select.order_by(PLACE.c.number).limit(MOST_BOXES)


PAGES = (Page("/put-aways", "shelves/put_aways.html", EVERYBODY_INSIDE, queue),)

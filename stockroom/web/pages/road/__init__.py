"""The road: runs from plan to close, and handovers at a gate or at our door."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Many, Page
from stockroom.web.pages.road import (
    board,
    days,
    delivery,
    door,
    drawn,
    leaving,
    listing,
    loading,
    noticing,
    on_the_way,
    opening,
    ordering,
    planning,
    pointing,
    receipt,
    returning,
    run,
    sheets,
    stop,
    travelling,
    whole_day,
)

PAGES: tuple[Page | Act | Many, ...] = (
    *listing.PAGES,
    *board.PAGES,
    *days.PAGES,
    *whole_day.PAGES,
    *planning.PAGES,
    *ordering.PAGES,
    *on_the_way.PAGES,
    *run.PAGES,
    *loading.PAGES,
    *leaving.PAGES,
    *stop.PAGES,
    *returning.PAGES,
    *door.PAGES,
    *receipt.PAGES,
    *delivery.PAGES,
    *sheets.PAGES,
    *noticing.PAGES,
    *travelling.PAGES,
    *pointing.PAGES,
    *opening.PAGES,
)
ROUTES = drawn.ROUTES

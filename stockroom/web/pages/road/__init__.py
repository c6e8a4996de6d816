"""The road: runs from plan to close, and handovers at a gate or at our door."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.road import (
    delivery,
    door,
    leaving,
    listing,
    loading,
    planning,
    returning,
    run,
    sheets,
    stop,
)

PAGES: tuple[Page | Act, ...] = (
    *listing.PAGES,
    *planning.PAGES,
    *run.PAGES,
    *loading.PAGES,
    *leaving.PAGES,
    *stop.PAGES,
    *returning.PAGES,
    *door.PAGES,
    *delivery.PAGES,
    *sheets.PAGES,
)

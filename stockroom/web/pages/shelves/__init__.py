"""The shelves: what there is, where it lies, and carrying, counting and labelling it."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.shelves import (
    carrying,
    counting,
    lot,
    making,
    place,
    places,
    queue,
    relabelling,
    sheet,
    stock,
)

PAGES: tuple[Page | Act, ...] = (
    *stock.PAGES,
    *lot.PAGES,
    *places.PAGES,
    *place.PAGES,
    *queue.PAGES,
    *carrying.PAGES,
    *counting.PAGES,
    *making.PAGES,
    *relabelling.PAGES,
)
ROUTES = (sheet.stock_csv,)

"""Pages of labels to print: which, on which printer, how they will look; and the printers."""

from __future__ import annotations

from litestar.handlers import HTTPRouteHandler

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.label_pages import blank, choosing, lately, printed, printers, sheet

PAGES: tuple[Page | Act, ...] = (
    *lately.PAGES,
    *choosing.PAGES,
    *blank.PAGES,
    *sheet.PAGES,
    *printed.PAGES,
    *printers.PAGES,
)
ROUTES: tuple[HTTPRouteHandler, ...] = (*printed.ROUTES, *printers.ROUTES)

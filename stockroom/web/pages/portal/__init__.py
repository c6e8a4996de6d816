"""Portal links: made and taken back by coordinators, brought by a facility's own staff."""

from __future__ import annotations

from litestar.handlers import HTTPRouteHandler

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.portal import counting, entering, links, showing

PAGES: tuple[Page | Act, ...] = links.PAGES
ROUTES: tuple[HTTPRouteHandler, ...] = (
    entering.portal,
    entering.enter,
    showing.show,
    counting.confirm,
    counting.counted,
)

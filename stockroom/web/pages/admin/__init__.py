"""Administration that a small charity can do: beginning, people, settings, catalogue, upkeep."""

from __future__ import annotations

from litestar.handlers import HTTPRouteHandler

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.admin import (
    catalogue_pages,
    devices,
    mailing,
    me,
    openings,
    people,
    products,
    settings,
    upkeep_pages,
    welcome,
)

PAGES: tuple[Page | Act, ...] = (
    *people.PAGES,
    *me.PAGES,
    *settings.PAGES,
    *products.PAGES,
    *openings.PAGES,
)
ROUTES: tuple[HTTPRouteHandler, ...] = (
    *welcome.ROUTES,
    *me.ROUTES,
    *devices.ROUTES,
    *mailing.ROUTES,
    *upkeep_pages.ROUTES,
    *catalogue_pages.ROUTES,
)

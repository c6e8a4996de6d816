"""The pages for people: drawn by the server, whole without scripts, smoothed by them."""

from __future__ import annotations

from litestar import Router

from stockroom.web.pages import (
    admin,
    api_docs,
    arrivals,
    bench,
    care,
    desk,
    drive,
    faults,
    homes,
    kits,
    label_pages,
    labels,
    menu_page,
    plans,
    portal,
    road,
    routing,
    scan,
    shelves,
    sign_in,
    undoing,
    wishes,
)
from stockroom.web.pages.acting import Act, Many, Page
from stockroom.web.pages.frame import Frame
from stockroom.web.pages.help import ROUTES as HELP

# Each area's pages and acts; an area is one line here.
PAGES: tuple[Page | Act | Many, ...] = (
    *homes.PAGES,
    *menu_page.PAGES,
    *shelves.PAGES,
    *care.PAGES,
    *scan.PAGES,
    *bench.PAGES,
    *kits.PAGES,
    *label_pages.PAGES,
    *road.PAGES,
    *desk.PAGES,
    *undoing.PAGES,
    *arrivals.PAGES,
    *wishes.PAGES,
    *plans.PAGES,
    *admin.PAGES,
    *portal.PAGES,
)


def router(frame: Frame) -> Router:
    """Every page, its failures answered as pages too."""
    return Router(
        path="/",
        route_handlers=[
            sign_in.sign_in_page,
            sign_in.sign_in,
            sign_in.sign_out,
            *scan.ROUTES,
            *drive.ROUTES,
            *shelves.ROUTES,
            *labels.ROUTES,
            *label_pages.ROUTES,
            api_docs.api_page,
            *HELP,
            *admin.ROUTES,
            *portal.ROUTES,
            *arrivals.ROUTES,
            *plans.ROUTES,
            *wishes.ROUTES,
            *road.ROUTES,
            *routing.routes(*PAGES),
        ],
        exception_handlers=faults.handlers(frame),
    )

"""The pages for people: drawn by the server, whole without scripts, smoothed by them."""

from __future__ import annotations

from litestar import Router

from stockroom.web.pages import api_docs, faults, labels, lots, places, sign_in, stock
from stockroom.web.pages.frame import Frame


def router(frame: Frame) -> Router:
    """Every page, its failures answered as pages too."""
    return Router(
        path="/",
        route_handlers=[
            sign_in.home,
            sign_in.sign_in_page,
            sign_in.sign_in,
            sign_in.sign_out,
            stock.stock,
            lots.lot,
            places.place,
            *labels.ROUTES,
            api_docs.api_page,
        ],
        exception_handlers=faults.handlers(frame),
    )

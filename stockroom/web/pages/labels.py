"""Where the QR of a label leads: our own people to the thing, a finder to whose it is."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect

from stockroom.commands.base import HANDS
from stockroom.commands.refs import SETTING
from stockroom.errors import NotFound
from stockroom.rules import codes
from stockroom.web.door import NOBODY
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.pages.addresses import sign_in_address
from stockroom.web.pages.frame import GivenFrame
from stockroom.web.pages.shelves import finding
from stockroom.web.roles import ANYONE

_CHARITY = sa.select(SETTING.c.value).where(SETTING.c.name == "charity")


def label(
    request: Request[Any, Any, State],
    text: FromPath[str],
    database: GivenDatabase,
    door: GivenDoor,
    frame: GivenFrame,
) -> Response[Any]:
    """The lot or place behind a label. A finder's page is the same, whatever the code."""
    guest = door.guest(request)
    if guest.actor is None and "sign-in" in request.query_params:
        return Redirect(sign_in_address(request.url.path), status_code=303)
    if guest.actor is None or guest.actor.role not in HANDS:
        with database.reading() as connection:
            charity = connection.execute(_CHARITY).scalar() or ""
        name, _, reached = charity.strip().partition("\n")
        return frame.page(request, NOBODY, "found.html", charity=name, reached=reached.strip())
    with database.reading() as connection:
        meant = codes.read(text, ())
        if not isinstance(meant, codes.ByCode):
            raise NotFound("unknown_code", "{code} is not known here.", code=text[:40])
        _lot, number = finding.behind(connection, meant.code)
    to = f"/lots/{meant.code}" if number is None else f"/places/{number}"
    return Redirect(to, status_code=303)


def _route(path: str) -> HTTPRouteHandler:
    return get(
        path,
        name=f"page:label:{path[1]}",
        sync_to_thread=True,
        opt={"roles": ANYONE},
        include_in_schema=False,
    )(label)


# A QR holds capitals, since they take less room there. One handler at two paths would do, but
# the framework then runs it in a thread within a thread.
ROUTES = (_route("/t/{text:str}"), _route("/T/{text:str}"))

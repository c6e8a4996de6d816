"""Where the QR of a label leads: our own people to the thing, a finder to whose it is."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect

from stockroom.commands import BY_NOUN
from stockroom.commands.base import DESK, HANDS, Actor
from stockroom.commands.refs import SETTING
from stockroom.errors import NotFound
from stockroom.rules import codes
from stockroom.speech import mark as _
from stockroom.web.api.reads.papers import SHEET
from stockroom.web.api.reads.scopes import RUN, STOP
from stockroom.web.door import NOBODY
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.pages.addresses import sign_in_address
from stockroom.web.pages.frame import GivenFrame
from stockroom.web.pages.shelves import finding
from stockroom.web.pages.shelves.acts import Offer
from stockroom.web.roles import ANYONE

_SHEET = (
    sa.select(SHEET.c.run_id, STOP.c.position, RUN.c.driver_id)
    .select_from(
        SHEET.join(RUN, RUN.c.id == SHEET.c.run_id).join(
            STOP, sa.and_(STOP.c.run_id == RUN.c.id, STOP.c.facility_id == SHEET.c.facility_id)
        )
    )
    .where(SHEET.c.code == sa.bindparam("code"))
    .order_by(STOP.c.position)
    .limit(1)
)
_CHARITY = sa.select(SETTING.c.value).where(SETTING.c.name == "charity")


def label(
    request: Request[Any, Any, State],
    text: FromPath[str],
    database: GivenDatabase,
    door: GivenDoor,
    frame: GivenFrame,
) -> Response[Any]:
    """The lot, place or stop behind a code, or what a blank one may be for.

    A finder's page is the same, whatever the code, and after the same work: who tries codes learns
    neither which are in use nor which were ever printed.
    """
    guest = door.guest(request)
    if guest.actor is None and "sign-in" in request.query_params:
        return Redirect(sign_in_address(request.url.path), status_code=303)
    actor = guest.actor
    if actor is None or actor.lapsed or actor.role not in HANDS:
        return _to_a_finder(request, database, frame)
    with database.reading() as connection:
        meant = codes.read(text, ())
        if not isinstance(meant, codes.ByCode):
            raise NotFound("unknown_code", "{code} is not known here.", code=text[:40])
        stop = connection.execute(_SHEET, {"code": meant.code}).first()
        if stop is not None and (actor.role in DESK or actor.id == stop.driver_id):
            return Redirect(f"/runs/{stop.run_id}/stops/{stop.position}", status_code=303)
        if stop is not None:
            return _to_a_finder(request, database, frame)
        try:
            _lot, number = finding.behind(connection, meant.code)
        except NotFound as fault:
            if fault.reason != "blank_code":
                raise
            acts = _for_blank(actor, meant.code)
            return frame.page(request, guest, "blank_label.html", code=meant.code, acts=acts)
    to = f"/lots/{meant.code}" if number is None else f"/places/{number}"
    return Redirect(to, status_code=303)


def _to_a_finder(
    request: Request[Any, Any, State], database: GivenDatabase, frame: GivenFrame
) -> Response[Any]:
    with database.reading() as connection:
        charity = connection.execute(_CHARITY).scalar() or ""
    name, _, reached = charity.strip().partition("\n")
    return frame.page(request, NOBODY, "found.html", charity=name, reached=reached.strip())


def _for_blank(actor: Actor, code: str) -> list[Offer]:
    """What this person's role may stick a blank label on."""
    offers = (
        Offer("intakes", _("Something that just came"), "package-import", {"code": code}),
        Offer("boxes", _("New box"), "box", {"code": code}),
        Offer("bins", _("New bin"), "stack-2", {"code": code}),
        Offer("code-claims", _("Something that is here already"), "tag", {"code": code}),
    )
    return [one for one in offers if actor.role in BY_NOUN[one.noun].roles]


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

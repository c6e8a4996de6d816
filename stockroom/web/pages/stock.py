"""The page of stock: what there is, where it lies, how much of it is free."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.response import Redirect

from stockroom.commands.base import HANDS
from stockroom.errors import Malformed
from stockroom.rules import codes
from stockroom.tables.stock import Standing
from stockroom.web.door import allowed
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.pages import search
from stockroom.web.pages.frame import AnyRequest, GivenFrame
from stockroom.web.pages.search import Wanted

STANDINGS = tuple(one.value for one in Standing)
MOST_DIGITS = 9


@get(
    "/stock",
    name="page:stock",
    sync_to_thread=True,
    opt={"roles": HANDS},
    include_in_schema=False,
)
def stock(
    request: Request[Any, Any, State],
    database: GivenDatabase,
    door: GivenDoor,
    frame: GivenFrame,
) -> Response[Any]:
    """Lots that are inside and fit the search. A whole code leads straight to its thing."""
    guest = door.guest(request)
    allowed(guest.actor, HANDS, reading=True)
    wanted = wanted_in(request)
    with database.snapshot() as connection:
        meant = search.reference(connection, wanted.words) if wanted.words else None
        if isinstance(meant, codes.ByCode):
            return gone_to(request, f"/t/{meant.code}")
        places = search.places(connection, meant)
        lots = search.lots(connection, wanted)
    return frame.page(
        request,
        guest,
        "stock.html",
        wanted=wanted,
        places=places,
        lots=lots,
        standings=STANDINGS,
        further=address(wanted._replace(after=lots.more_after)),
        newest=address(wanted._replace(after=None)),
    )


def gone_to(request: AnyRequest, path: str) -> Response[Any]:
    """On to another page, also where a script asked for a piece of this one."""
    if "HX-Request" in request.headers:
        return Response("", headers={"HX-Redirect": path})
    return Redirect(path, status_code=303)


def wanted_in(request: AnyRequest) -> Wanted:
    """What the address asks for; raises `Malformed` for what no link or form of ours sends."""
    query = request.query_params
    words, standing, after = (query.get(name, "") for name in ("q", "standing", "after"))
    if len(words) > search.MOST_LETTERS or "\x00" in words:
        raise Malformed("too_long", "{text} is too long to search for", text=words[:40])
    if standing and standing not in STANDINGS:
        raise Malformed("unknown_filter", "There is no such page.")
    if after and not (after.isascii() and after.isdigit() and len(after) <= MOST_DIGITS):
        raise Malformed("not_a_number", "{text} is not a whole number.", text=after[:40])
    available = query.get("available") == "yes"
    return Wanted(words.strip(), standing, available, int(after) if after else None)


def address(wanted: Wanted) -> str:
    """The address of the page that shows this."""
    query = {
        "q": wanted.words,
        "standing": wanted.standing,
        "available": "yes" if wanted.available else "",
        "after": "" if wanted.after is None else str(wanted.after),
    }
    filled = urlencode({name: value for name, value in query.items() if value})
    return f"/stock?{filled}" if filled else "/stock"

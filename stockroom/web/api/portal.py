"""The secret of a portal link, for a program that hands it on."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, post
from litestar.datastructures import State
from litestar.params import PathParameter

from stockroom.commands.base import DESK
from stockroom.web.given import GivenDoor, GivenPortal


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A link's secret, shown this once; it belongs behind the `#` of the address of `/portal`."""

    secret: str
    address: str


@post(
    "/api/portal-links/{link:int}/secret",
    name="portal-secret",
    summary="the secret of a new portal link, once",
    tags=["people"],
    sync_to_thread=True,
    status_code=201,
    request_max_body_size=10_000,
    opt={"roles": DESK},
)
def secret(
    request: Request[Any, Any, State],
    link: Annotated[int, PathParameter(ge=1, le=2**31 - 1)],
    door: GivenDoor,
    portal: GivenPortal,
) -> Drawn:
    """Draw it; a second time it is refused, and another link has to be made."""
    door.enter(request, DESK)
    drawn = portal.draw(link)
    host = str(request.base_url).rstrip("/")
    return Drawn(secret=drawn, address=f"{host}/portal#{drawn}")

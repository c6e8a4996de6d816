"""The scan page, which names nobody and holds no secret: a phone keeps it to open it offline."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State

from stockroom.commands.base import HANDS
from stockroom.web.door import NOBODY
from stockroom.web.given import GivenDoor
from stockroom.web.pages.frame import GivenFrame


@get(
    "/scan",
    name="page:scan",
    sync_to_thread=True,
    opt={"roles": HANDS},
    include_in_schema=False,
)
def scan_page(
    request: Request[Any, Any, State], door: GivenDoor, frame: GivenFrame
) -> Response[bytes]:
    """The same page for everybody who has hands in the stockroom."""
    door.enter(request, HANDS)
    return frame.page(request, NOBODY, "scan/scan.html")

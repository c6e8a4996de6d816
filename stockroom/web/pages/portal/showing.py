"""A new link's secret, shown this once: as an address, as a QR code, and as letters."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, post
from litestar.params import PathParameter, RawBody
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from stockroom.commands.base import DESK
from stockroom.rules import link_secrets
from stockroom.web.given import GivenDatabase, GivenDoor, GivenPortal
from stockroom.web.pages.admin.sent import SMALL, AnyRequest, sent
from stockroom.web.pages.frame import GivenFrame
from stockroom.web.pages.portal.entering import PATH
from stockroom.web.pages.portal.links import standing
from stockroom_labels.qr import QUIET_ZONE, dark_runs

LinkId = Annotated[int, PathParameter(ge=1, le=2**31 - 1)]


@post(
    "/portal-links/{link_id:int}/secret",
    name="form:/portal-links/secret",
    sync_to_thread=True,
    status_code=200,
    request_max_body_size=SMALL,
    opt={"roles": DESK},
    include_in_schema=False,
)
def show(
    request: AnyRequest,
    link_id: LinkId,
    body: RawBody,
    database: GivenDatabase,
    door: GivenDoor,
    portal: GivenPortal,
    frame: GivenFrame,
) -> Response[Any]:
    """The link with its secret, to hand over at once; it is kept nowhere."""
    sent(request, body, door, DESK)
    secret = portal.draw(link_id)
    with database.snapshot() as books:
        link = standing(books, link_id)
    address = f"{str(request.base_url).rstrip('/')}{PATH}#{secret}"
    side, drawing = drawn(address)
    return frame.page(
        request,
        door.guest_of_form(request),
        "portal/shown.html",
        link=link,
        address=address,
        secret=link_secrets.show(secret),
        page=address.partition("#")[0],
        side=side,
        drawing=drawing,
    )


def drawn(address: str) -> tuple[int, str]:
    """The QR code of an address: how many modules wide with its quiet zone, and an SVG path."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    modules = tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
    runs = (
        f"M{column + QUIET_ZONE} {row + QUIET_ZONE}h{length}v1h-{length}z"
        for row, column, length in dark_runs(modules)
    )
    return len(modules) + 2 * QUIET_ZONE, "".join(runs)

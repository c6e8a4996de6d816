"""`GET /api/wanted`: who waits for goods, by their lot or as they are described."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import msgspec
import sqlalchemy as sa
from litestar import Request, get
from litestar.datastructures import State
from litestar.params import QueryParameter

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.errors import Malformed, NotFound
from stockroom.web.given import GivenDatabase, GivenDoor, GivenUpkeep
from stockroom.web.pages.shelves import finding
from stockroom.web.wanting import lots, typed
from stockroom.web.wanting.lines import NOBODY, Wanting
from stockroom.words import Condition, Fits, Season

LONGEST = 200


class Want(msgspec.Struct, frozen=True, kw_only=True):
    """What one line still asks; `sendable` are the pieces of the lot that may go for it now."""

    line: int
    facility: str
    urgency: str
    pieces: int
    needed_by: date | None
    set_number: int | None
    size: str
    sendable: int = 0


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """The most urgent wants, and how many lines and pieces there are altogether."""

    wants: list[Want]
    lines: int
    pieces: int


@get(
    "/api/wanted",
    name="wanted",
    summary="who waits for goods",
    tags=["read"],
    sync_to_thread=True,
    opt={"roles": EVERYBODY_INSIDE},
)
def wanted(
    request: Request[Any, Any, State],
    database: GivenDatabase,
    door: GivenDoor,
    upkeep: GivenUpkeep,
    lot: Annotated[str | None, QueryParameter(description='a label code, or "lot 328"')] = None,
    product: Annotated[str | None, QueryParameter(description="a product by its code")] = None,
    size: Annotated[str | None, QueryParameter(description="the size as it is printed")] = None,
    fits: Annotated[Fits | None, QueryParameter(description="whom it is for")] = None,
    season: Annotated[Season | None, QueryParameter(description="when it is worn")] = None,
    condition: Annotated[Condition | None, QueryParameter(description="how worn it is")] = None,
    use_by: Annotated[date | None, QueryParameter(description="its use-by date")] = None,
) -> Wanted:
    """Who waits for a lot, or for a product so described; facilities by their codes alone."""
    door.enter(request, EVERYBODY_INSIDE)
    for name, text in (("lot", lot), ("product", product), ("size", size)):
        if text is not None and (len(text) > LONGEST or "\x00" in text):
            raise Malformed("not_a_filter", "{name} is too long or unreadable.", name=name)
    if (lot is None) == (product is None):
        raise Malformed("lot_or_product", "Name a lot or a product, and not both.")
    today = upkeep.clock.now().astimezone().date()
    said = {"size": size, "fits": fits, "season": season, "condition": condition, "use_by": use_by}
    with database.snapshot() as books:
        if lot is not None:
            return _of_lot(books, lot, today)
        return _told(typed.of_description(books, product or "", said, today))


def _of_lot(books: sa.Connection, ref: str, today: date) -> Wanted:
    found = finding.lot_by(books, ref)
    if found is None:
        raise NotFound("unknown_code", "{code} is not known here.", code=ref[:40])
    offer = lots.of_lot(books, found.id, today)
    if offer is None:
        return _told(NOBODY)
    return _told(offer.wanting, offer.free if offer.ready else 0)


def _told(wanting: Wanting, free: int = 0) -> Wanted:
    return Wanted(
        wants=[Want(**one._asdict(), sendable=min(one.pieces, free)) for one in wanting.wants],
        lines=wanting.lines,
        pieces=wanting.pieces,
    )

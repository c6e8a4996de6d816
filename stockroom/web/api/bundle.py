"""`GET /api/bundle`: what a device fetches ahead about a building, to scan there without network.

Places, lots and where they lie, products, and what is promised to be picked, by facility code. No
address, no person, no donor: a phone may be lost. The same books give the same `position`, so a
device that has the newest gets 304. After a restore the same position may stand for other books, so
a device names the epoch of its bundle too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import QueryParameter
from msgspec import Meta

from stockroom.commands import refs
from stockroom.commands.base import HANDS, RowId
from stockroom.ledger import HOLDING, IS_INSIDE, LINE, LOT, PLACE
from stockroom.reports.stages import STAND, table
from stockroom.tables.sums import CODE_OF_PLACE, NAME_OF_LOT, ON_HOLD
from stockroom.tables.wishes import WishList
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.changes import newest
from stockroom.web.given import GivenDatabase, GivenDoor

MOST_PLACES = 3_000
MOST_SPOTS = 10_000
MOST_PRODUCTS = 1_000
PRODUCT, LIST = refs.PRODUCT, table(WishList)
_EPOCH = sa.select(refs.SETTING.c.value).where(refs.SETTING.c.name == "epoch")
_PLACES = (
    sa.select(PLACE.c.number, PLACE.c.name, PLACE.c.kind, CODE_OF_PLACE.label("code"))
    .add_columns(STAND.c.number.label("stands_in"))
    .select_from(PLACE.outerjoin(STAND, STAND.c.id == PLACE.c.stands_in))
    .where(sa.not_(PLACE.c.outside), sa.not_(PLACE.c.closed), PLACE.c.number.is_not(None))
    .order_by(PLACE.c.number)
    .limit(MOST_PLACES)
)
_SPOTS = (
    sa.select(
        LOT.c.id,
        NAME_OF_LOT.label("ref"),
        PRODUCT.c.code.label("product"),
        LOT.c.size_label.label("size"),
        LOT.c.depth,
        LOT.c.standing,
        ON_HOLD.label("on_hold"),
        PLACE.c.number.label("place"),
        HOLDING.c.quantity,
        HOLDING.c.line_id.label("line"),
        LIST.c.id.label("wish_list"),
        FACILITY.c.code.label("facility"),
    )
    .select_from(
        HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(LINE, LINE.c.id == HOLDING.c.line_id)
        .outerjoin(LIST, LIST.c.id == LINE.c.wish_list_id)
        .outerjoin(FACILITY, FACILITY.c.id == LIST.c.facility_id)
    )
    .where(IS_INSIDE)
    .order_by(LOT.c.id.desc(), HOLDING.c.id)
    .limit(MOST_SPOTS)
)
_PRODUCTS = (
    sa.select(PRODUCT.c.code, PRODUCT.c.name, PRODUCT.c.names, PRODUCT.c.sizing, PRODUCT.c.depth)
    .where(PRODUCT.c.active)
    .order_by(PRODUCT.c.code)
    .limit(MOST_PRODUCTS)
)


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place that goods can be put in, by the short number and the code on its label."""

    number: int
    name: str
    kind: str
    code: str | None
    stands_in: int | None


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces in one place, free or promised to one line of one list."""

    place: int | None
    quantity: int
    line: int | None = None
    wish_list: int | None = None
    facility: str | None = None


class Lot(msgspec.Struct, frozen=True, kw_only=True):
    """A lot by the code on its label, or "lot 328", and where its pieces lie."""

    ref: str
    product: str
    size: str
    depth: str
    standing: str
    on_hold: bool
    spots: list[Spot]


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of thing, with its names by language."""

    code: str
    name: str
    names: dict[str, str]
    sizing: str
    depth: str


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """What a device needs to scan without network.

    `position` is where the journal stood, which counts are told with; `whole` is false where there
    is more stock than one bundle holds, newest lots first.
    """

    position: int
    epoch: str
    whole: bool
    places: list[Place]
    lots: list[Lot]
    products: list[Product]


@get(
    "/api/bundle",
    name="bundle",
    summary="what a device fetches ahead",
    tags=["read"],
    sync_to_thread=True,
    opt={"roles": HANDS},
)
def bundle(
    request: Request[Any, Any, State],
    database: GivenDatabase,
    door: GivenDoor,
    site: Annotated[RowId | None, QueryParameter(description="one building, by number")] = None,
    known: Annotated[
        int, QueryParameter(description="the position of the bundle that it has"), Meta(ge=0)
    ] = 0,
    epoch: Annotated[
        str | None,
        QueryParameter(description="the epoch of the bundle that it has"),
        Meta(max_length=60),
    ] = None,
) -> Response[Bundle | None]:
    """Places, lots, products, promises of one building, or of all; 304 if nothing has changed."""
    door.enter(request, HANDS)
    with database.snapshot() as books:
        position, now = newest(books), books.execute(_EPOCH).scalar() or ""
        if known == position and known and epoch in {None, now}:
            return Response(None, status_code=304)
        return Response(_gathered(books, position, site))


def _gathered(books: sa.Connection, position: int, site: int | None) -> Bundle:
    places, spots = _PLACES, _SPOTS
    if site is not None:
        inside = PLACE.c.site_id == (
            sa.select(STAND.c.id).where(STAND.c.number == site).scalar_subquery()
        )
        places = places.where(sa.or_(inside, PLACE.c.number == site))
        spots = spots.where(inside)
    rows = books.execute(spots).all()
    return Bundle(
        position=position,
        epoch=books.execute(_EPOCH).scalar() or "",
        whole=len(rows) < MOST_SPOTS,
        places=[Place(**row._asdict()) for row in books.execute(places)],
        lots=_lots(rows),
        products=[Product(**row._asdict()) for row in books.execute(_PRODUCTS)],
    )


def _lots(rows: Sequence[Any]) -> list[Lot]:
    found: dict[int, Lot] = {}
    for row in rows:
        lot = found.get(row.id)
        if lot is None:
            lot = found[row.id] = Lot(
                ref=row.ref,
                product=row.product,
                size=row.size,
                depth=row.depth,
                standing=row.standing,
                on_hold=bool(row.on_hold),
                spots=[],
            )
        about = (row.place, row.quantity, row.line, row.wish_list, row.facility)
        lot.spots.append(Spot(**dict(zip(Spot.__struct_fields__, about, strict=True))))
    return list(found.values())

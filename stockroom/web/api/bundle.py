"""`GET /api/bundle`: what a device fetches ahead about a building, to scan there without network.

Places, lots and where they lie, products, and what is promised to be picked, by facility code. No
address, no person, no donor: a phone may be lost. The same books give the same `position`, so a
device that has the newest gets 304. After a restore the same position may stand for other books, so
a device names the epoch of its bundle too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import msgspec
import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import QueryParameter
from msgspec import Meta
from msgspec.structs import replace

from stockroom.commands.base import EVERYBODY_INSIDE, HANDS, Actor, RowId
from stockroom.ledger import PLACE
from stockroom.reports.stages import STAND
from stockroom.tables.people import Role
from stockroom.web.api import bundled
from stockroom.web.api.barcodes import What
from stockroom.web.api.barring import Bar, Bars, Closing, bars
from stockroom.web.api.swappable import swappable
from stockroom.web.changes import newest
from stockroom.web.given import GivenDatabase, GivenDoor, GivenUpkeep
from stockroom.web.pages.frame import Reader
from stockroom.web.squeezing import SQUEEZED
from stockroom.web.wanting.carried import Meaning, Wanted, carried, meanings


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place that goods can be put in, by the short number and the code on its label."""

    number: int
    name: str
    kind: str
    code: str | None
    stands_in: int | None


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces in one place, free or promised to one line; and why a gate bars them.

    `bar` speaks against loading them, `seal_bar` against sealing them however they are closed,
    `repack_bar` against sealing them unless they were packed anew.
    """

    place: int | None
    quantity: int
    line: int | None = None
    wish_list: int | None = None
    facility: str | None = None
    bar: str = ""
    seal_bar: str = ""
    repack_bar: str = ""


class Lot(msgspec.Struct, frozen=True, kw_only=True):
    """A lot by the code on its label, or "lot 328", and where its pieces lie.

    `only_for` are the facilities, or kinds of them, that it was given for, told to those who may
    send it to one; none: any. `instead_for` are facilities that it may be taken to in place of
    goods of its product that are promised there.
    """

    ref: str
    number: int
    product: str
    size: str
    fits: str
    season: str
    depth: str
    standing: str
    on_hold: bool
    condition: str
    only_for: list[str]
    instead_for: list[str]
    spots: list[Spot]


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of thing, with its names by language; `checks` is the family of its checklist."""

    code: str
    name: str
    names: dict[str, str]
    sizing: str
    depth: str
    checks: str


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """A run that may be loaded, by its day and the short number of its van.

    `bars` say for whom nothing may be loaded, and why.
    """

    id: int
    day: date
    van: int
    bars: list[Bar] = []


class Taught(What, frozen=True, kw_only=True):
    """What was learnt of the goods with one GTIN, of 14 digits."""

    gtin: str


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """What a device needs to scan without network.

    `position` is where the journal stood, which counts are told with; `whole` is false where there
    is more stock than one bundle holds, newest lots first. `wanted` is empty for those who may send
    nothing to the bench; `sizes` says what labels mean; `closings` what gates say of how a parcel
    is closed.
    """

    position: int
    epoch: str
    whole: bool
    places: list[Place]
    lots: list[Lot]
    products: list[Product]
    runs: list[Run]
    learnt: list[Taught]
    wanted: list[Wanted]
    sizes: list[Meaning]
    closings: list[Closing]


@get(
    "/api/bundle",
    name="bundle",
    summary="what a device fetches ahead",
    tags=["read"],
    sync_to_thread=True,
    opt={"roles": HANDS, **SQUEEZED},
)
def bundle(
    request: Request[Any, Any, State],
    database: GivenDatabase,
    door: GivenDoor,
    upkeep: GivenUpkeep,
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
    actor = door.enter(request, HANDS)
    today = upkeep.clock.now().astimezone().date()
    with database.snapshot() as books:
        position, now = newest(books), books.execute(bundled.EPOCH).scalar() or ""
        if known == position and known and epoch in {None, now}:
            return Response(None, status_code=304)
        return Response(_gathered(books, actor, position, site, today))


def _gathered(
    books: sa.Connection, actor: Actor, position: int, site: int | None, today: date
) -> Bundle:
    places, spots = bundled.PLACES, bundled.SPOTS
    if site is not None:
        inside = PLACE.c.site_id == (
            sa.select(STAND.c.id).where(STAND.c.number == site).scalar_subquery()
        )
        places = places.where(sa.or_(inside, PLACE.c.number == site))
        spots = spots.where(inside)
    rows = books.execute(spots).all()
    products = books.execute(bundled.PRODUCTS).all()
    may_send = actor.role in EVERYBODY_INSIDE
    runs = _runs(books, actor)
    instead = swappable(books, rows, today) if may_send else {}
    barred = bars(books, [one.id for one in runs], today, Reader(actor.language))
    return Bundle(
        position=position,
        epoch=books.execute(bundled.EPOCH).scalar() or "",
        whole=len(rows) < bundled.MOST_SPOTS,
        places=[Place(**row._asdict()) for row in books.execute(places)],
        lots=_lots(rows, barred, instead, may_send=may_send),
        products=[Product(**row._asdict()) for row in products],
        runs=[replace(one, bars=barred.runs.get(one.id, [])) for one in runs],
        learnt=[Taught(**row._asdict()) for row in books.execute(bundled.LEARNT)],
        wanted=carried(books, today) if may_send else [],
        sizes=_sizes(products, rows),
        closings=barred.closings,
    )


def _sizes(products: Sequence[Any], rows: Sequence[Any]) -> list[Meaning]:
    """What the labels of these lots mean, and those that come most."""
    sizing = {one.code: one.sizing for one in products}
    return meanings({(sizing.get(row.product, ""), row.size) for row in rows})


def _runs(books: sa.Connection, actor: Actor) -> list[Run]:
    """Runs that are not closed; a driver's own only."""
    query = bundled.RUNS
    if actor.role == Role.DRIVER:
        query = query.where(bundled.RUN.c.driver_id == actor.id)
    return [Run(**row._asdict()) for row in books.execute(query)]


def _lots(
    rows: Sequence[Any], barred: Bars, instead: Mapping[int, list[str]], *, may_send: bool
) -> list[Lot]:
    found: dict[int, Lot] = {}
    for row in rows:
        lot = found.get(row.id)
        if lot is None:
            lot = found[row.id] = Lot(
                ref=row.ref,
                number=row.id,
                product=row.product,
                size=row.size,
                fits=row.fits,
                season=row.season,
                depth=row.depth,
                standing=row.standing,
                on_hold=bool(row.on_hold),
                condition=row.condition,
                only_for=list(row.only_for or ()) if may_send else [],
                instead_for=instead.get(row.id, []),
                spots=[],
            )
        against = (barred.loading, barred.sealing, barred.repacking)
        why = (some.get(row.spot, "") for some in against)
        about = (row.place, row.quantity, row.line, row.wish_list, row.facility, *why)
        lot.spots.append(Spot(**dict(zip(Spot.__struct_fields__, about, strict=True))))
    return list(found.values())

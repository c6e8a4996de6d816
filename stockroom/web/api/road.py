"""`GET /api/road`: what a driver's device fetches ahead, to load, drive and hand over offline.

The driver's own runs that are due: those on the road, today's, and tomorrow's from the evening
before, by the day of the house. Colours, windows, stops by code, and what is aboard or ready for
each of them, line by line. No address, no name of anybody, no telephone number, and at each stop
nothing of another: a phone may be lost, and is shown at gates. `position` and `epoch` are as in
`/api/bundle`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, NamedTuple

import msgspec
import sqlalchemy as sa
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.params import QueryParameter
from msgspec import Meta

from stockroom import speech
from stockroom.commands.base import DESK, ROAD, Actor, RowId
from stockroom.commands.on_the_way import CalledOff
from stockroom.commands.refusing import Reason
from stockroom.errors import NotFound
from stockroom.tables.transport import RouteColour, StopKind
from stockroom.tables.wishes import Proof, ProofLevel
from stockroom.web.api import bundled, road_stops
from stockroom.web.api.reads.scopes import RUN
from stockroom.web.api.road_goods import Aboard, Carried, Loose, Named, products_of
from stockroom.web.changes import newest
from stockroom.web.given import GivenDatabase, GivenDoor, GivenUpkeep
from stockroom.web.pages.frame import Reader


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """The gate sheet of a stop that was printed: the code in its QR, and the number on it."""

    code: str
    receipt_number: str


class RoadStop(msgspec.Struct, frozen=True, kw_only=True):
    """One stop: what a driver may know of it away from a network, and what is for it.

    `code` is that of a facility or the name of a site of ours, empty for a donor. `to_fetch` is
    what waits at one that is not a facility, in a few words, about so many grams and millilitres,
    nought where nobody knows. `phone` is "outside" or "in_vehicle"
    where the gate says so, and `camera` false where it wants none.
    `keeps_pictures` is false where no picture is ever stored, not of the signed paper either.
    `is_told` says that something was handed over or refused here on this run.
    """

    id: int
    position: int
    kind: StopKind
    code: str
    window_from: str
    window_until: str
    arrives_at: str
    service_min: int
    to_fetch: str
    to_fetch_g: int
    to_fetch_ml: int
    instructions: str
    contact_role: str
    meeting_point: bool
    proof: dict[Proof, ProofLevel]
    keeps_pictures: bool
    phone: str
    camera: bool
    sheet: Sheet | None
    has_arrived: bool
    has_left: bool
    called_off: str
    is_told: bool
    parcels: list[Carried]
    loose: list[Loose]


class Van(msgspec.Struct, frozen=True, kw_only=True):
    """A van, by its short number, the code on its label and what people call it."""

    number: int
    name: str
    code: str | None


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What the books have of a run so far, in pieces."""

    loaded: int = 0
    delivered: int = 0
    returned: int = 0
    lost: int = 0


class RoadRun(msgspec.Struct, frozen=True, kw_only=True):
    """One trip: its colour and van, its stops in order, and what is aboard for none of them.

    `home` is the site of ours that it starts and ends at, empty where nobody said.
    """

    id: int
    day: date
    colour: RouteColour
    van: Van
    home: str
    starts_at: str
    ends_at: str
    has_left: bool
    account: Account
    stops: list[RoadStop]
    other_parcels: list[Carried]
    other_loose: list[Loose]


class Road(msgspec.Struct, frozen=True, kw_only=True):
    """Runs to carry along, our vans, what goods are called, and the reasons that may be given.

    `day` is the house's today: with the next one other runs are due, though nothing has moved.
    """

    position: int
    epoch: str
    day: date
    runs: list[RoadRun]
    vans: list[Van]
    products: list[Named]
    refusal_reasons: list[Reason]
    calling_off_reasons: list[CalledOff]


class Reading(NamedTuple):
    """Who carries it, from which day on, in which language."""

    actor: Actor
    today: date
    language: str


@get(
    "/api/road",
    name="road",
    summary="what a driver's device fetches ahead",
    tags=["read"],
    sync_to_thread=True,
    opt={"roles": ROAD},
)
def road(
    request: Request[Any, Any, State],
    database: GivenDatabase,
    door: GivenDoor,
    upkeep: GivenUpkeep,
    run: Annotated[
        RowId | None, QueryParameter(description="one open run; anybody's for the desk")
    ] = None,
    known: Annotated[
        int, QueryParameter(description="the position of what it has"), Meta(ge=0)
    ] = 0,
    epoch: Annotated[
        str | None, QueryParameter(description="the epoch of what it has"), Meta(max_length=60)
    ] = None,
    day: Annotated[
        date | None, QueryParameter(description="the day on which it was fetched")
    ] = None,
) -> Response[Road | None]:
    """The reader's own runs that are due, or the one named; 304 if nothing has changed."""
    actor = door.enter(request, ROAD)
    today = upkeep.clock.now().astimezone().date()
    reader = Reading(actor, today, speech.wanted(request.headers.get("Accept-Language", "")))
    with database.snapshot() as books:
        position, now = newest(books), books.execute(bundled.EPOCH).scalar() or ""
        if known == position and known and epoch in {None, now} and day in {None, today}:
            return Response(None, status_code=304)
        return Response(_gathered(books, reader, run, position, now))


def _gathered(
    books: sa.Connection, reader: Reading, run: int | None, position: int, epoch: str
) -> Road:
    found = books.execute(_seen_by(reader, run)).all()
    if run is not None and not found:
        raise NotFound("unknown", "There is no {name} {id}.", name="run", id=run)
    stops = road_stops.of_runs(books, [one.id for one in found])
    aboard = Aboard.of(books, found, stops, reader.today, Reader(reader.language))
    sums = road_stops.sums_of(books, [one.id for one in found])
    return Road(
        position=position,
        epoch=epoch,
        day=reader.today,
        runs=[_run(one, stops[one.id], aboard, sums.get(one.id, {})) for one in found],
        vans=[Van(**one._asdict()) for one in books.execute(road_stops.VANS)],
        products=products_of(books, aboard, stops),
        refusal_reasons=list(Reason),
        calling_off_reasons=list(CalledOff),
    )


def _seen_by(reader: Reading, run: int | None) -> sa.Select[Any]:
    """Open runs: the reader's own that are due, or for the desk any that is named."""
    query = road_stops.RUNS
    if run is not None:
        query = query.where(RUN.c.id == run)
    if run is None or reader.actor.role not in DESK:
        query = query.where(RUN.c.driver_id == reader.actor.id, _is_due(reader.today))
    return query


def _is_due(today: date) -> sa.ColumnElement[bool]:
    """On the road, past midnight too; else of today or tomorrow."""
    return sa.or_(RUN.c.departed_in.is_not(None), RUN.c.day.in_([today, today + timedelta(days=1)]))


def _run(
    row: Any, stops: Sequence[road_stops.Row], aboard: Aboard, sums: Mapping[str, int]
) -> RoadRun:
    parcels, loose = aboard.others(row, stops)
    return RoadRun(
        id=row.id,
        day=row.day,
        colour=row.colour,
        van=Van(number=row.van_number, name=row.van, code=row.van_code),
        home=row.home or "",
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        has_left=row.departed_in is not None,
        account=Account(**sums),
        stops=[_stop(row, stop, aboard) for stop in stops],
        other_parcels=parcels,
        other_loose=loose,
    )


def _stop(run: Any, stop: road_stops.Row, aboard: Aboard) -> RoadStop:
    parcels, loose = aboard.for_stop(run, stop)
    return RoadStop(
        id=stop.id,
        position=stop.position,
        kind=stop.kind,
        code=stop.code or stop.site or "",
        window_from=stop.window_from,
        window_until=stop.window_until,
        arrives_at=stop.arrives_at,
        service_min=stop.service_min,
        to_fetch=stop.to_fetch,
        to_fetch_g=stop.to_fetch_g,
        to_fetch_ml=stop.to_fetch_ml,
        instructions=stop.instructions or "",
        contact_role=stop.contact_role or "",
        meeting_point=stop.hands_over_at == "meeting_point",
        proof=_levels(stop.proof),
        keeps_pictures=bool(stop.photo_days),
        phone=stop.phone,
        camera=stop.camera,
        sheet=Sheet(code=stop.sheet, receipt_number=stop.receipt_number) if stop.sheet else None,
        has_arrived=stop.arrived_at is not None,
        has_left=stop.left_at is not None,
        called_off=stop.called_off_because if stop.called_off_in is not None else "",
        is_told=stop.is_told,
        parcels=parcels,
        loose=loose,
    )


def _levels(proof: Mapping[str, str] | None) -> dict[Proof, ProofLevel]:
    """How much each kind of proof is wanted; one that is not named is optional."""
    told = proof or {}
    return {one: ProofLevel(told.get(one.value, ProofLevel.OPTIONAL)) for one in Proof}

"""`GET /api/day-orders/suggested`: how the runs of a day that have not left could drive together.

Its `day`, `seen` and `runs` are what `PUT /api/day-orders/{id}` takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any

import msgspec
from litestar import Request, get
from litestar.datastructures import State
from litestar.params import QueryParameter

from stockroom import speech
from stockroom.commands.base import DESK
from stockroom.commands.day_orders import RunOrdered
from stockroom.errors import Refused
from stockroom.rules.driving import Broken, clock
from stockroom.web.changes import newest
from stockroom.web.given import GivenDatabase, GivenDoor, GivenUpkeep
from stockroom.web.pages.frame import Reader
from stockroom.web.pages.road import staying, together, whole_day
from stockroom.web.pages.road.days import runs_on
from stockroom.web.pages.road.together import Beside
from stockroom.web.pages.road.trips import Day


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """When a van leaves and is back, as HH:MM, and the minutes of driving between."""

    leaves: str
    back: str
    driven_min: int


class StopThen(msgspec.Struct, frozen=True, kw_only=True):
    """A stop in its new place; `comes_from` is another run, `stays` why it keeps its own."""

    stop: int
    name: str
    arrives: str
    comes_from: int | None
    stays: str


class RunThen(msgspec.Struct, frozen=True, kw_only=True):
    """A run as it is and as it would be, with all that it then breaks, in words."""

    run: int
    van: str
    driver: str
    now: Hours
    then: Hours
    stops: list[StopThen]
    breaks: list[str]


class SuggestedDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day planned together; not `better` where it is the present plan.

    `mends` and `breaks` are what changes for better and for worse, `drives_less_min` the minutes
    of driving that it saves, `moved` how many stops change runs.
    """

    day: date
    seen: int
    better: bool
    moved: int
    drives_less_min: int
    mends: list[str]
    breaks: list[str]
    runs: list[RunOrdered]
    told: list[RunThen]


@get(
    "/api/day-orders/suggested",
    name="read:suggested-day",
    summary="the runs of a day planned together",
    tags=["read"],
    sync_to_thread=True,
    opt={"roles": DESK},
)
def suggested(
    request: Request[Any, Any, State],
    database: GivenDatabase,
    door: GivenDoor,
    upkeep: GivenUpkeep,
    day: Annotated[date | None, QueryParameter(description="without it, tomorrow")] = None,
) -> SuggestedDay:
    """Another order of all stops that are still to be driven to, found within some seconds."""
    door.enter(request, DESK)
    reader = Reader(speech.wanted(request.headers.get("Accept-Language", "")))
    today = upkeep.clock.now().astimezone().date()
    day = day or today + timedelta(days=1)
    with database.snapshot() as books:
        asked = whole_day.waiting(books, runs_on(books, day))
        _few_enough(sum(len(stops) for _run, stops in asked))
        stays = staying.staying(books, asked, today)
        seen = newest(books)
        found = together.planned_together(books, asked, stays)
    return SuggestedDay(
        day=day,
        seen=seen,
        better=not found.is_same,
        moved=found.moved,
        drives_less_min=found.drives_less,
        mends=_said(reader, [one for _run, one in found.mends]),
        breaks=_said(reader, [one for _run, one in found.breaks]),
        runs=[RunOrdered(**one) for one in found.order],
        told=[_run_then(reader, one, stays) for one in found.runs],
    )


def _few_enough(number: int) -> None:
    if number > together.MOST_STOPS:
        raise Refused(
            "too_many_stops",
            "{number} stops are too many to be planned together; {most} are the most.",
            number=number,
            most=together.MOST_STOPS,
        )


def _run_then(reader: Reader, one: Beside, stays: Mapping[int, str]) -> RunThen:
    run = one.then.run
    calls = {call.stop: clock(call.arrives) for call in one.then.timeline.calls}
    return RunThen(
        run=run.id,
        van=run.van,
        driver=run.driver,
        now=_hours(one.now),
        then=_hours(one.then),
        stops=[
            StopThen(
                stop=stop.id,
                name=stop.name,
                arrives=calls.get(stop.id, ""),
                comes_from=one.comes[stop.id].id if stop.id in one.comes else None,
                stays=stays.get(stop.id, ""),
            )
            for stop in one.then.stops
        ],
        breaks=_said(reader, one.then.broken),
    )


def _hours(day: Day) -> Hours:
    told = day.timeline
    return Hours(leaves=clock(told.leaves), back=clock(told.back), driven_min=told.driven_min)


def _said(reader: Reader, found: Sequence[Broken]) -> list[str]:
    return [reader.say(one.sentence, **one.facts) for one in found]

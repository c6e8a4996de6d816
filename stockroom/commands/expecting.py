"""When a van is expected at each stop of its run, by the travel times that are known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import cast

from sqlmodel import select

from stockroom.commands import travelling
from stockroom.commands.base import Entry, known
from stockroom.rules import driving
from stockroom.rules.driving import Minutes, Place, Trip, Window
from stockroom.tables.transport import Run, Stop, StopKind

A_DAY = 24 * 60


def expect(entry: Entry, run: Run) -> None:
    """Write down when the van comes to each stop ahead; empty from the first way nobody knows.

    Stops where it has been, and those called off, keep what was expected.
    """
    query = select(Stop).where(Stop.run_id == run.id).order_by(Stop.position)  # type: ignore[arg-type]
    stops = list(entry.rows.exec(query))
    ahead = [one for one in stops if is_ahead(one)]
    if run.site_id is None or not ahead:
        return
    places = [place_of(one.kind, one.facility_id or one.site_id or one.donor_id) for one in ahead]
    start, leaves = _since(run, [one for one in stops if one.arrived_at or one.left_at])
    minutes = travelling.minutes(entry.books, [start, *places])
    trip = Trip(
        van=run.van_id,
        driver=run.driver_id,
        start=start,
        end=places[-1],
        shift=Window(minute_of(run.starts_at), minute_of(run.ends_at)),
        leaves=leaves,
    )
    calls = driving.drive(
        [_driven(one, place) for one, place in zip(ahead, places, strict=True)], trip, minutes
    ).calls
    told = _known_ways([start, *places], minutes)
    for at, (stop, call) in enumerate(zip(ahead, calls, strict=True)):
        sure = at < told and call.arrives < A_DAY
        stop.arrives_at = driving.clock(call.arrives) if sure else ""


def is_ahead(stop: Stop) -> bool:
    """Whether the van is still to come to a stop."""
    return not (stop.arrived_at or stop.left_at or stop.called_off_in)


def place_of(kind: str, owner: int | None) -> Place:
    """A facility, a site or a donor as travel times know it."""
    return StopKind(kind).value, known(owner)


def minute_of(time: str) -> int:
    """HH:MM as a minute of the day."""
    hours, _colon, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)


def minute_at(moment: datetime) -> int:
    """A moment as a minute of the house's day."""
    local = moment.astimezone()
    return local.hour * 60 + local.minute


def windows_of(opens: str, closes: str) -> tuple[Window, ...]:
    """The window of a stop; none where it is open on both sides."""
    if not opens and not closes:
        return ()
    return (Window(minute_of(opens) if opens else 0, minute_of(closes) if closes else A_DAY - 1),)


def _since(run: Run, been: Sequence[Stop]) -> tuple[Place, int | None]:
    """Where the van is now and since when; its start, at no set minute, where it is nowhere yet."""
    if not been:
        return place_of(StopKind.SITE, run.site_id), None
    last = max(been, key=lambda one: cast(datetime, one.left_at or one.arrived_at))
    at = minute_at(cast(datetime, last.left_at or last.arrived_at))
    owner = last.facility_id or last.site_id or last.donor_id
    return place_of(last.kind, owner), at if last.left_at else at + last.service_min


def _driven(stop: Stop, place: Place) -> driving.Stop:
    return driving.Stop(
        id=known(stop.id),
        name="",
        place=place,
        windows=windows_of(stop.window_from, stop.window_until),
        service_min=stop.service_min,
    )


def _known_ways(places: Sequence[Place], minutes: Minutes) -> int:
    """How many ways from the start on are known."""
    for at, way in enumerate(pairwise(places)):
        if way[0] != way[1] and way not in minutes:
            return at
    return len(places) - 1

"""Runs planned: one trip of one van, with its driver and its stops."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlmodel import select

from stockroom.commands import expecting, refs
from stockroom.commands.base import (
    DESK,
    Command,
    Entry,
    Grams,
    Ref,
    RowId,
    Text,
    Trade,
    known,
)
from stockroom.errors import Refused
from stockroom.tables.impact import Donor
from stockroom.tables.people import Person, Role
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import RouteColour, Stop, StopKind
from stockroom.tables.transport import Run as RunRow

TimeOfDay = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Minutes = Annotated[int, Meta(ge=0, le=480, description="minutes")]
Millilitres = Annotated[int, Meta(ge=0, le=100_000_000, description="millilitres")]
MOST_STOPS = 60
SERVICE_MIN = 20


class StopPlanned(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A facility, a site or a donor on the way; the window in the stop's own time of day.

    A stop takes `service_min` minutes; left out, as many as the facility's own, else twenty.
    `to_fetch` is what waits at a donor or a site, in a few words, without anybody's name;
    `to_fetch_g` and `to_fetch_ml` are about what it weighs and the room that it takes.
    """

    facility: Ref | None = None
    site: Ref | None = None
    donor: RowId | None = None
    window_from: TimeOfDay | None = None
    window_until: TimeOfDay | None = None
    service_min: Minutes | None = None
    to_fetch: Text | None = None
    to_fetch_g: Grams | None = None
    to_fetch_ml: Millilitres | None = None


class Run(Command, frozen=True, kw_only=True):
    """One trip of one van, with one driver by login, from a site of ours and back there.

    `starts_at` and `ends_at` bound the shift; a van waits `longest_wait_min` at most.
    """

    day: date
    van: Ref
    driver: Ref
    site: Ref | None = None
    starts_at: TimeOfDay = "08:00"
    ends_at: TimeOfDay = "17:00"
    longest_wait_min: Minutes = 30
    stops: Annotated[list[StopPlanned], Meta(min_length=1, max_length=MOST_STOPS)]


def run(command: Run, entry: Entry) -> None:
    """Plan a run and its stops, in a colour that no other run of the day has."""
    row = RunRow(
        day=command.day,
        van_id=van_named(entry, command.van),
        driver_id=driver_named(entry, command.driver),
        site_id=start_named(entry, command.site),
        colour=colour_for(entry, command.day),
        starts_at=command.starts_at,
        ends_at=command.ends_at,
        longest_wait_min=command.longest_wait_min,
        planned_in=entry.sequence,
    )
    in_hours(row.starts_at, row.ends_at)
    entry.add(row)
    for position, stop in enumerate(command.stops, start=1):
        add_stop(entry, row, position, stop)
    entry.made["run"] = row.id
    expecting.expect(entry, row)


def van_named(entry: Entry, ref: str) -> int:
    """The id of a van."""
    van = refs.place(entry, ref)
    if van.kind != PlaceKind.VAN:
        raise Refused("not_a_van", "{name} is not a van.", name=van.name)
    return van.id


def driver_named(entry: Entry, login: str) -> int:
    """The id of somebody who drives, by login."""
    found = entry.rows.exec(select(Person).where(Person.login == login)).first()
    if found is None or found.role not in (Role.DRIVER, Role.COORDINATOR):
        raise Refused("unknown_driver", "{login} is not a driver here.", login=login)
    return known(found.id)


def start_named(entry: Entry, ref: str | None) -> int | None:
    """The id of the building that a run leaves: the named one, the actor's, or the first."""
    if ref is None:
        return refs.of_site(entry, PlaceKind.INBOUND, None).site_id
    return refs.building(entry, ref).id


def in_hours(since: str, until: str) -> None:
    """Two times of one day in their order; either may be open. Raises `Refused`."""
    if since and until and since >= until:
        raise Refused(
            "hours_reversed", "{until} is not later than {since}.", since=since, until=until
        )


def colour_for(entry: Entry, day: date, but: int | None = None) -> RouteColour:
    """The colour that the fewest runs of a day have, the first of those."""
    query = select(RunRow.colour).where(RunRow.day == day, RunRow.id != but)
    used = Counter(entry.rows.exec(query))
    return min(RouteColour, key=lambda colour: used[colour])


def add_stop(entry: Entry, row: RunRow, position: int, stop: StopPlanned) -> None:
    """A new stop of a run."""
    if sum(name is not None for name in (stop.facility, stop.site, stop.donor)) != 1:
        raise Refused("one_stop", "A stop is at one facility, one site or one donor.")
    kind = StopKind.FACILITY if stop.facility else StopKind.SITE if stop.site else StopKind.DONOR
    facility = refs.facility(entry, stop.facility) if stop.facility else None
    in_hours(stop.window_from or "", stop.window_until or "")
    usual = facility.service_min if facility else SERVICE_MIN
    new = entry.add(
        Stop(
            run_id=known(row.id),
            position=position,
            kind=kind,
            facility_id=facility.id if facility else None,
            site_id=refs.site(entry, stop.site).id if stop.site else None,
            donor_id=refs.by_id(entry, Donor, stop.donor, "donor").id if stop.donor else None,
            window_from=stop.window_from or "",
            window_until=stop.window_until or "",
            service_min=usual if stop.service_min is None else stop.service_min,
        )
    )
    say_what_waits(new, stop)


def say_what_waits(row: Stop, said: StopPlanned) -> None:
    """Say what waits at a stop, and how much; what is left out stays."""
    for name in ("to_fetch", "to_fetch_g", "to_fetch_ml"):
        if (value := getattr(said, name)) is not None:
            setattr(row, name, value)


TRADES = (
    Trade(
        "runs",
        Run,
        run,
        DESK,
        example={
            "day": "2026-11-23",
            "van": "Van 1",
            "driver": "dora",
            "site": "North",
            "starts_at": "08:30",
            "ends_at": "13:00",
            "stops": [
                {
                    "facility": "M-1",
                    "window_from": "09:00",
                    "window_until": "11:00",
                    "service_min": 30,
                }
            ],
        },
    ),
)

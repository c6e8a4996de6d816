"""Runs planned: one trip of one van, with its driver and its stops."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlmodel import select

from stockroom.commands import refs
from stockroom.commands.base import (
    DESK,
    Command,
    Entry,
    Ref,
    RowId,
    Trade,
)
from stockroom.errors import Refused
from stockroom.tables.impact import Donor
from stockroom.tables.people import Person, Role
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import Run as RunRow
from stockroom.tables.transport import Stop, StopKind

TimeOfDay = Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class StopPlanned(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A facility, a site or a donor on the way; the window in the stop's own time of day."""

    facility: Ref | None = None
    site: Ref | None = None
    donor: RowId | None = None
    window_from: TimeOfDay | None = None
    window_until: TimeOfDay | None = None


class Run(Command, frozen=True, kw_only=True):
    """One trip of one van, with one driver by login."""

    day: date
    van: Ref
    driver: Ref
    stops: Annotated[list[StopPlanned], Meta(min_length=1, max_length=60)]


def run(command: Run, entry: Entry) -> None:
    """Plan a run and its stops."""
    van = refs.place(entry, command.van)
    if van.kind != PlaceKind.VAN:
        raise Refused("not_a_van", "{name} is not a van.", name=van.name)
    row = entry.add(
        RunRow(
            day=command.day,
            van_id=van.id,
            driver_id=_driver(entry, command.driver),
            planned_in=entry.sequence,
        )
    )
    for position, stop in enumerate(command.stops, start=1):
        _add_stop(entry, row, position, stop)
    entry.made["run"] = row.id


def _driver(entry: Entry, login: str) -> int:
    found = entry.rows.exec(select(Person).where(Person.login == login)).first()
    if found is None or found.role not in (Role.DRIVER, Role.COORDINATOR):
        raise Refused("unknown_driver", "{login} is not a driver here.", login=login)
    assert found.id is not None
    return found.id


def _add_stop(entry: Entry, row: RunRow, position: int, stop: StopPlanned) -> None:
    assert row.id is not None
    said = [name for name in (stop.facility, stop.site, stop.donor) if name is not None]
    if len(said) != 1:
        raise Refused("one_stop", "A stop is at one facility, one site or one donor.")
    kind = StopKind.FACILITY if stop.facility else StopKind.SITE if stop.site else StopKind.DONOR
    entry.add(
        Stop(
            run_id=row.id,
            position=position,
            kind=kind,
            facility_id=refs.facility(entry, stop.facility).id if stop.facility else None,
            site_id=refs.place(entry, stop.site).id if stop.site else None,
            donor_id=refs.by_id(entry, Donor, stop.donor, "donor").id if stop.donor else None,
            window_from=stop.window_from or "",
            window_until=stop.window_until or "",
        )
    )


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
            "stops": [{"facility": "M-1", "window_from": "09:00", "window_until": "11:00"}],
        },
    ),
)

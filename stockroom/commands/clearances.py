"""Clearances: which drivers and vans a gate lets in, until when, and by which paper."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta
from sqlmodel import select

from stockroom.commands import refs, runs
from stockroom.commands.base import (
    DESK,
    NO_NUL,
    Command,
    Entry,
    Ref,
    RowId,
    Text,
    Trade,
    Word,
    known,
)
from stockroom.commands.gates import HowWeKnow
from stockroom.errors import Malformed, Refused
from stockroom.tables.gates import Clearance as ClearanceRow


class Clearance(Command, frozen=True, kw_only=True):
    """A gate knows a driver, by login, or a van until a day; that day is the last.

    `identity` is the kind of paper that it knows a driver by ("passport"), never its number.
    """

    facility: Annotated[str, Meta(min_length=1, max_length=12, pattern=NO_NUL)]
    driver: Ref | None = None
    van: Ref | None = None
    identity: Word = ""
    cleared_until: date
    source: HowWeKnow


class ClearanceEnding(Command, frozen=True, kw_only=True):
    """The gate does not let them in any more; the clearance is kept."""

    clearance: RowId
    reason: Text = ""


def clearance(command: Clearance, entry: Entry) -> None:
    """Keep it; one that stood for the same driver or van there gives way."""
    if (command.driver is None) == (command.van is None):
        raise Malformed("driver_or_van", "Name a driver or a van, one of the two.")
    if any(letter.isdigit() for letter in command.identity):
        raise Refused("looks_personal", "Write which kind of paper it is, never its number.")
    if command.cleared_until < entry.recorded_at.astimezone().date():
        raise Refused("over", "{day} is over.", day=command.cleared_until)
    facility = known(refs.facility(entry, command.facility).id)
    driver = runs.driver_named(entry, command.driver) if command.driver is not None else None
    van = runs.van_named(entry, command.van) if command.van is not None else None
    for row in _standing_of(entry, facility, driver, van):
        row.ended_in = entry.sequence
    row = entry.add(
        ClearanceRow(
            facility_id=facility,
            driver_id=driver,
            van_id=van,
            identity=command.identity.strip(),
            cleared_until=command.cleared_until,
            source=command.source.strip(),
            made_in=entry.sequence,
        )
    )
    entry.made["clearance"] = row.id


def ending(command: ClearanceEnding, entry: Entry) -> None:
    """End it."""
    row = refs.by_id(entry, ClearanceRow, command.clearance, "clearance")
    if row.ended_in is not None:
        raise Refused("clearance_ended", "That clearance was ended already.")
    row.ended_in = entry.sequence


def _standing_of(
    entry: Entry, facility: int, driver: int | None, van: int | None
) -> list[ClearanceRow]:
    query = select(ClearanceRow).where(
        ClearanceRow.facility_id == facility,
        ClearanceRow.driver_id == driver,
        ClearanceRow.van_id == van,
        ClearanceRow.ended_in == None,  # noqa: E711
    )
    return list(entry.rows.exec(query))


TRADES = (
    Trade(
        "clearances",
        Clearance,
        clearance,
        DESK,
        example={
            "facility": "M-1",
            "driver": "dora",
            "identity": "passport",
            "cleared_until": "2027-05-31",
            "source": "e-mail, the security office",
        },
    ),
    Trade(
        "clearance-endings",
        ClearanceEnding,
        ending,
        DESK,
        example={"clearance": 3, "reason": "the office withdrew it"},
    ),
)

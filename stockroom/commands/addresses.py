"""An address opened for the road, or for a stop's own sealed sheet; the journal has who and when.

The address itself never enters a command, a receipt or a log: it is read afterwards, for a few
minutes and by whoever opened it (`stockroom/addresses.py`).
"""

from __future__ import annotations

from enum import StrEnum

from stockroom.commands import on_the_way, refs, road
from stockroom.commands.base import ROAD, Command, Entry, RowId, Trade, known
from stockroom.errors import Refused
from stockroom.tables.people import Role
from stockroom.tables.secrets import AddressOpening as OpeningRow
from stockroom.tables.transport import Run


class Purpose(StrEnum):
    """What an address is opened for."""

    ROAD = "road"
    SHEET = "sheet"


class AddressOpening(Command, frozen=True, kw_only=True):
    """The address of one stop of an open run, to be shown to whoever asks."""

    run: RowId
    stop: RowId
    purpose: Purpose = Purpose.ROAD


def opening(command: AddressOpening, entry: Entry) -> None:
    """Note who opens which address; a driver's own run must have come to its day or its loading."""
    run, stop = on_the_way.stop_of(entry, command.run, command.stop)
    if stop.called_off_in is not None:
        raise refs.unknown_row("stop", command.stop)
    if entry.actor.role == Role.DRIVER and not _has_begun(entry, run):
        raise Refused(
            "too_early",
            "Addresses are opened on the day of the run, or once loading has begun.",
        )
    row = entry.add(
        OpeningRow(
            sequence=entry.sequence,
            stop_id=known(stop.id),
            person_id=entry.actor.id,
            purpose=command.purpose.value,
            opened_at=entry.recorded_at,
        )
    )
    entry.made["opening"] = row.id


def _has_begun(entry: Entry, run: Run) -> bool:
    today = entry.recorded_at.astimezone().date()
    loaded = road.account_of(entry, run)["loaded"] > 0
    return run.day == today or loaded or run.departed_in is not None


TRADES = (
    Trade(
        "address-openings",
        AddressOpening,
        opening,
        ROAD,
        example={"run": 3, "stop": 7, "purpose": "road"},
    ),
)

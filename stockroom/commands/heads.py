"""Headcounts: how many a facility houses, as numbers by coarse age and never as anybody."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from stockroom.commands import refs
from stockroom.commands.base import DESK, NO_NUL, Command, Entry, Trade, known
from stockroom.errors import Refused
from stockroom.tables.people import Role
from stockroom.tables.wishes import Headcount

MOST_HEADS = 10_000
Heads = Annotated[int, Meta(ge=0, le=MOST_HEADS, description="people, or none")]
# A facility's day may have begun before ours.
AHEAD = timedelta(days=1)


class HeadcountDeclared(Command, frozen=True, kw_only=True):
    """How many live at a facility on a day: mothers, expectant mothers, children by months of age.

    The newest one counts; what is left out is nobody.
    """

    facility: Annotated[str, Meta(min_length=1, max_length=12, pattern=NO_NUL)]
    declared_on: date
    mothers: Heads = 0
    expectant: Heads = 0
    months_0_5: Heads = 0
    months_6_11: Heads = 0
    months_12_23: Heads = 0
    months_24_35: Heads = 0
    older: Heads = 0


def headcount(command: HeadcountDeclared, entry: Entry) -> None:
    """Keep the numbers beside the earlier ones."""
    facility = refs.facility(entry, command.facility)
    if entry.actor.role == Role.FACILITY and entry.actor.facility_id != facility.id:
        raise refs.unknown_code(command.facility)
    if command.declared_on > entry.recorded_at.date() + AHEAD:
        raise Refused("not_yet", "{day} has not come yet.", day=command.declared_on.isoformat())
    fields = msgspec.structs.asdict(command)
    for name in ("done_at", "version", "facility"):
        fields.pop(name)
    row = entry.add(Headcount(facility_id=known(facility.id), sequence=entry.sequence, **fields))
    entry.made["headcount"] = row.id


TRADES = (
    Trade(
        "headcounts",
        HeadcountDeclared,
        headcount,
        frozenset({Role.FACILITY}) | DESK,
        example={
            "facility": "M-1",
            "declared_on": "2026-11-21",
            "mothers": 5,
            "expectant": 1,
            "months_0_5": 3,
            "months_12_23": 2,
        },
    ),
)

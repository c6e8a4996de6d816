"""Everything that a person can do, as one list: one noun, one struct, one handler each."""

from __future__ import annotations

from typing import Any

from stockroom.commands import (
    arrivals,
    changing,
    confirming,
    gate,
    gates,
    heads,
    house,
    labelling,
    looking,
    packing,
    people,
    places,
    printing,
    promising,
    records,
    refusing,
    road,
    runs,
    settling,
    shelving,
    sorting,
    turning_away,
    wishes,
)
from stockroom.commands.base import Command, Trade

COMMANDS: tuple[Trade[Any], ...] = (
    *arrivals.TRADES,
    *sorting.TRADES,
    *turning_away.TRADES,
    *looking.TRADES,
    *shelving.TRADES,
    *changing.TRADES,
    *wishes.TRADES,
    *promising.TRADES,
    *packing.TRADES,
    *runs.TRADES,
    *road.TRADES,
    *gate.TRADES,
    *refusing.TRADES,
    *confirming.TRADES,
    *settling.TRADES,
    *labelling.TRADES,
    *printing.TRADES,
    *places.TRADES,
    *records.TRADES,
    *heads.TRADES,
    *gates.TRADES,
    *people.TRADES,
    *house.TRADES,
)
BY_TYPE: dict[type[Command], Trade[Any]] = {trade.command: trade for trade in COMMANDS}
BY_NOUN: dict[str, Trade[Any]] = {trade.noun: trade for trade in COMMANDS}

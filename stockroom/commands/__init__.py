"""Everything that a person can do, as one list: one noun, one struct, one handler each."""

from __future__ import annotations

from typing import Any

from stockroom.commands import (
    arrivals,
    changing,
    confirming,
    cupboards,
    drafts,
    gate,
    gates,
    heads,
    house,
    kit_numbers,
    kits,
    labelling,
    looking,
    packing,
    people,
    places,
    printing,
    promising,
    ready_bags,
    records,
    refusing,
    road,
    runs,
    sending,
    settling,
    shelving,
    sorting,
    turning_away,
    wish_closing,
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
    *kit_numbers.TRADES,
    *wish_closing.TRADES,
    *drafts.TRADES,
    *promising.TRADES,
    *sending.TRADES,
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
    *kits.TRADES,
    *ready_bags.TRADES,
    *cupboards.TRADES,
    *heads.TRADES,
    *gates.TRADES,
    *people.TRADES,
    *house.TRADES,
)
BY_TYPE: dict[type[Command], Trade[Any]] = {trade.command: trade for trade in COMMANDS}
BY_NOUN: dict[str, Trade[Any]] = {trade.noun: trade for trade in COMMANDS}

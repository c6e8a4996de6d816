"""Vans: a place where goods are on the road, with its plate and what it carries."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from stockroom.commands import places, refs
from stockroom.commands.base import DESK, NO_NUL, Command, Entry, Ref, Trade
from stockroom.errors import Refused
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import Van

GRAMS, MILLILITRES = 1000, 1000
Plate = Annotated[str, Meta(max_length=12, pattern=NO_NUL)]
Kilograms = Annotated[int, Meta(ge=1, le=40_000, description="kilograms")]
Litres = Annotated[int, Meta(ge=1, le=100_000, description="litres")]


class VanRecord(Command, frozen=True, kw_only=True):
    """A van, as a place where goods can be; what it carries in `kg` and `litres`, where known."""

    name: places.Name
    plate: Plate = ""
    kg: Kilograms | None = None
    litres: Litres | None = None


class VanChange(Command, frozen=True, kw_only=True):
    """What is said of a van changes; what is left out stays."""

    van: Ref
    plate: Plate | None = None
    kg: Kilograms | None = None
    litres: Litres | None = None


def van(command: VanRecord, entry: Entry) -> None:
    """Make the van."""
    row = places.add_place(entry, PlaceKind.VAN, command.name)
    entry.made["number"] = row.number
    assert row.id is not None
    _say(entry.add(Van(place_id=row.id)), command)


def van_change(command: VanChange, entry: Entry) -> None:
    """Say it anew."""
    found = refs.inside(entry, command.van)
    if found.kind != PlaceKind.VAN:
        raise Refused("not_a_van", "{name} is not a van.", name=found.name)
    _say(entry.rows.get(Van, found.id) or entry.add(Van(place_id=found.id)), command)


def _say(row: Van, command: VanRecord | VanChange) -> None:
    if command.plate is not None:
        row.plate = " ".join(command.plate.upper().split())
    if command.kg is not None:
        row.most_g = command.kg * GRAMS
    if command.litres is not None:
        row.most_ml = command.litres * MILLILITRES


TRADES = (
    Trade(
        "vans",
        VanRecord,
        van,
        DESK,
        example={"name": "Van 1", "plate": "AB-123-CD", "kg": 900, "litres": 6000},
    ),
    Trade("van-changes", VanChange, van_change, DESK, example={"van": "Van 1", "kg": 850}),
)

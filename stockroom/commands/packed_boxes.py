"""A new box with what was packed into it, told in one: boxes are filled as they are proposed."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from stockroom.commands import packing, refs
from stockroom.commands.base import (
    EVERYBODY_INSIDE,
    MOST_LINES,
    Command,
    Entry,
    Pieces,
    Ref,
    RowId,
    Trade,
)
from stockroom.commands.packing import Packing
from stockroom.commands.places import BoxRecord
from stockroom.commands.places import box as make_box
from stockroom.tables.stock import PlaceKind


class PackedLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Pieces of a lot that went into the box for a wish line."""

    lot: Ref
    line: RowId
    quantity: Pieces


class PackedBox(Command, frozen=True, kw_only=True):
    """A new box on a bench and all that was packed into it; `code` is the label put on it."""

    lines: Annotated[list[PackedLine], Meta(min_length=1, max_length=MOST_LINES)]
    place: Ref | None = None
    code: Ref | None = None


def packed_box(command: PackedBox, entry: Entry) -> None:
    """Make the box, then pack each line into it."""
    place = command.place or refs.of_site(entry, PlaceKind.BENCH, None).name
    make_box(BoxRecord(place=place, code=command.code), entry)
    box = str(entry.made["code"])
    for one in command.lines:
        told = Packing(lot=one.lot, line=one.line, quantity=one.quantity, box=box)
        packing.packing(told, entry)


TRADES = (
    Trade(
        "packed-boxes",
        PackedBox,
        packed_box,
        EVERYBODY_INSIDE,
        told=True,
        reversible=True,
        example={
            "lines": [{"lot": "7K3Q9M2XW4HTX", "line": 17, "quantity": 4}],
            "place": "North bench",
        },
    ),
)

"""The gate sheet of a handover: the number on it, and the manifest that it was printed for."""

from __future__ import annotations

from typing import NamedTuple, cast

import sqlalchemy as sa

from stockroom.commands.base import Entry
from stockroom.errors import Malformed
from stockroom.rules import receipt_numbers
from stockroom.tables.papers import GateSheet, Manifest

SHEET = cast(sa.Table, GateSheet.__table__)  # type: ignore[attr-defined]
MANIFEST = cast(sa.Table, Manifest.__table__)  # type: ignore[attr-defined]
_PRINTED = sa.select(SHEET.c.receipt_number, SHEET.c.manifest_id).where(
    SHEET.c.run_id == sa.bindparam("run"), SHEET.c.facility_id == sa.bindparam("facility")
)
_NEWEST = (
    sa.select(MANIFEST.c.id)
    .where(
        MANIFEST.c.run_id == sa.bindparam("run"),
        MANIFEST.c.facility_id == sa.bindparam("facility"),
    )
    .order_by(MANIFEST.c.version.desc())
)


class Sheet(NamedTuple):
    """What a handover's paper says of itself: its number, or none, and its manifest's id."""

    receipt_number: str
    manifest: int | None


def of_handover(entry: Entry, run: int | None, facility: int, typed: str) -> Sheet:
    """The sheet that belongs to this handover; another number that was typed is a discrepancy."""
    if run is None:
        printed, manifest = None, None
    else:
        where = {"run": run, "facility": facility}
        printed = entry.books.execute(_PRINTED, where).first()
        manifest = entry.books.execute(_NEWEST, where).scalar()
    number = number_on(typed)
    known = printed.receipt_number if printed is not None else ""
    if typed and (not number or number != known):
        entry.discrepancy("receipt_unknown", typed=typed)
    if printed is not None and printed.manifest_id is not None:
        manifest = printed.manifest_id
    return Sheet(known or _of_facility(entry, facility, number), manifest)


def number_on(typed: str) -> str:
    """The number that was typed; nothing where it cannot be one, since hands have moved."""
    try:
        return receipt_numbers.read(typed) if typed else ""
    except Malformed:
        return ""


def _of_facility(entry: Entry, facility: int, number: str) -> str:
    """The number if a sheet of that facility bears it: whoever has the paper may see the count."""
    query = sa.select(SHEET.c.id).where(
        SHEET.c.receipt_number == number, SHEET.c.facility_id == facility
    )
    return number if number and entry.books.execute(query).first() is not None else ""

"""What keeps a stop on its run while the whole day is planned: goods aboard, parcels, papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from stockroom.commands.day_orders import loaded
from stockroom.speech import mark as _
from stockroom.tables.papers import GateSheet
from stockroom.tables.parcel_ways import parcel_ways
from stockroom.tables.secrets import AddressOpening
from stockroom.web.api.reads.road import MANIFEST, PARCEL
from stockroom.web.api.reads.scopes import STOP, table
from stockroom.web.pages.road.runs import Run, Stop

SHEET, OPENING = table(GateSheet), table(AddressOpening)
WHY: Mapping[str, str] = {
    "loaded": _("stays: something for it is on the van"),
    "sealed": _("stays: parcels are sealed for this run"),
    "papers": _("stays: its papers name this run"),
    "opened": _("stays: its address was opened for this run"),
}
"""The reasons, and what people read at the stop."""


def staying(
    books: sa.Connection, asked: Sequence[tuple[Run, Sequence[Stop]]], today: date
) -> Mapping[int, str]:
    """The stops ahead that stay on their run, each with the first reason; five statements."""
    numbers = [run.id for run, _stops in asked]
    aboard = loaded(books, {run.id: run.van_id for run, _stops in asked})
    sealed = _sealed(books, numbers, today)
    papers = _papers(books, numbers)
    opened = _opened(books, numbers)
    found: dict[int, str] = {}
    for run, stops in asked:
        for stop in (one for one in stops if one.is_ahead):
            facts = {
                "loaded": stop.facility_id in aboard.get(run.id, ()),
                "sealed": (run.id, stop.facility_id) in sealed,
                "papers": (run.id, stop.facility_id) in papers,
                "opened": stop.id in opened,
            }
            if why := next((one for one in WHY if facts[one]), ""):
                found[stop.id] = why
    return found


def _sealed(
    books: sa.Connection, numbers: Sequence[int], today: date
) -> set[tuple[int, int | None]]:
    """The runs that take sealed parcels, with those whom they are for."""
    ways = parcel_ways(today).subquery()
    select = (
        sa.select(ways.c.run, PARCEL.c.facility_id)
        .join(PARCEL, PARCEL.c.id == ways.c.parcel)
        .where(ways.c.run.in_(numbers))
        .distinct()
    )
    return {(row.run, row.facility_id) for row in books.execute(select)}


def _papers(books: sa.Connection, numbers: Sequence[int]) -> set[tuple[int, int | None]]:
    """The runs on which manifests that were sent and gate sheets say that a facility is visited."""
    sent = sa.select(MANIFEST.c.run_id, MANIFEST.c.facility_id).where(
        MANIFEST.c.run_id.in_(numbers), MANIFEST.c.sent_in.is_not(None)
    )
    sheets = sa.select(SHEET.c.run_id, SHEET.c.facility_id).where(SHEET.c.run_id.in_(numbers))
    return {(run, facility) for run, facility in books.execute(sa.union(sent, sheets))}


def _opened(books: sa.Connection, numbers: Sequence[int]) -> set[int]:
    select = (
        sa.select(OPENING.c.stop_id)
        .join(STOP, STOP.c.id == OPENING.c.stop_id)
        .where(STOP.c.run_id.in_(numbers))
    )
    return set(books.execute(select).scalars())

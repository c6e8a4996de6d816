"""Which run takes a parcel, and whether the label on it still says so; what all of them weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from babel.numbers import format_decimal

from stockroom.commands.printing import PRINTED
from stockroom.ledger import PLACE
from stockroom.reports.stages import PARCEL
from stockroom.rules import parcel_ways
from stockroom.rules.parcel_ways import Way
from stockroom.speech import mark as _
from stockroom.tables.parcel_ways import parcel_ways as ways_now
from stockroom.web.api.reads.scopes import FACILITY, own_facility
from stockroom.web.pages.acting import Look
from stockroom.web.pages.frame import Reader
from stockroom.web.pages.shelves.columns import STAND

GRAMS, MILLILITRES = 1000, 1000
MEASURES = _("{kg} kg, {litres} l")
MOST_RUNS = 30


class Told(NamedTuple):
    """A parcel's way now, the day of its run, and what its label said when it was printed."""

    now: Way
    day: date | None = None
    printed: Way | None = None

    @property
    def to_print(self) -> bool:
        """Whether its label has to be printed, for the first time or anew."""
        return self.printed != self.now

    @property
    def anew(self) -> bool:
        """Whether there is a label on it that says something else."""
        return self.printed is not None and self.to_print


def of_parcels(look: Look, rows: Sequence[Any]) -> Mapping[int, Told]:
    """The ways of these parcels, by their ids; two statements."""
    numbers = [row.id for row in rows]
    ways = ways_now(today(look)).subquery()
    names = (*Way._fields, "day")
    select = sa.select(*(ways.c[name] for name in names)).where(ways.c.parcel.in_(numbers))
    found = {row.parcel: row for row in look.books.execute(select)}
    printed = _printed(look.books, [row.code for row in rows if row.code])
    return {row.id: _told(row, found.get(row.id), printed.get(row.code)) for row in rows}


def totals(look: Look, state: sa.ColumnElement[bool]) -> Sequence[Any]:
    """Parcels, grams and millilitres by run, those without one last; one statement."""
    ways = ways_now(today(look)).subquery()
    by = (ways.c.run, ways.c.colour, ways.c.number, ways.c.day)
    select = (
        sa.select(
            *by,
            sa.func.count().label("parcels"),
            sa.func.sum(PARCEL.c.weight_g).label("weight_g"),
            sa.func.sum(PARCEL.c.volume_ml).label("volume_ml"),
        )
        .select_from(
            PARCEL.join(PLACE, PLACE.c.id == PARCEL.c.box_id)
            .join(FACILITY, FACILITY.c.id == PARCEL.c.facility_id)
            .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
            .join(ways, ways.c.parcel == PARCEL.c.id)
        )
        .where(state)
        .group_by(*by)
        .order_by(sa.case((ways.c.run == 0, 1), else_=0), ways.c.day, ways.c.run)
        .limit(MOST_RUNS)
    )
    return look.books.execute(own_facility(select, look.actor)).all()


def today(look: Look) -> date:
    """The day here."""
    return look.clock.now().astimezone().date()


def measures(reader: Reader, grams: int, millilitres: int) -> str:
    """A weight and a room as people say them: kilograms to one decimal, whole litres."""
    kg = format_decimal(round(grams / GRAMS, 1), locale=reader.language)
    return reader.say(MEASURES, kg=kg, litres=reader.number(-(-millilitres // MILLILITRES)))


def _printed(books: sa.Connection, codes: Sequence[str]) -> dict[str, Way | None]:
    """What the newest label of each code said."""
    newest = (
        sa.select(sa.func.max(PRINTED.c.id))
        .where(PRINTED.c.code.in_(codes), PRINTED.c.said != "")
        .group_by(PRINTED.c.code)
    )
    select = sa.select(PRINTED.c.code, PRINTED.c.said).where(PRINTED.c.id.in_(newest))
    return {row.code: parcel_ways.read(row.said) for row in books.execute(select)}


def _told(row: Any, found: Any, printed: Way | None) -> Told:
    now = Way(*found[: len(Way._fields)]) if found is not None else Way(row.id)
    # A box is sealed again and again: what an earlier parcel's label said is not on this one.
    own = printed if printed is not None and printed.parcel == row.id else None
    return Told(now, found.day if found is not None else None, own)

"""What a parcel's label says of its way: colour, run, stop and "2 of 5"; never whose it is.

It speaks the language of the printing, one for all its labels, and not that of the facility: a
label in another language than those beside it would tell whose it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from stockroom import speech
from stockroom.clock import Clock
from stockroom.commands import refs
from stockroom.commands.printing import PRINTED
from stockroom.papers.on_labels import COLOURS, NO_RUN, PART, RUN, STOP
from stockroom.rules import parcel_ways
from stockroom.rules.parcel_ways import Way
from stockroom.tables.parcel_ways import parcel_ways as ways_now
from stockroom_labels import Label, Route

WayOf = Callable[[Sequence[str]], Mapping[str, Way]]
"""The ways of those of the codes that are on sealed parcels."""

_PRINTED = sa.select(PRINTED.c.code, PRINTED.c.said).where(
    PRINTED.c.printing_id == sa.bindparam("printing"), PRINTED.c.said != ""
)


def now(books: sa.Connection, clock: Clock) -> WayOf:
    """As the runs are planned at this moment; one statement when it is asked."""

    def found(codes: Sequence[str]) -> Mapping[str, Way]:
        ways = ways_now(clock.now().astimezone().date()).subquery()
        select = (
            sa.select(refs.LABEL.c.code, *(ways.c[name] for name in Way._fields))
            .join(ways, ways.c.box_id == refs.LABEL.c.place_id)
            .where(refs.LABEL.c.code.in_(sorted(codes)))
        )
        return {code: Way(*way) for code, *way in books.execute(select)}

    return found


def as_printed(books: sa.Connection, printing: int) -> WayOf:
    """As it was told when that printing was written down, whatever has changed since."""

    def found(codes: Sequence[str]) -> Mapping[str, Way]:
        rows = books.execute(_PRINTED, {"printing": printing}).all()
        kept = {row.code: parcel_ways.read(row.said) for row in rows if row.code in codes}
        return {code: way for code, way in kept.items() if way is not None}

    return found


def of(label: Label, way: Way, language: str) -> Label:
    """The label of a box as that of the parcel that it is now."""
    return replace(label, product="", size="", details="", route=_route(way, language))


def _route(way: Way, language: str) -> Route:
    def said(sentence: str, **facts: object) -> str:
        return speech.say(language, sentence, facts)

    if not way.run:
        return Route(said=said(NO_RUN))
    return Route(
        colour=said(COLOURS[way.colour]),
        sign=way.colour,
        run=said(RUN, number=way.number),
        stop=said(STOP, number=way.stop),
        part=said(PART, number=way.part, last=way.parts),
    )

"""Reads from the books what a plan is made of: goods, needs, homes and kits at one moment.

A handful of statements, whatever there is: read them on a connection whose reads all see one
moment. What a plan may do and what only hands may is said in docs/decisions/0008-plans.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from stockroom.planning import trimming
from stockroom.planning.facts import Need, Pin, Snapshot, Trips
from stockroom.planning.gathering import goods, homes, letting_in, memory, wishes
from stockroom.planning.gathering.rows import JOURNAL

Spot = tuple[int, int]
"""A lot and a place, by their ids."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A snapshot, where in the books its stocks lie, and the journal position it was read at.

    `asked` are the needs before they were trimmed to what gates let in, `cut` what each line lost.
    """

    snapshot: Snapshot
    asked: Sequence[Need]
    cut: Mapping[int, int]
    spots: Mapping[int, Spot]
    stocks: Mapping[Spot, int]
    position: int


def gathered(
    books: sa.Connection,
    today: date,
    *,
    pins: Iterable[tuple[int, int, int, int]] = (),
    forbidden: Iterable[tuple[int, int]] = frozenset(),
    trips: Trips | None = None,
) -> Gathered:
    """Gather everything that is asked and everything that is free.

    `pins` are (lot, place, line, pieces), `forbidden` (lot, line); what they name and is there no
    longer is left out.
    """
    position = int(books.execute(sa.select(sa.func.max(JOURNAL.c.sequence))).scalar() or 0)
    asked, facilities = wishes.asked(books), homes.facilities(books, today)
    gates = homes.gates(books)
    stops = {row.id: row.next_stop for row in facilities if row.next_stop is not None}
    new_only = {facility for facility, gate in gates.items() if gate.new_only}
    needs = wishes.needs(asked, today, stops, new_only)
    shares = homes.shares(facilities, memory.received(books, today), needs)
    free = goods.free(books, {need.product for need in needs})
    known = {row.id: (row.code, row.kind) for row in facilities}
    stocks = goods.stocks(free, today, known, gates.values())
    spots = {stock.id: (stock.lot, stock.place) for stock in stocks}
    numbers = {spot: number for number, spot in spots.items()}
    snapshot = Snapshot(
        today=today,
        stocks=tuple(stocks),
        needs=tuple(needs),
        homes=tuple(homes.homes(facilities, today, gates, shares, needs)),
        kits=tuple(wishes.kits(asked)),
        pins=_pins(numbers, pins),
        forbidden=_forbidden(numbers, forbidden),
        trips=trips,
        limits=tuple(letting_in.limits(books, today, gates, asked)),
    )
    rest = trimming.trimmed(snapshot)
    return Gathered(rest.snapshot, needs, rest.cut, spots, numbers, position)


def _pins(
    numbers: Mapping[Spot, int], pins: Iterable[tuple[int, int, int, int]]
) -> tuple[Pin, ...]:
    return tuple(
        Pin(stock=numbers[lot, place], line=line, pieces=pieces)
        for lot, place, line, pieces in pins
        if (lot, place) in numbers
    )


def _forbidden(
    numbers: Mapping[Spot, int], forbidden: Iterable[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    ruled_out: dict[int, set[int]] = {}
    for lot, line in forbidden:
        ruled_out.setdefault(lot, set()).add(line)
    return frozenset(
        (number, line) for (lot, _), number in numbers.items() for line in ruled_out.get(lot, ())
    )

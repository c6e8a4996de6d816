"""Bags packed ahead among the goods of a list: they go to the bench as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.ledger import PLACE
from stockroom.tables.stock import PlaceKind

_BENCHES = (
    sa.select(PLACE.c.site_id, PLACE.c.number)
    .where(PLACE.c.kind == PlaceKind.BENCH, sa.not_(PLACE.c.closed))
    .order_by(PLACE.c.id.desc())
)


class Bag(NamedTuple):
    """A bag with goods of the list in it: its box, where it stands, and the bench beside."""

    number: int
    name: str
    stands_in: str
    pieces: int
    bench: int | None


def apart(books: sa.Connection, rows: Sequence[Any]) -> tuple[list[Any], list[Bag]]:
    """The goods that are picked piece by piece, and the bags that are taken whole."""
    loose = [row for row in rows if not row.packed_ahead]
    if len(loose) == len(rows):
        return loose, []
    benches = {row.site_id: row.number for row in books.execute(_BENCHES)}
    found: dict[int, Bag] = {}
    for row in rows:
        if row.packed_ahead:
            had = found[row.number].pieces if row.number in found else 0
            found[row.number] = Bag(
                row.number,
                row.place_name,
                row.stands_in or "",
                had + row.quantity,
                benches.get(row.site_id),
            )
    return loose, list(found.values())

"""What came in, what went out and what is here, in pieces: the whole stockroom in one row each.

Every piece that was ever inside is accounted for, since all rows together sum to zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import sqlalchemy as sa

from stockroom.reports.base import Report, Row
from stockroom.reports.stages import table
from stockroom.tables.people import Role
from stockroom.tables.stock import OUTSIDE, Holding, Place

HOLDING, PLACE = table(Holding), table(Place)


def flow(connection: sa.Connection, _choices: Mapping[str, str]) -> list[Row]:
    """One row for each kind of place: pieces there now; outside, negative is what came from it."""
    query = (
        sa.select(PLACE.c.kind, sa.func.sum(HOLDING.c.quantity))
        .select_from(HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id))
        .group_by(PLACE.c.kind)
        .order_by(PLACE.c.kind)
    )
    return [
        {
            "kind": str(kind),
            "side": "outside" if kind in OUTSIDE else "inside",
            "pieces": int(cast(int, pieces)),
        }
        for kind, pieces in connection.execute(query)
    ]


REPORT = Report(
    name="flow",
    question="What came in, what went out, what is here?",
    columns=("kind", "side", "pieces"),
    roles=frozenset({Role.COORDINATOR, Role.STEWARD}),
    answer=flow,
)

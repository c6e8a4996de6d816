"""What each facility has had of late, so that whoever had little comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import sqlalchemy as sa

from stockroom.planning.gathering.rows import HOLDING, JOURNAL, LINE, LIST, MOVEMENT, PLACE
from stockroom.rules import entitlement
from stockroom.tables.stock import PlaceKind

_THEIRS = PLACE.c.kind.in_([PlaceKind.GATE, PlaceKind.FACILITY])
_first = (
    sa.select(sa.func.min(JOURNAL.c.sequence))
    .where(JOURNAL.c.recorded_at >= sa.bindparam("since"))
    .scalar_subquery()
)


def _moved(place: sa.Column[int], pieces: sa.ColumnElement[int]) -> sa.Select[tuple[int, int]]:
    return (
        sa.select(PLACE.c.facility_id, pieces.label("pieces"))
        .select_from(MOVEMENT.join(PLACE, PLACE.c.id == place))
        .where(_THEIRS, MOVEMENT.c.sequence >= _first)
    )


_handed_over = sa.union_all(
    _moved(MOVEMENT.c.to_place, MOVEMENT.c.quantity),
    _moved(MOVEMENT.c.from_place, -MOVEMENT.c.quantity),
).subquery()
_RECEIVED = sa.select(
    _handed_over.c.facility_id, sa.func.sum(_handed_over.c.pieces).label("pieces")
).group_by(_handed_over.c.facility_id)
_PROMISED = (
    sa.select(LIST.c.facility_id, sa.func.sum(HOLDING.c.quantity).label("pieces"))
    .select_from(
        HOLDING.join(LINE, LINE.c.id == HOLDING.c.line_id).join(
            LIST, LIST.c.id == LINE.c.wish_list_id
        )
    )
    .where(HOLDING.c.outside == sa.literal_column("0"))
    .group_by(LIST.c.facility_id)
)


def received(books: sa.Connection, today: date) -> Mapping[int, int]:
    """Pieces by facility: handed over in the last 26 weeks and kept, or promised now.

    A promise counts as had, or two plans of one week would each give to the same facility first.
    Two statements.
    """
    since = (today - timedelta(weeks=entitlement.WEEKS)).isoformat()
    found: Counter[int] = Counter()
    for query in (_RECEIVED, _PROMISED):
        for facility, pieces in books.execute(query, {"since": since}):
            found[facility] += int(pieces)
    return {facility: max(pieces, 0) for facility, pieces in found.items()}

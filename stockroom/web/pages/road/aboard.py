"""What was told of several runs together: handed over, refused, and still on their vans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from stockroom.commands.lines import LINE, LIST
from stockroom.ledger import HOLDING, IS_INSIDE, MOVEMENT, PLACE
from stockroom.web.api.reads.road import DELIVERY, PARCEL, REFUSAL
from stockroom.web.api.reads.scopes import RUN
from stockroom.web.pages.road.account import FAR_AHEAD
from stockroom.web.pages.road.loading import RUN_ENTRY
from stockroom.web.pages.road.runs import Run

_FOR = sa.func.coalesce(PARCEL.c.facility_id, LIST.c.facility_id)
_VAN = sa.func.coalesce(PLACE.c.stands_in, PLACE.c.id)
_ABOARD = (
    sa.select(_VAN.label("van"), _FOR.label("facility"), sa.func.sum(HOLDING.c.quantity))
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(LINE, LINE.c.id == HOLDING.c.line_id)
        .outerjoin(LIST, LIST.c.id == LINE.c.wish_list_id)
        .outerjoin(PARCEL, sa.and_(PARCEL.c.box_id == PLACE.c.id, PARCEL.c.opened_in.is_(None)))
    )
    .where(IS_INSIDE)
    .group_by(_VAN, _FOR)
)
_DELIVERED = (
    sa.select(
        DELIVERY.c.run_id,
        DELIVERY.c.facility_id,
        sa.func.sum(RUN_ENTRY.c.delivered),
        sa.func.sum(RUN_ENTRY.c.lost),
    )
    .join(RUN_ENTRY, RUN_ENTRY.c.sequence == DELIVERY.c.sequence)
    .group_by(DELIVERY.c.run_id, DELIVERY.c.facility_id)
)
_REFUSED = (
    sa.select(RUN.c.id, REFUSAL.c.facility_id, sa.func.sum(REFUSAL.c.quantity))
    .select_from(
        REFUSAL.join(
            MOVEMENT,
            sa.and_(
                MOVEMENT.c.sequence == REFUSAL.c.sequence,
                MOVEMENT.c.lot_id == REFUSAL.c.lot_id,
                MOVEMENT.c.reason == "refusal",
            ),
        ).join(RUN, RUN.c.van_id == MOVEMENT.c.to_place)
    )
    .where(
        MOVEMENT.c.sequence > RUN.c.planned_in,
        MOVEMENT.c.sequence <= sa.func.coalesce(RUN.c.closed_in, FAR_AHEAD),
    )
    .group_by(RUN.c.id, REFUSAL.c.facility_id)
)


class Told(NamedTuple):
    """Pieces by run and facility: delivered with missing, and refused; by van what is aboard."""

    delivered: Mapping[tuple[int, int], tuple[int, int]]
    refused: Mapping[tuple[int, int], int]
    waiting: Mapping[tuple[int, int], int]
    aboard: Mapping[int, int]


def told(books: sa.Connection, found: Sequence[Run]) -> Told:
    """What was told of these runs; three statements."""
    ids, vans = [one.id for one in found], [one.van_id for one in found]
    delivered = {
        (row[0], row[1]): (int(row[2]), int(row[3]))
        for row in books.execute(_DELIVERED.where(DELIVERY.c.run_id.in_(ids)))
    }
    refused = {
        (row[0], row[1]): int(row[2]) for row in books.execute(_REFUSED.where(RUN.c.id.in_(ids)))
    }
    on_vans = sa.or_(PLACE.c.id.in_(vans), PLACE.c.stands_in.in_(vans))
    waiting, aboard = dict[tuple[int, int], int](), Counter[int]()
    for van, facility, pieces in books.execute(_ABOARD.where(on_vans)):
        aboard[van] += int(pieces)
        if facility is not None:
            waiting[van, facility] = int(pieces)
    return Told(delivered, refused, waiting, aboard)

"""A run's account in pieces: loaded, delivered, refused, brought back, lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.ledger import MOVEMENT
from stockroom.tables.sums import ACCOUNT
from stockroom.web.api.reads.road import DELIVERY, REFUSAL
from stockroom.web.api.reads.scopes import RUN
from stockroom.web.pages.road.loading import RUN_ENTRY
from stockroom.web.pages.road.runs import Run

MOST_DELIVERIES = 200
FAR_AHEAD = 2**31 - 1


class Account(NamedTuple):
    """Pieces; `refused` ones are still on the van or brought back, so they are in no sum."""

    loaded: int = 0
    delivered: int = 0
    returned: int = 0
    lost: int = 0
    refused: int = 0

    @property
    def left(self) -> int:
        """Loaded pieces of which nobody has said yet what became of them."""
        return self.loaded - self.delivered - self.returned - self.lost


_SUMS = sa.select(RUN_ENTRY.c.run_id, *ACCOUNT).group_by(RUN_ENTRY.c.run_id)
# What a gate refuses stays on the van as lots of its own.
_REFUSED = (
    sa.select(RUN.c.id, sa.func.sum(MOVEMENT.c.quantity).label("refused"))
    .join(MOVEMENT, MOVEMENT.c.to_place == RUN.c.van_id)
    .where(
        MOVEMENT.c.reason == "refusal",
        MOVEMENT.c.from_place != MOVEMENT.c.to_place,
        MOVEMENT.c.sequence > RUN.c.planned_in,
        MOVEMENT.c.sequence <= sa.func.coalesce(RUN.c.closed_in, FAR_AHEAD),
    )
    .group_by(RUN.c.id)
)
_REFUSED_AT = (
    sa.select(REFUSAL.c.facility_id, sa.func.sum(REFUSAL.c.quantity))
    .join(
        MOVEMENT,
        sa.and_(
            MOVEMENT.c.sequence == REFUSAL.c.sequence,
            MOVEMENT.c.lot_id == REFUSAL.c.lot_id,
            MOVEMENT.c.reason == "refusal",
        ),
    )
    .group_by(REFUSAL.c.facility_id)
)
_DELIVERIES = (
    sa.select(
        DELIVERY.c.id,
        DELIVERY.c.facility_id,
        DELIVERY.c.handed_over_at,
        DELIVERY.c.received_by,
        DELIVERY.c.confirmed_in,
        sa.func.coalesce(RUN_ENTRY.c.delivered, 0).label("delivered"),
        sa.func.coalesce(RUN_ENTRY.c.lost, 0).label("missing"),
    )
    .select_from(DELIVERY.outerjoin(RUN_ENTRY, RUN_ENTRY.c.sequence == DELIVERY.c.sequence))
    .order_by(DELIVERY.c.id)
    .limit(MOST_DELIVERIES)
)


def of_runs(books: sa.Connection, found: Sequence[Run]) -> Mapping[int, Account]:
    """The account of each run; two statements, however many there are."""
    ids = [run.id for run in found]
    refused = dict(tuple(row) for row in books.execute(_REFUSED.where(RUN.c.id.in_(ids))))
    sums = {row.run_id: row for row in books.execute(_SUMS.where(RUN_ENTRY.c.run_id.in_(ids)))}
    return {run: _account(sums.get(run), refused.get(run, 0)) for run in ids}


def deliveries_on(books: sa.Connection, run: Run) -> Sequence[Any]:
    """What was handed over on a run, stop by stop."""
    return books.execute(_DELIVERIES.where(DELIVERY.c.run_id == run.id)).all()


def refused_at(books: sa.Connection, run: Run) -> Mapping[int, int]:
    """Pieces that each facility refused on a run."""
    select = _REFUSED_AT.where(
        MOVEMENT.c.to_place == run.van_id,
        MOVEMENT.c.sequence > run.planned_in,
        MOVEMENT.c.sequence <= (run.closed_in or FAR_AHEAD),
    )
    return {row[0]: int(row[1]) for row in books.execute(select)}


def _account(row: Any, refused: int) -> Account:
    if row is None:
        return Account(refused=int(refused))
    return Account(
        int(row.loaded), int(row.delivered), int(row.returned), int(row.lost), int(refused)
    )

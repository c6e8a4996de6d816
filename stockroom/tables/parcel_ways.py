"""Which run takes a parcel, at which of its stops, and as which of how many; within a select."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import sqlalchemy as sa

from stockroom.tables.stock import Place
from stockroom.tables.transport import Parcel, Run, Stop


def _table(row: Any) -> sa.Table:
    return cast(sa.Table, row.__table__)


_PARCEL, _RUN, _STOP, _BOX = map(_table, (Parcel, Run, Stop, Place))
_EARLIER = _RUN.alias("earlier")
_NUMBER = (
    sa.select(sa.func.count())
    .where(_EARLIER.c.day == _RUN.c.day, _EARLIER.c.id <= _RUN.c.id)
    .correlate(_RUN)
    .scalar_subquery()
)
_IS_ABOARD = sa.func.coalesce(_BOX.c.stands_in, 0) == _RUN.c.van_id


def parcel_ways(today: date) -> sa.Select[Any]:
    """Each open parcel by its `box_id`, with the fields of a way.

    The run is that of the van on which it stands, else the next planned one with a stop at its
    facility; `run` is 0 for none. `part` counts the open parcels of that facility for that run.
    """
    leaves = sa.and_(_RUN.c.departed_in.is_(None), _RUN.c.day >= today)
    taking = (
        sa.select(
            _PARCEL.c.id.label("parcel"),
            _RUN.c.id.label("run"),
            _RUN.c.colour,
            _RUN.c.day,
            _NUMBER.label("number"),
            _STOP.c.position.label("stop"),
            sa.func.row_number()
            .over(
                partition_by=_PARCEL.c.id,
                order_by=(
                    sa.case((_IS_ABOARD, 0), else_=1), _RUN.c.day, _RUN.c.id, _STOP.c.position,
                ),
            )
            .label("rank"),
        )
        .select_from(
            _PARCEL.join(_BOX, _BOX.c.id == _PARCEL.c.box_id)
            .join(_STOP, _STOP.c.facility_id == _PARCEL.c.facility_id)
            .join(_RUN, _RUN.c.id == _STOP.c.run_id)
        )
        .where(
            _PARCEL.c.opened_in.is_(None),
            _RUN.c.closed_in.is_(None),
            _STOP.c.called_off_in.is_(None),
            sa.or_(_IS_ABOARD, leaves),
        )
        .subquery()
    )  # fmt: skip
    return _numbered(taking)


def _numbered(taking: sa.Subquery) -> sa.Select[Any]:
    run = sa.func.coalesce(taking.c.run, 0)
    together = (run, _PARCEL.c.facility_id)
    part = sa.func.row_number().over(partition_by=together, order_by=_PARCEL.c.id)
    parts = sa.func.count().over(partition_by=together)
    has_run = taking.c.run.is_not(None)
    return (
        sa.select(
            _PARCEL.c.box_id,
            _PARCEL.c.id.label("parcel"),
            run.label("run"),
            sa.case((has_run, sa.type_coerce(taking.c.colour, sa.String)), else_="").label(
                "colour"
            ),
            sa.func.coalesce(taking.c.number, 0).label("number"),
            sa.func.coalesce(taking.c.stop, 0).label("stop"),
            sa.case((has_run, part), else_=0).label("part"),
            sa.case((has_run, parts), else_=0).label("parts"),
            taking.c.day,
        )
        .select_from(
            _PARCEL.outerjoin(taking, sa.and_(taking.c.parcel == _PARCEL.c.id, taking.c.rank == 1))
        )
        .where(_PARCEL.c.opened_in.is_(None))
    )

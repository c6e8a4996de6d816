"""Whose rows somebody sees: a facility's own people theirs, a driver those of the own runs."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import HANDS, Actor
from stockroom.tables.people import Role
from stockroom.tables.transport import Run, Stop
from stockroom.tables.wishes import Facility


def table(row: Any) -> sa.Table:
    """The table behind a row class."""
    return row.__table__  # type: ignore[no-any-return]


FACILITY, RUN, STOP = table(Facility), table(Run), table(Stop)
OWN = frozenset({Role.FACILITY}) | HANDS


def own_facility(query: sa.Select[Any], actor: Actor) -> sa.Select[Any]:
    """A facility's own people see their facility's rows; drivers none but their runs' stops."""
    if actor.role == Role.FACILITY:
        return query.where(FACILITY.c.id == actor.facility_id)
    if actor.role == Role.DRIVER:
        mine = (
            sa.select(STOP.c.facility_id)
            .join(RUN, RUN.c.id == STOP.c.run_id)
            .where(RUN.c.driver_id == actor.id, RUN.c.closed_in.is_(None))
        )
        return query.where(FACILITY.c.id.in_(mine))
    return query


def own_run(query: sa.Select[Any], actor: Actor) -> sa.Select[Any]:
    """A driver sees the driver's own runs."""
    return query.where(RUN.c.driver_id == actor.id) if actor.role == Role.DRIVER else query

"""When a facility is next reached, for use within a select of facilities."""

from __future__ import annotations

from typing import Any, cast

import sqlalchemy as sa

from stockroom.tables.transport import Run, Stop
from stockroom.tables.wishes import Facility


def _table(row: Any) -> sa.Table:
    return cast(sa.Table, row.__table__)


_RUN, _STOP, _FACILITY = map(_table, (Run, Stop, Facility))

# The day of the next run with a stop there, from the bound `today` on; NULL where none is planned.
# A run that has left takes nothing more.
NEXT_VISIT = (
    sa.select(sa.func.min(_RUN.c.day))
    .select_from(_STOP.join(_RUN, _RUN.c.id == _STOP.c.run_id))
    .where(
        _STOP.c.facility_id == _FACILITY.c.id,
        _RUN.c.closed_in.is_(None),
        _RUN.c.departed_in.is_(None),
        _RUN.c.day >= sa.bindparam("today"),
    )
    .correlate(_FACILITY)
    .scalar_subquery()
)

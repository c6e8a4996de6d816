"""When facilities are next reached, for use within a select."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import sqlalchemy as sa

from stockroom.tables.transport import Run, Stop

_RUN = cast(sa.Table, Run.__table__)  # type: ignore[attr-defined]
_STOP = cast(sa.Table, Stop.__table__)  # type: ignore[attr-defined]


def next_stops(today: date) -> sa.Select[Any]:
    """Each facility with a stop on a run that has not left yet, and the `day` of the next."""
    return (
        sa.select(_STOP.c.facility_id, sa.func.min(_RUN.c.day).label("day"))
        .select_from(_STOP.join(_RUN, _RUN.c.id == _STOP.c.run_id))
        .where(
            _RUN.c.departed_in.is_(None),
            _RUN.c.closed_in.is_(None),
            _RUN.c.day >= today,
            _STOP.c.facility_id.is_not(None),
        )
        .group_by(_STOP.c.facility_id)
    )

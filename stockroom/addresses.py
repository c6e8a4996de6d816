"""The address of a stop, read after it was opened: by whoever opened it, for a quarter of an hour.

Nothing here is kept, logged or cached; what opens one is the command of `commands/addresses.py`,
which stands in the journal first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa

from stockroom import secret_fields
from stockroom.errors import NotFound
from stockroom.tables.secrets import AddressOpening
from stockroom.tables.transport import Run, Stop, StopKind
from stockroom.vault import Vault

SHOWN_FOR = timedelta(minutes=15)
OPENING = cast(sa.Table, AddressOpening.__table__)  # type: ignore[attr-defined]
STOP = cast(sa.Table, Stop.__table__)  # type: ignore[attr-defined]
RUN = cast(sa.Table, Run.__table__)  # type: ignore[attr-defined]
_OPENED = (
    sa.select(
        OPENING.c.opened_at,
        OPENING.c.purpose,
        STOP.c.run_id,
        STOP.c.position,
        STOP.c.kind,
        sa.func.coalesce(STOP.c.facility_id, STOP.c.site_id, STOP.c.donor_id).label("owner_id"),
    )
    .select_from(
        OPENING.join(STOP, STOP.c.id == OPENING.c.stop_id).join(RUN, RUN.c.id == STOP.c.run_id)
    )
    .where(
        OPENING.c.id == sa.bindparam("opening"),
        OPENING.c.person_id == sa.bindparam("person"),
        RUN.c.closed_in.is_(None),
    )
)


@dataclass(frozen=True, repr=False)
class Whereabouts:
    """Where one stop is, whom to ask for, and where to meet if not at the house; empty if unknown.

    `repr` keeps silent, so that no traceback tells it.
    """

    run_id: int
    position: int
    purpose: str
    address: str
    contact: str
    meeting_point: str


def opened(
    books: sa.Connection, vault: Vault, opening: int, person: int | None, now: datetime
) -> Whereabouts:
    """What that opening showed; raises `NotFound` to others, later, or once it is closed."""
    row: Any = books.execute(_OPENED, {"opening": opening, "person": person}).first()
    if row is None or person is None or now - row.opened_at > SHOWN_FOR:
        raise NotFound(
            "opening_over",
            "An address is shown for {minutes} minutes to whoever opened it; open it again.",
            minutes=SHOWN_FOR.seconds // 60,
        )
    address, contact, point = (
        secret_fields.opened(books, vault, StopKind(row.kind), row.owner_id, field)
        for field in ("address", "contact", "meeting_point")
    )
    return Whereabouts(row.run_id, row.position, row.purpose, address, contact, point)

"""Who had which address opened: the steward's look at the most secret thing here."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.base import STEWARDS
from stockroom.web.api.reads.papers import OPENING
from stockroom.web.api.reads.people import PERSON
from stockroom.web.api.reads.scopes import FACILITY, RUN, STOP
from stockroom.web.pages.acting import Facts, Look, Page

ON_A_PAGE = 50
_OPENINGS = (
    sa.select(
        OPENING.c.id,
        OPENING.c.purpose,
        OPENING.c.opened_at,
        PERSON.c.name.label("who"),
        PERSON.c.role,
        RUN.c.id.label("run_id"),
        RUN.c.day,
        STOP.c.position,
        FACILITY.c.code,
    )
    .select_from(
        OPENING.join(STOP, STOP.c.id == OPENING.c.stop_id)
        .join(RUN, RUN.c.id == STOP.c.run_id)
        .outerjoin(FACILITY, FACILITY.c.id == STOP.c.facility_id)
        .outerjoin(PERSON, PERSON.c.id == OPENING.c.person_id)
    )
    .order_by(OPENING.c.id.desc())
)


def listed(look: Look) -> Facts:
    """The openings, newest first."""
    before = look.form.number("before")
    query = _OPENINGS if before is None else _OPENINGS.where(OPENING.c.id < before)
    rows = look.books.execute(query.limit(ON_A_PAGE + 1)).all()
    more = rows[ON_A_PAGE - 1].id if len(rows) > ON_A_PAGE else None
    return {"rows": rows[:ON_A_PAGE], "more": more}


PAGES = (Page("/address-openings", "admin/openings.html", STEWARDS, listed),)

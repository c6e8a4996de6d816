"""The plans that were made, the newest first."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.commands.planning import MADE, MATCH
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.plans import reading

ON_A_PAGE = 20


def _number(*fits: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .where(MATCH.c.plan_id == MADE.c.id, *fits)
        .correlate(MADE)
        .scalar_subquery()
    )


def _listed(look: Look) -> Facts:
    query = (
        reading.PLANS.add_columns(
            _number().label("matches"), _number(MATCH.c.taken_in.is_not(None)).label("taken")
        )
        .order_by(MADE.c.id.desc())
        .limit(ON_A_PAGE + 1)
    )
    before = look.form.number("before")
    if before is not None:
        query = query.where(MADE.c.id < before)
    rows = look.books.execute(query).all()
    more = rows[ON_A_PAGE - 1].id if len(rows) > ON_A_PAGE else None
    return {"rows": rows[:ON_A_PAGE], "before": more}


PAGES = (Page("/plans", "plans/plans.html", DESK, _listed),)

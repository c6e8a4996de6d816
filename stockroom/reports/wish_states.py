"""The states of wish lists and lines within a select: the twin of `rules/wish_states`.

A test holds the two against each other; what a state means is said there.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from stockroom.reports.stages import LINE, pieces_at, table
from stockroom.tables.plans import PlanMatch, PlanShort
from stockroom.tables.sums import ASKED_NOW, SERVING_NOW
from stockroom.tables.wishes import WishKit, WishList

LIST, MATCH, SHORT = table(WishList), table(PlanMatch), table(PlanShort)
ASKED_KIT = table(WishKit)

_asked = sa.func.coalesce(ASKED_NOW, 0)
_wanted = sa.case((_asked > 0, _asked), else_=SERVING_NOW)
_confirmed, _delivered, _on_the_way, _packed = (
    pieces_at(stage).element for stage in ("confirmed", "delivered", "in_the_van", "packed")
)


def _newest_plan(of: sa.Table) -> ColumnElement[int]:
    """The newest plan that says this of a line, 0 where none does."""
    query = sa.select(sa.func.coalesce(sa.func.max(of.c.plan_id), 0)).where(
        of.c.line_id == LINE.c.id
    )
    return query.correlate(LINE).scalar_subquery()


FOUND_SHORT = sa.and_(_newest_plan(SHORT) > 0, _newest_plan(SHORT) >= _newest_plan(MATCH))
LINE_STATE: ColumnElement[str] = sa.case(
    (_wanted == 0, "let_go"),
    (_confirmed >= _wanted, "confirmed"),
    (_delivered >= _wanted, "delivered"),
    (_delivered + _on_the_way >= _wanted, "on_the_way"),
    (_delivered + _on_the_way + _packed >= _wanted, "packed"),
    (_wanted <= SERVING_NOW, "promised"),
    (sa.or_(SERVING_NOW > 0, FOUND_SHORT), "short"),
    else_="asked",
)


def a_line(*fits: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a list (of an enclosing query) has a line of which all of this is so."""
    mine = LINE.c.wish_list_id == LIST.c.id
    return sa.exists(sa.select(LINE.c.id).where(mine, *fits).correlate(LIST))


def _planned(of: sa.Table) -> ColumnElement[bool]:
    rows: Any = sa.select(of.c.id).where(of.c.line_id == LINE.c.id).correlate(LINE)
    return a_line(sa.exists(rows))


_asks, _served = a_line(_asked > 0), a_line(SERVING_NOW > 0)
LOOKED_FOR = sa.or_(_planned(MATCH), _planned(SHORT))
LIST_STATE: ColumnElement[str] = sa.case(
    (LIST.c.withdrawn_in.is_not(None), "withdrawn"),
    (LIST.c.closed_in.is_not(None), "closed_short"),
    (sa.not_(sa.or_(_asks, _served)), "withdrawn"),
    (sa.and_(_asks, sa.not_(a_line(_confirmed < _asked))), "complete"),
    (_served, "part_filled"),
    (LOOKED_FOR, "open"),
    (LIST.c.checked_in.is_not(None), "checked"),
    else_="submitted",
)
# How many kits of one kind a list asks for now: the fullest of its lines counts, since a list that
# was closed short keeps what had been begun.
KITS_ASKED = (
    sa.select(sa.func.coalesce(sa.func.max((ASKED_NOW + LINE.c.per_kit - 1) // LINE.c.per_kit), 0))
    .where(LINE.c.wish_kit_id == ASKED_KIT.c.id)
    .correlate(ASKED_KIT)
    .scalar_subquery()
)

"""Runs by day: those planned and on the road, soonest first; those closed, newest first."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import HANDS
from stockroom.errors import Malformed
from stockroom.web.api.reads.scopes import RUN, own_run
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.road import account, runs
from stockroom.web.pages.road.runs import RUNS, Run

RUNS_AT_ONCE = 30
_KEY = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,9})")


def facts(look: Look) -> Facts:
    """The runs that the reader may see; a driver's are the driver's own."""
    closed = look.form.text("show") == "closed"
    rows = look.books.execute(own_run(_query(look, closed=closed), look.actor)).all()
    found = [Run(*tuple(row)) for row in rows[:RUNS_AT_ONCE]]
    today = look.clock.now().astimezone().date()
    last = found[-1] if len(rows) > RUNS_AT_ONCE else None
    return {
        "runs": found,
        "closed": closed,
        "stops": runs.stops_of(look.books, [run.id for run in found]),
        "accounts": account.of_runs(look.books, found),
        "sees_stops": runs.sees_stops(look.actor),
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "more": f"{last.day.isoformat()}.{last.id}" if last else None,
        "position": newest(look.books),
    }


def _query(look: Look, *, closed: bool) -> sa.Select[Any]:
    select = RUNS.limit(RUNS_AT_ONCE + 1)
    after = look.form.text("after")
    if closed:
        select = select.where(RUN.c.closed_in.is_not(None))
        select = select.order_by(RUN.c.day.desc(), RUN.c.id.desc())
    else:
        select = select.where(RUN.c.closed_in.is_(None)).order_by(RUN.c.day, RUN.c.id)
    return select.where(_beyond(*_key(after), older=closed)) if after else select


def _beyond(day: date, run_id: int, *, older: bool) -> sa.ColumnElement[bool]:
    """The runs that come after this one in the list."""
    same_day = RUN.c.day == day
    if older:
        return sa.or_(RUN.c.day < day, sa.and_(same_day, RUN.c.id < run_id))
    return sa.or_(RUN.c.day > day, sa.and_(same_day, RUN.c.id > run_id))


def _key(text: str) -> tuple[date, int]:
    found = _KEY.fullmatch(text)
    try:
        if found:
            return date.fromisoformat(found[1]), int(found[2])
    except ValueError:
        pass
    raise Malformed("not_a_page", "There is no such page of this list.")


PAGES = (Page("/runs", "road/runs.html", HANDS, facts),)

"""All runs of one day: what each breaks, stops moved from one to another, who is on none yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.desk import Receipt
from stockroom.errors import Malformed, NotFound, Refused
from stockroom.rules import driving
from stockroom.web.api.reads.scopes import FACILITY, RUN, STOP
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.forms import NOT_UNDERSTOOD
from stockroom.web.pages.road import runs, trips, waiting
from stockroom.web.pages.road.runs import RUNS, Run, Stop
from stockroom.web.pages.road.waiting import Waiting

MOST_RUNS = 30


class Left(NamedTuple):
    """A facility that sealed parcels wait for, and that no open run stops at."""

    code: str
    waiting: Waiting


def facts(look: Look) -> Facts:
    """The runs of the day, each with its timeline, and who else waits."""
    day = day_of(look)
    found = runs_on(look.books, day)
    stops = runs.stops_of(look.books, [one.id for one in found])
    days = trips.together(look.books, [(run, stops[run.id]) for run in found])
    return {
        "day": day,
        "before": day - timedelta(days=1),
        "next_day": day + timedelta(days=1),
        "today": look.clock.now().astimezone().date(),
        "days": days,
        "open_runs": [one for one in found if one.closed_in is None],
        "waiting_runs": [one for one in found if one.state == "planned"],
        "left": _left(look.books),
        "clock": driving.clock,
        "seen": look.form.number("seen") or newest(look.books),
    }


def content(look: Look) -> Mapping[str, Any]:
    """The run that gets one more stop: moved from another run, or new."""
    number = look.form.number("to")
    if number is None:
        raise Refused("which_run_gets_it", "Choose the run that is to have this stop.")
    run = runs.run_of(look, number)
    kind, _space, ref = look.form.text("what").partition(" ")
    if kind == "stop" and ref.isdigit() and len(ref) <= runs.DIGITS:
        more: Mapping[str, Any] = {"stop": int(ref)}
    elif kind == "facility" and ref:
        more = {"facility": ref}
    else:
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    present: Sequence[Stop] = runs.stops_of(look.books, [run.id])[run.id]
    kept = [{"stop": one.id} for one in present if one.id != more.get("stop")]
    return {"run": run.id, "seen": look.form.number("seen") or 0, "stops": [*kept, more]}


def after(_receipt: Receipt, look: Look) -> str:
    """Back to the day."""
    return look.here


def day_of(look: Look) -> date:
    """The day that an address names; raises `NotFound` for what is none."""
    try:
        return date.fromisoformat(str(look.path["day"]))
    except ValueError as fault:
        raise NotFound("no_page", "There is no such page here.") from fault


def runs_on(books: sa.Connection, day: date) -> list[Run]:
    """The runs of a day, so many."""
    select = RUNS.where(RUN.c.day == day).order_by(RUN.c.id).limit(MOST_RUNS)
    return [Run(*tuple(row)) for row in books.execute(select)]


def _left(books: sa.Connection) -> list[Left]:
    """Who waits for sealed parcels without a run, the most first; two statements."""
    waits = waiting.parcels_waiting(books)
    on_a_run = (
        sa.select(STOP.c.facility_id)
        .join(RUN, RUN.c.id == STOP.c.run_id)
        .where(RUN.c.closed_in.is_(None), STOP.c.called_off_in.is_(None))
        .where(STOP.c.facility_id.is_not(None))
    )
    rows = books.execute(
        sa.select(FACILITY.c.id, FACILITY.c.code).where(
            FACILITY.c.id.in_(list(waits)), FACILITY.c.id.not_in(on_a_run), FACILITY.c.active
        )
    )
    found = [Left(row.code, waits[row.id]) for row in rows]
    return sorted(found, key=lambda one: (-one.waiting.parcels, one.code))


PAGES = (Act("run-changes", "/runs/days/{day:str}", "road/day.html", facts, content, after=after),)

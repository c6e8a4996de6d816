"""A driver's home: today's run, and the next ones."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.ledger import PLACE
from stockroom.speech import mark as _
from stockroom.web.api.reads.scopes import FACILITY, RUN, STOP
from stockroom.web.pages.acting import Facts, Look
from stockroom.web.pages.homes.steps import StepOn, Steps

MOST_RUNS = 5
MOST_STOPS = 300
_RUNS = (
    sa.select(RUN.c.id, RUN.c.day, RUN.c.departed_in, PLACE.c.name.label("van"))
    .select_from(RUN.join(PLACE, PLACE.c.id == RUN.c.van_id))
    .where(RUN.c.closed_in.is_(None))
    .order_by(RUN.c.day, RUN.c.id)
    .limit(MOST_RUNS)
)


def facts(look: Look) -> Facts:
    """The runs of this driver that are not over, soonest first, each with its stops."""
    runs = look.books.execute(_RUNS.where(RUN.c.driver_id == look.actor.id)).all()
    stops = _stops(look.books, [run.id for run in runs])
    other = (
        StepOn("/stock", _("Find goods or a label"), "search"),
        StepOn("/deliveries/new", _("Handed over without a run"), "door"),
    )
    return {
        "runs": runs,
        "stops": stops,
        "today": look.clock.now().astimezone().date(),
        "groups": (Steps(_("Anything else"), other),),
    }


def _stops(books: sa.Connection, runs: list[int]) -> dict[int, list[str]]:
    """The codes of the stops of these runs, in order; one statement."""
    select = (
        sa.select(STOP.c.run_id, sa.func.coalesce(FACILITY.c.code, PLACE.c.name, "").label("code"))
        .select_from(
            STOP.outerjoin(FACILITY, FACILITY.c.id == STOP.c.facility_id).outerjoin(
                PLACE, PLACE.c.id == STOP.c.site_id
            )
        )
        .where(STOP.c.run_id.in_(runs))
        .order_by(STOP.c.run_id, STOP.c.position)
        .limit(MOST_STOPS)
    )
    found: dict[int, list[str]] = {run: [] for run in runs}
    for row in books.execute(select):
        found[row.run_id].append(row.code)
    return found

"""Leaving with a loaded van, and closing the run once it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.road import account, goods, runs, ticked


def departure(look: Look) -> Facts:
    """What is on the van, stop by stop, and what stays behind."""
    run = runs.run_of(look, look.form.number("run"))
    if run.state != "planned" and not _is_sent(look):
        raise GoTo(f"/runs/{run.id}")
    stops = runs.stops_of(look.books, [run.id])[run.id]
    found = goods.of_van(look.books, run.van_id, runs.facilities_of(stops))
    left = [*goods.at(found, goods.READY), *goods.at(found, goods.BEHIND)]
    return {
        "run": run,
        "stops": [(one, goods.at(found, goods.ABOARD, one.facility_id)) for one in stops],
        "left": left,
        "codes": {one.facility_id: one.code for one in stops},
        "position": newest(look.books),
    }


def closing(look: Look) -> Facts:
    """The run's account, and what nobody has said yet what became of it."""
    run = runs.run_of(look, look.form.number("run"))
    if run.state == "closed" and not _is_sent(look):
        raise GoTo(f"/runs/{run.id}")
    found = goods.of_van(look.books, run.van_id, ())
    return {
        "run": run,
        "account": account.of_runs(look.books, [run])[run.id],
        "aboard": [one for one in found if one.goods],
        "empty": [one for one in found if not one.goods],
        "position": newest(look.books),
    }


def content(look: Look) -> Mapping[str, Any]:
    """The run; raises `Refused` where somebody else has closed it, so that this one can see it."""
    run = runs.run_of(look, look.form.number("run"))
    if run.closed_in is not None and not ticked.is_over(look, None):
        raise Refused("run_closed", "Run {id} is closed.", id=run.id)
    return {"run": run.id}


def after(_receipt: Receipt, look: Look) -> str:
    """Back to the run."""
    return f"/runs/{look.form.number('run')}"


def _is_sent(look: Look) -> bool:
    """Whether the form has been sent: then it is shown again with its sentence."""
    return bool(look.form.text("csrf"))


PAGES = (
    Act("departures", "/departures/new", "road/departure.html", departure, content, after=after),
    Act("run-closings", "/run-closings/new", "road/closing.html", closing, content, after=after),
)

"""Handing over at a stop: everything accepted in one tap, or line by line; or nothing was taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.commands.refusing import Reason
from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.tables.transport import StopKind
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Step
from stockroom.web.pages.road import account, goods, handing, runs, telling, ticked
from stockroom.web.pages.road.runs import Run, Stop

MOST_REFUSALS = 200


def facts(look: Look) -> Facts:
    """What is aboard for this stop, line by line, and what was handed over here already."""
    run, stop = _here(look)
    if stop.kind != StopKind.FACILITY:
        raise GoTo(_run_page(look))
    bundles = _aboard(look, run, stop)
    handed = account.deliveries_on(look.books, run)
    return {
        "run": run,
        "stop": stop,
        "back": _run_page(look),
        "bundles": bundles,
        "policy": policy_of(look, stop.facility_id),
        "lines": handing.spoken(bundles),
        "reasons": list(Reason),
        "deliveries": [one for one in handed if one.facility_id == stop.facility_id],
        "extra_rows": range(handing.EXTRA_ROWS),
        "position": newest(look.books),
        **telling.facts(),
    }


def content(look: Look) -> Mapping[str, Any]:
    """One delivery to the facility of this stop."""
    run, stop = _here(look)
    _still_here(look, stop)
    told = handing.content(look, handing.spoken(_aboard(look, run, stop)), run)
    return {
        "facility": stop.code,
        "run": run.id,
        **told,
        "received_by": telling.received_by(look),
        **telling.proofs(look),
        **telling.done_at(look),
    }


def policy_of(look: Look, facility_id: int | None) -> Mapping[str, str]:
    """What a facility wants as proof of a handover."""
    query = sa.select(FACILITY.c.proof).where(FACILITY.c.id == facility_id)
    return look.books.execute(query).scalar() or {}


def after(_receipt: Receipt, look: Look) -> str:
    """Back to the run, whose next step is the next stop."""
    return _run_page(look)


def before_turned_away(look: Look) -> Sequence[Step]:
    """A refusal for each line but the last, which is the act itself."""
    return [Step("refusals", one) for one in _all_refused(look)[:-1]]


def turned_away(look: Look) -> Mapping[str, Any]:
    """The last of the refusals."""
    return _all_refused(look)[-1]


def _all_refused(look: Look) -> list[Mapping[str, Any]]:
    run, stop = _here(look)
    _still_here(look, stop)
    said = [one for one in handing.lines_in(look.form) if one.lot][:MOST_REFUSALS]
    present = {one.key for one in handing.spoken(_aboard(look, run, stop))}
    if not said or (not ticked.is_over(look, run) and not {one.key for one in said} <= present):
        raise Refused(
            "already_told",
            "Somebody else has just noted some of this. Below is what is left; look again.",
        )
    pieces = Counter[tuple[str, int]]()
    for one in said:  # the same goods in two boxes are one refusal: told alike they would be one id
        pieces[one.lot, one.line] += one.shipped
    return [
        {
            "facility": stop.code,
            "run": run.id,
            "lot": lot,
            **({"line": line} if line else {}),
            "quantity": quantity,
            "reason": look.form.text("reason"),
            **telling.done_at(look),
        }
        for (lot, line), quantity in pieces.items()
    ]


def _run_page(look: Look) -> str:
    return f"/runs/{look.path['run']}" if runs.sees_stops(look.actor) else "/runs"


def _here(look: Look) -> tuple[Run, Stop]:
    run = runs.run_of(look, look.path["run"])
    return run, runs.stop_at(look, run, look.path["position"])


def _still_here(look: Look, stop: Stop) -> None:
    """The form was opened for this very stop; raises `Refused` where the order has changed."""
    meant = look.form.number("at_stop")
    if meant is not None and meant != stop.id:
        raise Refused(
            "stops_moved",
            "The order of the stops has changed meanwhile, and this is {stop} now. "
            "Go back to the run and open the stop again.",
            stop=stop.name,
        )


def _aboard(look: Look, run: Run, stop: Stop) -> list[goods.Bundle]:
    if stop.facility_id is None or run.closed_in is not None:
        return []
    found = goods.of_van(look.books, run.van_id, [stop.facility_id])
    return goods.at(found, goods.ABOARD, stop.facility_id)


STOP = "/runs/{run:int}/stops/{position:int}"
PAGES = (
    Act("deliveries", STOP, "road/stop.html", facts, content, after=after),
    Act(
        "refusals",
        STOP + "/turned-away",
        "road/turned_away.html",
        facts,
        turned_away,
        before=before_turned_away,
        after=after,
    ),
)

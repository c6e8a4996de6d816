"""Loading a van: the parcels and picked goods for its stops, ticked or all in one tap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.commands import at_gates
from stockroom.desk import JOURNAL, Receipt
from stockroom.rules import gate
from stockroom.tables.people import Role
from stockroom.tables.transport import RunEntry, StopKind
from stockroom.web.api.reads.scopes import table
from stockroom.web.changes import newest
from stockroom.web.pages import needs
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.road import goods, runs, ticked
from stockroom.web.pages.road.goods import Bundle
from stockroom.web.pages.road.runs import Run

MOST_LOADINGS = 20
RUN_ENTRY = table(RunEntry)
_UNDONE = sa.exists().where(JOURNAL.alias("mirror").c.reverses == JOURNAL.c.command_id)
_LOADINGS = (
    sa.select(JOURNAL.c.command_id, JOURNAL.c.done_at, JOURNAL.c.actor_id, RUN_ENTRY.c.loaded)
    .join(RUN_ENTRY, RUN_ENTRY.c.sequence == JOURNAL.c.sequence)
    .where(
        RUN_ENTRY.c.run_id == sa.bindparam("run"), JOURNAL.c.noun == "loadings", sa.not_(_UNDONE)
    )
    .order_by(JOURNAL.c.sequence.desc())
    .limit(MOST_LOADINGS)
)


def facts(look: Look) -> Facts:
    """What waits for this run, what is aboard, and what is not ready yet, facility by facility."""
    run = runs.run_of(look, look.path["run"])
    if run.closed_in is not None:
        raise GoTo("/runs" if look.actor.role == Role.VOLUNTEER else f"/runs/{run.id}")
    stops, found = _waiting(look, run)
    codes = {one.facility_id: one.code for one in stops}
    ready = goods.at(found, goods.READY)
    return {
        "run": run,
        "codes": codes,
        "ready": [one for one in ready if not one.held],
        "held": [one for one in ready if one.held],
        "aboard": goods.at(found, goods.ABOARD),
        "behind": goods.at(found, goods.BEHIND),
        "against": _against(look, run, codes),
        "silent": needs.silent_of_run(look.books, look.clock.now(), run, list(codes)),
        "loadings": _undoable(look, run),
        "sites": sorted({one.name for one in stops if one.kind == StopKind.SITE}),
        "sees_run": runs.sees_stops(look.actor),
        "position": newest(look.books),
    }


def content(look: Look) -> Mapping[str, Any]:
    """The parcels and loose pieces that go on the van."""
    run = runs.run_of(look, look.path["run"])
    present = goods.at(_waiting(look, run)[1], goods.READY)
    refs = ticked.chosen(look, present, run)
    items = [dict(ticked.item_of(ref, look.form)) for ref in refs]
    pieces = look.form.number("scanned_pieces")
    if look.form.text("scan") and pieces and "lot" in items[-1]:
        items[-1]["quantity"] = pieces
    site = look.form.text("for_site")
    if look.form.text("scan") and site and "lot" in items[-1] and "line" not in items[-1]:
        items[-1]["site"] = site
    return {"run": run.id, "items": items}


def after(_receipt: Receipt, look: Look) -> str:
    """Where the next thing is loaded, until the reader goes on."""
    return look.here


def _waiting(look: Look, run: Run) -> tuple[Sequence[Any], list[Bundle]]:
    stops = runs.stops_of(look.books, [run.id])[run.id]
    return stops, goods.of_van(look.books, run.van_id, runs.facilities_of(stops))


def _against(look: Look, run: Run, codes: Mapping[Any, str]) -> Sequence[str]:
    """What the gates on the way say of this run, whatever goes on it."""
    gates = at_gates.gates_at(look.books, [one for one in codes if one is not None])
    today = look.clock.now().astimezone().date()
    trips = at_gates.trips(look.books, gates, [run.id], today, is_loading=True)
    said = [
        gate.said_on(stop, today)
        for (_run, facility), trip in trips.items()
        for stop in gate.of_trip(gates[facility].rules, trip)
    ]
    return [look.reader.say(one.sentence, **one.facts) for one in said]


def _undoable(look: Look, run: Run) -> Sequence[Any]:
    """The run's loadings that stand, newest first; a driver may undo the driver's own."""
    rows = look.books.execute(_LOADINGS, {"run": run.id}).all()
    driver = look.actor.role == Role.DRIVER
    return [row for row in rows if not driver or row.actor_id == look.actor.id]


PAGES = (Act("loadings", "/runs/{run:int}/load", "road/load.html", facts, content, after=after),)

"""The papers of a stop and of a delivery, in the facility's language; none names another stop."""

from __future__ import annotations

from collections.abc import Sequence

from stockroom.commands.base import ROAD
from stockroom.tables.transport import StopKind
from stockroom.web.api.reads.road import DELIVERIES
from stockroom.web.pages import papers
from stockroom.web.pages.acting import Facts, GoTo, Look, Page
from stockroom.web.pages.road import delivery, goods, runs
from stockroom.web.pages.road.goods import Bundle
from stockroom.web.pages.road.runs import Run, Stop

BLANK_ROWS = 3


def of_stop(look: Look) -> Facts:
    """What goes to one facility: packing list, and gate sheet to be filled in by hand."""
    run = runs.run_of(look, look.path["run"])
    stop = runs.stop_at(look, run, look.path["position"])
    if stop.kind != StopKind.FACILITY:
        raise GoTo(f"/runs/{run.id}")
    return papers.sheet(
        look.form,
        "paper/stop.html",
        stop.language or "en",
        f"/runs/{run.id}",
        run=run,
        code=stop.code,
        bundles=going(look, run, stop),
        blank_rows=range(BLANK_ROWS),
    )


def of_delivery(look: Look) -> Facts:
    """What was handed over, line by line: the facility's copy."""
    row = delivery.delivery_of(look, look.path["id"])
    lines = delivery.lines_of(look.books, row)
    return papers.sheet(
        look.form,
        "paper/delivery_note.html",
        row.language,
        f"/deliveries/{row.id}",
        delivery=row,
        day=row.handed_over_at.astimezone().date(),
        lines=lines,
        totals=delivery.totals(lines),
    )


def going(look: Look, run: Run, stop: Stop) -> Sequence[Bundle]:
    """What the van carries to a stop; before it leaves, also what is ready to be loaded."""
    if stop.facility_id is None or run.closed_in is not None:
        return ()
    found = goods.of_van(look.books, run.van_id, [stop.facility_id])
    aboard = goods.at(found, goods.ABOARD, stop.facility_id)
    if run.departed_in is not None:
        return aboard
    return [*aboard, *(one for one in goods.at(found, goods.READY) if not one.held)]


PAGES = (
    Page("/runs/{run:int}/stops/{position:int}/paper", "sheet.html", ROAD, of_stop),
    Page("/deliveries/{id:int}/paper", "sheet.html", DELIVERIES.roles, of_delivery),
)

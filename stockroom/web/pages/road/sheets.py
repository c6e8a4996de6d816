"""The papers of one stop: its manifest, told and approved, its gate sheet, its packing lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.commands import as_told, manifests
from stockroom.commands.base import DESK, ROAD
from stockroom.desk import Receipt
from stockroom.errors import Malformed
from stockroom.papers import manifest as manifest_paper
from stockroom.rules import receipt_numbers
from stockroom.tables.transport import StopKind
from stockroom.web.api.reads.papers import SHEET
from stockroom.web.changes import newest
from stockroom.web.pages import papers
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.road import goods, runs
from stockroom.web.pages.road.goods import Bundle
from stockroom.web.pages.road.runs import Run, Stop
from stockroom.web.papers import reading

HOW = tuple(manifests.HowSent)
_SHEET = sa.select(SHEET.c.receipt_number, SHEET.c.printed_in).where(
    SHEET.c.run_id == sa.bindparam("run"), SHEET.c.facility_id == sa.bindparam("facility")
)


def of_stop(look: Look) -> Facts:
    """What can be printed for one facility's stop, and how far its manifest is."""
    run, stop = stop_here(look)
    facility = stop.facility_id or 0
    made = as_told.versions(look.books, run.id, facility)
    differs = as_told.differs(look.books, run.id, facility) if run.closed_in is None else ""
    newest_made = made[-1] if made else None
    language = papers.chosen(look.form, stop.language or "en")
    return {
        "run": run,
        "stop": stop,
        "here": f"/runs/{run.id}/stops/{stop.position}/paper",
        "manifest": newest_made,
        "waits": newest_made is not None and as_told.waits_for_approval(made, newest_made),
        "differs": as_told.WHY_DIFFERS[differs] if differs else "",
        "check": manifest_paper.short(newest_made.hash) if newest_made is not None else "",
        "mail": _mail(look, run, stop, language) if made else "",
        "how": [(one.value, look.reader.word("how_sent", one.value)) for one in HOW],
        "gate_sheet": _sheet(look, run, facility),
        "show_number": receipt_numbers.show,
        "refuge": reading.refuge_of(look.books, run, stop, {}),
        "bundles": going(look, run, stop),
        "tells": look.actor.role in DESK,
        "sheet_language": language,
        "sheet_languages": papers.NAMES_OF_PAPERS,
        "today": look.clock.now().astimezone().date(),
        "position": newest(look.books),
    }


def stop_here(look: Look) -> tuple[Run, Stop]:
    """The run and the facility's stop that the address or the form names; raises `NotFound`."""
    number = look.path.get("run", look.form.number("run"))
    run = runs.run_of(look, number)
    if "position" in look.path:
        stop = runs.stop_at(look, run, look.path["position"])
    else:  # a form means the stop that it was opened for, whatever the order is now
        stop = runs.stop_of(look, run, look.form.number("stop") or 0)
    if stop.kind != StopKind.FACILITY:
        raise GoTo(f"/runs/{run.id}")
    return run, stop


def going(look: Look, run: Run, stop: Stop) -> Sequence[Bundle]:
    """What the van carries to a stop; before it leaves, also what is ready to be loaded."""
    if stop.facility_id is None or run.closed_in is not None:
        return ()
    found = goods.of_van(look.books, run.van_id, [stop.facility_id])
    aboard = goods.at(found, goods.ABOARD, stop.facility_id)
    if run.departed_in is not None:
        return aboard
    return [*aboard, *(one for one in goods.at(found, goods.READY) if not one.held)]


def at_the_stop(look: Look) -> Mapping[str, Any]:
    """The run and the facility, for a manifest or a gate sheet."""
    run, stop = stop_here(look)
    return {"run": run.id, "facility": stop.code}


def sent(look: Look) -> Mapping[str, Any]:
    """How the manifest went out, and on which day."""
    content = {"manifest": _manifest(look), "how": look.form.text("how")}
    return content | ({"on": look.form.text("on")} if look.form.text("on") else {})


def approved(look: Look) -> Mapping[str, Any]:
    """Who agreed, by role."""
    return {"manifest": _manifest(look), "approved_by": look.form.text("approved_by")}


def after(_receipt: Receipt, look: Look) -> str:
    """Back to the papers of that stop."""
    run, stop = stop_here(look)
    return f"/runs/{run.id}/stops/{stop.position}/paper"


def _manifest(look: Look) -> int:
    number = look.form.number("manifest")
    if number is None:
        raise Malformed("which_manifest", "Say which manifest is meant.")
    return number


def _mail(look: Look, run: Run, stop: Stop, language: str) -> str:
    return manifest_paper.mail(reading.manifest_of(look.books, run, stop, language, None))


def _sheet(look: Look, run: Run, facility: int) -> Any:
    return look.books.execute(_SHEET, {"run": run.id, "facility": facility}).first()


_PAPERS = "road/papers.html"
PAGES = (
    Page("/runs/{run:int}/stops/{position:int}/paper", _PAPERS, ROAD, of_stop),
    Act("manifests", "/manifests/new", _PAPERS, of_stop, at_the_stop, after=after),
    Act("manifest-sendings", "/manifest-sendings/new", _PAPERS, of_stop, sent, after=after),
    Act("manifest-approvals", "/manifest-approvals/new", _PAPERS, of_stop, approved, after=after),
    Act("gate-sheets", "/gate-sheets/new", _PAPERS, of_stop, at_the_stop, after=after),
)

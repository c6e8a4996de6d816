"""The papers of the road as PDFs: read by those who may, drawn once the books are let go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from stockroom import addresses
from stockroom.commands.base import HANDS, ROAD
from stockroom.errors import NotFound
from stockroom.papers import handover, manifest
from stockroom.papers.blocks import SIZES_MM, Paper
from stockroom.tables.people import Role
from stockroom.web.api.reads.road import DELIVERIES
from stockroom.web.door import allowed
from stockroom.web.given import GivenDatabase, GivenDoor, GivenUpkeep
from stockroom.web.pages import forms, papers
from stockroom.web.pages.acting import Look
from stockroom.web.pages.frame import GivenFrame
from stockroom.web.pages.road import delivery, sheets
from stockroom.web.pages.road.runs import Run, Stop
from stockroom.web.pages.routing import AnyRequest, Visit
from stockroom.web.papers import reading

PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
Read = Callable[[Look], list[Paper]]


def manifest_papers(look: Look) -> list[Paper]:
    """The letter and the two lists of a version."""
    run, stop = sheets.stop_here(look)
    version = look.form.number("version")
    return manifest.papers(
        reading.manifest_of(look.books, run, stop, _language(look, stop), version)
    )


def gate_sheet(look: Look) -> list[Paper]:
    """The sheet to be filled in, twice; for a refuge the first is to be folded and sealed."""
    run, stop = sheets.stop_here(look)
    facility = stop.facility_id or 0
    of_stop = reading.stop_of(look.books, run, stop, _language(look, stop))
    sheet = reading.sheet_of(look.books, look.upkeep.vault, run, facility)
    parcels, loose = reading.load_of(look.books, run, facility)
    refuge = reading.refuge_of(look.books, run, stop, _opened(look, run, stop))
    if refuge is None:
        return handover.gate_sheets(of_stop, sheet, parcels, loose)
    return handover.refuge_sheets(of_stop, sheet, parcels, loose, refuge)


def packing_list(look: Look) -> list[Paper]:
    """What is in one parcel."""
    parcel, charity, language = reading.parcel_of(look.books, look.actor, look.path["id"])
    size = look.form.text("size")
    size = size if size in SIZES_MM else "a5"
    return [handover.packing_list(parcel, charity, papers.chosen(look.form, language), size)]


def delivery_note(look: Look) -> list[Paper]:
    """What was handed over, line by line."""
    row = delivery.delivery_of(look, look.path["id"])
    lines = delivery.lines_of(look.books, row)
    language = papers.chosen(look.form, row.language)
    return [handover.delivery_note(reading.delivery_of(look.books, row, lines, language))]


def _language(look: Look, stop: Stop) -> str:
    return papers.chosen(look.form, stop.language or "en")


def _opened(look: Look, run: Run, stop: Stop) -> Mapping[str, str]:
    """What the opening that the address names shows, if it is one for this very sheet."""
    number = look.form.number("opening")
    if number is None:
        return {}
    found = addresses.opened(look.books, look.upkeep.vault, number, look.actor.id, look.clock.now())
    if (found.run_id, found.position, found.purpose) != (run.id, stop.position, "sheet"):
        raise NotFound("unknown", "There is no {name} {id}.", name="opening", id=number)
    return {
        "address": found.address,
        "contact": found.contact,
        "meeting_point": found.meeting_point,
    }


def _route(path: str, roles: frozenset[Role], read: Read) -> HTTPRouteHandler:
    def show(
        request: AnyRequest,
        database: GivenDatabase,
        door: GivenDoor,
        upkeep: GivenUpkeep,
        frame: GivenFrame,
    ) -> Response[bytes]:
        guest = door.guest(request)
        actor = allowed(guest.actor, roles, reading=True)
        asked = forms.made(list(request.query_params.multi_items()))
        visit = Visit(request, guest, actor, asked, database, frame, upkeep)
        from stockroom.papers.rendering import pdf_of  # noqa: PLC0415 - fpdf and its numpy weigh

        with database.snapshot() as books:
            found = read(visit.look(books))
        name = f'inline; filename="{read.__name__.replace("_", "-")}.pdf"'
        headers = {**PRIVATE, "Content-Disposition": name}
        return Response(pdf_of(found), media_type="application/pdf", headers=headers)

    show.__name__ = f"draw_{read.__name__}"
    return get(
        path,
        name=f"page:{path}",
        sync_to_thread=True,
        opt={"roles": roles},
        include_in_schema=False,
    )(show)


_STOP = "/runs/{run:int}/stops/{position:int}"
ROUTES: tuple[Any, ...] = (
    _route(f"{_STOP}/manifest.pdf", ROAD, manifest_papers),
    _route(f"{_STOP}/gate-sheet.pdf", ROAD, gate_sheet),
    _route("/parcels/{id:int}/packing-list.pdf", HANDS, packing_list),
    _route("/deliveries/{id:int}/paper", DELIVERIES.roles, delivery_note),
)

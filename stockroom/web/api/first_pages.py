"""A printer's test page: do the labels fall on their stickers, and is a centimetre a centimetre?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from stockroom import speech
from stockroom.commands.base import HANDS
from stockroom.commands.printing import PRINTER
from stockroom.db import Database
from stockroom.errors import NotFound, Refused
from stockroom.papers.on_labels import TRUE_SIZE
from stockroom.web.api import labels, printing, sending
from stockroom.web.api.labels import MEDIA, described
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.problems import problem
from stockroom_labels import PAPERS, Unprintable

HIGHEST_ID = 2**31 - 1
_ONE = sa.select(PRINTER).where(PRINTER.c.id == sa.bindparam("id"))


def routes() -> Sequence[HTTPRouteHandler]:
    """The test page as a file, and sending it."""
    return [first_page, send_first_page]


@get(
    "/api/printers/{printer_id:int}/test-page",
    name="test-page",
    summary="a page to print first",
    tags=["labels"],
    sync_to_thread=True,
    responses=described(MEDIA["pdf"], "the page, in the printer's own language"),
    opt={"roles": HANDS},
)
def first_page(
    request: Request[Any, Any, State],
    door: GivenDoor,
    database: GivenDatabase,
    printer_id: FromPath[int],
    language: labels.Language = "",
) -> Response[bytes]:
    """The outline of each label and a ruler, moved as the printer's labels are."""
    actor = door.enter(request, HANDS)
    row = printer(database, printer_id)
    page = first_page_job(row, language or actor.language)
    return labels.given(page, row.language, "test-page")


@post(
    "/api/printers/{printer_id:int}/test-pages",
    name="send-test-page",
    summary="send the test page",
    tags=["labels"],
    sync_to_thread=True,
    status_code=200,
    responses={422: problem("the printer cannot be reached, or has no address")},
    opt={"roles": HANDS},
)
def send_first_page(
    request: Request[Any, Any, State],
    door: GivenDoor,
    database: GivenDatabase,
    printer_id: FromPath[int],
) -> printing.Sent:
    """Send a printer its test page."""
    actor = door.enter(request, HANDS)
    return first_page_sent(printer(database, printer_id), actor.language)


def first_page_sent(row: Any, language: str) -> printing.Sent:
    """Send a printer its test page; raises `Refused` where that cannot be done."""
    if not row.host:
        raise printing.no_address(row.name)
    sending.send(first_page_job(row, language), row.name, row.host, row.port)
    return printing.Sent(printer=row.name, labels=1)


def printer(database: Database, printer_id: int) -> Any:
    """The printer with that number; raises `NotFound`."""
    with database.reading() as books:
        found = books.execute(_ONE, {"id": min(printer_id, HIGHEST_ID)}).first()
    if found is None:
        raise NotFound("no_printer", "There is no printer called {name}.", name=printer_id)
    return found


def first_page_job(row: Any, language: str) -> bytes:
    """A printer's test page in its own language; raises `Refused` where it cannot be drawn."""
    from stockroom_labels import testpage  # noqa: PLC0415 - as the renderers, seldom needed

    draw = {"zpl": testpage.zpl_job, "brother": testpage.brother_job}
    note = speech.say(language, TRUE_SIZE, {})
    dx, dy = printing.nudge_mm(row)
    try:
        with labels.turn():
            page = draw.get(row.language, testpage.page)
            return page(PAPERS[row.paper], note, dx_mm=dx, dy_mm=dy)
    except Unprintable as fault:
        raise Refused(fault.reason, fault.template, **fault.values) from fault

"""What was told to be printed: as its file, or sent to its printer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter

from stockroom.commands.base import HANDS
from stockroom.commands.printing import PRINTED, PRINTER, PRINTING
from stockroom.db import Database
from stockroom.errors import NotFound, Refused
from stockroom.web.api import labels, parcel_words, sending
from stockroom.web.api.labels import MEDIA, Drawing, described
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.problems import problem
from stockroom_labels import PAPERS

_PRINTING = (
    sa.select(
        PRINTING.c.id,
        PRINTING.c.paper,
        PRINTING.c.format,
        PRINTING.c.start,
        PRINTING.c.language,
        PRINTER.c.id.label("printer_id"),
        PRINTER.c.name.label("printer"),
        PRINTER.c.language.label("speaks"),
        PRINTER.c.host,
        PRINTER.c.port,
        PRINTER.c.closed,
        sa.func.coalesce(PRINTER.c.nudge_x, 0).label("nudge_x"),
        sa.func.coalesce(PRINTER.c.nudge_y, 0).label("nudge_y"),
    )
    .select_from(PRINTING.outerjoin(PRINTER, PRINTER.c.id == PRINTING.c.printer_id))
    .where(PRINTING.c.command_id == sa.bindparam("command"))
)
_CODES = (
    sa.select(PRINTED.c.code)
    .where(PRINTED.c.printing_id == sa.bindparam("printing"))
    .order_by(PRINTED.c.id)
)


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """What a printer has taken: its name, and how many labels."""

    printer: str
    labels: int


def routes() -> Sequence[HTTPRouteHandler]:
    """The file of a printing, and sending it."""
    return [printing_file, send_printing]


@get(
    "/api/label-printings/{command_id:uuid}/file",
    name="printing-file",
    summary="labels to print",
    tags=["labels"],
    sync_to_thread=True,
    responses=described(MEDIA["pdf"], "the file, of the printing's own kind"),
    opt={"roles": HANDS},
)
def printing_file(
    request: Request[Any, Any, State],
    door: GivenDoor,
    database: GivenDatabase,
    command_id: FromPath[UUID],
    label: Annotated[
        int, QueryParameter(ge=1, le=labels.MOST_CODES, description="of pictures, which label")
    ] = 1,
) -> Response[bytes]:
    """The labels of a printing that was told, moved as its printer now moves them."""
    door.enter(request, HANDS)
    row, job, _number = job_of(database, command_id, label)
    return labels.given(job, row.format)


@post(
    "/api/label-printings/{command_id:uuid}/sendings",
    name="send-printing",
    summary="send labels to their printer",
    tags=["labels"],
    sync_to_thread=True,
    status_code=200,
    responses={422: problem("the printer cannot be reached, or has no address")},
    opt={"roles": HANDS},
)
def send_printing(
    request: Request[Any, Any, State],
    door: GivenDoor,
    database: GivenDatabase,
    command_id: FromPath[UUID],
) -> Sent:
    """Send a printing that was told to its printer; what was sent before is sent again."""
    door.enter(request, HANDS)
    return sent(database, command_id)


def job_of(database: Database, command_id: UUID, label: int = 1) -> tuple[Any, bytes, int]:
    """The printing that was told, its labels drawn, and their number.

    Raises `NotFound`, and whatever reading and drawing raise. Nothing is held while it is drawn.
    """
    with database.reading() as books:
        row: Any = books.execute(_PRINTING, {"command": str(command_id)}).first()
        if row is None:
            raise NotFound("unknown_command", "No such act stands in the books.")
        wanted = books.execute(_CODES, {"printing": row.id}).scalars().all()
        if row.format in ("svg", "png"):
            wanted = wanted[label - 1 : label]
        drawing = Drawing(PAPERS[row.paper], row.format, row.start, row.language, nudge_mm(row))
        said = labels.read(books, wanted, drawing, parcel_words.as_printed(books, row.id))
    return row, labels.drawn(said, drawing), len(said)


def sent(database: Database, command_id: UUID) -> Sent:
    """Send a printing to its printer; raises `Refused` where that cannot be done."""
    row, job, number = job_of(database, command_id)
    if not row.host or row.closed or row.format != row.speaks:
        raise no_address(row.printer)
    sending.send(job, row.printer, row.host, row.port)
    return Sent(printer=row.printer, labels=number)


def nudge_mm(row: Any) -> tuple[float, float]:
    """How far a printer's labels are moved, in millimetres; the books keep tenths."""
    return row.nudge_x / 10, row.nudge_y / 10


def no_address(name: str | None) -> Refused:
    """The refusal to send to a printer whose address we do not know."""
    return Refused(
        "printer_has_no_address",
        "{name} has no address here. Open the file and print it from your own device.",
        name=name or "",
    )

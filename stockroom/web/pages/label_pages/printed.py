"""Labels that were told to be printed: their file, what the printer answered, and once more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import sqlalchemy as sa
from litestar import Response, post
from litestar.params import FromPath, RawBody

from stockroom.commands.base import EVERYBODY_INSIDE, HANDS
from stockroom.commands.printing import PRINTED, PRINTER, PRINTING
from stockroom.errors import NotFound
from stockroom.speech import mark as _
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.addresses import own_path, with_query
from stockroom.web.pages.admin.sent import SMALL, AnyRequest, sent
from stockroom.web.pages.label_pages import paper_words
from stockroom.web.pages.label_pages.sheet import sent_or_why
from stockroom.web.pages.routing import gone_to

UNSENT: Mapping[str, str] = {
    "printer_silent": _("The printer {host} cannot be reached. Is it on, and in the same network?"),
    "printer_slow": _(
        "The printer {host} took too long. Look what it has printed before you send it again."
    ),
    "printer_not_here": _("{host} is not in our own network. A steward can set where it is."),
    "printer_has_no_address": _(
        "{host} has no address here. Open the file and print it from your own device."
    ),
    "printers_busy": _("Other labels are being printed. Try again in a moment."),
    "labels_busy": _("Other labels are being drawn. Try again in a moment."),
    "no_brother_library": _(
        "Printing on Brother printers needs a part that is not installed. Ask your steward."
    ),
}
NOT_SENT = _("This could not be printed on {host}. Try another paper.")
_WHAT = (
    sa.select(
        PRINTING.c.paper,
        PRINTING.c.format,
        PRINTER.c.id.label("printer_id"),
        PRINTER.c.name.label("printer"),
        PRINTER.c.language.label("speaks"),
        PRINTER.c.host,
        PRINTER.c.closed,
        PRINTER.c.nudge_x,
        PRINTER.c.nudge_y,
        sa.func.count(PRINTED.c.id).label("number"),
        sa.func.count(sa.case((PRINTED.c.again, 1))).label("again"),
        sa.func.min(PRINTED.c.code).label("code"),
    )
    .select_from(
        PRINTING.join(PRINTED, PRINTED.c.printing_id == PRINTING.c.id).outerjoin(
            PRINTER, PRINTER.c.id == PRINTING.c.printer_id
        )
    )
    .where(PRINTING.c.command_id == sa.bindparam("command"))
    .group_by(PRINTING.c.id, PRINTER.c.id)
)


def printed(look: Look) -> Facts:
    """One printing: how many labels, where they went, and what to press now."""
    command_id = str(look.path["command_id"])
    row: Any = look.books.execute(_WHAT, {"command": command_id}).first()
    if row is None:
        raise NotFound("unknown_command", "No such act stands in the books.")
    unsent = look.form.text("unsent")
    return {
        "id": command_id,
        "printing": row,
        "number": int(row.number),
        "again": int(row.again),
        "sends": bool(row.host) and not row.closed and row.format == row.speaks,
        "sent": look.form.text("sent") == "yes",
        "sent_before": look.form.text("sent") == "before",
        "unsent": why_unsent(look, unsent, row.printer),
        "said": paper_words.name(look.reader, row.paper),
        "file": f"/api/label-printings/{command_id}/file",
        "back": own_path(look.form.text("back"), otherwise=""),
        "may_choose": look.actor.role in EVERYBODY_INSIDE,
    }


def why_unsent(look: Look, reason: str, printer: str | None) -> str:
    """Why a printer has not taken a job, as a sentence; empty where it has."""
    host = printer or ""
    return look.reader.say(UNSENT.get(reason, NOT_SENT), host=host) if reason else ""


@post(
    "/label-printings/{command_id:uuid}/send",
    name="form:/label-printings/send",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=SMALL,
    opt={"roles": HANDS},
    include_in_schema=False,
)
def send_again(
    request: AnyRequest,
    body: RawBody,
    database: GivenDatabase,
    door: GivenDoor,
    command_id: FromPath[UUID],
) -> Response[Any]:
    """Send it to its printer, for the first time or once more, and show what it answered."""
    form, _actor = sent(request, body, door, HANDS)
    back = own_path(form.text("back"), otherwise="")
    path = f"/label-printings/{command_id}" + (f"?{urlencode({'back': back})}" if back else "")
    return gone_to(request, with_query(path, **sent_or_why(database, command_id)))


PAGES = (Page("/label-printings/{command_id:uuid}", "bench/labels_printed.html", HANDS, printed),)
ROUTES = (send_again,)

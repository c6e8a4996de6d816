"""The printers: what is in each, its test page, and how far its labels are moved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa
from litestar import Response, post
from litestar.params import FromPath, RawBody

from stockroom.commands.base import EVERYBODY_INSIDE, STEWARDS
from stockroom.commands.printing import PRINTER
from stockroom.desk import Receipt
from stockroom.errors import Malformed, Problem
from stockroom.rules.papers import ROLLS, TAPES
from stockroom.rules.printers import FIRST_PORT, LAST_PORT, MOST_NUDGE
from stockroom.speech import mark as _
from stockroom.web.api import first_pages
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page, row_or_not_found
from stockroom.web.pages.addresses import with_query
from stockroom.web.pages.admin.sent import SMALL, AnyRequest, sent
from stockroom.web.pages.label_pages import paper_words
from stockroom.web.pages.label_pages.printed import why_unsent
from stockroom.web.pages.routing import gone_to

MOST = 100
LANGUAGES = {
    "pdf": _("PDF: any office printer, from your own device"),
    "zpl": _("ZPL: a Zebra label printer in our network"),
    "brother": _("Brother QL: a Brother label printer in our network"),
}
_ALL = sa.select(PRINTER).order_by(PRINTER.c.closed, PRINTER.c.id).limit(MOST)
STEPS = (1, 10)


class Way(NamedTuple):
    """A press that moves the labels: which way, how far, and where they are then."""

    word: str
    icon: str
    step: int
    x: int
    y: int


def listed(look: Look) -> Facts:
    """Every printer; those no longer used stand last."""
    rows = look.books.execute(_ALL).all()
    return {
        "printers": [(row, paper_words.name(look.reader, row.paper)) for row in rows],
        "may_add": look.may("printers"),
    }


def new(look: Look) -> Facts:
    """The papers that a new printer may hold."""
    return {"papers": paper_words.papers(look.reader)}


def one(look: Look) -> Facts:
    """One printer: its test page, its nudge, and what of it may be changed."""
    return _about(look, look.path["id"])


def of_form(look: Look) -> Facts:
    """The printer that a form is about; leads to the list where it names none."""
    number = look.form.number("printer")
    if number is None:
        raise GoTo("/printers")
    return _about(look, number)


def changed(look: Look) -> Mapping[str, Any]:
    """What the form says of a printer: its name, its paper, whether it is still used."""
    form = look.form
    return {
        "printer": form.text("printer"),
        "name": form.text("name"),
        "paper": form.text("paper"),
        "closed": form.ticked("closed"),
    }


def address(look: Look) -> Mapping[str, Any]:
    """How it is spoken to, and where it is; `language` in an address is that of the page."""
    form = look.form
    content = {name: form.text(name) for name in ("printer", "host", "paper")}
    return {**content, "language": form.text("speaks"), "port": form.number("port") or FIRST_PORT}


def nudged(look: Look) -> Mapping[str, Any]:
    """Where the labels are to be, in tenths of a millimetre."""
    return {
        "printer": look.form.text("printer"),
        "x": _tenths(look.form.text("x")),
        "y": _tenths(look.form.text("y")),
    }


def to_printer(receipt: Receipt, _look: Look) -> str:
    """On to the printer."""
    return f"/printers/{receipt.made['printer']}"


def ways(x: int, y: int) -> list[Way]:
    """The presses that move labels by a tenth and by a whole millimetre, as far as they may go."""
    directions = (
        (_("left"), "arrow-left", -1, 0),
        (_("right"), "arrow-right", 1, 0),
        (_("up"), "arrow-up", 0, -1),
        (_("down"), "arrow-down", 0, 1),
    )
    return [
        Way(word, icon, step, _bounded(x + step * dx), _bounded(y + step * dy))
        for step in STEPS
        for word, icon, dx, dy in directions
    ]


@post(
    "/printers/{printer_id:int}/test-page",
    name="form:/printers/test-page",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=SMALL,
    opt={"roles": EVERYBODY_INSIDE},
    include_in_schema=False,
)
def print_test_page(
    request: AnyRequest,
    body: RawBody,
    database: GivenDatabase,
    door: GivenDoor,
    printer_id: FromPath[int],
) -> Response[Any]:
    """Send a printer its test page, and show what it answered."""
    _form, actor = sent(request, body, door, EVERYBODY_INSIDE)
    row = first_pages.printer(database, printer_id)
    try:
        first_pages.first_page_sent(row, actor.language)
        became = {"sent": "yes"}
    except Problem as fault:
        became = {"unsent": fault.reason}
    return gone_to(request, with_query(f"/printers/{row.id}", **became))


def _about(look: Look, number: int) -> dict[str, Any]:
    select = sa.select(PRINTER).where(PRINTER.c.id == number)
    row: Any = row_or_not_found(look.books.execute(select).first(), number)
    words = paper_words.papers(look.reader)
    return {
        "printer": row,
        "said": paper_words.name(look.reader, row.paper),
        "papers": [one for one in words if _fits(one[0], row.language)],
        "all_papers": words,
        "ways_to_speak": [(code, look.reader.say(word)) for code, word in LANGUAGES.items()],
        "speaks": look.reader.say(LANGUAGES[row.language]),
        "ports": [(port, str(port)) for port in range(FIRST_PORT, LAST_PORT + 1)],
        "ways": ways(row.nudge_x, row.nudge_y),
        "test_page": f"/api/printers/{row.id}/test-page?language={look.reader.language}",
        "sent": look.form.text("sent") == "yes",
        "unsent": why_unsent(look, look.form.text("unsent"), row.name),
        "may_change": look.may("printer-changes"),
        "may_move": look.may("printer-nudges"),
        "sees_address": look.actor.role in STEWARDS,
    }


def _fits(paper: str, language: str) -> bool:
    if language == "brother":
        return paper in TAPES
    return language == "pdf" or (paper in ROLLS and paper not in TAPES)


def _bounded(tenths: int) -> int:
    return max(-MOST_NUDGE, min(MOST_NUDGE, tenths))


def _tenths(text: str) -> int:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(MOST_NUDGE))):
        raise Malformed("not_a_number", "{text} is not a whole number.", text=text[:40])
    return int(text)


PAGES = (
    Page("/printers", "bench/printers.html", EVERYBODY_INSIDE, listed),
    Page("/printers/{id:int}", "bench/printer.html", EVERYBODY_INSIDE, one),
    Act("printers", "/printers/new", "bench/printer_new.html", new, after=to_printer),
    Act(
        "printer-changes",
        "/printer-changes/new",
        "bench/printer_change.html",
        of_form,
        changed,
        after=to_printer,
    ),
    Act(
        "printer-addresses",
        "/printer-addresses/new",
        "bench/printer_address.html",
        of_form,
        address,
        after=to_printer,
    ),
    Act(
        "printer-nudges",
        "/printer-nudges/new",
        "bench/printer_nudge.html",
        of_form,
        nudged,
        after=to_printer,
    ),
)
ROUTES = (print_test_page,)

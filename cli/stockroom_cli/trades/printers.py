"""Printers: which there are, what is in them, and how far their labels are moved."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from stockroom_cli import tables
from stockroom_cli.acting import answer, connect, listing, pages, record
from stockroom_cli.chapter import Chapter
from stockroom_cli.client import Client
from stockroom_cli.exits import REFUSED, USAGE, Stop
from stockroom_cli.options import Id, Json, Limit
from stockroom_cli.speech import _
from stockroom_cli.trades.printing import keep

chapter = Chapter(_("Printers"))
COLUMNS = {
    "id": _("number"),
    "name": _("name"),
    "paper": _("paper"),
    "language": _("language"),
    "reached": _("prints by itself"),
    "host": _("address"),
    "port": _("port"),
    "nudge_x": _("right, 0.1 mm"),
    "nudge_y": _("down, 0.1 mm"),
    "closed": _("no longer used"),
}
MOST = 10_000
Printer = Annotated[str, typer.Argument(help=_("a printer, by its name or number"))]
Paper = Annotated[str | None, typer.Option(help=_("the paper in it, as `papers` lists it"))]
Far = Annotated[float, typer.Option(min=0, max=10, help=_("millimetres, in steps of 0.1"))]


class Language(StrEnum):
    """How a printer is spoken to."""

    PDF = "pdf"
    ZPL = "zpl"
    BROTHER = "brother"


@chapter.command("printers")
def printers(limit: Limit = 50, as_json: Json = False) -> None:
    """List the printers, with the paper in them and how far their labels are moved."""
    listing("printers", as_json, limit, COLUMNS)


@chapter.command("printer")
def printer(
    name: Annotated[str, typer.Argument(help=_("what it is called"))],
    paper: Annotated[str, typer.Option(help=_("the paper in it, as `papers` lists it"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Add a printer that prints PDF, as any office printer does."""
    record("printers", id, as_json, name=name, paper=paper)


@chapter.command("printer-change")
def printer_change(
    printer: Printer,
    name: Annotated[str | None, typer.Option(help=_("its new name"))] = None,
    paper: Paper = None,
    closed: Annotated[
        bool | None, typer.Option("--closed/--open", help=_("whether it is no longer used"))
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say that a printer has another name or other paper, or is no longer used."""
    about = {"name": name, "paper": paper, "closed": closed}
    record("printer-changes", id, as_json, printer=printer, **about)


@chapter.command("printer-address")
def printer_address(
    printer: Printer,
    language: Annotated[Language, typer.Option(help=_("what it understands"))],
    host: Annotated[str | None, typer.Option(help=_("its address in our own network"))] = None,
    port: Annotated[int | None, typer.Option(min=9100, max=9109)] = None,
    paper: Paper = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say what a printer understands, and where it is in our own network."""
    about = {"language": language, "host": host, "port": port, "paper": paper}
    record("printer-addresses", id, as_json, printer=printer, **about)


@chapter.command("nudge")
def nudge(
    printer: Printer,
    right: Far = 0,
    left: Far = 0,
    down: Far = 0,
    up: Far = 0,
    reset: Annotated[bool, typer.Option("--reset", help=_("take all moves back"))] = False,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Move what a printer prints, for whoever prints there next."""
    if not reset and not any((right, left, down, up)):
        raise Stop(USAGE, _("Say which way, as --right 0.1"))
    with connect() as client:
        row = _found(client, printer)
    x = 0 if reset else row["nudge_x"]
    y = 0 if reset else row["nudge_y"]
    moved = {"x": x + _tenths(right) - _tenths(left), "y": y + _tenths(down) - _tenths(up)}
    record("printer-nudges", id, as_json, printer=str(row["id"]), **moved)


@chapter.command("test-page")
def first_page(
    printer: Printer,
    out: Annotated[Path | None, typer.Option(dir_okay=False, help=_("the file to write"))] = None,
) -> None:
    """Print a page with the edge of every label and a ruler; without --out, on the printer."""
    with connect() as client:
        row = _found(client, printer)
        path = f"/api/printers/{row['id']}/test-page"
        if out is None:
            sent = answer(client.post(f"{path}s", None, again=False), False)
            tables.say(_("The test page is with {printer}").format(printer=sent["printer"]))
            return
        response = client.get(path)
        if not response.is_success:
            answer(response, False)
    keep(out, response.content)
    tables.say(_("The test page is in {path}").format(path=out))


def _found(client: Client, said: str) -> dict[str, Any]:
    """The printer that is meant; raises `Stop` for none."""
    rows, _more = pages(client, "/api/printers", MOST, {})
    for row in rows:
        if row["name"].lower() == said.strip().lower():
            return row
    for row in rows:
        if str(row["id"]) == said.strip():
            return row
    raise Stop(REFUSED, _("There is no printer called {name}").format(name=said))


def _tenths(mm: float) -> int:
    tenths = round(mm * 10)
    if abs(tenths - mm * 10) > 0.01:  # noqa: PLR2004 - a float is never quite a tenth
        raise Stop(USAGE, _("Labels move in steps of 0.1 mm"))
    return tenths

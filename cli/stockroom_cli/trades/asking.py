"""Lists to read: wish lines, runs, discrepancies, the journal, reports."""

from __future__ import annotations

import csv
import io
import re
from typing import Annotated, Any

import typer

from stockroom_cli import acting, tables
from stockroom_cli.acting import answer, connect, listing
from stockroom_cli.chapter import Chapter
from stockroom_cli.exits import USAGE, Stop
from stockroom_cli.options import Json, Limit
from stockroom_cli.speech import _

chapter = Chapter(_("Lists and reports"))
LINE_COLUMNS = {
    "id": _("line"),
    "facility": _("facility"),
    "product": _("product"),
    "product_name": _("name"),
    "size_label": _("size"),
    "urgency": _("urgency"),
    "needed_by": _("needed by"),
    "asked": _("asked"),
    "allocated": _("allocated"),
    "picked": _("picked"),
    "packed": _("packed"),
    "in_the_van": _("in the van"),
    "delivered": _("delivered"),
    "confirmed": _("confirmed"),
    "refused": _("refused"),
    "state": _("state"),
}
RUN_COLUMNS = {
    "id": _("run"),
    "day": _("day"),
    "van": _("van"),
    "driver": _("driver"),
    "departed_at": _("departed"),
    "closed_at": _("closed"),
}
DISCREPANCY_COLUMNS = {
    "id": _("number"),
    "kind": _("what"),
    "alarm": _("alarm"),
    "lot": _("lot"),
    "place": _("place"),
    "line": _("for line"),
    "quantity": _("pieces"),
    "facts": _("more"),
    "settlement": _("settled"),
}
JOURNAL_COLUMNS = {
    "id": _("position"),
    "recorded_at": _("recorded"),
    "noun": _("what"),
    "outcome": _("outcome"),
    "actor_id": _("who"),
    "command_id": _("id"),
}


@chapter.command("lines")
def lines(
    facility: Annotated[str | None, typer.Option(help=_("of one facility"))] = None,
    wish_list: Annotated[int | None, typer.Option(min=1, help=_("of one wish list"))] = None,
    product: Annotated[str | None, typer.Option(help=_("of one product"))] = None,
    urgency: Annotated[str | None, typer.Option(help=_("of one urgency"))] = None,
    limit: Limit = 200,
    as_json: Json = False,
) -> None:
    """List wish lines: what is asked, and where the goods for it are."""
    listing(
        "wish-lines",
        as_json,
        limit,
        LINE_COLUMNS,
        facility=facility,
        wish_list=wish_list,
        product=product,
        urgency=urgency,
    )


@chapter.command("runs")
def runs(
    day: Annotated[str | None, typer.Option(help=_("of one day, as 2026-11-23"))] = None,
    still_open: Annotated[bool, typer.Option("--open", help=_("those not closed"))] = False,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """List runs with their van and driver."""
    closed = "no" if still_open else None
    listing("runs", as_json, limit, RUN_COLUMNS, day=day, closed=closed)


@chapter.command("discrepancies")
def discrepancies(
    kind: Annotated[str | None, typer.Option(help=_("of one kind"))] = None,
    settled: Annotated[bool, typer.Option("--settled", help=_("those that are settled"))] = False,
    limit: Limit = 200,
    as_json: Json = False,
) -> None:
    """List contradictions that wait for a coordinator."""
    answered = "yes" if settled else "no"
    listing("discrepancies", as_json, limit, DISCREPANCY_COLUMNS, kind=kind, settled=answered)


@chapter.command("journal")
def journal(
    noun: Annotated[str | None, typer.Option(help=_("of one noun, such as put-aways"))] = None,
    outcome: Annotated[str | None, typer.Option(help=_("recorded or held"))] = None,
    after: Annotated[int | None, typer.Option(min=1, help=_("after this position"))] = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """List what was recorded or held, in the order of the books."""
    listing("journal", as_json, limit, JOURNAL_COLUMNS, noun=noun, outcome=outcome, after=after)


@chapter.command("reports")
def reports(as_json: Json = False) -> None:
    """List the reports that there are."""
    with connect() as client:
        described = answer(client.get("/api/schema/openapi.json"), False)
    names = [re.fullmatch(r"/api/reports/([a-z0-9-]+)", path) for path in described["paths"]]
    rows = [
        {"name": found[1], "question": _question(described["paths"][found[0]])}
        for found in names
        if found is not None
    ]
    if as_json:
        tables.dump({"rows": rows})
    else:
        tables.show(rows, {"name": _("report"), "question": _("question")})


@chapter.command("report")
def report(
    name: Annotated[str, typer.Argument(help=_("which; `reports` lists them"))],
    choice: Annotated[
        list[str] | None, typer.Option(help=_("a choice such as since=2026-01-01; for each"))
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help=_("as CSV"))] = False,
    as_json: Json = False,
) -> None:
    """Answer a question about the books."""
    if not re.fullmatch(r"[a-z0-9-]{1,60}", name):
        raise Stop(USAGE, _("{name} is no report; `reports` lists them").format(name=name))
    choices = dict(_choice(text) for text in choice or [])
    with connect() as client:
        response = client.get(f"/api/reports/{name}{'.csv' if as_csv else ''}", choices)
    if as_csv:
        _print_csv(response.text if response.is_success else "", response)
        return
    told = answer(response, as_json)
    if not as_json:
        heads = {column: column.replace("_", " ") for column in told["columns"]}
        tables.show(told["rows"], heads, told["question"])


def _question(path: dict[str, Any]) -> str:
    return str(path.get("get", {}).get("description", ""))


def _choice(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise Stop(
            USAGE, _("{text} cannot be read; write it as since=2026-01-01").format(text=text)
        )
    return name, value


def _print_csv(text: str, response: Any) -> None:
    if not text:
        acting.answer(response, False)
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(csv.reader(io.StringIO(text)))
    print(out.getvalue(), end="")

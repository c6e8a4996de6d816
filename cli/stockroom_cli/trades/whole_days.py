"""Whole days: all runs of a day that have not left planned together, and ordered so."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import typer

from stockroom_cli import tables
from stockroom_cli.acting import look, record
from stockroom_cli.chapter import Chapter
from stockroom_cli.exits import USAGE, Stop
from stockroom_cli.options import DAY_FORM, Id, Json, day
from stockroom_cli.speech import _

chapter = Chapter(_("Whole days"))
Day = Annotated[datetime, typer.Argument(formats=DAY_FORM, help=_("as 2026-11-23"))]
COLUMNS = {
    "run": _("run"),
    "van": _("van"),
    "driver": _("driver"),
    "stop": _("stop"),
    "name": _("where"),
    "arrives": _("expected"),
    "comes_from": _("from run"),
    "stays": _("stays because"),
}


@chapter.command("suggest-day")
def suggest_day(on: Day, as_json: Json = False) -> None:
    """Propose how the runs of a day could drive together; nothing is changed yet."""
    found = look("/api/day-orders/suggested", as_json, {"day": str(day(on))})
    if not as_json:
        _shown(found)


@chapter.command("order-day")
def order_day(
    on: Day,
    seen: Annotated[
        int, typer.Option(min=0, help=_("the position of the journal when you looked at the runs"))
    ],
    run: Annotated[
        list[str],
        typer.Option(help=_("RUN=STOP,STOP with all its stops in their order; for each run")),
    ],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Put the stops of a day's runs in this order, each on the run named for it."""
    runs = [_run(text) for text in run]
    record("day-orders", id, as_json, day=day(on), seen=seen, runs=runs)


def _shown(found: dict[str, Any]) -> None:
    if not found["better"]:
        tables.say(_("Nothing better was found: the day is good as it is."))
        return
    tables.show([one | stop for one in found["told"] for stop in one["stops"]], COLUMNS)
    for sentence in found["mends"]:
        tables.say(_("it mends: {sentence}").format(sentence=sentence))
    for one in found["told"]:
        for sentence in one["breaks"]:
            tables.say(_("run {run} breaks: {sentence}").format(run=one["run"], sentence=sentence))
    tables.say(_("Minutes of driving saved: {number}").format(number=found["drives_less_min"]))
    runs = " ".join(
        f"--run {one['run']}={','.join(map(str, one['stops']))}" for one in found["runs"]
    )
    tables.tell(
        _("To take it over: {command}").format(
            command=f"stockroom-cli order-day {found['day']} --seen {found['seen']} {runs}"
        )
    )


def _run(text: str) -> dict[str, Any]:
    number, _sign, stops = text.partition("=")
    parts = [number, *stops.split(",")]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise Stop(USAGE, _("{text} is not of that form").format(text=text))
    return {"run": int(number), "stops": [int(part) for part in parts[1:]]}

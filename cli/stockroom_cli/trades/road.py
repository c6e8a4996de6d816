"""Runs: planned, loaded, departed, closed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from stockroom_cli import words
from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.exits import USAGE, Stop
from stockroom_cli.options import DAY_FORM, Id, Json, RunId, day
from stockroom_cli.speech import _

chapter = Chapter(_("The road"))
Hour = Annotated[str | None, typer.Option(help=_("a time of day, as 09:00"))]
Boxes = Annotated[list[str] | None, typer.Option("--box", help=_("a box; say it for each"))]


@chapter.command("run")
def run(
    on: Annotated[datetime, typer.Option("--day", formats=DAY_FORM, help=_("as 2026-11-23"))],
    van: Annotated[str, typer.Option(help=_("the van, by its name or number"))],
    driver: Annotated[str, typer.Option(help=_("the driver, by login"))],
    stop: Annotated[
        list[str],
        typer.Option(
            help=_("M-1, M-1@09:00-11:00, site=South or donor=3,kg=120,fetch=six bags; in order")
        ),
    ],
    site: Annotated[
        str | None, typer.Option(help=_("the site that it leaves and comes back to"))
    ] = None,
    starts: Hour = None,
    ends: Hour = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Plan a run with its stops."""
    stops = [words.stop(text) for text in stop]
    trip = {"day": day(on), "van": van, "driver": driver, "site": site}
    record("runs", id, as_json, **trip, starts_at=starts, ends_at=ends, stops=stops)


@chapter.command("load")
def load(
    run: RunId,
    box: Boxes = None,
    lot: Annotated[
        list[str] | None, typer.Option(help=_("LOT:LINE=NUMBER for loose pieces; for each"))
    ] = None,
    site: Annotated[
        str | None, typer.Option(help=_("the site of ours that the loose pieces are for"))
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Put parcels, or loose pieces, on the van."""
    there = {"site": site} if site else {}
    items = [{"box": one} for one in box or []]
    items += [words.item(text) | there for text in lot or []]
    if not items:
        raise Stop(USAGE, _("Say what was loaded: --box or --lot"))
    record("loadings", id, as_json, run=run, items=items)


@chapter.command("depart")
def depart(run: RunId, id: Id = None, as_json: Json = False) -> None:
    """Say that the van has left."""
    record("departures", id, as_json, run=run)


@chapter.command("close-run")
def close_run(run: RunId, id: Id = None, as_json: Json = False) -> None:
    """Close a run's account: loaded equals delivered, returned and lost."""
    record("run-closings", id, as_json, run=run)

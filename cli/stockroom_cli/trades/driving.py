"""On the way: a run's plan changed, stops arrived at, left and called off, goods unloaded."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from stockroom_cli import words
from stockroom_cli.acting import listing, record
from stockroom_cli.chapter import Chapter
from stockroom_cli.exits import USAGE, Stop
from stockroom_cli.options import DAY_FORM, Id, Json, Limit, RunId, day
from stockroom_cli.speech import _

chapter = Chapter(_("On the way"))
StopId = Annotated[int, typer.Argument(help=_("a stop, by its number as `stops` shows it"), min=1)]
Hour = Annotated[str | None, typer.Option(help=_("a time of day, as 09:00"))]


STOP_COLUMNS = {
    "id": _("id"),
    "run": _("run"),
    "position": _("number"),
    "facility": _("facility"),
    "site": _("site"),
    "window_from": _("from"),
    "window_until": _("until"),
    "arrives_at": _("expected"),
    "arrived_at": _("arrived"),
    "left_at": _("left"),
    "called_off_because": _("called off"),
}
VAN_COLUMNS = {"number": _("number"), "name": _("name"), "plate": _("number plate")}


class CalledOff(StrEnum):
    """Why a stop is not driven to."""

    CLOSED = "closed"
    LOCKED_DOWN = "locked_down"
    NOT_TODAY = "not_today"
    NO_ONE_THERE = "no_one_there"
    NOTHING_THERE = "nothing_there"
    ROAD_BLOCKED = "road_blocked"
    OTHER = "other"


@chapter.command("stops")
def stops(run: RunId, limit: Limit = 60, as_json: Json = False) -> None:
    """List the stops of a run."""
    listing("stops", as_json, limit, STOP_COLUMNS, run=run)


@chapter.command("vans")
def vans(limit: Limit = 50, as_json: Json = False) -> None:
    """List the vans."""
    listing("vans", as_json, limit, VAN_COLUMNS)


@chapter.command("change-run")
def change_run(
    run: RunId,
    seen: Annotated[
        int, typer.Option(min=0, help=_("the position of the journal when you looked at the run"))
    ],
    on: Annotated[
        datetime | None, typer.Option("--day", formats=DAY_FORM, help=_("as 2026-11-23"))
    ] = None,
    van: Annotated[str | None, typer.Option(help=_("the van, by its name or number"))] = None,
    driver: Annotated[str | None, typer.Option(help=_("the driver, by login"))] = None,
    starts: Hour = None,
    ends: Hour = None,
    stop: Annotated[
        list[str] | None,
        typer.Option(help=_("every stop by its number, in the new order; 8,kg=120,fetch=six bags")),
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Change a run's day, van, driver or hours, its stops' order, or what is fetched there."""
    trip = {"day": day(on), "van": van, "driver": driver}
    stops = [words.stop_kept(text) for text in stop or []] or None
    hours = {"starts_at": starts, "ends_at": ends}
    record("run-changes", id, as_json, run=run, seen=seen, stops=stops, **trip, **hours)


@chapter.command("arrive")
def arrive(run: RunId, stop: StopId, id: Id = None, as_json: Json = False) -> None:
    """Say that the van stands at a stop."""
    record("stop-arrivals", id, as_json, run=run, stop=stop)


@chapter.command("leave")
def leave(run: RunId, stop: StopId, id: Id = None, as_json: Json = False) -> None:
    """Say that the van has left a stop."""
    record("stop-leavings", id, as_json, run=run, stop=stop)


@chapter.command("call-off")
def call_off(
    run: RunId,
    stop: StopId,
    reason: Annotated[CalledOff, typer.Argument(help=_("why"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say that a stop is not driven to today, or that nothing could be done there."""
    record("stop-callings-off", id, as_json, run=run, stop=stop, reason=reason.value)


@chapter.command("unload")
def unload(
    run: RunId,
    site: Annotated[str, typer.Argument(help=_("the site of ours, by its name or number"))],
    box: Annotated[list[str] | None, typer.Option(help=_("a box; say it for each"))] = None,
    lot: Annotated[list[str] | None, typer.Option(help=_("LOT or LOT=NUMBER; for each"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Take goods off the van at another site of ours; they stay what they are."""
    items: list[dict[str, object]] = [{"box": one} for one in box or []]
    for text in lot or []:
        ref, sign, number = text.partition("=")
        if sign and not number.isdigit():
            raise Stop(USAGE, _("Say the number of pieces as a number"))
        items.append({"lot": ref, **({"quantity": int(number)} if sign else {})})
    if not items:
        raise Stop(USAGE, _("Say what was unloaded: --box or --lot"))
    record("unloadings", id, as_json, run=run, site=site, items=items)

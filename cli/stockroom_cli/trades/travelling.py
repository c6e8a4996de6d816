"""Travel times: how long ways take, and where a place lies."""

from __future__ import annotations

from typing import Annotated

import typer

from stockroom_cli import words
from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import Id, Json
from stockroom_cli.speech import _

chapter = Chapter(_("The road"))
Where = Annotated[str, typer.Argument(help=_("M-1, site=South or donor=3"))]


@chapter.command("travel-time")
def travel_time(
    start: Where,
    end: Where,
    minutes: Annotated[
        int | None, typer.Argument(help=_("minutes; left out: by the straight line again"))
    ] = None,
    one_way: Annotated[
        bool, typer.Option("--one-way", help=_("the way back takes another time"))
    ] = False,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say how many minutes a way takes."""
    record(
        "travel-times",
        id,
        as_json,
        start=words.stop(start),
        end=words.stop(end),
        minutes=minutes,
        both_ways=not one_way,
    )


@chapter.command("point")
def point(
    where: Where,
    point: Annotated[
        str,
        typer.Option(
            prompt=_("Latitude, longitude"),
            hide_input=True,
            help=_("as 52.5163, 13.3777; better typed when asked, so that no history keeps it"),
        ),
    ],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say where a place lies; kept encrypted, and read for travel times only."""
    record("points", id, as_json, **words.stop(where), point=point)

"""What is known of a facility: how many live there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import DAY_FORM, Facility, Id, Json, day
from stockroom_cli.speech import _

chapter = Chapter(_("Facilities"))


@chapter.command("headcount")
def headcount(
    facility: Facility,
    declared_on: Annotated[
        datetime | None, typer.Option(formats=DAY_FORM, help=_("the day it was so; today without"))
    ] = None,
    mothers: Annotated[int, typer.Option(min=0, help=_("mothers"))] = 0,
    expectant: Annotated[int, typer.Option(min=0, help=_("expectant mothers"))] = 0,
    months_0_5: Annotated[int, typer.Option(min=0, help=_("children under 6 months"))] = 0,
    months_6_11: Annotated[int, typer.Option(min=0, help=_("children of 6 to 11 months"))] = 0,
    months_12_23: Annotated[int, typer.Option(min=0, help=_("children of 1 year"))] = 0,
    months_24_35: Annotated[int, typer.Option(min=0, help=_("children of 2 years"))] = 0,
    older: Annotated[int, typer.Option(min=0, help=_("older children"))] = 0,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Note how many live at a facility. Numbers only, never a name."""
    record(
        "headcounts",
        id,
        as_json,
        facility=facility,
        declared_on=day(declared_on) or date.today().isoformat(),
        mothers=mothers,
        expectant=expectant,
        months_0_5=months_0_5,
        months_6_11=months_6_11,
        months_12_23=months_12_23,
        months_24_35=months_24_35,
        older=older,
    )

"""Wish lists: asked for one line at a time or from a file, changed, withdrawn."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.importing import wishes
from stockroom_cli.importing.flow import Choices, bring_in
from stockroom_cli.options import (
    DAY_FORM,
    CameByOrNone,
    Facility,
    FitsOrNone,
    Id,
    Json,
    Note,
    Pieces,
    SeasonOrNone,
    Size,
    Urgency,
    Why,
    day,
)
from stockroom_cli.speech import _
from stockroom_cli.trades.arrivals import AcceptGood, AsNew, File, OnlyCheck, Product, Yes

chapter = Chapter(_("Wishes"))
DayOrNone = Annotated[datetime | None, typer.Option(formats=DAY_FORM, help=_("as 2026-12-01"))]


@chapter.command("wish")
def wish(
    facility: Facility,
    product: Product,
    quantity: Pieces,
    size: Size = None,
    as_of: DayOrNone = None,
    urgency: Annotated[Urgency, typer.Option(help=_("how soon"))] = Urgency.ROUTINE,
    needed_by: DayOrNone = None,
    fits: FitsOrNone = None,
    season: SeasonOrNone = None,
    new_only: Annotated[bool, typer.Option("--new-only", help=_("new goods only"))] = False,
    substitutes: Annotated[bool, typer.Option(help=_("something like it will do"))] = True,
    note: Note = None,
    came_by: CameByOrNone = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Ask for one thing on behalf of a facility, as a list of one line."""
    line = {
        "product": product,
        "quantity": quantity,
        "size": size,
        "as_of": day(as_of),
        "urgency": urgency,
        "needed_by": day(needed_by),
        "fits": fits,
        "season": season,
        "new_only": new_only,
        "substitutes": substitutes,
        "note": note,
    }
    said = {name: value for name, value in line.items() if value is not None}
    record("wish-lists", id, as_json, facility=facility, lines=[said], came_by=came_by)


@chapter.command("wishes-file")
def wishes_file(
    path: File,
    accept_good_rows: AcceptGood = False,
    check: OnlyCheck = False,
    as_new: AsNew = False,
    yes: Yes = False,
    as_json: Json = False,
) -> None:
    """Ask for all that a file lists: one wish list for each facility in it."""
    choices = Choices(
        accept_good_rows=accept_good_rows,
        only_check=check,
        as_new=as_new,
        yes=yes,
        as_json=as_json,
    )
    bring_in(path, wishes.KIND, choices)


@chapter.command("change-line")
def change_line(
    line: Annotated[int, typer.Argument(min=1, help=_("a wish line, by its number"))],
    asked: Annotated[int, typer.Argument(min=0, help=_("how many are asked from now on"))],
    reason: Annotated[Why, typer.Option(help=_("why; never about a person"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Ask for another number on a wish line; nought empties it."""
    record("wish-list-changes", id, as_json, line=line, asked=asked, reason=reason)


@chapter.command("withdraw")
def withdraw(
    wish_list: Annotated[int, typer.Argument(min=1, help=_("a wish list, by its number"))],
    reason: Annotated[Why | None, typer.Option(help=_("why; never about a person"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Empty every line of a wish list."""
    record("wish-list-withdrawals", id, as_json, wish_list=wish_list, reason=reason)

"""Whole wish lists: asked for in kits, listed with how far they are, checked, closed, drafted."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated

import typer

from stockroom_cli.acting import listing, record
from stockroom_cli.chapter import Chapter
from stockroom_cli.exits import USAGE, Stop
from stockroom_cli.options import (
    DAY_FORM,
    CameByOrNone,
    Facility,
    FitsOrNone,
    Id,
    Json,
    Limit,
    Note,
    SeasonOrNone,
    Size,
    Urgency,
    Why,
    WhyClosed,
    day,
)
from stockroom_cli.speech import _

chapter = Chapter(_("Wish lists"))
DayOrNone = Annotated[datetime | None, typer.Option(formats=DAY_FORM, help=_("as 2026-12-01"))]
ListNumber = Annotated[int, typer.Argument(min=1, help=_("a wish list, by its number"))]
OfFacility = Annotated[str | None, typer.Option(help=_("of one facility"))]
LIST_COLUMNS = {
    "id": _("wish list"),
    "facility": _("facility"),
    "state": _("state"),
    "came_by": _("came by"),
    "note": _("note"),
}
DRAFT_COLUMNS = {"id": _("draft"), "facility": _("facility"), "saved_at": _("saved")}
KIT_COLUMNS = {
    "id": _("kits on a list"),
    "wish_list": _("wish list"),
    "kit": _("kit"),
    "size_label": _("size"),
    "number": _("asked"),
    "whole": _("all or nothing"),
}


@chapter.command("wish-kits")
def wish_kits(
    facility: Facility,
    kit: Annotated[str, typer.Argument(help=_("a kit, by its code"))],
    number: Annotated[int, typer.Option(min=1, help=_("how many kits"))] = 1,
    size: Size = None,
    as_of: DayOrNone = None,
    whole: Annotated[bool, typer.Option(help=_("all of a kit or nothing of it"))] = True,
    urgency: Annotated[Urgency, typer.Option(help=_("how soon"))] = Urgency.ROUTINE,
    needed_by: DayOrNone = None,
    fits: FitsOrNone = None,
    season: SeasonOrNone = None,
    new_only: Annotated[bool, typer.Option("--new-only", help=_("new goods only"))] = False,
    note: Note = None,
    came_by: CameByOrNone = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Ask for kits on behalf of a facility, such as a week's clothes of one size."""
    asked = {
        "kit": kit,
        "number": number,
        "size": size,
        "as_of": day(as_of),
        "whole": whole,
        "urgency": urgency,
        "needed_by": day(needed_by),
        "fits": fits,
        "season": season,
        "new_only": new_only,
        "note": note,
    }
    said = {name: value for name, value in asked.items() if value is not None}
    record("wish-lists", id, as_json, facility=facility, kits=[said], came_by=came_by)


@chapter.command("change-kits")
def change_kits(
    kits: Annotated[int, typer.Argument(min=1, help=_("kits on a list, by their number"))],
    number: Annotated[int, typer.Argument(min=0, help=_("how many kits are asked from now on"))],
    reason: Annotated[Why, typer.Option(help=_("why; never about a person"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Ask for another number of kits; nought empties all their lines."""
    record("wish-kit-changes", id, as_json, wish_kit=kits, number=number, reason=reason)


@chapter.command("check-list")
def check_list(
    wish_list: ListNumber, note: Note = None, id: Id = None, as_json: Json = False
) -> None:
    """Say that you have read a wish list and it can be worked on."""
    record("wish-list-checks", id, as_json, wish_list=wish_list, note=note)


@chapter.command("close-short")
def close_short(
    wish_list: ListNumber,
    reason: Annotated[WhyClosed, typer.Option(help=_("why; never about a person"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Let go what nothing serves on a wish list; what is promised still comes."""
    record("wish-list-closings", id, as_json, wish_list=wish_list, reason=reason)


@chapter.command("draft")
def draft(
    facility: Facility,
    content: Annotated[str, typer.Option(help=_("what it says so far, as JSON"))],
    again: Annotated[int | None, typer.Option(min=1, help=_("the draft that it replaces"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Save a wish list that is still being written."""
    try:
        body = json.loads(content)
    except ValueError as fault:
        raise Stop(USAGE, _("That is not JSON: {fault}").format(fault=fault)) from fault
    record("wish-drafts", id, as_json, facility=facility, draft=again, body=body)


@chapter.command("drop-draft")
def drop_draft(
    draft: Annotated[int, typer.Argument(min=1, help=_("a draft, by its number"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Throw a draft away."""
    record("wish-draft-removals", id, as_json, draft=draft)


@chapter.command("lists")
def lists(
    facility: OfFacility = None,
    state: Annotated[str | None, typer.Option(help=_("in one state, as checked"))] = None,
    limit: Limit = 200,
    as_json: Json = False,
) -> None:
    """List wish lists and how far each is."""
    listing("wish-lists", as_json, limit, LIST_COLUMNS, facility=facility, state=state)


@chapter.command("kits-asked")
def kits_asked(
    facility: OfFacility = None,
    wish_list: Annotated[int | None, typer.Option(min=1, help=_("of one wish list"))] = None,
    limit: Limit = 200,
    as_json: Json = False,
) -> None:
    """List the kits that wish lists ask for."""
    listing("wish-kits", as_json, limit, KIT_COLUMNS, facility=facility, wish_list=wish_list)


@chapter.command("drafts")
def drafts(facility: OfFacility = None, limit: Limit = 50, as_json: Json = False) -> None:
    """List the wish lists that are still being written."""
    listing("wish-drafts", as_json, limit, DRAFT_COLUMNS, facility=facility)

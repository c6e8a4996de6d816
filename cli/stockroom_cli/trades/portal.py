"""Links for the staff of facilities: made, shown once, and taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from stockroom_cli import tables
from stockroom_cli.acting import answer, connect, record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import Facility, Id, Json
from stockroom_cli.speech import _

chapter = Chapter(_("Links for facilities"))
MOST_DAYS, USUAL_DAYS = 365, 90


@chapter.command("portal-link")
def portal_link(
    facility: Facility,
    for_whom: Annotated[str, typer.Option("--for", help=_("a desk or a phone, never a person"))],
    days: Annotated[
        int, typer.Option(min=1, max=MOST_DAYS, help=_("how many days it lasts"))
    ] = USUAL_DAYS,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Make a link for a facility's staff, and show its secret this once."""
    told = record("portal-links", id, False, facility=facility, for_whom=for_whom, days=days)
    with connect() as client:
        path = f"/api/portal-links/{told['made']['link']}/secret"
        drawn = answer(client.post(path, {}, again=False), False)
    if as_json:
        tables.dump({"link": told["made"]["link"], **drawn})
        return
    tables.tell(_("It is shown this once and kept nowhere. Whoever has it asks for this facility."))
    tables.say(drawn["address"])


@chapter.command("portal-link-end")
def portal_link_end(
    link: Annotated[int, typer.Argument(min=1, help=_("a link, by its number"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """End a link: it opens nothing any more, and whoever came in by it is signed out."""
    record("portal-link-endings", id, as_json, link=link)

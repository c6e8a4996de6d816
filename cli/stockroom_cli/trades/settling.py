"""Putting right: reversals and the settling of discrepancies."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import Id, Json, Note, Settlement
from stockroom_cli.speech import _

chapter = Chapter(_("Putting right"))


@chapter.command("settle")
def settle(
    discrepancy: Annotated[int, typer.Argument(min=1, help=_("a discrepancy, by its number"))],
    settlement: Annotated[Settlement, typer.Argument(help=_("how it ends"))],
    place: Annotated[str | None, typer.Option(help=_("where the pieces were found"))] = None,
    note: Note = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Answer a contradiction, or let a held act happen (apply) or not (drop)."""
    record(
        "discrepancy-settlings",
        id,
        as_json,
        discrepancy=discrepancy,
        settlement=settlement,
        place=place,
        note=note,
    )


@chapter.command("reverse")
def reverse(
    command: Annotated[UUID, typer.Argument(help=_("the id of the act to reverse"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Undo an act wholly, by its mirror image."""
    record("reversals", id, as_json, command=str(command))

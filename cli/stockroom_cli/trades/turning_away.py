"""Goods that never came in: what was turned away at the door."""

from __future__ import annotations

from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import Id, Json, Note, Quantity, WhyNot
from stockroom_cli.speech import _

chapter = Chapter(_("Arrivals"))


@chapter.command("turned-away")
def turned_away(
    what: Annotated[str, typer.Argument(help=_("a product's code, or a few words"))],
    reason: Annotated[WhyNot, typer.Option(help=_("why we did not take it"))],
    quantity: Quantity = None,
    donor: Annotated[str | None, typer.Option(help=_("who brought it"))] = None,
    note: Note = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Note what was turned away at our door, and why; nothing moves."""
    record(
        "turnings-away",
        id,
        as_json,
        what=what,
        reason=reason,
        quantity=quantity,
        donor=donor,
        note=note,
    )

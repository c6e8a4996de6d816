"""Carrying goods and boxes from one place of ours to another."""

from __future__ import annotations

from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import Box, From, How, Id, Json, Lot, Pieces, Place, Quantity, Thing
from stockroom_cli.speech import _

chapter = Chapter(_("Shelves"))


@chapter.command("put-away")
def put_away(
    thing: Thing,
    place: Place,
    quantity: Quantity = None,
    source: From = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Put a lot or a box away: from inbound onto a shelf."""
    record("put-aways", id, as_json, thing=thing, place=place, quantity=quantity, source=source)


@chapter.command("move")
def move(
    thing: Thing,
    place: Place,
    quantity: Quantity = None,
    source: From = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Move a lot or a box anywhere inside; promises go with their pieces."""
    record("transfers", id, as_json, thing=thing, place=place, quantity=quantity, source=source)


@chapter.command("box")
def box(
    lot: Lot,
    into: Box,
    quantity: Quantity = None,
    source: From = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Put pieces of a lot into a box."""
    record("boxings", id, as_json, lot=lot, box=into, quantity=quantity, source=source)


@chapter.command("top-up")
def top_up(
    lot: Lot,
    into: Box,
    quantity: Pieces,
    how: Annotated[How | None, typer.Option(help=_("how you know the number"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Put more pieces of a sorted lot into a mixed box, whose own lot takes them."""
    record("toppings-up", id, as_json, lot=lot, box=into, quantity=quantity, how=how)

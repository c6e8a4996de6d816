"""Pieces that stop being alike, and pieces that are gone for good."""

from __future__ import annotations

from typing import Annotated

import typer

from stockroom_cli import words
from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import (
    At,
    Code,
    ConditionOrNone,
    FitsOrNone,
    Id,
    Json,
    Loss,
    Lot,
    Note,
    Pieces,
    Quantity,
    SeasonOrNone,
    Size,
    UseBy,
    day,
)
from stockroom_cli.speech import _

chapter = Chapter(_("Changes"))


@chapter.command("redescribe")
def redescribe(
    lot: Lot,
    quantity: Quantity = None,
    place: At = None,
    size: Size = None,
    fits: FitsOrNone = None,
    season: SeasonOrNone = None,
    condition: ConditionOrNone = None,
    use_by: UseBy = None,
    code: Code = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say that pieces are not as their lot says; they become a lot of their own."""
    record(
        "redescriptions",
        id,
        as_json,
        lot=lot,
        quantity=quantity,
        place=place,
        size=size,
        fits=fits,
        season=season,
        condition=condition,
        use_by=day(use_by),
        code=code,
    )


@chapter.command("convert")
def convert(
    lot: Lot,
    quantity: Pieces,
    into: Annotated[list[str], typer.Option(help=_("54, or 54:new:62:CL-VEST; say it for each"))],
    place: At = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Open a pack or split a lot: pieces in, new lots out."""
    parts = [words.made(text) for text in into]
    record("conversions", id, as_json, lot=lot, quantity=quantity, place=place, into=parts)


@chapter.command("write-off")
def write_off(
    lot: Lot,
    quantity: Pieces,
    reason: Annotated[Loss, typer.Option(help=_("why they are gone"))],
    place: At = None,
    note: Note = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Write off pieces that are gone for good."""
    record(
        "write-offs",
        id,
        as_json,
        lot=lot,
        quantity=quantity,
        place=place,
        reason=reason,
        note=note,
    )

"""From the shelf to a sealed parcel."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from stockroom_cli import words
from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import At, Box, Id, Json, Line, Lot, Pieces, Site
from stockroom_cli.speech import _

chapter = Chapter(_("Packing"))
For = Annotated[str, typer.Option("--for", help=_("the facility's code"))]


class Packaging(StrEnum):
    """How a parcel is closed."""

    BOX = "box"
    CLEAR_BAG = "clear_bag"
    SHOP = "shop"


@chapter.command("pick")
def pick(
    lot: Lot,
    line: Line,
    quantity: Pieces,
    place: At = None,
    site: Site = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Take pieces from their shelf to the bench, for a wish line."""
    record("picks", id, as_json, lot=lot, line=line, quantity=quantity, place=place, site=site)


@chapter.command("swap")
def swap(
    lot: Lot,
    instead: Annotated[str, typer.Option("--instead", help=_("the lot that was taken"))],
    line: Line,
    quantity: Pieces,
    place: At = None,
    from_place: Annotated[str | None, typer.Option("--from", help=_("where it lay"))] = None,
    why: Annotated[str, typer.Option(help="not_there, fewer, not_good")] = "not_there",
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Take other goods to the bench for a wish line, instead of the promised ones."""
    record(
        "pick-swaps",
        id,
        as_json,
        lot=lot,
        instead=instead,
        line=line,
        quantity=quantity,
        place=place,
        from_place=from_place,
        why=why,
    )


@chapter.command("pack")
def pack(
    lot: Lot, into: Box, line: Line, quantity: Pieces, id: Id = None, as_json: Json = False
) -> None:
    """Put pieces into a box, for a wish line."""
    record("packings", id, as_json, lot=lot, box=into, line=line, quantity=quantity)


@chapter.command("pack-box")
def pack_box(
    lot: Annotated[list[str], typer.Option(help=_("LOT:LINE=NUMBER; for each"))],
    bench: Annotated[str | None, typer.Option(help=_("where the box stands"))] = None,
    code: Annotated[str | None, typer.Option(help=_("the label put on the box"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Make a new box on the bench with all that was packed into it."""
    packed = [words.item(text) for text in lot]
    record("packed-boxes", id, as_json, lines=packed, place=bench, code=code)


@chapter.command("seal")
def seal(
    box: Box,
    facility: For,
    packaging: Annotated[Packaging | None, typer.Option(help=_("how it is closed"))] = None,
    repacked: Annotated[
        bool, typer.Option("--repacked", help=_("it was packed anew, as the gate asks"))
    ] = False,
    weight: Annotated[
        int | None, typer.Option(min=0, help=_("what a scale says, in grams"))
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Close a box for a facility: from now on it is a parcel."""
    record(
        "sealings",
        id,
        as_json,
        box=box,
        facility=facility,
        packaging=packaging,
        repacked=repacked or None,
        weight_g=weight,
    )


@chapter.command("unseal")
def unseal(box: Box, id: Id = None, as_json: Json = False) -> None:
    """Open a parcel again."""
    record("unsealings", id, as_json, box=box)

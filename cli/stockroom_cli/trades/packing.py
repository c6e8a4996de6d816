"""From the shelf to a sealed parcel."""

from __future__ import annotations

from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import At, Box, Id, Json, Line, Lot, Pieces, Site
from stockroom_cli.speech import _

chapter = Chapter(_("Packing"))
For = Annotated[str, typer.Option("--for", help=_("the facility's code"))]


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


@chapter.command("pack")
def pack(
    lot: Lot, into: Box, line: Line, quantity: Pieces, id: Id = None, as_json: Json = False
) -> None:
    """Put pieces into a box, for a wish line."""
    record("packings", id, as_json, lot=lot, box=into, line=line, quantity=quantity)


@chapter.command("seal")
def seal(box: Box, facility: For, id: Id = None, as_json: Json = False) -> None:
    """Close a box for a facility: from now on it is a parcel."""
    record("sealings", id, as_json, box=box, facility=facility)


@chapter.command("unseal")
def unseal(box: Box, id: Id = None, as_json: Json = False) -> None:
    """Open a parcel again."""
    record("unsealings", id, as_json, box=box)

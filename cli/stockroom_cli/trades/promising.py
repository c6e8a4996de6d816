"""Promising goods to wish lines, and taking promises back."""

from __future__ import annotations

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import At, Id, Json, Line, Lot, Pieces, Quantity
from stockroom_cli.speech import _

chapter = Chapter(_("Promises"))


@chapter.command("allocate")
def allocate(
    lot: Lot,
    line: Line,
    quantity: Pieces,
    place: At = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Promise available pieces of a lot to a wish line."""
    record("allocations", id, as_json, lot=lot, line=line, quantity=quantity, place=place)


@chapter.command("release")
def release(
    lot: Lot, line: Line, quantity: Quantity = None, id: Id = None, as_json: Json = False
) -> None:
    """Take a promise back, wholly or for so many pieces."""
    record("releases", id, as_json, lot=lot, line=line, quantity=quantity)

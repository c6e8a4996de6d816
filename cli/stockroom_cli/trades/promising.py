"""Promising goods to wish lines, and taking promises back."""

from __future__ import annotations

from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import At, Id, Json, Line, Lot, Pieces, Quantity
from stockroom_cli.speech import _

chapter = Chapter(_("Promises"))
Bench = Annotated[str | None, typer.Option(help=_("a packing bench, by its name or code"))]


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


@chapter.command("send-to-bench")
def send_to_bench(
    lot: Lot,
    line: Line,
    quantity: Pieces,
    place: At = None,
    bench: Bench = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Take accepted pieces straight to the bench, promised to a wish line in the same act."""
    record(
        "bench-sendings",
        id,
        as_json,
        lot=lot,
        line=line,
        quantity=quantity,
        place=place,
        bench=bench,
    )


@chapter.command("release")
def release(
    lot: Lot, line: Line, quantity: Quantity = None, id: Id = None, as_json: Json = False
) -> None:
    """Take a promise back, wholly or for so many pieces."""
    record("releases", id, as_json, lot=lot, line=line, quantity=quantity)

"""Promising goods to wish lines, and taking promises back."""

from __future__ import annotations

from typing import Annotated

import typer

from stockroom_cli import tables
from stockroom_cli.acting import answer, connect, record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import (
    At,
    ConditionOrNone,
    FitsOrNone,
    Id,
    Json,
    Line,
    Lot,
    Pieces,
    Quantity,
    SeasonOrNone,
    Size,
)
from stockroom_cli.speech import _

chapter = Chapter(_("Promises"))
WANT_COLUMNS = {
    "line": _("for line"),
    "facility": _("facility"),
    "pieces": _("pieces"),
    "urgency": _("how soon"),
    "needed_by": _("needed by"),
    "set_number": _("bag"),
    "size": _("size"),
    "sendable": _("can go now"),
}
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


@chapter.command("wanted")
def wanted(
    lot: Annotated[str | None, typer.Option(help=_("a lot by its code"))] = None,
    product: Annotated[str | None, typer.Option(help=_("a product by its code"))] = None,
    size: Size = None,
    fits: FitsOrNone = None,
    season: SeasonOrNone = None,
    condition: ConditionOrNone = None,
    as_json: Json = False,
) -> None:
    """Say which wishes a lot, or goods so described, would answer, the most urgent first."""
    asked = {
        "lot": lot,
        "product": product,
        "size": size,
        "fits": fits,
        "season": season,
        "condition": condition,
    }
    with connect() as client:
        said = {name: str(value) for name, value in asked.items() if value is not None}
        found = answer(client.get("/api/wanted", said), as_json)
    if not as_json:
        tables.show(found["wants"], WANT_COLUMNS)


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

"""Looking at goods: inspections, counts, holds."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from stockroom_cli import tables, words
from stockroom_cli.acting import answer, connect, pages, record
from stockroom_cli.chapter import Chapter
from stockroom_cli.client import Client
from stockroom_cli.exits import REFUSED, USAGE, Stop
from stockroom_cli.options import Code, Id, Json, Lot, Note, Outcome, Place, Quantity
from stockroom_cli.speech import _
from stockroom_cli.trades.finding import place_called

chapter = Chapter(_("Looking"))
MOST_LOTS = 500


@chapter.command("inspect")
def inspect(
    lot: Lot,
    outcome: Annotated[Outcome, typer.Argument(help=_("what you decide"))],
    quantity: Quantity = None,
    code: Code = None,
    note: Note = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Accept a lot, or some of its pieces, or send them where they belong."""
    record(
        "inspections",
        id,
        as_json,
        lot=lot,
        outcome=outcome,
        quantity=quantity,
        code=code,
        note=note,
    )


@chapter.command("count")
def count(
    place: Place,
    seen: Annotated[
        list[str] | None, typer.Argument(help=_("LOT=NUMBER for each; without, you are asked"))
    ] = None,
    position: Annotated[
        int | None,
        typer.Option(min=0, help=_("the journal position when you looked; now without")),
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Write down how many pieces of each lot lie in a place."""
    with connect() as client:
        if position is None:
            position = answer(client.get("/api/readings/position"), False)["position"]
        counted = [words.number_of(text) for text in seen or []] or _asked(client, place)
    lines = [{"lot": lot, "counted": number} for lot, number in counted]
    if not as_json:
        tables.tell(_("counted as of position {position}").format(position=position))
    record("counts", id, as_json, place=place, position=position, lines=lines)


@chapter.command("hold")
def hold(
    lot: Lot,
    reason: Annotated[str, typer.Option(help=_("why it is set aside"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Set a lot aside; every promise of it is released."""
    record("holds", id, as_json, lot=lot, reason=reason)


@chapter.command("lift")
def lift(
    lot: Lot,
    reason: Annotated[str | None, typer.Option(help=_("why it is good again"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Lift all holds of a lot."""
    record("hold-liftings", id, as_json, lot=lot, reason=reason)


def _asked(client: Client, place: str) -> list[tuple[str, int]]:
    """The number of each lot there, asked one by one."""
    if not tables.someone_is_there():
        raise Stop(USAGE, _("Say how many of each lot: 7K3Q9M2XW4HTX=12"))
    where = place_called(client, place)
    rows, _more = pages(client, "/api/stock", MOST_LOTS, {"place_id": where["id"]})
    lots: dict[str, dict[str, Any]] = {row["lot"]: row for row in rows if row["lot"]}
    if not lots:
        raise Stop(REFUSED, _("The books have nothing in {place}").format(place=place))
    return [(code, _ask(row)) for code, row in lots.items()]


def _ask(row: dict[str, Any]) -> int:
    name = f"{row['lot']} {row['product_name']} {row['size_label']}".strip()
    return int(typer.prompt(tables.plain(name), type=int, err=True))

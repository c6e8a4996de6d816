"""The handover: accepted, refused, missing; what came back; and the facility's own count."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from stockroom_cli import words
from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.exits import USAGE, Stop
from stockroom_cli.options import (
    Facility,
    Id,
    Json,
    LineOrNone,
    Lot,
    Pieces,
    Reason,
    RunOrNone,
    Site,
)
from stockroom_cli.speech import _
from stockroom_cli.trades.road import Boxes

chapter = Chapter(_("The gate"))


class Way(StrEnum):
    """How goods go without a run."""

    COLLECTED = "collected"
    TAXI = "taxi"
    VOLUNTEER = "volunteer"
    POST = "post"


DeliveryId = Annotated[int, typer.Argument(min=1, help=_("a delivery, by its number"))]
WayOrNone = Annotated[Way | None, typer.Option(help=_("how it went, without a run"))]
Receipt = Annotated[str | None, typer.Option(help=_("the receipt number of the signed gate sheet"))]
Proofs = Annotated[list[str] | None, typer.Option(help=_("paper, scan or photo:SHA256; for each"))]


@chapter.command("deliver")
def deliver(
    facility: Facility,
    line: Annotated[
        list[str] | None,
        typer.Option(help=_("LOT:17:accepted=3,refused=1:banned_material,missing=1; for each")),
    ] = None,
    box: Boxes = None,
    run: RunOrNone = None,
    received_by: Annotated[
        str | None, typer.Option(help=_("the role of who took it, never a name"))
    ] = None,
    organisation: Annotated[
        str | None, typer.Option(help=_("for whom they took it, if not the facility itself"))
    ] = None,
    way: WayOrNone = None,
    receipt: Receipt = None,
    proof: Proofs = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Record what was handed over: at the gate with --run, else another way from the shelf."""
    if not line and not box:
        raise Stop(USAGE, _("Say what was handed over: --line or --box"))
    lines = [words.handed_over(text) for text in line or []]
    record(
        "deliveries",
        id,
        as_json,
        facility=facility,
        run=run,
        boxes=box,
        lines=lines,
        received_by=received_by,
        organisation=organisation,
        way=way,
        receipt_number=receipt,
        proofs=[words.proof(text) for text in proof] if proof else None,
    )


@chapter.command("refuse")
def refuse(
    facility: Facility,
    lot: Lot,
    quantity: Pieces,
    reason: Annotated[Reason, typer.Option(help=_("what the gate said"))],
    line: LineOrNone = None,
    run: RunOrNone = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Record pieces that a gate would not take."""
    record(
        "refusals",
        id,
        as_json,
        facility=facility,
        lot=lot,
        quantity=quantity,
        reason=reason,
        line=line,
        run=run,
    )


@chapter.command("return")
def bring_back(
    box: Boxes = None,
    lot: Annotated[list[str] | None, typer.Option(help=_("LOT or LOT=NUMBER; for each"))] = None,
    run: RunOrNone = None,
    site: Site = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Bring goods back to inbound, as new lots that wait for inspection."""
    items = [{"box": one} for one in box or []] + [words.item(text) for text in lot or []]
    if not items:
        raise Stop(USAGE, _("Say what came back: --box or --lot"))
    record("returns", id, as_json, run=run, site=site, items=items)


@chapter.command("confirm")
def confirm(
    delivery: DeliveryId,
    line: Annotated[
        list[str] | None,
        typer.Option(help=_("LOT:17=3 as counted, for each; without, all as delivered")),
    ] = None,
    role: Annotated[
        str | None, typer.Option(help=_("the role of who counted, never a name"))
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Record the facility's own count of a delivery."""
    lines = [words.counted(text) for text in line or []]
    record("confirmations", id, as_json, delivery=delivery, lines=lines, role=role)


@chapter.command("correct")
def correct(
    delivery: DeliveryId,
    line: Annotated[list[str], typer.Option(help=_("LOT:17:fewer=1 or LOT:17:more=2; for each"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Correct what a delivery recorded, by a new record."""
    lines = [words.corrected(text) for text in line]
    record("delivery-corrections", id, as_json, delivery=delivery, lines=lines)

"""What facilities are told ahead and on paper: manifests and gate sheets."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import DAY_FORM, Facility, Id, Json, RunId, day
from stockroom_cli.speech import _

chapter = Chapter(_("Papers"))
ManifestId = Annotated[int, typer.Argument(help=_("the number of the manifest"))]


class How(StrEnum):
    """How a manifest reached a facility."""

    MAIL = "mail"
    COPIED = "copied"
    PRINTED = "printed"


@chapter.command("manifest")
def manifest(run: RunId, facility: Facility, id: Id = None, as_json: Json = False) -> None:
    """Freeze what is packed for one stop as the next version of its manifest."""
    record("manifests", id, as_json, run=run, facility=facility)


@chapter.command("send-manifest")
def send_manifest(
    manifest: ManifestId,
    how: Annotated[How, typer.Option(help=_("how it went out"))] = How.MAIL,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=DAY_FORM, help=_("as 2026-11-23"))
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say that a manifest was sent, and on which day."""
    record("manifest-sendings", id, as_json, manifest=manifest, how=how.value, on=day(on))


@chapter.command("approve-manifest")
def approve_manifest(
    manifest: ManifestId,
    by: Annotated[str, typer.Option(help=_("who agreed, by role, never a name"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say that the facility agreed to a version that follows one already sent."""
    record("manifest-approvals", id, as_json, manifest=manifest, approved_by=by)


@chapter.command("notice")
def notice(
    run: Annotated[int | None, typer.Option(help=_("a run, by its number"), min=1)] = None,
    facility: Annotated[str | None, typer.Option(help=_("a facility, by its code"))] = None,
    delivery: Annotated[
        int | None, typer.Option(help=_("a delivery, by its number"), min=1)
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say that a facility was told of its stop on a run, or of a delivery; no mail says it too."""
    record("notices", id, as_json, run=run, facility=facility, delivery=delivery)


@chapter.command("gate-sheet")
def gate_sheet(run: RunId, facility: Facility, id: Id = None, as_json: Json = False) -> None:
    """Make the gate sheet of one stop, or find its receipt number again."""
    record("gate-sheets", id, as_json, run=run, facility=facility)

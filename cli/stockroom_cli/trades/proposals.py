"""What gates refused twice for the same reason: is it a rule?"""

from __future__ import annotations

from typing import Annotated

import typer

from stockroom_cli import tables
from stockroom_cli.acting import look, record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import Facility, Id, Json, Reason
from stockroom_cli.speech import _

chapter = Chapter(_("Refused twice"))
PROPOSED = {
    "facility": _("facility"),
    "reason": _("reason"),
    "sentence": _("what was refused"),
    "last_on": _("the last time"),
}


@chapter.command("gate-proposals")
def gate_proposals(
    facility: Annotated[str | None, typer.Option(help=_("one facility, by its code"))] = None,
    as_json: Json = False,
) -> None:
    """Show what gates refused twice for the same reason: is it a rule?"""
    found = look("/api/gate-proposals", as_json, {"facility": facility} if facility else None)
    if not as_json:
        tables.show(found["items"], PROPOSED)


@chapter.command("not-a-rule")
def not_a_rule(
    facility: Facility,
    reason: Annotated[Reason, typer.Argument(help=_("what the gate said"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say that what a gate refused is no rule there; refused twice more, it is asked again."""
    record("proposal-dismissals", id, as_json, facility=facility, reason=reason)

"""Still needed? What a facility answered by telephone, or of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import Id, Json
from stockroom_cli.speech import _

chapter = Chapter(_("Still needed?"))
Lines = Annotated[list[int], typer.Argument(min=1, help=_("wish lines, by their numbers"))]


@chapter.command("still-needed")
def still_needed(
    lines: Lines,
    yes: Annotated[bool, typer.Option("--yes/--no", help=_("whether they are still needed"))],
    by_telephone: Annotated[
        bool, typer.Option("--by-telephone", help=_("as they said on the telephone"))
    ] = False,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say whether what is promised to these lines is still needed."""
    answers = [{"line": line, "still": yes} for line in lines]
    record("need-answers", id, as_json, lines=answers, by_telephone=by_telephone)

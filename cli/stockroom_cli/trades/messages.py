"""Messages that wish lists are read from: kept blacked out, and deleted again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.exits import USAGE, Stop
from stockroom_cli.options import Facility, Id, Json
from stockroom_cli.speech import _

chapter = Chapter(_("Messages"))
MOST_LETTERS = 8_000
HASH = "SHA-256"


@chapter.command("message")
def message(
    facility: Facility,
    path: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=_("a text file"))],
    photo: Annotated[str | None, typer.Option(metavar=HASH, help=_("a photo sent before"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Keep a message of wishes; the stockroom blacks out names and numbers before it is kept."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        raise Stop(USAGE, _("That file is not text in UTF-8")) from fault
    if len(text) > MOST_LETTERS:
        raise Stop(
            USAGE, _("The message is too long: at most {most} letters").format(most=MOST_LETTERS)
        )
    record("wish-sources", id, as_json, facility=facility, text=text, photo=photo)


@chapter.command("drop-message")
def drop_message(
    source: Annotated[int, typer.Argument(min=1, help=_("a message, by its number"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Delete a message of wishes before its day."""
    record("wish-source-removals", id, as_json, source=source)

"""The last resort: any act that the service knows, with its content as JSON."""

from __future__ import annotations

import json
import re
import sys
from typing import Annotated, Any

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.exits import USAGE, Stop
from stockroom_cli.options import Id, Json
from stockroom_cli.speech import _

chapter = Chapter(_("Anything else"))


@chapter.command("do")
def do(
    noun: Annotated[str, typer.Argument(help=_("what it is in the API, such as put-aways"))],
    content: Annotated[str, typer.Option(help=_("the content as JSON; - reads it from stdin"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Hand in any act by its noun and its content, as the API describes them."""
    if not re.fullmatch(r"[a-z][a-z-]{1,39}", noun):
        raise Stop(USAGE, _("{noun} is no noun of the API").format(noun=noun))
    text = sys.stdin.read() if content == "-" else content
    record(noun, id, as_json, **_read(text))


def _read(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except ValueError as fault:
        raise Stop(USAGE, _("That is not JSON: {fault}").format(fault=fault)) from fault
    if not isinstance(read, dict):
        raise Stop(USAGE, _("The content is a JSON object, in braces"))
    return read

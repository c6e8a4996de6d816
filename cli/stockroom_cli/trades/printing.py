"""Labels: sheets to print, and blank codes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from stockroom_cli import tables
from stockroom_cli.acting import answer, connect, record
from stockroom_cli.chapter import Chapter
from stockroom_cli.exits import REFUSED, Stop
from stockroom_cli.options import Id, Json
from stockroom_cli.speech import _

chapter = Chapter(_("Labels"))


@chapter.command("labels")
def labels(
    codes: Annotated[list[str], typer.Argument(help=_("label codes"))],
    out: Annotated[Path, typer.Option(dir_okay=False, help=_("the PDF to write"))],
    paper: Annotated[str, typer.Option(help=_("the sheet in the printer"))] = "a4-63x38",
    start: Annotated[
        int, typer.Option(min=1, help=_("the first label that is still on the sheet"))
    ] = 1,
) -> None:
    """Make a sheet of labels as PDF."""
    with connect() as client:
        response = client.get("/api/labels.pdf", {"code": codes, "paper": paper, "start": start})
    if not response.is_success:
        answer(response, False)
    if not response.content.startswith(b"%PDF"):
        raise Stop(REFUSED, _("The service sent something else than a PDF"))
    beside = out.with_name(f".{out.name}.part")
    beside.write_bytes(response.content)
    beside.replace(out)
    tables.say(_("{number} labels in {path}").format(number=len(codes), path=out))


@chapter.command("blank-codes")
def blank_codes(
    number: Annotated[int, typer.Argument(min=1, max=2100, help=_("how many"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Make codes to print now; the first scan of each claims it."""
    record("blank-codes", id, as_json, number=number)


@chapter.command("claim")
def claim(
    code: Annotated[str, typer.Argument(help=_("a blank code"))],
    thing: Annotated[str, typer.Argument(help=_("what it was put on: a lot, box or place"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say that a blank code was put on something."""
    record("code-claims", id, as_json, code=code, thing=thing)


@chapter.command("replace-code")
def replace_code(
    code: Annotated[str, typer.Argument(help=_("the damaged code"))],
    new: Annotated[str | None, typer.Option(help=_("a blank code to use"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Give a thing a new code; the damaged one still leads there."""
    record("code-replacements", id, as_json, code=code, new=new)

"""Labels: printed, sent to a printer or written to a file; and blank codes."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from stockroom_cli import tables
from stockroom_cli.acting import answer, connect, record
from stockroom_cli.chapter import Chapter
from stockroom_cli.client import Client
from stockroom_cli.exits import REFUSED, USAGE, Stop
from stockroom_cli.options import Id, Json
from stockroom_cli.speech import _

chapter = Chapter(_("Labels"))
USUAL_PAPER, FACE_PAPER = "a4-63x38", "a4-box"
FROM_INPUT = "-"


class Format(StrEnum):
    """What labels are drawn as."""

    PDF = "pdf"
    SVG = "svg"
    PNG = "png"
    ZPL = "zpl"
    BROTHER = "brother"


PICTURES = frozenset({Format.SVG, Format.PNG})
Out = Annotated[
    Path | None,
    typer.Option(help=_("the file to write; for several pictures, a folder")),
]
Language = Annotated[
    str | None, typer.Option(help=_("of the words on them: en, ar, fr or ru; else yours"))
]


@chapter.command("labels")
def labels(
    codes: Annotated[
        list[str] | None,
        typer.Argument(help=_("label codes; - or none to read them, one a line")),
    ] = None,
    out: Out = None,
    send: Annotated[bool, typer.Option("--send", help=_("send them to the printer"))] = False,
    printer: Annotated[str | None, typer.Option(help=_("a printer, by its name"))] = None,
    paper: Annotated[
        str | None, typer.Option(help=_("the paper, as `papers` lists it, without a printer"))
    ] = None,
    format: Annotated[Format | None, typer.Option(help=_("what they are drawn as"))] = None,
    start: Annotated[
        int, typer.Option(min=1, help=_("the first label that is still on the sheet"))
    ] = 1,
    box_face: Annotated[
        bool, typer.Option("--box-face", help=_("large, for the front of boxes"))
    ] = False,
    language: Language = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Print labels: write down that they were printed, then give their file or send them."""
    wanted = _codes(codes)
    if send == (out is not None):
        raise Stop(USAGE, _("Say where to write the labels with --out, or print them with --send"))
    if printer is None:
        paper = paper or (FACE_PAPER if box_face else USUAL_PAPER)
    elif box_face:
        raise Stop(USAGE, _("A printer prints what fits the paper in it; leave --box-face out"))
    told: dict[str, Any] = {"printer": printer, "paper": paper, "format": format, "start": start}
    receipt = record("label-printings", id, as_json, codes=wanted, language=language, **told)
    with connect() as client:
        if out is None:
            _send(client, receipt["id"], as_json)
        else:
            _write(client, receipt["id"], wanted, format, out, as_json)


@chapter.command("papers")
def papers(as_json: Json = False) -> None:
    """List the papers that labels can be printed on."""
    from stockroom_labels import PAPERS  # noqa: PLC0415 - its measures are asked for here only

    rows = [
        {
            "paper": paper.name,
            "kind": paper.kind.value,
            "labels": paper.per_page,
            "size": f"{paper.label_width_mm:.4g} × {paper.label_height_mm:.4g} mm",
            "known_as": ", ".join(paper.known_as),
            "box_face": paper.style.value == "box",
        }
        for paper in PAPERS.values()
    ]
    if as_json:
        tables.dump({"rows": rows})
        return
    heads = {
        "paper": _("paper"),
        "kind": _("kind"),
        "labels": _("labels"),
        "size": _("size"),
        "known_as": _("on the packet"),
        "box_face": _("box face"),
    }
    tables.show(rows, heads)


@chapter.command("blank-codes")
def blank_codes(
    number: Annotated[int, typer.Argument(min=1, max=2100, help=_("how many"))],
    csv: Annotated[
        Path | None,
        typer.Option(dir_okay=False, help=_("a table of the codes, for a print shop")),
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Make codes to print now; the first scan of each claims it."""
    receipt = record("blank-codes", id, as_json, number=number)
    if csv is not None:
        with connect() as client:
            table = client.get(f"/api/blank-codes/{receipt['id']}/codes.csv")
        if not table.is_success:
            answer(table, False)
        keep(csv, table.content)


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


def keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    beside.replace(path)


def _codes(said: list[str] | None) -> list[str]:
    """The codes that were said, or those of the standard input, one a line."""
    if said and said != [FROM_INPUT]:
        return said
    if not said and tables.someone_is_there():
        raise Stop(USAGE, _("Say which labels to print"))
    found = [line.strip() for line in sys.stdin if line.strip()]
    if not found:
        raise Stop(USAGE, _("Say which labels to print"))
    return found


def _send(client: Client, printing: str, as_json: bool) -> None:
    # Sent twice, a job comes out twice; so a lost answer is told and not tried again.
    path = f"/api/label-printings/{printing}/sendings"
    sent = answer(client.post(path, None, again=False), False)
    if not as_json:
        tables.say(
            _("{number} labels are with {printer}").format(
                number=sent["labels"], printer=sent["printer"]
            )
        )


def _write(
    client: Client, printing: str, codes: list[str], format: Format | None, out: Path, as_json: bool
) -> None:
    if format in PICTURES and len(codes) > 1:
        out.mkdir(parents=True, exist_ok=True)
        for number, code in enumerate(codes, 1):
            name = "".join(sign for sign in code if sign.isalnum())
            keep(out / f"{number:03}-{name}.{format}", _file(client, printing, number))
    else:
        content = _file(client, printing, 1)
        if out.suffix.lower() == ".pdf" and not content.startswith(b"%PDF"):
            raise Stop(REFUSED, _("The service sent something else than a PDF"))
        keep(out, content)
    if not as_json:
        tables.say(_("{number} labels in {path}").format(number=len(codes), path=out))


def _file(client: Client, printing: str, label: int) -> bytes:
    response = client.get(f"/api/label-printings/{printing}/file", {"label": label})
    if not response.is_success:
        answer(response, False)
    return response.content

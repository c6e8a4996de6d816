"""One label, or a sheet of them: what the first looks like, on which paper, and the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stockroom.commands.base import EVERYBODY_INSIDE, HANDS
from stockroom.errors import Malformed, Refused
from stockroom.speech import mark as _
from stockroom.web.api import labels
from stockroom.web.pages import done
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom_labels import PAPERS, Label, Unprintable

FIRST_PAPER = next(iter(PAPERS))


def one(look: Look) -> Facts:
    """The label of one code."""
    return _printing(look, [str(look.path["code"])])


def sheet(look: Look) -> Facts:
    """The labels of the codes in the address, or of the blank ones that were just made."""
    codes = look.form.all("code") or _blank(look)
    if len(codes) > labels.MOST_CODES:
        raise Malformed(
            "too_many_labels", "Print {most} labels at a time at most.", most=labels.MOST_CODES
        )
    return _printing(look, codes)


def papers(look: Look) -> list[tuple[str, str]]:
    """Every paper we print on, in words: how many labels of which size are on a sheet."""
    words = _("{number} labels, {width} × {height} mm")
    return [
        (
            paper.name,
            look.reader.say(
                words,
                number=look.reader.number(paper.per_page),
                width=f"{paper.label_width_mm:g}",
                height=f"{paper.label_height_mm:g}",
            ),
        )
        for paper in PAPERS.values()
    ]


def qr_path(url: str) -> tuple[int, str]:
    """How many modules wide a QR is with its quiet zone, and its dark modules as an SVG path."""
    from stockroom_labels import qr  # noqa: PLC0415 - needed by this page alone

    modules = qr.matrix(url)
    around = qr.QUIET_ZONE
    path = "".join(
        f"M{column + around} {row + around}h{length}v1h-{length}z"
        for row, column, length in qr.dark_runs(modules)
    )
    return len(modules) + 2 * around, path


def _printing(look: Look, codes: Sequence[str]) -> dict[str, Any]:
    paper = look.form.text("paper", FIRST_PAPER)
    if paper not in PAPERS:
        raise Malformed("unknown_paper", "There is no paper called {paper}.", paper=paper[:40])
    wanted, problem = _read(look, codes)
    width, drawn = qr_path(wanted[0].url) if wanted else (0, "")
    return {
        "labels": wanted,
        "problem": problem,
        "qr_width": width,
        "qr_path": drawn,
        "papers": papers(look),
        "paper": paper,
        "may_choose": look.actor.role in EVERYBODY_INSIDE,
    }


def _read(look: Look, codes: Sequence[str]) -> tuple[list[Label], str]:
    """What the labels say; or nothing, and the sentence that says what has to be done first."""
    if not codes:
        return [], ""
    try:
        found = labels.read(look.books, codes, look.reader.language)
        for label in found[:1]:
            qr_path(label.url)
    except Refused as fault:
        return [], look.reader.say(fault.sentence, **fault.facts)
    except Unprintable as fault:
        return [], look.reader.say(fault.template, **fault.values)
    return found, ""


def _blank(look: Look) -> list[str]:
    """The codes that the act named in the address made, if its reader may be told of it."""
    told = done.told(look.books, look.form.text("done"), look.actor)
    made = told.made.get("codes", ()) if told is not None else ()
    return [str(code) for code in made]


PAGES = (
    Page("/labels/sheet", "bench/sheet_of_labels.html", HANDS, sheet),
    Page("/labels/{code:str}", "bench/sheet_of_labels.html", HANDS, one),
)

"""Labels on their way to paper: what the first looks like, on which printer, from which sticker.

What is pressed is told as an act, so that the thing's own story says whether its label was printed
again; then the labels are given as a file, or sent to the printer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

import sqlalchemy as sa

from stockroom import speech
from stockroom.commands.base import EVERYBODY_INSIDE, HANDS
from stockroom.commands.printing import PRINTED, PRINTER, PRINTING
from stockroom.db import Database
from stockroom.desk import JOURNAL, Receipt
from stockroom.errors import Malformed, Problem, Refused
from stockroom.rules import papers
from stockroom.speech import mark as _
from stockroom.web.api import labels, parcel_words, printing
from stockroom.web.pages import done
from stockroom.web.pages.acting import Act, Facts, Look, Page
from stockroom.web.pages.addresses import own_path
from stockroom.web.pages.forms import Form
from stockroom.web.pages.label_pages import paper_words
from stockroom.web.pages.label_pages.drawable import must_fit
from stockroom.web.pages.papers import NAMES_OF_PAPERS
from stockroom_labels import PAPERS, Label, Paper, Style, Unprintable

FIRST_PAPER = next(iter(PAPERS))
FACE_PAPER = "a4-box"
SEND = "send"
MOST_PRINTERS = 50
NO_LABELS = _("No label was ticked.")
_PRINTERS = (
    sa.select(PRINTER).where(sa.not_(PRINTER.c.closed)).order_by(PRINTER.c.id).limit(MOST_PRINTERS)
)
_BEFORE = sa.select(sa.func.count(sa.distinct(PRINTED.c.code))).where(
    PRINTED.c.code.in_(sa.bindparam("codes", expanding=True))
)
_LAST = (
    sa.select(PRINTING.c.printer_id, PRINTING.c.paper, PRINTING.c.language)
    .select_from(PRINTING.join(JOURNAL, JOURNAL.c.sequence == PRINTING.c.sequence))
    .where(JOURNAL.c.actor_id == sa.bindparam("actor"))
    .order_by(PRINTING.c.id.desc())
    .limit(1)
)


class On(NamedTuple):
    """What is printed on: a printer with the paper in it, or a paper in any printer."""

    paper: Paper
    printer: Any = None

    @property
    def value(self) -> str:
        """As the form names it."""
        return of_printer(self.printer.id) if self.printer is not None else self.paper.name

    @property
    def sends(self) -> bool:
        """Whether it goes to the printer at once, rather than being given as a file."""
        return self.printer is not None and bool(self.printer.host)


def of_printer(number: int) -> str:
    """A printer as the form names it."""
    return f"printer-{number}"


def one(look: Look) -> Facts:
    """The label of one code."""
    return _printing(look, [str(look.path["code"])])


def sheet(look: Look) -> Facts:
    """The labels of the codes in the form, or of the blank ones that were just made."""
    return _printing(look, asked(look))


def asked(look: Look) -> list[str]:
    """The codes that are meant; raises `Malformed` for more than a file holds."""
    codes = look.form.all("code") or _blank(look)
    if len(codes) > labels.MOST_CODES:
        raise Malformed(
            "too_many_labels", "Print {most} labels at a time at most.", most=labels.MOST_CODES
        )
    return codes


def told(look: Look) -> Mapping[str, Any]:
    """The printing as the form says it; raises `Refused` for what cannot be printed."""
    codes = asked(look)
    if not codes:
        raise Malformed("no_labels", NO_LABELS)
    on, language = chosen(look, _printers(look)), spoken(look)
    # All web addresses are equally long, so one of each kind stands for the rest.
    for label in {one.durable: one for one in _said(look, codes, on.paper, language)}.values():
        must_fit(label, on.paper)
    where = {"printer": str(on.printer.id)} if on.printer is not None else {"paper": on.paper.name}
    return {
        "codes": codes,
        "start": look.form.number("start") or 1,
        "language": language,
        **where,
    }


def chosen(look: Look, printers: Sequence[Any]) -> On:
    """What the form says to print on; else what this person printed on last, or what is first."""
    by_name = {of_printer(row.id): row for row in printers}
    said = look.form.text("on") or look.form.text("paper")
    if said and said not in by_name and said not in PAPERS:
        raise Malformed("unknown_paper", "There is no paper called {paper}.", paper=said[:40])
    if not said:
        said = _usual(look, by_name)
    if said in by_name:
        row = by_name[said]
        return On(PAPERS[row.paper], row)
    return On(PAPERS[said])


def spoken(look: Look) -> str:
    """The language of the words on the labels: as the form says, else as last time, else one's own.

    As last time only where that was a language without pages, which somebody has chosen.
    """
    said = look.form.text("words")
    if said in speech.PAPER_LANGUAGES:
        return said
    last = look.books.execute(_LAST, {"actor": look.actor.id}).first()
    chosen = last is not None and last.language not in speech.LANGUAGES
    return str(last.language) if last is not None and chosen else look.reader.language


def to_printed(receipt: Receipt, look: Look) -> str:
    """On to the file, or to what the printer answered."""
    back = own_path(look.form.text("back"), otherwise="")
    return f"/label-printings/{receipt.id}" + (f"?{urlencode({'back': back})}" if back else "")


def send(receipt: Receipt, form: Form, database: Database) -> Mapping[str, str]:
    """Send it, if that was the button; a printer that does not answer loses nothing.

    A form that was sent twice prints once: what a job does cannot be undone.
    """
    if form.text("how") != SEND:
        return {}
    return {"sent": "before"} if receipt.repeated else sent_or_why(database, UUID(receipt.id))


def sent_or_why(database: Database, command_id: UUID) -> Mapping[str, str]:
    """What became of sending a printing, as its page is told."""
    try:
        printing.sent(database, command_id)
    except Problem as fault:
        return {"unsent": fault.reason}
    return {"sent": "yes"}


def _printing(look: Look, codes: Sequence[str]) -> dict[str, Any]:
    printers = _printers(look)
    on, language = chosen(look, printers), spoken(look)
    wanted, problem = _read(look, codes, on.paper, language)
    first = wanted[0] if wanted else None
    words = paper_words.papers(look.reader)
    return {
        "labels": wanted,
        "first": first,
        "problem": problem,
        "picture": _picture(first, on.paper, language),
        "spoken": language,
        "languages_on_labels": tuple(NAMES_OF_PAPERS.items()),
        "on": on,
        "ons": [*((of_printer(row.id), row.name) for row in printers), *words],
        "said": paper_words.said(look.reader, on.paper),
        "is_face": on.paper.style != Style.LABEL,
        "before": _before(look, wanted),
        "start": min(look.form.number("start") or 1, on.paper.per_page),
        "back": own_path(look.form.text("back"), otherwise=""),
        "may_choose": look.actor.role in EVERYBODY_INSIDE,
        "made_in": look.form.text("done") if wanted and first and first.blank else "",
    }


def _printers(look: Look) -> Sequence[Any]:
    return look.books.execute(_PRINTERS).all()


def _usual(look: Look, printers: Mapping[str, Any]) -> str:
    if look.form.ticked("face"):
        return FACE_PAPER
    if look.form.text("parcel"):
        return _for_parcels(printers)
    last = look.books.execute(_LAST, {"actor": look.actor.id}).first()
    if last is not None and last.printer_id is not None and of_printer(last.printer_id) in printers:
        return of_printer(last.printer_id)
    if last is not None and last.printer_id is None and last.paper in PAPERS:
        return str(last.paper)
    return next(iter(printers), FIRST_PAPER)


def _for_parcels(printers: Mapping[str, Any]) -> str:
    """A printer with labels for parcels in it, else such a label to cut out of plain paper."""
    with_them = (name for name, row in printers.items() if row.paper in papers.PARCELS)
    return next(with_them, papers.PARCELS[0])


def _read(look: Look, codes: Sequence[str], paper: Paper, language: str) -> tuple[list[Label], str]:
    """What the labels say; or nothing, and the sentence that says what has to be done first."""
    if not codes:
        return [], ""
    try:
        found = _said(look, codes, paper, language)
    except Refused as fault:
        return [], look.reader.say(fault.sentence, **fault.facts)
    except Unprintable as fault:
        return [], look.reader.say(fault.template, **fault.values)
    return found, ""


def _said(look: Look, codes: Sequence[str], paper: Paper, language: str) -> list[Label]:
    drawing = labels.Drawing(paper, language=language)
    return labels.read(look.books, codes, drawing, parcel_words.now(look.books, look.clock))


def _picture(first: Label | None, paper: Paper, language: str) -> str:
    if first is None:
        return ""
    query = {"code": first.code, "paper": paper.name, "language": language}
    return f"/api/labels.svg?{urlencode(query)}"


def _before(look: Look, wanted: Sequence[Label]) -> int:
    """How many of these were printed before."""
    codes = sorted({label.code for label in wanted})
    return int(look.books.execute(_BEFORE, {"codes": codes}).scalar_one()) if codes else 0


def _blank(look: Look) -> list[str]:
    """The codes that the act named in the address made, if its reader may be told of it."""
    told_of = done.told(look.books, look.form.text("done"), look.actor)
    made = told_of.made.get("codes", ()) if told_of is not None else ()
    return [str(code) for code in made]


PAGES = (
    Act(
        "label-printings",
        "/labels/sheet",
        "bench/sheet_of_labels.html",
        sheet,
        told,
        after=to_printed,
        then=send,
    ),
    Page("/labels/{code:str}", "bench/sheet_of_labels.html", HANDS, one),
)

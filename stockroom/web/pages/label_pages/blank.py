"""Blank labels: codes made now, printed by the sheet or ordered, claimed by their first scan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.desk import Receipt
from stockroom.errors import Malformed, NotFound
from stockroom.web.api.labels import MOST_CODES
from stockroom.web.pages import done
from stockroom.web.pages.acting import Act, Facts, Look, Page
from stockroom.web.pages.label_pages.lately import HOST
from stockroom.web.pages.label_pages.paper_words import papers
from stockroom_labels import PAPERS, Kind

MOST_SHEETS = 10
MOST_ORDERED = 2_100


def blank_codes(look: Look) -> Facts:
    """How many sheets of which paper, or how many to order from a print shop."""
    sheets = [one for one in papers(look.reader) if PAPERS[one[0]].kind == Kind.SHEET]
    return {"papers": sheets, "most": MOST_SHEETS, "most_ordered": MOST_ORDERED}


def enough(look: Look) -> Mapping[str, Any]:
    """As many codes as those sheets hold, or as many as are ordered."""
    ordered = look.form.number("ordered")
    if ordered:
        if ordered > MOST_ORDERED:
            raise Malformed("ordered", "Order {most} labels at a time at most.", most=MOST_ORDERED)
        return {"number": ordered}
    paper, sheets = look.form.text("paper"), look.form.number("sheets")
    if paper not in PAPERS:
        raise Malformed("unknown_paper", "There is no paper called {paper}.", paper=paper[:40])
    if sheets is None or not 1 <= sheets <= MOST_SHEETS:
        raise Malformed("sheets", "Print one to {most} sheets at a time.", most=MOST_SHEETS)
    return {"number": sheets * PAPERS[paper].per_page}


def to_sheet(receipt: Receipt, look: Look) -> str:
    """On to printing them, or to their table; both find the codes by the act that made them."""
    if look.form.number("ordered"):
        return f"/blank-codes/{receipt.id}"
    return f"/labels/sheet?paper={look.form.text('paper')}"


def ordered(look: Look) -> Facts:
    """Codes that were made to be ordered from a print shop: their table, and a sheet of each."""
    told = done.told(look.books, str(look.path["command_id"]), look.actor)
    if told is None or told.noun != "blank-codes":
        raise NotFound("unknown_command", "No such act stands in the books.")
    number = len(told.made.get("codes", ()))
    return {
        "id": told.id,
        "number": number,
        "fits": number <= MOST_CODES,
        "most": MOST_CODES,
        "has_host": bool(look.books.execute(HOST).scalar()),
        "papers": papers(look.reader),
    }


PAGES = (
    Act(
        "blank-codes",
        "/blank-codes/new",
        "bench/blank_codes.html",
        blank_codes,
        enough,
        after=to_sheet,
    ),
    Page("/blank-codes/{command_id:uuid}", "bench/ordered_codes.html", EVERYBODY_INSIDE, ordered),
)

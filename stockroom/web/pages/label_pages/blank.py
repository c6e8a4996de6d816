"""Blank labels: codes made now, printed by the sheet, and claimed by their first scan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stockroom.desk import Receipt
from stockroom.errors import Malformed
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.label_pages.sheet import papers
from stockroom_labels import PAPERS

MOST_SHEETS = 10


def blank_codes(look: Look) -> Facts:
    """How many sheets of which paper."""
    return {"papers": papers(look), "most": MOST_SHEETS}


def enough(look: Look) -> Mapping[str, Any]:
    """As many codes as those sheets hold."""
    paper, sheets = look.form.text("paper"), look.form.number("sheets")
    if paper not in PAPERS:
        raise Malformed("unknown_paper", "There is no paper called {paper}.", paper=paper[:40])
    if sheets is None or not 1 <= sheets <= MOST_SHEETS:
        raise Malformed("sheets", "Print one to {most} sheets at a time.", most=MOST_SHEETS)
    return {"number": sheets * PAPERS[paper].per_page}


def to_sheet(receipt: Receipt, look: Look) -> str:
    """On to printing them; the page finds the codes by the act that made them."""
    del receipt
    return f"/labels/sheet?paper={look.form.text('paper')}"


PAGES = (
    Act(
        "blank-codes",
        "/blank-codes/new",
        "bench/blank_codes.html",
        blank_codes,
        enough,
        after=to_sheet,
    ),
)

"""Questions to the books: the list of reports, and one report as a page with its CSV."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from stockroom.commands.base import DESK
from stockroom.errors import Malformed, NotFound
from stockroom.reports import BY_NAME, REPORTS
from stockroom.speech import mark as _
from stockroom.web.pages.acting import Facts, Look, Page

MOST_ROWS = 500
QUESTIONS = {
    "fulfilment": _("What was asked, and what became of it?"),
    "flow": _("What came in, what went out, what is here?"),
    "custody": _("Who has what?"),
}
COLUMNS = {
    "facility": _("Facility"),
    "wish_list": _("Wish list"),
    "line": _("Line"),
    "product": _("Product"),
    "size": _("Size"),
    "urgency": _("Urgency"),
    "asked": _("Asked"),
    "allocated": _("Promised"),
    "picked": _("Picked"),
    "packed": _("Packed"),
    "in_the_van": _("In the van"),
    "delivered": _("Delivered"),
    "confirmed": _("Confirmed"),
    "refused": _("Refused"),
    "returned": _("Brought back"),
    "kind": _("Kind of place"),
    "side": _("Side"),
    "pieces": _("Pieces"),
    "holder": _("Holder"),
    "who": _("Who"),
}
HOLDERS = {
    "site": _("a building of ours"),
    "driver": _("the driver of a run"),
    "volunteer": _("a volunteer"),
    "taxi": _("a taxi, until the facility confirms"),
    "volunteers_car": _("a volunteer's car, until the facility confirms"),
    "post": _("the post, until the facility confirms"),
    "facility": _("the facility"),
}
SIDES = {"inside": _("inside"), "outside": _("outside")}


def _listed(look: Look) -> Facts:
    seen = [report.name for report in REPORTS if look.actor.role in report.roles]
    return {"names": seen, "questions": QUESTIONS}


def _one(look: Look) -> Facts:
    """The rows of a report, narrowed as the address says; numbers are added up at the foot."""
    name = str(look.path["name"])
    report = BY_NAME.get(name)
    if report is None or look.actor.role not in report.roles:
        raise NotFound("no_report", "There is no such page.")
    choices = {one: look.form.text(one) for one in report.choices if look.form.text(one)}
    for one, value in choices.items():
        if not re.fullmatch(report.choices[one], value):
            raise Malformed("unknown_filter", "There is no such page.")
    rows = report.answer(look.books, choices)
    sums = {one: sum(row[one] for row in rows) for one in report.columns if _adds_up(one, rows)}
    return {
        "report": report,
        "choices": choices,
        "rows": rows[:MOST_ROWS],
        "total": len(rows),
        "sums": sums,
        "columns": COLUMNS,
        "questions": QUESTIONS,
        "in_words": lambda column, value: _in_words(look, column, value),
        "csv": f"/api/reports/{name}.csv" + (f"?{urlencode(choices)}" if choices else ""),
    }


def _adds_up(column: str, rows: list[dict[str, Any]]) -> bool:
    named = column in ("wish_list", "line")
    return not named and bool(rows) and all(isinstance(row[column], int) for row in rows)


def _in_words(look: Look, column: str, value: object) -> str:
    if column == "urgency":
        return look.reader.word("urgency", value)
    if column == "kind":
        return look.reader.word("place_kind", value)
    if column == "holder":
        return look.reader.say(HOLDERS[str(value)])
    if column == "side":
        return look.reader.say(SIDES[str(value)])
    return look.reader.number(value) if isinstance(value, int) else str(value)


PAGES = (
    Page("/reports", "desk/reports.html", DESK, _listed),
    Page("/reports/{name:str}", "desk/report.html", DESK, _one),
)

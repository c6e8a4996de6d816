"""Still needed? answered: all of it in one tap, or line by line; and who has not answered yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from stockroom.commands.base import DESK, MOST_LINES
from stockroom.desk import Receipt
from stockroom.errors import Malformed, Refused
from stockroom.web.changes import newest
from stockroom.web.pages import needs
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.forms import MOST_DIGITS, NOT_UNDERSTOOD, Form
from stockroom.web.pages.needs import Asked
from stockroom.web.pages.wishes import known
from stockroom.web.pages.wishes.facilities import one_by_code

PATH = "/need-answers/new"
YES, FEWER, NO = "yes", "fewer", "no"


def _listed(look: Look) -> Facts:
    found = needs.asked(look.books, look.clock.now())
    return {
        "waiting": [one for one in found if one.unanswered],
        "answered": [one for one in found if not one.unanswered],
        "position": newest(look.books),
    }


def _facts(look: Look) -> Facts:
    """The lines without an answer of the reader's facility, or of the one that is named."""
    own, code = known.is_own(look), look.form.text("facility").upper()[:12]
    if not (own or code):
        raise GoTo("/need-answers")
    facility = look.actor.facility_id if own else one_by_code(look, code).id
    found = needs.asked(look.books, look.clock.now(), [facility or 0])
    return {
        "own": own,
        "code": code,
        "asked": found[0] if found else Asked(None, (), 0),
        "position": newest(look.books),
    }


def _content(look: Look) -> Mapping[str, Any]:
    """Yes to the lines that were shown, or what was said of each of them."""
    by_telephone = not known.is_own(look)
    if look.form.ticked("all"):
        lines = [{"line": line, "still": True} for line in look.form.all("line")[:MOST_LINES]]
    else:
        lines = _line_by_line(look)
    if not lines:
        raise Refused("nothing_answered", "Say of at least one thing whether it is still needed.")
    return {"lines": lines, "by_telephone": by_telephone}


def _line_by_line(look: Look) -> list[dict[str, Any]]:
    said = {one: look.form.text(f"say.{one}") for one in look.form.all("line")[:MOST_LINES]}
    if not all(one.isascii() and one.isdigit() and len(one) <= MOST_DIGITS for one in said):
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    fewer = [int(line) for line, word in said.items() if word == FEWER]
    came = needs.came(look.books, fewer)
    return [
        _said(line, word, look.form, came.get(int(line), 0)) for line, word in said.items() if word
    ]


def _said(line: str, word: str, form: Form, came: int) -> dict[str, Any]:
    """One answer; "fewer" says how many of what is coming, on top of what has come."""
    if word == FEWER:
        number = form.number(f"fewer.{line}")
        if number is None:
            raise Refused("how_many_fewer", "Say how many of them are still needed.")
        return {"line": line, "still": number > 0, "asked": came + number}
    return {"line": line, "still": word == YES}


def _after(_receipt: Receipt, look: Look) -> str:
    return "/" if known.is_own(look) else "/need-answers"


PAGES: Sequence[Page | Act] = (
    Page("/need-answers", "wishes/needs.html", DESK, _listed),
    Act("need-answers", PATH, "wishes/answer.html", _facts, _content, after=_after),
)

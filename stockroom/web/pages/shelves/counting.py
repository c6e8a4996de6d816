"""Counting a place: what the books hold there, hidden where asked, and what somebody saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa

from stockroom.commands import refs
from stockroom.desk import JOURNAL, Receipt
from stockroom.errors import Refused
from stockroom.rules import codes
from stockroom.rules.writing import western
from stockroom.tables.stock import PlaceKind
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.shelves import finding, where
from stockroom.web.pages.shelves.wanted import row_in

LOTS_AT_ONCE = 100
MORE_ROWS = 3
MOST_AGAIN = 40
MOST_ROWS = 500
_HEAD = sa.select(sa.func.coalesce(sa.func.max(JOURNAL.c.sequence), 0))


def count(look: Look) -> Facts:
    """The lots of a place to be counted, and the journal position that this page shows.

    The position stays that of the page that was counted from, also where the form comes back.
    """
    ref = look.form.text("place")
    place = finding.place_by(look.books, ref) if ref else None
    if place is None or place.kind == PlaceKind.SITE:
        return {"place": None, "unknown": ref}
    again = look.form.all("again")[:MOST_AGAIN]
    after = row_in(look.form, "after")
    lots = where.lots_in(look.books, place.id, after, LOTS_AT_ONCE)
    shown = lots[:LOTS_AT_ONCE]
    if again:
        shown = [lot for lot in shown if _ref_of(lot) in again] or shown
    head = look.books.execute(_HEAD).scalar_one()
    return {
        "place": place,
        "lots": [(lot, _ref_of(lot)) for lot in shown],
        "extra_rows": range(len(shown), len(shown) + MORE_ROWS),
        "position": look.form.number("position") or head,
        "blind": look.form.text("blind") == "yes",
        "again": again,
        "more_after": shown[-1].id if len(lots) > LOTS_AT_ONCE else None,
        "seen": _address(place.number, again),
        "hidden": _address(place.number, again, blind="yes"),
    }


def content(look: Look) -> Mapping[str, Any]:
    """The rows with a number in them; raises `Refused` where there is none."""
    said = look.form.content(without=("blind", "again", "after"))
    typed = said.get("lines", [])
    rows = typed[:MOST_ROWS] if isinstance(typed, list) else []
    lines = [
        {"lot": row["lot"], "counted": western(str(row["counted"]))}
        for row in rows
        if isinstance(row, dict) and {"lot", "counted"} <= row.keys()
    ]
    if not lines:
        raise Refused("nothing_counted", "Write down at least one number. 0 is a number too.")
    for line in lines:
        _must_be_a_lot(look, line["lot"])
    return {**said, "lines": lines}


def after(receipt: Receipt, look: Look) -> str:
    """Back to the place, or to counting again what moved meanwhile."""
    place = finding.place_by(look.books, look.form.text("place"))
    if place is None:
        return "/places"
    again = [str(code) for code in receipt.made.get("recount", [])][:MOST_AGAIN]
    if again:
        return _address(place.number, again, blind=look.form.text("blind"))
    going_on = look.form.text("more_after")
    if going_on.isascii() and going_on.isdigit():
        return _address(place.number, (), blind=look.form.text("blind"), after=going_on)
    return f"/places/{place.number}"


def _address(number: int, again: Sequence[str], **more: str) -> str:
    said = [("place", str(number)), *(("again", code) for code in again)]
    said += [(name, value) for name, value in more.items() if value]
    return f"/counts/new?{urlencode(said)}"


def _ref_of(lot: Any) -> str:
    return codes.name_of_lot(lot.code, lot.id)


def _must_be_a_lot(look: Look, ref: str) -> None:
    if finding.lot_by(look.books, ref) is None and finding.place_by(look.books, ref) is None:
        raise refs.unknown_code(ref)


PAGES = (Act("counts", "/counts/new", "shelves/count.html", count, content, after=after),)

"""Asking for a plan: for one list, for all, or again with what was pinned and ruled out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from stockroom.commands.planning import MATCH
from stockroom.desk import Receipt
from stockroom.errors import Malformed
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.forms import MOST_DIGITS, NOT_UNDERSTOOD

CARRIED = ("wish_list", "plan", "keep", "ban", "banned", "pin")
PIN = ("lot", "place", "line", "quantity")
BAN = ("lot", "line")


def _asked(look: Look) -> Facts:
    """The form again, with all that was said in it."""
    return {"carried": [pair for pair in look.form.pairs if pair[0] in CARRIED]}


def content(look: Look) -> Mapping[str, Any]:
    """A plan's content: `keep` and `ban` name matches, `pin` and `banned` what they stand for."""
    kept = list(_matches(look, "keep"))
    ruled_out = list(_matches(look, "ban"))
    pins = [dict(zip(PIN, _whole(text, len(PIN)), strict=True)) for text in look.form.all("pin")]
    bans = [dict(zip(BAN, _whole(text, len(BAN)), strict=True)) for text in look.form.all("banned")]
    pins += [
        {"lot": m.lot_id, "place": m.place_id, "line": m.line_id, "quantity": m.pieces}
        for m in kept
        if m.taken_in is None
    ]
    bans += [{"lot": m.lot_id, "line": m.line_id} for m in ruled_out]
    return {
        "wish_list": look.form.number("wish_list"),
        "after": look.form.number("plan"),
        "most_stops": look.form.number("most_stops"),
        "pins": pins,
        "forbidden": [ban for at, ban in enumerate(bans) if ban not in bans[:at]],
    }


def _matches(look: Look, name: str) -> Iterator[Any]:
    numbers = [one for text in look.form.all(name) for one in _whole(text, 1)]
    if numbers:
        query = sa.select(MATCH).where(MATCH.c.id.in_(numbers)).order_by(MATCH.c.id)
        yield from look.books.execute(query)


def _whole(text: str, how_many: int) -> list[int]:
    """The whole numbers in a text like 3-1-7; raises `Malformed`."""
    parts = text.split("-")
    if len(parts) != how_many or not all(
        one.isascii() and one.isdigit() and len(one) <= MOST_DIGITS for one in parts
    ):
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    return [int(one) for one in parts]


def _after(receipt: Receipt, _look: Look) -> str:
    return f"/plans/{receipt.made['plan']}"


PAGES = (Act("plans", "/plans/new", "plans/new.html", _asked, content, after=_after),)

"""Ticks on a list of bundles: which ones the hands carried, and whether they are still there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.desk import JOURNAL
from stockroom.errors import Malformed, NotFound, Refused
from stockroom.web.pages.acting import Look
from stockroom.web.pages.forms import NOT_UNDERSTOOD, Form
from stockroom.web.pages.road.goods import Bundle
from stockroom.web.pages.shelves import finding

_LOOSE = re.compile(r"(\S{1,200}) (\d{1,9}) (\d{1,9})", re.ASCII)
_STANDS = sa.select(JOURNAL.c.sequence).where(JOURNAL.c.command_id == sa.bindparam("id"))


def stands(look: Look) -> bool:
    """Whether the form was handed in before: then nothing is looked at anew, and it acts once."""
    return look.books.execute(_STANDS, {"id": str(look.form_id)}).first() is not None


def chosen(look: Look, present: Sequence[Bundle], *, may_be_none: bool = False) -> list[str]:
    """The refs that were ticked, or all that the page showed where that was tapped.

    Raises `Refused` where nothing was chosen, or where somebody else has carried some of it.
    """
    refs = look.form.all("every") if look.form.ticked("all") else look.form.all("item")
    scanned = look.form.text("scan")
    shown = [one.ref for one in present if one.ref]
    if scanned:
        refs = [*refs, _scanned(look, scanned, present)]
    if not refs and not may_be_none:
        raise Refused("nothing_chosen", "Tick what you carried, or scan it.")
    gone = Counter(refs) - Counter([*shown, *([refs[-1]] if scanned else [])])
    if gone and not stands(look):
        raise Refused(
            "already_carried",
            "Somebody else has just noted {things}. Below is what is left; look again and send.",
            things=", ".join(_said(ref) for ref in gone),
        )
    return refs


def item_of(ref: str, form: Form, *, line: bool = True) -> Mapping[str, Any]:
    """A ref as a command's item: a box, or a lot, its wish line if wanted, and how many pieces."""
    if ref.startswith("box "):
        return {"box": ref}
    loose = _LOOSE.fullmatch(ref)
    if loose is None:
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    item: dict[str, Any] = {"lot": loose[1]}
    if line and int(loose[2]):
        item["line"] = int(loose[2])
    pieces = form.number(f"pieces {ref}") or int(loose[3])
    return item | ({"quantity": pieces} if pieces else {})


def _scanned(look: Look, text: str, present: Iterable[Bundle]) -> str:
    """The ref of what was scanned: that of the list, else the box's or lot's own."""
    box = finding.place_by(look.books, text)
    if box is not None and box.kind == "box":
        return f"box {box.number}"
    try:
        lot = finding.lot_by(look.books, text)
    except NotFound:
        lot = None
    if lot is None or not lot.code:
        raise Refused("unknown_code", "{code} is not known here.", code=text[:40])
    listed = (one.ref for one in present if one.box is None and one.goods[0].lot_id == lot.id)
    return next(listed, f"{lot.code} 0 0")


def _said(ref: str) -> str:
    return ref if ref.startswith("box ") else ref.split(" ", 1)[0]


def held_among(refs: Sequence[str], present: Iterable[Bundle]) -> Bundle | None:
    """The first of these bundles that must stay here, because something in it is on hold."""
    return next((one for one in present if one.ref in refs and one.held), None)

"""Ticks on a list of bundles: which ones the hands carried, and whether they are still there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.desk import JOURNAL
from stockroom.errors import Malformed, Refused
from stockroom.rules import codes
from stockroom.web.pages.acting import Look
from stockroom.web.pages.forms import NOT_UNDERSTOOD, Form
from stockroom.web.pages.road.goods import Bundle
from stockroom.web.pages.road.runs import Run
from stockroom.web.pages.shelves import finding

_LOOSE = re.compile(r"(lot \d{1,9}|\S{1,200}) (\d{1,9}) (\d{1,9})", re.ASCII)
_STANDS = sa.select(JOURNAL.c.sequence).where(JOURNAL.c.command_id == sa.bindparam("id"))


def is_over(look: Look, run: Run | None) -> bool:
    """Whether the form is taken as it is, without a look at what is there now.

    So it is where it was handed in before, so that it acts once; and where the run was closed
    meanwhile: what hands have done then is kept for a coordinator, never bounced.
    """
    closed = run is not None and run.closed_in is not None
    return closed or look.books.execute(_STANDS, {"id": str(look.form_id)}).first() is not None


def chosen(
    look: Look, present: Sequence[Bundle], run: Run | None, *, may_be_none: bool = False
) -> list[str]:
    """The refs that were ticked, or all that the page showed where that was tapped.

    Raises `Refused` where nothing was chosen, or where somebody else has carried some of it.
    """
    refs = look.form.all("every") if look.form.ticked("all") else look.form.all("item")
    scanned = look.form.text("scan")
    shown = [one.ref for one in present]
    if scanned:
        refs = [*refs, _scanned(look, scanned, present)]
    if not refs and not may_be_none:
        raise Refused("nothing_chosen", "Tick what you carried, or scan it.")
    gone = Counter(refs) - Counter([*shown, *([refs[-1]] if scanned else [])])
    if gone and not is_over(look, run):
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
    lot = finding.lot_by(look.books, text)
    if lot is None:
        raise Refused("unknown_code", "{code} is not known here.", code=text[:40])
    listed = (one.ref for one in present if one.box is None and one.goods[0].lot_id == lot.id)
    return next(listed, f"{codes.name_of_lot(lot.code, lot.id)} 0 0")


def _said(ref: str) -> str:
    return ref if ref.startswith("box ") else ref.rsplit(" ", 2)[0]

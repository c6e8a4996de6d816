"""What was turned away at the door, and why: one tap for what, one for why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from stockroom.desk import JOURNAL, Receipt
from stockroom.errors import Malformed
from stockroom.speech import mark as _
from stockroom.tables.impact import WhyNot
from stockroom.web.api.reads.people import TURNED_AWAY, UNDONE
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.arrivals import giving, lately, measures
from stockroom.web.pages.arrivals.picker import picture_of

WHAT = _("Choose what was turned away, or write it.")
MOST_SHOWN = 12
NUMBERS = (1, 2, 3, 4, 5, 10, 20)
# What doors meet most: a product's code, or words where the catalogue has none.
OFTEN = (
    ("TR-SEAT", _("Car seat"), ""),
    ("SL-COT", _("Cot"), ""),
    ("SL-MAT", _("Mattress"), ""),
    ("cot bumper or pillow", _("Cot bumper or pillow"), "moon"),
    ("baby walker", _("Baby walker"), "alert-triangle"),
    ("TR-BUG", _("Pram or buggy"), ""),
    ("CL-MIX", _("Clothes"), ""),
    ("SH-WALK", _("Shoes"), ""),
    ("FE-BOT", _("Bottles and teats"), ""),
    ("FE-FORM", _("Formula"), "bottle"),
    ("FE-PUR", _("Food"), "basket"),
    ("PL-TOY", _("Toys"), ""),
    ("NP-DISP", _("Nappies"), ""),
    ("medicine", _("Medicine"), "heartbeat"),
)
WHY = (
    (WhyNot.UNSAFE, _("Not safe"), "alert-triangle"),
    (WhyNot.RECALLED, _("Recalled by the maker"), "refresh"),
    (WhyNot.TOO_WORN, _("Too worn"), "needle-thread"),
    (WhyNot.DIRTY, _("Dirty"), "wash-machine"),
    (WhyNot.INCOMPLETE, _("Parts are missing"), "package-off"),
    (WhyNot.EXPIRED, _("Past its date"), "calendar"),
    (WhyNot.OPENED, _("Opened already"), "lock-open"),
    (WhyNot.NOT_NEEDED, _("Not needed"), "hand-stop"),
    (WhyNot.NO_ROOM, _("No room"), "building-warehouse"),
    (WhyNot.OTHER, _("Another reason"), "help"),
)
_TODAY = (
    sa.select(
        TURNED_AWAY.c.command_id,
        TURNED_AWAY.c.what,
        TURNED_AWAY.c.quantity,
        TURNED_AWAY.c.reason,
        PRODUCT.c.name,
        PRODUCT.c.names,
    )
    .select_from(
        TURNED_AWAY.join(JOURNAL, JOURNAL.c.command_id == TURNED_AWAY.c.command_id).outerjoin(
            PRODUCT, PRODUCT.c.id == TURNED_AWAY.c.product_id
        )
    )
    .where(JOURNAL.c.recorded_at >= sa.bindparam("midnight"), ~UNDONE)
    .order_by(TURNED_AWAY.c.id.desc())
    .limit(MOST_SHOWN)
)


def turned_away(look: Look) -> Facts:
    """The tiles, and what was turned away today."""
    like = look.form.text("done")
    before = lately.one_of_mine(look, like) if like else {}
    return {
        "often": [(what, word, icon or picture_of(what)) for what, word, icon in OFTEN],
        "why": WHY,
        "why_words": {value: word for value, word, _icon in WHY},
        "numbers": NUMBERS,
        "giver": str(before.get("donor") or ""),
        "donors": giving.donors(look.books),
        "today": look.books.execute(_TODAY, {"midnight": lately.midnight(look)}).all(),
        "words": {what: word for what, word, _icon in OFTEN},
    }


def content(look: Look) -> Mapping[str, Any]:
    """What and why; raises `Malformed` where neither a tile nor words say what."""
    form = look.form
    what = form.text("what_other") or form.text("what")
    if not what:
        raise Malformed("what", WHAT)
    plain = ("reason", "donor", "note")
    number = measures.chosen_number(form, "quantity") or 1
    said = {name: form.text(name) for name in plain if form.text(name)}
    return {"what": what, "quantity": number, **said}


def after(_receipt: Receipt, _look: Look) -> str:
    """The tiles once more."""
    return "/turnings-away/new"


PAGES = (
    Act(
        "turnings-away",
        "/turnings-away/new",
        "arrivals/turned_away.html",
        turned_away,
        content,
        after=after,
    ),
)

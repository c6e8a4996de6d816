"""A lot set aside and let go again, written off, or its promise undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.commands.changing import Loss
from stockroom.desk import JOURNAL, Receipt
from stockroom.ledger import HOLDING, IS_INSIDE, LINE
from stockroom.reports.stages import table
from stockroom.speech import mark as _
from stockroom.tables.wishes import WishList
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.api.reads.stock import HOLD
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.care import thing
from stockroom.web.pages.shelves.wanted import row_in

MOST_REASON = 120
MOST_ROWS = 50
LIST = table(WishList)
# Why goods are set aside, as a tile, and how it is written down.
WHYS = (
    ("recall", _("Perhaps recalled"), "alert-triangle"),
    ("part", _("A part is missing"), "package-off"),
    ("unclean", _("Smells or stains"), "wash-machine"),
    ("date", _("Date unclear"), "calendar"),
    ("other", _("Something else"), "help"),
)
LOSSES = (
    (Loss.DAMAGED, "alert-triangle"),
    (Loss.EXPIRED, "calendar"),
    (Loss.RECALLED, "refresh"),
    (Loss.LOST, "search"),
    (Loss.STOLEN, "eye-off"),
    (Loss.GIVEN_ELSEWHERE, "share"),
)
_PROMISES = (
    sa.select(
        HOLDING.c.line_id.label("line"),
        FACILITY.c.code.label("facility"),
        LINE.c.urgency,
        sa.func.sum(HOLDING.c.quantity).label("pieces"),
    )
    .select_from(
        HOLDING.join(LINE, LINE.c.id == HOLDING.c.line_id)
        .join(LIST, LIST.c.id == LINE.c.wish_list_id)
        .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
    )
    .where(IS_INSIDE)
    .group_by(HOLDING.c.line_id, FACILITY.c.id, LINE.c.id)
    .order_by(HOLDING.c.line_id)
    .limit(MOST_ROWS)
)
_HOLDS = (
    sa.select(HOLD.c.reason, JOURNAL.c.recorded_at)
    .select_from(HOLD.outerjoin(JOURNAL, JOURNAL.c.sequence == HOLD.c.placed_in))
    .where(HOLD.c.lifted_in.is_(None))
    .order_by(HOLD.c.id)
    .limit(MOST_ROWS)
)


def hold(look: Look) -> Facts:
    """The lot, and the promises that a hold sets free."""
    facts = thing.about(look)
    return {**facts, "whys": WHYS, "promises": _promises(look, facts["lot"])}


def held(look: Look) -> Mapping[str, Any]:
    """The lot with the reason that was tapped and what was written to it."""
    said = thing.content(look)
    why = next((word for value, word, _icon in WHYS if value == look.form.text("why")), "")
    parts = [look.reader.say(why) if why and look.form.text("why") != "other" else ""]
    parts.append(look.form.text("reason"))
    return {**said, "reason": ": ".join(part for part in parts if part)[:MOST_REASON]}


def hold_lifting(look: Look) -> Facts:
    """The lot, and why it was set aside."""
    facts = thing.about(look)
    lot = facts["lot"]
    holds = look.books.execute(_HOLDS.where(HOLD.c.lot_id == lot.id)).all() if lot else ()
    return {**facts, "holds": holds}


def lifted(look: Look) -> Mapping[str, Any]:
    """The lot, and what was found out."""
    return thing.content(look, "reason")


def write_off(look: Look) -> Facts:
    """The lot, and the ways in which goods are lost to us."""
    facts = thing.about(look)
    return {**facts, "losses": LOSSES, "promises": _promises(look, facts["lot"])}


def written_off(look: Look) -> Mapping[str, Any]:
    """So many pieces from one place, with the reason."""
    return thing.content(look, "place", "quantity", "reason", "note")


def release(look: Look) -> Facts:
    """The lot, and the lines that its pieces are promised to."""
    facts = thing.about(look)
    return {
        **facts,
        "promises": _promises(look, facts["lot"]),
        "line": row_in(look.form, "line") or "",
    }


def released(look: Look) -> Mapping[str, Any]:
    """The promise to undo; all of its pieces where no number is given."""
    return thing.content(look, "line", "quantity")


def to_lot(receipt: Receipt, look: Look) -> str:
    """Back to the lot."""
    del receipt
    ref = thing.about(look)["ref"]
    return f"/lots/{ref}" if ref else "/stock"


def _promises(look: Look, lot: Any) -> Sequence[Any]:
    """The lines that the lot's pieces are promised to, and for which code name."""
    if lot is None:
        return ()
    return look.books.execute(_PROMISES.where(HOLDING.c.lot_id == lot.id)).all()


PAGES = (
    Act("holds", "/holds/new", "care/hold.html", hold, held, after=to_lot),
    Act(
        "hold-liftings",
        "/hold-liftings/new",
        "care/hold_lifting.html",
        hold_lifting,
        lifted,
        after=to_lot,
    ),
    Act(
        "write-offs", "/write-offs/new", "care/write_off.html", write_off, written_off, after=to_lot
    ),
    Act("releases", "/releases/new", "care/release.html", release, released, after=to_lot),
)

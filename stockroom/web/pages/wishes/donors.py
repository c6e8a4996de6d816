"""Donors: who gave, found by name; one with the gifts and what became a lot of them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.desk import Receipt
from stockroom.ledger import LOT
from stockroom.reports.stages import table
from stockroom.rules.writing import fold
from stockroom.speech import mark as _
from stockroom.tables.impact import Donation, Donor
from stockroom.tables.stock import Source
from stockroom.tables.sums import CODE_OF_LOT
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.wishes import known
from stockroom.web.pages.wishes.known import PRODUCT

ON_A_PAGE = 40
GIFTS_ON_A_PAGE = 20
MOST_LOTS = 400
MOST_LETTERS = 80
DONOR, DONATION = table(Donor), table(Donation)
KINDS = {
    "person": _("a person"),
    "drive": _("a collection"),
    "company": _("a company"),
    "anonymous": _("without a name"),
}


def _listed(look: Look) -> Facts:
    words, after = look.form.text("q")[:MOST_LETTERS], look.form.number("after")
    query = sa.select(DONOR).order_by(DONOR.c.id.desc()).limit(ON_A_PAGE + 1)
    for word in fold(words).split():
        query = query.where(DONOR.c.folded.contains(word, autoescape=True))
    if after is not None:
        query = query.where(DONOR.c.id < after)
    rows = look.books.execute(query).all()
    shown = rows[:ON_A_PAGE]
    return {
        "rows": shown,
        "words": words,
        "kinds": KINDS,
        "more_after": shown[-1].id if len(rows) > ON_A_PAGE else None,
    }


def _one(look: Look, number: int | None) -> Any:
    row = look.books.execute(sa.select(DONOR).where(DONOR.c.id == number)).first()
    if row is None:
        raise known.unknown("donor", number)
    return row


def _shown(look: Look) -> Facts:
    row, after = _one(look, look.path["id"]), look.form.number("after")
    query = (
        sa.select(DONATION)
        .where(DONATION.c.donor_id == row.id)
        .order_by(DONATION.c.id.desc())
        .limit(GIFTS_ON_A_PAGE + 1)
    )
    if after is not None:
        query = query.where(DONATION.c.id < after)
    found = look.books.execute(query).all()
    shown = found[:GIFTS_ON_A_PAGE]
    return {
        "donor": row,
        "kinds": KINDS,
        "gifts": shown,
        "lots": _lots(look, [gift.id for gift in shown]),
        "more_after": shown[-1].id if len(found) > GIFTS_ON_A_PAGE else None,
        "changes": look.may("donor-changes"),
    }


def _lots(look: Look, gifts: list[int]) -> dict[int, list[Any]]:
    """The lots that came in with each of these gifts; one statement."""
    query = (
        sa.select(
            LOT.c.id,
            LOT.c.donation_id,
            LOT.c.size_label,
            PRODUCT.c.name,
            PRODUCT.c.names,
            CODE_OF_LOT.label("code"),
        )
        .select_from(LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id))
        .where(LOT.c.donation_id.in_(gifts), LOT.c.source == Source.DONOR)
        .order_by(LOT.c.id)
        .limit(MOST_LOTS)
    )
    found: dict[int, list[Any]] = {gift: [] for gift in gifts}
    for row in look.books.execute(query):
        found[row.donation_id].append(row)
    return found


def _new(_look: Look) -> Facts:
    return {"kinds": KINDS, "donor": None}


def _changing(look: Look) -> Facts:
    number = look.form.number("donor")
    if number is None:
        raise GoTo("/donors")
    return {"kinds": KINDS, "donor": _one(look, number)}


def _after(receipt: Receipt, look: Look) -> str:
    return f"/donors/{receipt.made.get('donor') or look.form.text('donor')}"


PAGES: tuple[Page | Act, ...] = (
    Page("/donors", "wishes/donors.html", EVERYBODY_INSIDE, _listed),
    Page("/donors/{id:int}", "wishes/donor.html", EVERYBODY_INSIDE, _shown),
    Act("donors", "/donors/new", "wishes/donor_form.html", _new, after=_after),
    Act("donor-changes", "/donor-changes/new", "wishes/donor_form.html", _changing, after=_after),
)

"""The unsorted bags that wait, the longest waiting first, and the boxes still to be put away."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa

from stockroom.commands.arrivals import UNSORTED
from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.desk import JOURNAL
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.web.api.reads.base import LONGEST_ID
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.arrivals import boxes
from stockroom.web.pages.shelves import where
from stockroom.web.pages.shelves.columns import DONATION, DONOR, SITE, code_of_lot, on_hold

ON_A_PAGE = 30
BAGS = sa.func.sum(HOLDING.c.quantity)
WAITING = (
    sa.select(
        LOT.c.id,
        code_of_lot.label("code"),
        LOT.c.weight_g,
        LOT.c.standing,
        LOT.c.restriction,
        DONATION.c.only_for,
        DONOR.c.name.label("donor"),
        JOURNAL.c.recorded_at,
        PLACE.c.name.label("place"),
        PLACE.c.number.label("place_number"),
        PLACE.c.kind.label("place_kind"),
        PLACE.c.site_id,
        SITE.c.name.label("site"),
        BAGS.label("bags"),
        on_hold.label("on_hold"),
    )
    .select_from(
        HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(SITE, SITE.c.id == PLACE.c.site_id)
        .outerjoin(DONATION, DONATION.c.id == LOT.c.donation_id)
        .outerjoin(DONOR, DONOR.c.id == DONATION.c.donor_id)
        .outerjoin(JOURNAL, JOURNAL.c.sequence == LOT.c.made_in)
    )
    .where(PRODUCT.c.code == UNSORTED, IS_INSIDE)
    .group_by(LOT.c.id, DONATION.c.id, DONOR.c.id, JOURNAL.c.sequence, PLACE.c.id, SITE.c.id)
)


def waiting(look: Look) -> Facts:
    """A page of the bags that wait, of one building or of all."""
    site = look.form.text("site")
    select = WAITING.order_by(LOT.c.id, PLACE.c.id).limit(ON_A_PAGE + 1)
    after = look.form.text("after")
    if after.isascii() and after.isdigit() and len(after) <= LONGEST_ID:
        select = select.where(LOT.c.id > int(after))
    if site:
        select = select.where(SITE.c.name == site[:60])
    rows = look.books.execute(select).all()
    shown = rows[:ON_A_PAGE]
    kept = {"site": site} if site else {}
    return {
        "position": newest(look.books),
        "bags": shown,
        "site": site,
        "sites": [site.name for site in where.sites(look.books)],
        "more": "?" + urlencode({**kept, "after": shown[-1].id}) if len(rows) > ON_A_PAGE else "",
        "at_the_door": len(boxes.at_the_door(look)),
    }


def bags_of(books: sa.Connection, lot_id: int) -> Any:
    """One lot of bags where most of it waits, or None where no bag of it is left."""
    return books.execute(WAITING.where(LOT.c.id == lot_id).order_by(BAGS.desc())).first()


PAGES = (Page("/sortings", "arrivals/sortings.html", EVERYBODY_INSIDE, waiting),)

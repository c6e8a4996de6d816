"""The page of one lot: what it is, where it lies, all that befell it, and what may be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import HANDS
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.tables.sums import WHY_ON_HOLD
from stockroom.web.api.reads.people import DONORS
from stockroom.web.api.reads.stock import LABEL, MOVEMENTS, PRODUCT
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Facts, GoTo, Look, Page
from stockroom.web.pages.bench import sending
from stockroom.web.pages.shelves import acts, finding, story, where
from stockroom.web.pages.shelves.columns import DONATION, DONOR, LOT_COLUMNS, code_of_lot
from stockroom.web.pages.shelves.wanted import row_in

MOST_CHILDREN = 20

_what = sa.select(
    *LOT_COLUMNS,
    LOT.c.source,
    LOT.c.gtin,
    LOT.c.batch,
    LOT.c.serial,
    LOT.c.description,
    LOT.c.restriction,
    LOT.c.pieces_per_pack,
    LOT.c.from_lot,
    DONOR.c.name.label("donor"),
    DONATION.c.received_on,
    WHY_ON_HOLD.label("hold_reason"),
).select_from(
    LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
    .outerjoin(DONATION, DONATION.c.id == LOT.c.donation_id)
    .outerjoin(DONOR, DONOR.c.id == DONATION.c.donor_id)
)
_promises = (
    sa.select(PLACE.c.name, PLACE.c.kind, HOLDING.c.line_id, HOLDING.c.quantity)
    .select_from(HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id))
    .where(IS_INSIDE, HOLDING.c.line_id.is_not(None))
    .order_by(HOLDING.c.line_id, PLACE.c.number)
)


def lot(look: Look) -> Facts:
    """The lot with that code; one in a mixed box has none, and goes by its number here."""
    ref, books = look.path["ref"], look.books
    lot_id, place_number = finding.find(books, ref)
    if place_number is not None:
        raise GoTo(f"/places/{place_number}")
    row = books.execute(_what.where(LOT.c.id == lot_id)).one()
    spots = where.of_lots(books, [row.id])[row.id]
    after = row_in(look.form, "after")
    sees_movements = look.actor.role in MOVEMENTS.roles
    offered = acts.offered(acts.of_lot(row, spots), look)
    return {
        "lot": row,
        "position": newest(books),
        "ref": ref,
        "parent": _relatives(books, LOT.c.id == row.from_lot) if row.from_lot else (),
        "children": _relatives(books, LOT.c.from_lot == row.id),
        "spots": spots,
        "offer": sending.offered(look, row.id),
        "promises": books.execute(_promises.where(HOLDING.c.lot_id == row.id)).all(),
        "story": story.of_lot(books, row.id, after) if sees_movements else None,
        "labelled": story.of_labels(books, LABEL.c.lot_id == row.id),
        "sees_donor": look.actor.role in DONORS.roles,
        "next_act": offered[0] if offered and offered[0].first else None,
        "acts": [act for act in offered if not act.first],
    }


def _relatives(books: sa.Connection, fits: sa.ColumnElement[bool]) -> Sequence[Any]:
    select = (
        sa.select(LOT.c.id, code_of_lot.label("code"), LOT.c.size_label, LOT.c.condition)
        .where(fits)
        .order_by(LOT.c.id)
        .limit(MOST_CHILDREN)
    )
    return books.execute(select).all()


PAGES = (Page("/lots/{ref:str}", "shelves/lot.html", HANDS, lot),)

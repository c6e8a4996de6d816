"""Lots and places that were given a code lately, and so want a label.

A code that was printed blank and claimed later is on its thing already, and is left out.
"""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.commands.printing import PRINTED
from stockroom.commands.refs import SETTING
from stockroom.desk import JOURNAL
from stockroom.ledger import LOT, PLACE
from stockroom.web.api.reads.stock import LABEL, PRODUCT
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.care import pictures
from stockroom.web.pages.shelves.columns import is_inside
from stockroom.web.pages.shelves.wanted import row_in

LOTS_AT_ONCE = 42
PLACES_AT_ONCE = 21
_PRINTED = sa.exists().where(PRINTED.c.code == LABEL.c.code).label("printed")
_DRAWN_HERE = sa.and_(LABEL.c.made_in == LABEL.c.claimed_in, LABEL.c.replaced_by.is_(None))
_LOTS = (
    sa.select(
        LOT.c.id,
        LABEL.c.code,
        PRODUCT.c.code.label("product"),
        PRODUCT.c.name,
        PRODUCT.c.names,
        LOT.c.size_label,
        JOURNAL.c.recorded_at,
        _PRINTED,
    )
    .select_from(
        LOT.join(LABEL, LABEL.c.lot_id == LOT.c.id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .outerjoin(JOURNAL, JOURNAL.c.sequence == LABEL.c.claimed_in)
    )
    .where(_DRAWN_HERE, is_inside)
    .order_by(LOT.c.id.desc())
    .limit(LOTS_AT_ONCE + 1)
)
_PLACES = (
    sa.select(PLACE.c.id, PLACE.c.name, PLACE.c.kind, PLACE.c.number, LABEL.c.code, _PRINTED)
    .select_from(PLACE.join(LABEL, LABEL.c.place_id == PLACE.c.id))
    .where(_DRAWN_HERE, sa.not_(PLACE.c.outside), sa.not_(PLACE.c.closed))
    .order_by(PLACE.c.id.desc())
    .limit(PLACES_AT_ONCE + 1)
)
HOST = sa.select(SETTING.c.value).where(SETTING.c.name == "public_host")


def labels(look: Look) -> Facts:
    """The newest lots and places with a code of ours, a page of each."""
    lots, places = _LOTS, _PLACES
    lots_after, places_after = row_in(look.form, "lots"), row_in(look.form, "places")
    if lots_after is not None:
        lots = lots.where(LOT.c.id < lots_after)
    if places_after is not None:
        places = places.where(PLACE.c.id < places_after)
    some_lots = look.books.execute(lots).all()
    some_places = look.books.execute(places).all()
    return {
        "lots": some_lots[:LOTS_AT_ONCE],
        "more_lots": some_lots[LOTS_AT_ONCE - 1].id if len(some_lots) > LOTS_AT_ONCE else "",
        "places": some_places[:PLACES_AT_ONCE],
        "more_places": some_places[PLACES_AT_ONCE - 1].id
        if len(some_places) > PLACES_AT_ONCE
        else "",
        "has_host": bool(look.books.execute(HOST).scalar()),
        "picture": pictures.of_product,
    }


PAGES = (Page("/labels", "bench/labels.html", EVERYBODY_INSIDE, labels),)

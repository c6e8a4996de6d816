"""What waits for inspection: place by place, what is followed singly first, the oldest first."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from stockroom.commands.arrivals import UNSORTED
from stockroom.commands.base import HANDS
from stockroom.errors import Malformed
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.speech import mark as _
from stockroom.tables.catalogue import Depth
from stockroom.tables.stock import Standing
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.care import keys, pictures, thing
from stockroom.web.pages.shelves.columns import LOT_COLUMNS, PIECES, STAND
from stockroom.web.pages.shelves.wanted import row_in

AT_ONCE = 40
MOST_PLACES = 40
TABS = {
    Standing.WAITING.value: _("To inspect"),
    Standing.QUARANTINED.value: _("In quarantine"),
}
_HELD = (
    HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
    .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
    .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
)
_RANK = sa.case((LOT.c.depth == Depth.SINGLE, 0), else_=1)
_KEY = (PLACE.c.number, _RANK, LOT.c.id)
# In words that a partial index is found by: SQLite does not look into parameters for that.
_UNACCEPTED = LOT.c.standing != sa.literal_column("'accepted'")
_WAITS = sa.and_(IS_INSIDE, _UNACCEPTED, PRODUCT.c.code != UNSORTED)
# Which lots and places are on the page comes first: all else is read for these alone.
_PAGE = (
    sa.select(LOT.c.id.label("lot"), PLACE.c.id.label("place"))
    .select_from(_HELD)
    .where(_WAITS)
    .group_by(LOT.c.id, PLACE.c.id)
    .order_by(*_KEY)
    .limit(AT_ONCE + 1)
)
_ROWS = (
    sa.select(
        *LOT_COLUMNS,
        PRODUCT.c.code.label("product"),
        PLACE.c.number,
        PLACE.c.name.label("place_name"),
        PLACE.c.kind,
        STAND.c.name.label("stands_in"),
        _RANK.label("rank"),
        PIECES.label("pieces"),
    )
    .select_from(_HELD.outerjoin(STAND, STAND.c.id == PLACE.c.stands_in))
    .where(_WAITS)
    .group_by(LOT.c.id, PRODUCT.c.id, PLACE.c.id, STAND.c.id)
    .order_by(*_KEY)
)
_PLACES = (
    sa.select(PLACE.c.number, PLACE.c.name, sa.func.count(sa.distinct(LOT.c.id)).label("lots"))
    .select_from(_HELD)
    .where(_WAITS)
    .group_by(PLACE.c.id)
    .order_by(PLACE.c.number)
    .limit(MOST_PLACES)
)


def inspections(look: Look) -> Facts:
    """A page of lots that wait, and the places where some do."""
    standing = look.form.text("standing", Standing.WAITING.value)
    if standing not in TABS:
        raise Malformed("unknown_filter", "There is no such page.")
    place = row_in(look.form, "place")
    page = _PAGE.where(LOT.c.standing == standing)
    if place is not None:
        page = page.where(PLACE.c.number == place)
    after = keys.read(look.form.text("after"), len(_KEY))
    if after is not None:
        page = page.where(sa.tuple_(*_KEY) > sa.tuple_(*after))
    rows = look.books.execute(_rows(page)).all()
    shown = rows[:AT_ONCE]
    last = shown[-1] if len(rows) > len(shown) else None
    return {
        "rows": shown,
        "more": keys.written(last.number, last.rank, last.id) if last is not None else "",
        "places": look.books.execute(_PLACES.where(LOT.c.standing == standing)).all(),
        "place": place,
        "standing": standing,
        "tabs": TABS,
        "picture": pictures.of_product,
        "ref": thing.ref_of,
    }


def _rows(page: sa.Select[Any]) -> sa.Select[Any]:
    shown = page.subquery()
    return _ROWS.join(shown, sa.and_(shown.c.lot == LOT.c.id, shown.c.place == PLACE.c.id))


PAGES = (Page("/inspections", "care/inspections.html", HANDS, inspections),)

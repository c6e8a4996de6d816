"""Parcels: sealed and ready, on a van, or delivered; and what is in each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import EVERYBODY_INSIDE, HANDS
from stockroom.desk import JOURNAL
from stockroom.errors import Malformed
from stockroom.ledger import LINE, LOT, MOVEMENT, PLACE
from stockroom.papers.on_labels import COLOURS
from stockroom.reports.stages import PARCEL, table
from stockroom.speech import mark as _
from stockroom.tables.handovers import Delivery
from stockroom.tables.stock import PlaceKind
from stockroom.web.api.reads.scopes import FACILITY, own_facility
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Facts, Look, Page, row_or_not_found
from stockroom.web.pages.bench import goods, ways
from stockroom.web.pages.care import pictures
from stockroom.web.pages.shelves.columns import STAND, code_of_lot, code_of_place
from stockroom.web.pages.shelves.wanted import row_in

AT_ONCE = 40
READY, ON_THE_ROAD, DELIVERED, OPENED = "ready", "road", "delivered", "opened"
TABS = {READY: _("Ready"), ON_THE_ROAD: _("On a van"), DELIVERED: _("Delivered")}
DELIVERY = table(Delivery)
_IS_OPEN = PARCEL.c.opened_in.is_(None)
_ON_A_VAN = sa.func.coalesce(STAND.c.kind, "") == PlaceKind.VAN
_STATES = {
    READY: sa.and_(_IS_OPEN, sa.not_(_ON_A_VAN)),
    ON_THE_ROAD: sa.and_(_IS_OPEN, _ON_A_VAN),
    DELIVERED: DELIVERY.c.id.is_not(None),
}
_STATE = sa.case(*((fits, name) for name, fits in _STATES.items()), else_=OPENED)
_ROWS = sa.select(
    PARCEL.c.id,
    PARCEL.c.opened_in,
    PARCEL.c.weight_g,
    PARCEL.c.volume_ml,
    PLACE.c.id.label("box"),
    PLACE.c.number,
    PLACE.c.name,
    PLACE.c.closed,
    code_of_place.label("code"),
    FACILITY.c.code.label("facility"),
    STAND.c.name.label("stands_in"),
    STAND.c.number.label("stand_number"),
    DELIVERY.c.id.label("delivery"),
    JOURNAL.c.recorded_at.label("sealed_at"),
    _STATE.label("state"),
).select_from(
    PARCEL.join(PLACE, PLACE.c.id == PARCEL.c.box_id)
    .join(FACILITY, FACILITY.c.id == PARCEL.c.facility_id)
    .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
    .outerjoin(DELIVERY, DELIVERY.c.sequence == PARCEL.c.opened_in)
    .outerjoin(JOURNAL, JOURNAL.c.sequence == PARCEL.c.sealed_in)
)
_WENT = (
    sa.select(
        LINE.c.set_number,
        MOVEMENT.c.quantity,
        LOT.c.id,
        code_of_lot.label("code"),
        PRODUCT.c.code.label("product"),
        PRODUCT.c.name,
        PRODUCT.c.names,
        LOT.c.size_label,
        LOT.c.fits,
        LOT.c.season,
        LOT.c.depth,
        LOT.c.condition,
        LOT.c.standing,
        LOT.c.pieces_per_pack,
        sa.false().label("on_hold"),
    )
    .select_from(
        MOVEMENT.join(LOT, LOT.c.id == MOVEMENT.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .outerjoin(LINE, LINE.c.id == MOVEMENT.c.from_line)
    )
    .order_by(sa.func.coalesce(LINE.c.set_number, goods.NO_SET), PRODUCT.c.name, MOVEMENT.c.id)
    .limit(goods.MOST_ROWS)
)


def parcels(look: Look) -> Facts:
    """A page of parcels in one state, the newest first."""
    state = look.form.text("state", READY)
    if state not in TABS:
        raise Malformed("unknown_filter", "There is no such page.")
    select = _ROWS.where(_STATES[state]).order_by(PARCEL.c.id.desc()).limit(AT_ONCE + 1)
    after = row_in(look.form, "after")
    if after is not None:
        select = select.where(PARCEL.c.id < after)
    rows = look.books.execute(own_facility(select, look.actor)).all()
    shown = rows[:AT_ONCE]
    told = ways.of_parcels(look, shown)
    return {
        "rows": shown,
        "ways": told,
        "to_print": [
            row.code for row in shown if row.code and state == READY and told[row.id].to_print
        ],
        "totals": ways.totals(look, _STATES[state]) if state != DELIVERED else (),
        "measures": partial(ways.measures, look.reader),
        "colours": COLOURS,
        "more": shown[-1].id if len(rows) > len(shown) else "",
        "state": state,
        "tabs": TABS,
        "position": newest(look.books),
        "may_pack": look.actor.role in EVERYBODY_INSIDE,
    }


def parcel(look: Look) -> Facts:
    """One parcel: for whom by code, where it is, and what is or was inside."""
    number = int(look.path["id"])
    select = own_facility(_ROWS.where(PARCEL.c.id == number), look.actor)
    row = row_or_not_found(look.books.execute(select).first(), number)
    return {
        "parcel": row,
        "way": ways.of_parcels(look, [row])[row.id],
        "measures": partial(ways.measures, look.reader),
        "colours": COLOURS,
        "inside": _inside(look.books, row),
        "words": {**TABS, OPENED: _("Opened again")},
        "picture": pictures.of_product,
        "packs": goods.packs,
        "position": newest(look.books),
    }


def _inside(books: sa.Connection, row: Any) -> Sequence[Any]:
    """What is in the box now, or what left it with its delivery."""
    if row.state == OPENED:
        return ()
    if row.state != DELIVERED:
        return goods.in_box(books, row.box)
    went = _WENT.where(MOVEMENT.c.sequence == row.opened_in, MOVEMENT.c.from_place == row.box)
    return books.execute(went).all()


PAGES = (
    Page("/parcels", "bench/parcels.html", HANDS, parcels),
    Page("/parcels/{id:int}", "bench/parcel.html", HANDS, parcel),
)

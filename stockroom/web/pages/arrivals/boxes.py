"""The mixed boxes: those that stand open for more, and those still at the door."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from stockroom.desk import JOURNAL
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.tables.catalogue import Depth
from stockroom.tables.stock import PlaceKind, Source, Standing
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.acting import Look
from stockroom.web.pages.shelves.columns import DONATION, STAND, code_of_place, on_hold

MIXED = "CL-MIX"
MOST_OPEN = 300
MOST_AT_THE_DOOR = 100
_other = HOLDING.alias("other")
# Nothing else lies in the box, and nobody waits for what does.
_mixed_up = sa.exists().where(
    _other.c.place_id == PLACE.c.id,
    _other.c.outside == 0,
    _other.c.quantity != 0,
    sa.or_(_other.c.lot_id != LOT.c.id, _other.c.line_id.is_not(None)),
)
_IN_BOXES = (
    HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
    .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
    .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
    .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
    .outerjoin(DONATION, DONATION.c.id == LOT.c.donation_id)
)
_BOX = (
    PLACE.c.id.label("place_id"),
    PLACE.c.number,
    PLACE.c.name.label("box"),
    code_of_place.label("code"),
    STAND.c.name.label("stand"),
    STAND.c.number.label("stand_number"),
    STAND.c.kind.label("stand_kind"),
    PLACE.c.site_id,
    LOT.c.id.label("lot_id"),
    LOT.c.size_label,
    LOT.c.fits,
    LOT.c.season,
    LOT.c.how,
    PRODUCT.c.name,
    PRODUCT.c.names,
    DONATION.c.only_for,
    sa.func.sum(HOLDING.c.quantity).label("quantity"),
)
_EACH = (PLACE.c.id, STAND.c.id, LOT.c.id, PRODUCT.c.id, DONATION.c.id)
_OPEN = (
    sa.select(*_BOX)
    .select_from(_IN_BOXES)
    .where(
        IS_INSIDE,
        PLACE.c.kind == PlaceKind.BOX,
        sa.not_(PLACE.c.closed),
        PRODUCT.c.code == MIXED,
        LOT.c.depth == Depth.MIXED_BOX,
        LOT.c.standing == Standing.ACCEPTED,
        sa.not_(on_hold),
        sa.not_(_mixed_up),
    )
    .group_by(*_EACH)
    .order_by(PLACE.c.number.desc())
    .limit(MOST_OPEN)
)
_AT_THE_DOOR = (
    sa.select(*_BOX)
    .select_from(_IN_BOXES)
    .where(
        IS_INSIDE,
        PLACE.c.kind == PlaceKind.BOX,
        STAND.c.kind == PlaceKind.INBOUND,
        LOT.c.source == Source.MANY,
        sa.not_(_mixed_up),
    )
    .group_by(*_EACH)
    .order_by(PLACE.c.number)
    .limit(MOST_AT_THE_DOOR)
)
_OF_LOTS = (
    sa.select(*_BOX)
    .select_from(_IN_BOXES)
    .where(IS_INSIDE, PLACE.c.kind == PlaceKind.BOX)
    .group_by(*_EACH)
    .order_by(PLACE.c.number)
    .limit(MOST_AT_THE_DOOR)
)
_BINS = (
    sa.select(PLACE.c.number, PLACE.c.name, PLACE.c.site_id)
    .where(PLACE.c.kind == PlaceKind.BIN, sa.not_(PLACE.c.closed))
    .order_by(PLACE.c.number)
    .limit(500)
)
_SORTED = sa.select(JOURNAL.c.receipt).where(
    JOURNAL.c.command_id == sa.bindparam("id"), JOURNAL.c.noun == "sortings"
)


def open_in(books: sa.Connection, site_id: int | None) -> Sequence[Any]:
    """The mixed boxes of a building that take more, the newest first."""
    of_site = _OPEN.where(PLACE.c.site_id == site_id) if site_id is not None else _OPEN
    return books.execute(of_site).all()


def at_the_door(look: Look) -> Sequence[Any]:
    """The boxes with goods in them that still stand at inbound, of the reader's building."""
    select = _AT_THE_DOOR
    if look.actor.site_id is not None:
        select = select.where(PLACE.c.site_id == look.actor.site_id)
    return look.books.execute(select).all()


def of_sorting(books: sa.Connection, command_id: str) -> Sequence[Any] | None:
    """The boxes that a sorting filled, where they stand now; None for no sorting."""
    try:
        receipt = books.execute(_SORTED, {"id": str(UUID(command_id))}).scalar()
    except ValueError:
        return None
    if receipt is None:
        return None
    made = msgspec.json.decode(receipt).get("made", {}).get("boxes", [])
    lots, names = [one["lot"] for one in made], [one["box"] for one in made]
    select = _OF_LOTS.where(LOT.c.id.in_(lots), PLACE.c.name.in_(names))
    return books.execute(select).all() if lots else []


def bins(books: sa.Connection, site_id: int | None) -> list[tuple[int, str]]:
    """The shelves of a building, or of all, by number and name."""
    select = _BINS.where(PLACE.c.site_id == site_id) if site_id is not None else _BINS
    return [(row.number, row.name) for row in books.execute(select)]

"""What the pages of kits read: recipes, bags that stand ready, and who asks for a kit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.ledger import LINE, PLACE
from stockroom.rules import kit_sizes
from stockroom.tables.kits import Kit, KitPart
from stockroom.tables.sums import ASKED_NOW, CODE_OF_PLACE, READY_BAGS, SERVING_NOW
from stockroom.tables.wishes import WishKit, WishList
from stockroom.web.api.reads.scopes import FACILITY, table
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.acting import row_or_not_found
from stockroom.web.pages.shelves.columns import SITE, STAND

KIT, PART, WISH_KIT, LIST = map(table, (Kit, KitPart, WishKit, WishList))
READY = READY_BAGS.order_by(None).subquery("ready")
MOST_KITS, MOST_BAGS, MOST_ASKED = 100, 200, 100
_PARTS = (
    sa.select(
        PART.c.kit_id,
        PART.c.quantity,
        PART.c.size_label,
        PART.c.product_id,
        PRODUCT.c.code,
        PRODUCT.c.name,
        PRODUCT.c.names,
        PRODUCT.c.sizing,
    )
    .select_from(PART.join(PRODUCT, PRODUCT.c.id == PART.c.product_id))
    .order_by(PART.c.kit_id, PART.c.position)
)
_BAGS = (
    sa.select(
        READY.c.id,
        READY.c.kit_id,
        READY.c.size_label,
        READY.c.box,
        READY.c.number,
        CODE_OF_PLACE.label("code"),
        STAND.c.name.label("stands_in"),
        STAND.c.kind.label("stands_in_kind"),
        SITE.c.name.label("site"),
        SITE.c.number.label("site_number"),
        SITE.c.facility_id.label("cupboard_of"),
    )
    .select_from(
        READY.join(PLACE, PLACE.c.id == READY.c.box_id)
        .outerjoin(STAND, STAND.c.id == READY.c.stands_in)
        .outerjoin(SITE, SITE.c.id == READY.c.site_id)
    )
    .order_by(READY.c.size_label, SITE.c.name, READY.c.number)
    .limit(MOST_BAGS)
)

_ASKED = (
    sa.select(
        WISH_KIT.c.id,
        WISH_KIT.c.wish_list_id,
        FACILITY.c.code,
        WISH_KIT.c.size_label,
        LINE.c.per_kit,
        ASKED_NOW.label("asked"),
        SERVING_NOW.label("serving"),
    )
    .select_from(
        WISH_KIT.join(LIST, LIST.c.id == WISH_KIT.c.wish_list_id)
        .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
        .join(LINE, LINE.c.wish_kit_id == WISH_KIT.c.id)
    )
    .where(
        LIST.c.withdrawn_in.is_(None),
        LIST.c.closed_in.is_(None),
        LINE.c.per_kit > 0,
        ASKED_NOW > SERVING_NOW,
    )
    .order_by(WISH_KIT.c.id, LINE.c.id)
    .limit(MOST_ASKED * 10)
)


class Asked(NamedTuple):
    """Kits of one kind on a wish list; `short` of them still want their goods."""

    id: int
    wish_list: int
    facility: str
    size: str
    number: int
    short: int


def kit(books: sa.Connection, code: str) -> Any:
    """The kit with that code; raises `NotFound`."""
    select = sa.select(KIT).where(KIT.c.code == code.strip().upper())
    return row_or_not_found(books.execute(select).first(), code)


def kits(books: sa.Connection, *, active: bool | None = True) -> Sequence[Any]:
    """Every kit that is given, or (None) those laid aside too, by name."""
    select = sa.select(KIT).order_by(KIT.c.active.desc(), KIT.c.name, KIT.c.id).limit(MOST_KITS)
    return books.execute(select.where(KIT.c.active) if active else select).all()


def parts(books: sa.Connection, *kit_ids: int) -> dict[int, list[Any]]:
    """The recipes of these kits, each in its order; one statement."""
    rows = books.execute(_PARTS.where(PART.c.kit_id.in_(kit_ids)))
    found = {kit_id: list(group) for kit_id, group in groupby(rows, key=lambda row: row.kit_id)}
    return {kit_id: found.get(kit_id, []) for kit_id in kit_ids}


def sizing(recipe: Sequence[Any]) -> str:
    """The sizing in which a kit of this recipe has its size; empty where it has none."""
    return kit_sizes.sizing_of([(part.size_label, part.sizing, part.name) for part in recipe])


def bags(books: sa.Connection, kit_id: int | None = None) -> Sequence[Any]:
    """The bags that stand ready, of one kit or of all."""
    select = _BAGS if kit_id is None else _BAGS.where(READY.c.kit_id == kit_id)
    return books.execute(select).all()


def asked(books: sa.Connection, kit_id: int) -> list[Asked]:
    """Who asks for a kit and still wants it, by facility code, oldest first; one statement."""
    rows = books.execute(_ASKED.where(WISH_KIT.c.kit_id == kit_id))
    found = []
    for _id, group in groupby(rows, key=lambda row: row.id):
        lines = list(group)
        first = lines[0]
        found.append(
            Asked(
                first.id,
                first.wish_list_id,
                first.code,
                first.size_label,
                max(-(-line.asked // line.per_kit) for line in lines),
                max(-(-(line.asked - line.serving) // line.per_kit) for line in lines),
            )
        )
    return found[:MOST_ASKED]

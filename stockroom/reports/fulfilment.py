"""What was asked, and what became of it, line by line or for each facility.

The middle columns are where the goods for a line are now; refused and returned are counted from
the movements, since those goods serve the line no more.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

from stockroom.reports.base import Report, Row
from stockroom.reports.stages import ASKED, LINE, REFUSAL, REFUSED, STAGES, pieces_at, table
from stockroom.tables.catalogue import Product
from stockroom.tables.people import Role
from stockroom.tables.stock import Movement
from stockroom.tables.wishes import Facility, WishList

LIST, FACILITY, PRODUCT, MOVEMENT = map(table, (WishList, Facility, Product, Movement))
# A refused lot is new: what came back of it left the van for inbound.
_back = (
    sa.select(sa.func.coalesce(sa.func.sum(MOVEMENT.c.quantity), 0))
    .select_from(MOVEMENT.join(REFUSAL, REFUSAL.c.lot_id == MOVEMENT.c.lot_id))
    .where(REFUSAL.c.line_id == LINE.c.id, MOVEMENT.c.reason == "return")
    .scalar_subquery()
)
# Goods that were promised to the line and came back undelivered, as lots of their own.
_undelivered = (
    sa.select(sa.func.coalesce(sa.func.sum(MOVEMENT.c.quantity), 0))
    .where(MOVEMENT.c.from_line == LINE.c.id, MOVEMENT.c.reason == "return")
    .scalar_subquery()
)


def fulfilment(connection: sa.Connection, choices: Mapping[str, str]) -> list[Row]:
    """One row for each wish line, newest list last; narrowed by `facility` or `wish_list`."""
    query = (
        sa.select(
            FACILITY.c.code.label("facility"),
            LIST.c.id.label("wish_list"),
            LINE.c.id.label("line"),
            PRODUCT.c.code.label("product"),
            LINE.c.size_label.label("size"),
            LINE.c.urgency,
            ASKED,
            *map(pieces_at, STAGES),
            REFUSED,
            (_back + _undelivered).label("returned"),
        )
        .select_from(
            LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id)
            .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
            .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        )
        .order_by(LINE.c.id)
    )
    if "facility" in choices:
        query = query.where(FACILITY.c.code == choices["facility"])
    if "wish_list" in choices:
        query = query.where(LIST.c.id == int(choices["wish_list"]))
    return [dict(row) for row in connection.execute(query).mappings()]


REPORT = Report(
    name="fulfilment",
    question="What was asked, allocated, delivered, confirmed, refused, returned?",
    columns=(
        "facility",
        "wish_list",
        "line",
        "product",
        "size",
        "urgency",
        "asked",
        *STAGES,
        "refused",
        "returned",
    ),
    roles=frozenset({Role.COORDINATOR, Role.STEWARD}),
    answer=fulfilment,
    choices={"facility": r"^[A-Z0-9-]{1,12}$", "wish_list": r"^\d{1,9}$"},
)

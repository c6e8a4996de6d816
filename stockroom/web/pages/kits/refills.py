"""What is to be packed so that as many bags stand ready as should."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.tables.kits import KitMinimum
from stockroom.web.api.reads.scopes import table
from stockroom.web.pages.kits.known import KIT, READY
from stockroom.web.pages.shelves.columns import SITE

MINIMUM = table(KitMinimum)
AT_HOME, MOST = 6, 100
_there = (
    sa.select(sa.func.count())
    .select_from(READY)
    .where(
        READY.c.kit_id == MINIMUM.c.kit_id,
        READY.c.size_label == MINIMUM.c.size_label,
        READY.c.site_id == MINIMUM.c.site_id,
    )
    .correlate(MINIMUM)
    .scalar_subquery()
)
_ALL = (
    sa.select(
        MINIMUM.c.id,
        KIT.c.code,
        KIT.c.name,
        KIT.c.names,
        MINIMUM.c.kit_id,
        MINIMUM.c.size_label,
        MINIMUM.c.minimum,
        SITE.c.name.label("site"),
        SITE.c.number.label("site_number"),
        SITE.c.facility_id.label("cupboard_of"),
        _there.label("there"),
    )
    .select_from(
        MINIMUM.join(KIT, KIT.c.id == MINIMUM.c.kit_id).join(SITE, SITE.c.id == MINIMUM.c.site_id)
    )
    .where(MINIMUM.c.minimum > 0)
    .order_by(SITE.c.name, KIT.c.name, MINIMUM.c.size_label)
    .limit(MOST)
)
_SHORT = _ALL.where(KIT.c.active, MINIMUM.c.minimum > _there)


def of_kit(books: sa.Connection, kit_id: int) -> Sequence[Any]:
    """Every minimum of a kit, with how many bags are there."""
    return books.execute(_ALL.where(MINIMUM.c.kit_id == kit_id)).all()


def short(books: sa.Connection, most: int = MOST) -> Sequence[Any]:
    """Every minimum that is not met: what is to be packed; one statement."""
    return books.execute(_SHORT.limit(most)).all()

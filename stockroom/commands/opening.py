"""Ready bags that hands have opened: boxes again, whatever is still in them."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

import sqlalchemy as sa

from stockroom.tables.kits import ReadyBag
from stockroom.tables.stock import Place

BAG = cast(sa.Table, ReadyBag.__table__)  # type: ignore[attr-defined]
PLACE = cast(sa.Table, Place.__table__)  # type: ignore[attr-defined]


def opened(books: sa.Connection, bags: Collection[int], sequence: int) -> list[str]:
    """End these bags at this journal position; gives the names of their boxes."""
    books.execute(sa.update(BAG).where(BAG.c.id.in_(bags)).values(opened_in=sequence))
    named = sa.select(PLACE.c.name).join(BAG, BAG.c.box_id == PLACE.c.id)
    return list(books.execute(named.where(BAG.c.id.in_(bags)).order_by(BAG.c.id)).scalars())

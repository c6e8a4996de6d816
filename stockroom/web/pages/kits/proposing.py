"""What to take from which shelf for a bag: free goods that fit, the first to expire first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.rules import kit_sizes
from stockroom.rules.sizes import Size
from stockroom.tables.stock import PlaceKind, Standing
from stockroom.tables.sums import IN_A_CUPBOARD, ON_HOLD, PACKED_AHEAD
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.bench.goods import OF_LOT, walk
from stockroom.web.pages.shelves.columns import SITE, STAND

MOST_SPOTS = 500
FOR_EVER = date(9999, 12, 31)
_SPOTS = (
    sa.select(
        HOLDING.c.quantity,
        *OF_LOT,
        LOT.c.size_scheme,
        LOT.c.size_low,
        LOT.c.size_high,
        LOT.c.product_id,
        PLACE.c.number,
        PLACE.c.name.label("place_name"),
        PLACE.c.kind,
        STAND.c.name.label("stands_in"),
        SITE.c.name.label("site"),
        sa.literal(None).label("set_number"),
    )
    .select_from(
        HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .outerjoin(SITE, SITE.c.id == PLACE.c.site_id)
    )
    .where(
        IS_INSIDE,
        HOLDING.c.line_id.is_(None),
        LOT.c.standing == Standing.ACCEPTED,
        sa.not_(ON_HOLD),
        sa.or_(PLACE.c.kind == PlaceKind.BIN, STAND.c.kind == PlaceKind.BIN),
        sa.not_(PACKED_AHEAD),
        sa.not_(IN_A_CUPBOARD),
    )
    .order_by(sa.func.coalesce(LOT.c.use_by, FOR_EVER), LOT.c.id, PLACE.c.number)
    .limit(MOST_SPOTS)
)


class Take(NamedTuple):
    """So many pieces from one spot."""

    row: Any
    quantity: int


class Missing(NamedTuple):
    """A part of which too few lie free."""

    part: Any
    size: str
    quantity: int


class Proposal(NamedTuple):
    """What to take, along the shelves, and what is not there."""

    takes: Sequence[Take]
    missing: Sequence[Missing]


def proposal(books: sa.Connection, recipe: Sequence[Any], size: str, site: int | None) -> Proposal:
    """What fills one bag of this size from the shelves of one site; one statement."""
    wanted = {part.product_id for part in recipe}
    query = _SPOTS.where(LOT.c.product_id.in_(wanted))
    if site is not None:
        query = query.where(PLACE.c.site_id == site)
    rows = books.execute(query).all()
    left = {at: row.quantity for at, row in enumerate(rows)}
    takes: list[Take] = []
    missing = []
    for part in recipe:
        own = kit_sizes.of_part(part.size_label, size, part.sizing)
        short = _fill(part, own, rows, left, takes)
        if short:
            missing.append(Missing(part, own, short))
    return Proposal(sorted(takes, key=lambda take: walk(take.row)), missing)


def _fill(
    part: Any, size: str, rows: Sequence[Any], left: dict[int, int], takes: list[Take]
) -> int:
    """Take a part from what is left; gives how many pieces are short."""
    short: int = part.quantity
    for at, row in enumerate(rows):
        pieces = min(left[at], short)
        if pieces and row.product_id == part.product_id and _answers(row._mapping, size, part):
            takes.append(Take(row, pieces))
            left[at] -= pieces
            short -= pieces
    return short


def _answers(row: Mapping[str, Any], size: str, part: Any) -> bool:
    own = Size(row["size_scheme"], row["size_low"], row["size_high"], row["size_label"])
    return kit_sizes.answers(own, size, part.sizing)

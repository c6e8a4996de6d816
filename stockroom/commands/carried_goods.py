"""Goods in boxes and on vans as gates and holds look at them; one statement for many places."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import sqlalchemy as sa

from stockroom.commands import barred, refs
from stockroom.commands.lines import LINE, LIST
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.rules.gate import Goods
from stockroom.tables.stock import PlaceKind
from stockroom.tables.sums import NAME_OF_LOT, WHY_ON_HOLD
from stockroom.tables.transport import Parcel

VAN = PLACE.alias("van")
PARCEL = cast(sa.Table, Parcel.__table__)  # type: ignore[attr-defined]
OF_GOODS = (
    LOT.c.id.label("lot_id"),
    *barred.SEEN,
    refs.PRODUCT.c.name,
    refs.PRODUCT.c.weight_g,
    refs.PRODUCT.c.volume_ml,
    NAME_OF_LOT.label("ref"),
    WHY_ON_HOLD.label("held"),
)
KNOWN = LOT.join(refs.PRODUCT, refs.PRODUCT.c.id == LOT.c.product_id)
_IN_PLACES = (
    sa.select(
        *OF_GOODS,
        HOLDING.c.quantity,
        HOLDING.c.line_id,
        PLACE.c.id.label("place_id"),
        PLACE.c.name.label("place"),
        PLACE.c.kind.label("place_kind"),
        HOLDING.c.id.label("spot"),
        sa.case((PLACE.c.kind == PlaceKind.VAN, PLACE.c.id), else_=VAN.c.id).label("van"),
        LIST.c.facility_id.label("wished_by"),
        PARCEL.c.facility_id.label("sealed_for"),
        PARCEL.c.packaging,
        PARCEL.c.repacked,
    )
    .select_from(
        KNOWN.join(HOLDING, HOLDING.c.lot_id == LOT.c.id)
        .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(VAN, sa.and_(VAN.c.id == PLACE.c.stands_in, VAN.c.kind == PlaceKind.VAN))
        .outerjoin(PARCEL, sa.and_(PARCEL.c.box_id == PLACE.c.id, PARCEL.c.opened_in.is_(None)))
        .outerjoin(LINE, LINE.c.id == HOLDING.c.line_id)
        .outerjoin(LIST, LIST.c.id == LINE.c.wish_list_id)
    )
    .where(IS_INSIDE)
    .order_by(PLACE.c.id, HOLDING.c.id)
)
_PIECES_ON = (
    sa.select(sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0))
    .select_from(HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id))
    .where(
        IS_INSIDE,
        sa.or_(PLACE.c.id == sa.bindparam("van"), PLACE.c.stands_in == sa.bindparam("van")),
    )
)


@dataclass(frozen=True, kw_only=True)
class Carried:
    """Pieces of a lot as hands carry them: whose they are, what they are, why they are held.

    `facility` is whom they are for: the parcel's, else the wish line's. `packaging` is that of
    their parcel, nothing for loose goods. `thing` is what people call what they carry;
    `spot` is the holding's id, `van` the one that they are on; `boxed`: they are in a
    box, sealed or not.
    """

    lot: int
    ref: str
    thing: str
    pieces: int
    goods: Goods
    held: str
    place: int | None = None
    spot: int | None = None
    van: int | None = None
    boxed: bool = False
    line: int | None = None
    wished_by: int | None = None
    facility: int | None = None
    packaging: str = ""
    repacked: bool = False
    weight_g: int = 0
    volume_ml: int = 0


def in_places(books: sa.Connection, places: Collection[int]) -> list[Carried]:
    """All that is in these boxes; one statement."""
    if not places:
        return []
    meant = HOLDING.c.place_id.in_(places)
    return [_in_place(row) for row in books.execute(_IN_PLACES.where(meant))]


def aboard(books: sa.Connection, vans: Collection[int]) -> list[Carried]:
    """All that is in and on these vans; one statement."""
    meant = sa.or_(HOLDING.c.place_id.in_(vans), PLACE.c.stands_in.in_(vans))
    return [_in_place(row) for row in books.execute(_IN_PLACES.where(meant))]


def pieces_on(books: sa.Connection, van: int) -> int:
    """All that is in and on a van, in pieces; one statement."""
    return int(books.execute(_PIECES_ON, {"van": van}).scalar_one())


def going_to(books: sa.Connection, facilities: Collection[int], most: int) -> list[Carried]:
    """All inside that is for these facilities, the newest first, so many; one statement."""
    whose = sa.func.coalesce(PARCEL.c.facility_id, LIST.c.facility_id)
    query = _IN_PLACES.where(whose.in_(facilities)).order_by(None)
    rows = books.execute(query.order_by(HOLDING.c.id.desc()).limit(most))
    return [_in_place(row) for row in rows]


def lots(books: sa.Connection, wanted: Collection[int]) -> dict[int, Carried]:
    """One piece of each of these lots, loose; one statement."""
    if not wanted:
        return {}
    rows = books.execute(sa.select(*OF_GOODS).select_from(KNOWN).where(LOT.c.id.in_(wanted)))
    return {row.lot_id: Carried(thing=row.name, pieces=1, **_about(row)) for row in rows}


def facilities_of(books: sa.Connection, lines: Collection[int]) -> dict[int, int]:
    """For whom these wish lines are; one statement."""
    query = (
        sa.select(LINE.c.id, LIST.c.facility_id)
        .join(LIST, LIST.c.id == LINE.c.wish_list_id)
        .where(LINE.c.id.in_(lines))
    )
    rows: Sequence[Any] = books.execute(query).all() if lines else ()
    return {row.id: row.facility_id for row in rows}


def _in_place(row: Any) -> Carried:
    return Carried(
        thing=row.place if row.sealed_for is not None else row.name,
        pieces=row.quantity,
        place=row.place_id,
        spot=row.spot,
        van=row.van,
        boxed=row.place_kind == PlaceKind.BOX,
        line=row.line_id,
        wished_by=row.wished_by,
        facility=row.wished_by if row.sealed_for is None else row.sealed_for,
        packaging=row.packaging or "",
        repacked=bool(row.repacked),
        **_about(row),
    )


def _about(row: Any) -> Mapping[str, Any]:
    return {
        "lot": row.lot_id,
        "ref": row.ref,
        "goods": barred.goods_in(row),
        "held": row.held or "",
        "weight_g": row.weight_g,
        "volume_ml": row.volume_ml,
    }

"""What goes on a run: parcels and loose goods for its facilities, and all that is on its van."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import sqlalchemy as sa

from stockroom.commands.lines import LINE, LIST
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.rules import codes
from stockroom.tables.stock import PlaceKind
from stockroom.tables.sums import WHY_ON_HOLD
from stockroom.web.api.reads.road import PARCEL
from stockroom.web.api.reads.stock import PRODUCT, STAND
from stockroom.web.pages.shelves.columns import code_of_lot

MOST_GOODS = 450
ABOARD, READY, BEHIND = "aboard", "ready", "behind"
_GOODS = (
    sa.select(
        LOT.c.id.label("lot_id"),
        code_of_lot.label("code"),
        PRODUCT.c.name,
        PRODUCT.c.names,
        LOT.c.size_label,
        LOT.c.fits,
        LOT.c.season,
        LOT.c.depth,
        HOLDING.c.line_id,
        HOLDING.c.quantity,
        sa.func.coalesce(PARCEL.c.facility_id, LIST.c.facility_id).label("facility_id"),
        PLACE.c.id.label("place_id"),
        PLACE.c.kind.label("place_kind"),
        PLACE.c.name.label("place"),
        PLACE.c.number.label("number"),
        PARCEL.c.id.label("parcel_id"),
        sa.func.coalesce(STAND.c.id, PLACE.c.id).label("where_id"),
        sa.func.coalesce(STAND.c.kind, PLACE.c.kind).label("where_kind"),
        sa.func.coalesce(STAND.c.name, PLACE.c.name).label("where"),
        WHY_ON_HOLD.label("held"),
    )
    .select_from(
        HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .outerjoin(LINE, LINE.c.id == HOLDING.c.line_id)
        .outerjoin(LIST, LIST.c.id == LINE.c.wish_list_id)
        .outerjoin(PARCEL, sa.and_(PARCEL.c.box_id == PLACE.c.id, PARCEL.c.opened_in.is_(None)))
    )
    .where(IS_INSIDE)
    .order_by(PLACE.c.number, HOLDING.c.id)
    .limit(MOST_GOODS)
)


class Goods(NamedTuple):
    """Pieces of a lot on one spot.

    `facility_id` is whom they are for: the parcel's, else the wish line's. `held` is the reason
    of the hold that they are under.
    """

    lot_id: int
    code: str | None
    name: str
    names: dict[str, str] | None
    size_label: str
    fits: str
    season: str
    depth: str
    line_id: int | None
    quantity: int
    facility_id: int | None
    place_id: int
    place_kind: str
    place: str
    number: int | None
    parcel_id: int | None
    where_id: int
    where_kind: str
    where: str
    held: str | None

    @property
    def ref(self) -> str:
        """What commands call the lot."""
        return codes.name_of_lot(self.code, self.lot_id)


@dataclass(frozen=True)
class Bundle:
    """What one pair of hands carries: a box with all that is in it, or loose pieces of a lot.

    `stage` says how far it is: aboard the van, ready to be loaded, or behind (not picked, not
    sealed, or on another van). `ref` names it in a form.
    """

    ref: str
    box: int | None
    name: str
    facility_id: int | None
    stage: str
    where: str
    goods: tuple[Goods, ...] = ()

    @property
    def pieces(self) -> int:
        """How many pieces there are in it."""
        return sum(one.quantity for one in self.goods)

    @property
    def held(self) -> str:
        """Why it must stay: the reason of the first hold on something in it, or nothing."""
        return next((one.held for one in self.goods if one.held), "")


def of_van(books: sa.Connection, van_id: int, facilities: Collection[int]) -> list[Bundle]:
    """All that is on a van or is for these facilities and inside, in two statements."""
    boxes = sa.select(PLACE.c.id).where(PLACE.c.stands_in == van_id)
    parcels = sa.select(PARCEL.c.box_id).where(
        PARCEL.c.facility_id.in_(facilities), PARCEL.c.opened_in.is_(None)
    )
    lines = (
        sa.select(LINE.c.id)
        .join(LIST, LIST.c.id == LINE.c.wish_list_id)
        .where(LIST.c.facility_id.in_(facilities))
    )
    meant = sa.or_(
        HOLDING.c.place_id == van_id,
        HOLDING.c.place_id.in_(boxes),
        HOLDING.c.place_id.in_(parcels),
        HOLDING.c.line_id.in_(lines),
    )
    found = [Goods(*tuple(row)) for row in books.execute(_GOODS.where(meant))]
    return [*bundles(found, van_id), *_empty_boxes(books, van_id, found)]


def for_facility(books: sa.Connection, facility_id: int) -> list[Bundle]:
    """All that is inside for one facility, wherever it is."""
    return of_van(books, 0, [facility_id])


def at(bundles: Iterable[Bundle], stage: str, facility_id: int | None = None) -> list[Bundle]:
    """Those of a stage, of one facility or of all."""
    return [one for one in bundles if one.stage == stage and facility_id in (None, one.facility_id)]


def bundles(found: Sequence[Goods], van_id: int) -> list[Bundle]:
    """Goods put together as hands carry them: by sealed box, by box on the van, or loose."""
    apart: dict[object, list[Goods]] = {}
    for one in found:
        boxed = one.place_kind == PlaceKind.BOX and (one.parcel_id or one.where_id == van_id)
        apart.setdefault(one.place_id if boxed else (one.place_id, one.lot_id, one.line_id), [])
        apart[one.place_id if boxed else (one.place_id, one.lot_id, one.line_id)].append(one)
    return [_bundle(key, goods, van_id) for key, goods in apart.items()]


def _bundle(key: object, goods: list[Goods], van_id: int) -> Bundle:
    first = goods[0]
    stage = _stage(first, van_id)
    facility = next((one.facility_id for one in goods if one.facility_id is not None), None)
    if isinstance(key, int):
        ref = f"box {first.number}"
        return Bundle(ref, first.number, first.place, facility, stage, first.where, tuple(goods))
    ref = f"{first.ref} {first.line_id or 0} {first.quantity}"
    place = first.place if first.place_kind == PlaceKind.BOX else first.where
    return Bundle(ref, None, "", facility, stage, place, tuple(goods))


def _stage(one: Goods, van_id: int) -> str:
    if one.where_id == van_id:
        return ABOARD
    if one.where_kind == PlaceKind.VAN:
        return BEHIND
    loose_on_bench = one.place_kind == PlaceKind.BENCH
    return READY if one.parcel_id or loose_on_bench else BEHIND


def _empty_boxes(books: sa.Connection, van_id: int, found: Sequence[Goods]) -> list[Bundle]:
    """Boxes on the van in which nothing is left: they come back too."""
    full = {one.place_id for one in found}
    select = sa.select(PLACE.c.id, PLACE.c.number, PLACE.c.name).where(
        PLACE.c.stands_in == van_id, PLACE.c.kind == PlaceKind.BOX
    )
    return [
        Bundle(f"box {row.number}", row.number, row.name, None, ABOARD, "")
        for row in books.execute(select.order_by(PLACE.c.number).limit(MOST_GOODS))
        if row.id not in full
    ]

"""What goes along on runs: parcels and loose goods, as hands carry them, stop by stop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
import sqlalchemy as sa

from stockroom.commands import riding
from stockroom.commands.riding import ForSites
from stockroom.ledger import HOLDING, IS_INSIDE, LINE, LOT, PLACE
from stockroom.reports.stages import STAND
from stockroom.tables.stock import PlaceKind
from stockroom.tables.sums import CODE_OF_PLACE, NAME_OF_LOT, ON_HOLD
from stockroom.web.api import bundled
from stockroom.web.api.bundled import LIST, PRODUCT
from stockroom.web.api.reads.road import PARCEL
from stockroom.web.api.road_barred import Barred
from stockroom.web.pages.frame import Reader

MOST_GOODS = 5_000
SITE = PLACE.alias("site_of_goods")
_GOODS = (
    sa.select(
        NAME_OF_LOT.label("lot"),
        LOT.c.id.label("number"),
        PRODUCT.c.code.label("product"),
        PRODUCT.c.name,
        PRODUCT.c.names,
        PRODUCT.c.depth,
        LOT.c.size_label.label("size"),
        HOLDING.c.line_id.label("line"),
        HOLDING.c.quantity,
        ON_HOLD.label("held"),
        sa.func.coalesce(PARCEL.c.facility_id, LIST.c.facility_id).label("facility_id"),
        PARCEL.c.id.label("parcel_id"),
        PLACE.c.id.label("place_id"),
        PLACE.c.kind.label("place_kind"),
        PLACE.c.number.label("box"),
        PLACE.c.name.label("box_name"),
        CODE_OF_PLACE.label("box_code"),
        sa.func.coalesce(STAND.c.id, PLACE.c.id).label("where_id"),
        sa.func.coalesce(STAND.c.kind, PLACE.c.kind).label("where_kind"),
        sa.func.coalesce(SITE.c.name, "").label("site"),
    )
    .select_from(
        HOLDING.join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .outerjoin(SITE, SITE.c.id == PLACE.c.site_id)
        .outerjoin(LINE, LINE.c.id == HOLDING.c.line_id)
        .outerjoin(LIST, LIST.c.id == LINE.c.wish_list_id)
        .outerjoin(PARCEL, sa.and_(PARCEL.c.box_id == PLACE.c.id, PARCEL.c.opened_in.is_(None)))
    )
    .where(IS_INSIDE)
    .order_by(PLACE.c.number, HOLDING.c.id)
    .limit(MOST_GOODS)
)
_EMPTY = (
    sa.select(PLACE.c.number, PLACE.c.name, CODE_OF_PLACE.label("code"), PLACE.c.stands_in)
    .where(
        PLACE.c.kind == PlaceKind.BOX,
        ~sa.exists().where(HOLDING.c.place_id == PLACE.c.id, HOLDING.c.quantity > 0),
    )
    .order_by(PLACE.c.number)
    .limit(MOST_GOODS)
)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Pieces of one lot, for a wish line or for none; `number` is what people call the lot."""

    lot: str
    number: int
    product: str
    size: str
    quantity: int
    line: int | None


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """A box with all in it. `barred` are the sentences that keep it off the van.

    `site` is the building where it waits to be loaded.
    """

    box: int
    name: str
    code: str | None
    aboard: bool
    site: str
    barred: list[str]
    lines: list[Line]


class Loose(Line, frozen=True, kw_only=True):
    """Pieces that go without a box; `for_site` is the site of ours that they are for, or empty."""

    aboard: bool
    for_site: str
    site: str
    barred: list[str]


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """What a kind of thing is called, by language, and how deep it is tracked."""

    code: str
    name: str
    names: dict[str, str]
    depth: str


@dataclass(frozen=True)
class Aboard:
    """All that is on the vans of some runs, or ready for their stops."""

    rows: Sequence[Any]
    empty: Sequence[Any]
    barred: Barred
    for_sites: ForSites

    @classmethod
    def of(
        cls,
        books: sa.Connection,
        runs: Sequence[Any],
        stops: Mapping[int, Sequence[Any]],
        today: date,
        reader: Reader,
    ) -> Aboard:
        """Gathered in four statements, and a few more for each run that has not left."""
        vans = sorted({run.van_id for run in runs})
        facilities = {stop.facility_id for some in stops.values() for stop in some}
        query = _GOODS.where(_meant(vans, sorted(facilities - {None})))
        empty = _EMPTY.where(PLACE.c.stands_in.in_(vans))
        rows = books.execute(query).all()
        barred = Barred.of(books, runs, rows, today, reader)
        for_sites = riding.for_sites(books, [run.id for run in runs])
        return cls(rows, books.execute(empty).all(), barred, for_sites)

    def for_stop(self, run: Any, stop: Any) -> tuple[list[Carried], list[Loose]]:
        """What is aboard or ready for one stop."""
        if stop.facility_id is None:
            return [], []
        return self._parted(
            run, [one for one in self._near(run) if one.facility_id == stop.facility_id]
        )

    def others(self, run: Any, stops: Iterable[Any]) -> tuple[list[Carried], list[Loose]]:
        """What is aboard for none of the stops, boxes in which nothing is left among it."""
        at_stops = {stop.facility_id for stop in stops} - {None}
        aboard = [one for one in self.rows if one.where_id == run.van_id]
        parcels, loose = self._parted(
            run, [one for one in aboard if one.facility_id not in at_stops]
        )
        empty = [
            Carried(
                box=one.number,
                name=one.name,
                code=one.code,
                aboard=True,
                site="",
                barred=[],
                lines=[],
            )
            for one in self.empty
            if one.stands_in == run.van_id
        ]
        return parcels + empty, loose

    def _near(self, run: Any) -> list[Any]:
        """On this run's van, or ready to be carried to it."""
        return [one for one in self.rows if one.where_id == run.van_id or _is_ready(one)]

    def _parted(self, run: Any, rows: Sequence[Any]) -> tuple[list[Carried], list[Loose]]:
        boxes: dict[int, list[Any]] = {}
        loose = []
        for one in rows:
            if one.place_kind == PlaceKind.BOX:
                boxes.setdefault(one.place_id, []).append(one)
            else:
                loose += self._loose(run, one)
        return [self._carried(run, inside) for inside in boxes.values()], loose

    def _carried(self, run: Any, inside: Sequence[Any]) -> Carried:
        first = inside[0]
        return Carried(
            box=first.box,
            name=first.box_name,
            code=first.box_code,
            aboard=first.where_id == run.van_id,
            site=first.site,
            barred=self.barred.against(run, inside),
            lines=[Line(**_line(one)) for one in inside],
        )

    def _loose(self, run: Any, one: Any) -> list[Loose]:
        barred = self.barred.against(run, [one])
        aboard = one.where_id == run.van_id
        rides = aboard and one.line is None
        wanted = self.for_sites.get((run.id, one.number), {}) if rides else {}
        return [
            Loose(
                **_line(one) | {"quantity": pieces},
                aboard=aboard,
                for_site=for_site,
                site=one.site,
                barred=barred,
            )
            for for_site, pieces in riding.shared_out(one.quantity, wanted)
        ]


def products_of(
    books: sa.Connection, aboard: Aboard, stops: Mapping[int, Sequence[Any]]
) -> list[Named]:
    """What the goods are called, each kind once; all kinds, where something is to be fetched."""
    rows = [(one.product, one.name, one.names, one.depth) for one in aboard.rows]
    if any(stop.facility_id is None for some in stops.values() for stop in some):
        rows += [
            (one.code, one.name, one.names, one.depth) for one in books.execute(bundled.PRODUCTS)
        ]
    found = {
        code: Named(code=code, name=name, names=names or {}, depth=depth)
        for code, name, names, depth in rows
    }
    return [found[code] for code in sorted(found)]


def _line(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Line.__struct_fields__}


def _is_ready(one: Any) -> bool:
    """Sealed and on no van, or loose on the bench."""
    on_a_van = one.where_kind == PlaceKind.VAN
    return not on_a_van and (one.parcel_id is not None or one.place_kind == PlaceKind.BENCH)


def _meant(vans: Sequence[int], facilities: Sequence[int]) -> sa.ColumnElement[bool]:
    boxes = sa.select(PLACE.c.id).where(PLACE.c.stands_in.in_(vans))
    parcels = sa.select(PARCEL.c.box_id).where(
        PARCEL.c.facility_id.in_(facilities), PARCEL.c.opened_in.is_(None)
    )
    lines = (
        sa.select(LINE.c.id)
        .join(LIST, LIST.c.id == LINE.c.wish_list_id)
        .where(LIST.c.facility_id.in_(facilities))
    )
    return sa.or_(
        HOLDING.c.place_id.in_(vans),
        HOLDING.c.place_id.in_(boxes),
        HOLDING.c.place_id.in_(parcels),
        HOLDING.c.line_id.in_(lines),
    )

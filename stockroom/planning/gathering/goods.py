"""What is there: free pieces inside, with whatever keeps them back for now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.planning.facts import Stock
from stockroom.planning.gathering.homes import Gate
from stockroom.planning.gathering.rows import (
    DONATION,
    HOLDING,
    LOT,
    PARCEL,
    PLACE,
    PRODUCT,
    STAND,
)
from stockroom.rules.writing import fold
from stockroom.tables.stock import PlaceKind, Standing
from stockroom.tables.sums import FROM_COMPANY, IN_A_CUPBOARD, ON_HOLD, PACKED_AHEAD

AWAY = (PlaceKind.VAN, PlaceKind.WITH_VOLUNTEER)

_stands_on = sa.func.coalesce(STAND.c.kind, PLACE.c.kind).label("stands_on")
_sealed = sa.exists().where(PARCEL.c.box_id == PLACE.c.id, PARCEL.c.opened_in.is_(None))
_FREE = (
    sa.select(
        HOLDING.c.lot_id,
        HOLDING.c.place_id,
        HOLDING.c.quantity,
        *(
            LOT.c[name]
            for name in (
                "product_id", "standing", "size_scheme", "size_low", "size_high", "fits",
                "season", "condition", "use_by", "brand",
            )
        ),
        PRODUCT.c.gate_flags,
        DONATION.c.only_for,
        FROM_COMPANY.label("from_company"),
        PLACE.c.kind,
        _stands_on,
        ON_HOLD.label("on_hold"),
    )
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .outerjoin(DONATION, DONATION.c.id == LOT.c.donation_id)
    )
    .where(
        HOLDING.c.outside == sa.literal_column("0"),
        HOLDING.c.quantity != sa.literal_column("0"),
        HOLDING.c.line_id.is_(None),
        LOT.c.standing != Standing.REJECTED,
        LOT.c.product_id.in_(sa.bindparam("products", expanding=True)),
        _stands_on.not_in(AWAY),
        sa.not_(_sealed),
        sa.not_(PACKED_AHEAD),
        sa.not_(IN_A_CUPBOARD),
    )
    .order_by(HOLDING.c.lot_id, HOLDING.c.place_id)
)  # fmt: skip


def free(books: sa.Connection, products: Collection[int]) -> Sequence[Any]:
    """Free pieces of these products inside, by lot and place; one statement.

    Left out is what no plan may touch: goods on the road or lent out, in sealed parcels, in bags
    packed ahead, in a refuge's cupboard.
    """
    return books.execute(_FREE, {"products": sorted(products)}).all()


def stocks(
    rows: Sequence[Any],
    today: date,
    homes: Mapping[int, tuple[str, str]],
    gates: Collection[Gate] = (),
) -> list[Stock]:
    """The same as stocks, numbered in their order.

    Only a shelf, or a box on one, is drawn from: what lies elsewhere is told as still on its way.
    `homes` are the codes and kinds of facilities by id, whom a donor's words may name. Brands and
    givers are told where some of the `gates` asks, so that else alike goods stay alike.
    """
    brands, retailer = _asked_by(gates)
    letters: dict[str, frozenset[str]] = {}
    named = _named(homes)
    return [
        Stock(
            id=number,
            lot=row.lot_id,
            place=row.place_id,
            product=row.product_id,
            pieces=row.quantity,
            scheme=row.size_scheme,
            low=row.size_low,
            high=row.size_high,
            fits=row.fits,
            season=row.season,
            condition=row.condition,
            use_by=row.use_by,
            box=row.place_id if row.kind == PlaceKind.BOX else None,
            accepted=row.standing == Standing.ACCEPTED,
            on_hold=bool(row.on_hold),
            arrives_on=None if row.stands_on == PlaceKind.BIN else today,
            only_for=named(row.only_for),
            flags=letters.setdefault(row.gate_flags, frozenset(row.gate_flags)),
            brand=_brand(row.brand, brands),
            from_company=retailer and bool(row.from_company),
        )
        for number, row in enumerate(rows, start=1)
    ]


def _asked_by(gates: Collection[Gate]) -> tuple[frozenset[str], bool]:
    """The brands that gates name, and whether any asks who gave."""
    brands = frozenset[str]().union(*(gate.brands or () for gate in gates))
    return brands, any(gate.retailer_only for gate in gates)


def _brand(written: str, named: frozenset[str]) -> str:
    folded = fold(written.strip()) if named else ""
    return folded if folded in named else ""


def _named(
    homes: Mapping[int, tuple[str, str]],
) -> Callable[[Sequence[str] | None], frozenset[int] | None]:
    """What gives the homes that a donor's words mean; None where they name nobody."""
    known: dict[tuple[str, ...], frozenset[int]] = {}

    def named(words: Sequence[str] | None) -> frozenset[int] | None:
        if not words:
            return None
        key = tuple(words)
        if key not in known:
            known[key] = frozenset(
                home for home, (code, kind) in homes.items() if code in key or kind in key
            )
        return known[key]

    return named

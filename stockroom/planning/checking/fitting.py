"""Whether goods may go to a line, said again from the rules and apart from whoever makes plans."""

from __future__ import annotations

from datetime import timedelta

from stockroom.planning.checking.faults import Kind
from stockroom.planning.facts import Home, Need, Stock
from stockroom.planning.plans import Why
from stockroom.words import Condition, Fits, Season

SEALED = frozenset({Condition.NEW, Condition.NEW_SEALED})

WHYS = {
    Kind.NOTHING_LIKE_IT: Why.NOTHING_FITS,
    Kind.GATE: Why.GATE,
    Kind.EXPIRES: Why.EXPIRES,
    Kind.DONOR: Why.DONOR,
    Kind.NOT_ACCEPTED: Why.NOT_YET,
    Kind.ON_HOLD: Why.NOT_YET,
    Kind.NOT_ARRIVED: Why.NOT_YET,
    Kind.FORBIDDEN: Why.FORBIDDEN,
}
"""What keeps goods from a line, as the plan tells it where the line stays short."""

_NOTHING_LIKE_IT = frozenset({Kind.NOTHING_LIKE_IT})


def obstacles(stock: Stock, need: Need, home: Home, forbidden: bool = False) -> frozenset[Kind]:
    """Name all that keeps this stock from this line; nothing where it may go there.

    Goods that are not the kind or the size asked for are nothing like it, whatever else they are.
    """
    if not is_what_is_asked(stock, need):
        return _NOTHING_LIKE_IT
    sealed = stock.condition == Condition.NEW_SEALED
    lasts_until = home.delivery + timedelta(days=home.margin_days)
    found = {
        Kind.GATE: ((home.sealed_only or home.retailer_only) and not sealed)
        or (home.retailer_only and not stock.from_company)
        or (home.brands is not None and not home.brands & {stock.brand})
        or bool(home.refuses & stock.flags),
        Kind.EXPIRES: stock.use_by is not None and stock.use_by < lasts_until,
        Kind.DONOR: stock.only_for is not None and home.id not in stock.only_for,
        Kind.NOT_ACCEPTED: not stock.accepted,
        Kind.ON_HOLD: stock.on_hold,
        Kind.NOT_ARRIVED: stock.arrives_on is not None,
        Kind.FORBIDDEN: forbidden,
    }
    return frozenset(kind for kind, true in found.items() if true)


def is_what_is_asked(stock: Stock, need: Need) -> bool:
    """Say whether goods are of the product, size, girl or boy, season and newness asked for."""
    return (
        stock.product == need.product
        and size_will_do(stock, need)
        and (need.fits == Fits.ANY or stock.fits in (need.fits, Fits.ANY))
        and (need.season == Season.ANY or stock.season in (need.season, Season.ANY))
        and (not need.new_only or stock.condition in SEALED)
    )


def size_will_do(stock: Stock, need: Need) -> bool:
    """Say whether a size will do: as at the desk, only sizes of one scheme are compared.

    Larger ones need leave.
    """
    if need.scheme == "none" or stock.scheme != need.scheme:
        return True
    room = need.step * need.sizes_up if need.substitutes else 0
    return need.low <= stock.high and stock.low <= need.high + room

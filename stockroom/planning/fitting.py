"""Which goods may go to which need, how well they fit, and if they may not, why."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

from stockroom.planning.facts import Home, Need, Stock
from stockroom.planning.plans import Why
from stockroom.words import Condition, Fits, Season

KEEPS_FOR_EVER = 3650
"""Days that goods without a use-by date, or with one further off than ten years, count as."""

GRADES = {Condition.NEW: 1, Condition.NEW_SEALED: 2}

LADDER = (Why.NOTHING_FITS, Why.GATE, Why.DONOR, Why.EXPIRES, Why.NOT_YET, Why.FORBIDDEN)
"""What is asked of a pair in turn; goods that fail later came nearer to being of use."""


@dataclass(frozen=True, slots=True, order=True)
class Fit:
    """How well goods fit, the less of each the better, in this order.

    Sizes above what is needed; days until they expire, so that the first to expire go first; and
    by how many grades (used, new, sealed) they are better than they must be, so that sealed goods
    are kept for those whose gate takes nothing else.
    """

    sizes_up: int
    days: int
    grades: int


def sizes_above(stock: Stock, need: Need) -> int:
    """Count the sizes by which goods are larger than needed; 0 where they cannot be compared."""
    if not _can_be_compared(stock, need) or stock.low <= need.high:
        return 0
    return -(-(stock.low - need.high) // max(need.step, 1))


def why_not(
    stock: Stock, need: Need, home: Home, forbidden: Container[tuple[int, int]] = ()
) -> Why | None:
    """Say why these goods may not go to this need, the first of LADDER; None where they may."""
    if not _is_asked_for(stock, need):
        return Why.NOTHING_FITS
    if _turned_away(stock, home):
        return Why.GATE
    if stock.only_for is not None and home.id not in stock.only_for:
        return Why.DONOR
    if _expires(stock, home):
        return Why.EXPIRES
    if kept_back(stock):
        return Why.NOT_YET
    return Why.FORBIDDEN if (stock.id, need.line) in forbidden else None


def kept_back(stock: Stock) -> bool:
    """Say whether goods are still on their way, not accepted, or on hold."""
    return stock.arrives_on is not None or stock.on_hold or not stock.accepted


def fit(stock: Stock, need: Need, home: Home, today: date) -> Fit:
    """Measure how well goods fit that may go to this need."""
    left = KEEPS_FOR_EVER if stock.use_by is None else (stock.use_by - today).days
    wanted = 2 if home.sealed_only else 1 if need.new_only else 0
    grades = max(GRADES.get(stock.condition, 0) - wanted, 0)
    return Fit(sizes_above(stock, need), min(left, KEEPS_FOR_EVER), grades)


def _is_asked_for(stock: Stock, need: Need) -> bool:
    return (
        stock.product == need.product
        and _size_will_do(stock, need)
        and need.fits in (Fits.ANY, stock.fits if stock.fits != Fits.ANY else need.fits)
        and need.season in (Season.ANY, stock.season if stock.season != Season.ANY else need.season)
        and (not need.new_only or stock.condition in GRADES)
    )


def _size_will_do(stock: Stock, need: Need) -> bool:
    if not _can_be_compared(stock, need):
        return True
    room = need.step * need.sizes_up if need.substitutes else 0
    return need.low <= stock.high and stock.low <= need.high + room


def _can_be_compared(stock: Stock, need: Need) -> bool:
    """As at the desk: only sizes of one scheme say anything about each other."""
    return need.scheme != "none" and stock.scheme == need.scheme


def _turned_away(stock: Stock, home: Home) -> bool:
    unsealed = home.sealed_only and not _is_sealed(stock)
    elsewhere = home.retailer_only and not (stock.from_company and _is_sealed(stock))
    other_brand = home.brands is not None and stock.brand not in home.brands
    return unsealed or elsewhere or other_brand or bool(stock.flags & home.refuses)


def _is_sealed(stock: Stock) -> bool:
    return stock.condition == Condition.NEW_SEALED


def _expires(stock: Stock, home: Home) -> bool:
    lasts_until = home.delivery + timedelta(days=home.margin_days)
    return stock.use_by is not None and stock.use_by < lasts_until

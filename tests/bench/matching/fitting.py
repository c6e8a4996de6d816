"""What may go to whom, said anew: neither the matcher nor the checker lends its rules here."""

from __future__ import annotations

from datetime import date, timedelta

from stockroom.planning.facts import Home, Need, Stock
from stockroom.words import Condition


def is_exact(stock: Stock, need: Need) -> bool:
    """Say whether goods are of the very size, not one above it."""
    return stock.low <= need.high and need.low <= stock.high


def fits(stock: Stock, need: Need) -> bool:
    """Say whether goods are of the kind and of a size that the line takes."""
    up = need.step * need.sizes_up if need.substitutes else 0
    return stock.product == need.product and stock.low <= need.high + up and need.low <= stock.high


def passes(stock: Stock, home: Home) -> bool:
    """Say whether the gate takes the goods, and whether they last."""
    if home.sealed_only and stock.condition != Condition.NEW_SEALED:
        return False
    return stock.use_by is None or stock.use_by >= lasting(home)


def lasting(home: Home) -> date:
    """The first use-by date that a home takes."""
    return home.delivery + timedelta(days=home.margin_days)

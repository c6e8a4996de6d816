"""Which lots may not go to a facility, as a condition on lots: the rules once more, for sorting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from stockroom.commands.barred import Gate
from stockroom.ledger import LOT
from stockroom.rules import giving
from stockroom.rules.gate import Rule
from stockroom.rules.gate.condition import ENOUGH
from stockroom.tables.sums import FROM_COMPANY
from stockroom.web.pages.shelves.columns import DONATION
from stockroom.web.pages.wishes.known import PRODUCT
from stockroom.words import Condition

_RESTRICTED = sa.select(DONATION.c.id, DONATION.c.only_for).where(
    sa.cast(DONATION.c.only_for, sa.Text) != "[]"
)


def turned_away(books: sa.Connection, at: Gate) -> ColumnElement[bool]:
    """Whether the gate or the donor speaks against a lot, as `barred.why_not` judges it."""
    blocking = [rule for rule in at.rules if rule.action == "block"]
    said = [
        CONDITIONS[rule.kind](rule, at.arrives_on) for rule in blocking if rule.kind in CONDITIONS
    ]
    return sa.or_(*said, LOT.c.donation_id.in_(_given_for_others(books, at)))


def _given_for_others(books: sa.Connection, at: Gate) -> list[int]:
    return [
        row.id
        for row in books.execute(_RESTRICTED)
        if not giving.may_have(row.only_for, at.code, at.kind)
    ]


def _worn(rule: Rule, _arrives_on: date) -> ColumnElement[bool]:
    return LOT.c.condition.not_in(ENOUGH[rule.facts["least"]])


def _flagged(rule: Rule, _arrives_on: date) -> ColumnElement[bool]:
    has = [PRODUCT.c.gate_flags.contains(letter) for letter in rule.facts["letters"]]
    return LOT.c.product_id.in_(sa.select(PRODUCT.c.id).where(sa.or_(*has)))


def _too_soon(rule: Rule, arrives_on: date) -> ColumnElement[bool]:
    least = arrives_on + timedelta(days=rule.facts["days"])
    return sa.and_(LOT.c.use_by.is_not(None), LOT.c.use_by < least)


def _other_brand(rule: Rule, _arrives_on: date) -> ColumnElement[bool]:
    """By the letters as they are written: whoever reads the page is told by the rule itself."""
    brand = sa.func.lower(sa.func.trim(LOT.c.brand))
    return brand.not_in([one.strip().lower() for one in rule.facts["brands"]])


def _not_from_a_shop(_rule: Rule, _arrives_on: date) -> ColumnElement[bool]:
    return sa.or_(LOT.c.condition != Condition.NEW_SEALED, sa.not_(FROM_COMPANY))


CONDITIONS: Mapping[str, Callable[[Rule, date], ColumnElement[bool]]] = {
    "condition": _worn,
    "flags": _flagged,
    "shelf_life": _too_soon,
    "brand": _other_brand,
    "retailer": _not_from_a_shop,
}

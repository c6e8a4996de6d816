"""Who wants goods that are still being typed, before they are a lot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.errors import Malformed
from stockroom.rules import sizes
from stockroom.web.wanting.lines import NOBODY, PRODUCT, Goods, Wanting, wanted
from stockroom.words import Condition, Fits, Season

_KIND = sa.select(
    PRODUCT.c.id, PRODUCT.c.code, PRODUCT.c.category, PRODUCT.c.sizing, PRODUCT.c.gate_flags
).where(PRODUCT.c.code == sa.bindparam("code"))


def of_description(
    books: sa.Connection, product: str, said: Mapping[str, Any], today: date
) -> Wanting:
    """Who wants a product as it is described so far; three statements.

    What cannot be read yet counts as not said: somebody may be in the middle of typing it.
    """
    kind = books.execute(_KIND, {"code": product.strip().upper()}).first()
    if kind is None:
        return NOBODY
    return wanted(books, [_goods(kind, said)], today)[0]


def _goods(kind: Any, said: Mapping[str, Any]) -> Goods:
    scheme, low, high = _size(str(said.get("size") or ""), kind.sizing)
    return Goods(
        product_id=kind.id,
        product=kind.code,
        category=kind.category,
        size_scheme=scheme,
        size_low=low,
        size_high=high,
        fits=_one_of(Fits, said.get("fits"), Fits.ANY),
        season=_one_of(Season, said.get("season"), Season.ANY),
        condition=_one_of(Condition, said.get("condition"), Condition.GOOD),
        use_by=_day(said.get("use_by")),
        flags=kind.gate_flags,
        brand=str(said.get("brand") or ""),
    )


def _size(text: str, sizing: str) -> tuple[str, int, int]:
    try:
        size = sizes.read(text, sizing)
    except Malformed:
        return "none", 0, 0
    return size.scheme, size.low, size.high


def _one_of(words: Any, said: Any, otherwise: str) -> str:
    return str(said) if said in list(words) else otherwise


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(str(said or ""))
    except ValueError:
        return None

"""What is not taken in as it is described: said while whoever brought it may still be there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.errors import Refused
from stockroom.rules.categories import must_refuse
from stockroom.rules.rows import check_text
from stockroom.speech import mark as _
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.acting import Look

MOST_WORDS = 120
PAST = _("{day} has passed; goods past their use-by date are not taken in")
_PROFILE = sa.select(PRODUCT.c.safety_profile).where(PRODUCT.c.code == sa.bindparam("code"))


def must_be_fit(look: Look, said: Mapping[str, Any]) -> None:
    """Raise `Refused` for goods past their date, and for what the donor's own words rule out.

    Raises `Malformed` for words that no person says, such as a formula of a spreadsheet.
    """
    words = check_text(str(said.get("description", "")), MOST_WORDS)
    profile = look.books.execute(_PROFILE, {"code": str(said["product"]).upper()}).scalar()
    reason = must_refuse(profile or "", words, "", "")
    if reason is not None:
        raise Refused("unsafe", reason)
    day = str(said.get("use_by", ""))
    if day and day < look.clock.now().astimezone().date().isoformat() and _is_day(day):
        raise Refused("expired", PAST, day=day)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False

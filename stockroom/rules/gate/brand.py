"""Gates that take some brands and no other: {"brands": ["Pampers"]}."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate.base import Facts, Goods, Kind, Rule, Said, not_of_this_kind, only
from stockroom.rules.writing import fold

MOST_BRANDS = 10
MOST_LETTERS = 40
SENTENCE = _("The gate of {facility} takes no other brand than {brands} ({source}, {day}).")


def read(facts: Facts) -> dict[str, object]:
    """The brands as they are written, each once."""
    brands = only(facts, "brands")
    if not isinstance(brands, list) or not 1 <= len(brands) <= MOST_BRANDS:
        raise not_of_this_kind()
    if not all(isinstance(one, str) and 1 <= len(one.strip()) <= MOST_LETTERS for one in brands):
        raise not_of_this_kind()
    return {"brands": list({fold(one.strip()): one.strip() for one in brands}.values())}


def every(rule: Rule) -> Sequence[Said]:
    """Its one sentence."""
    return [rule.says(SENTENCE, brands=", ".join(rule.facts["brands"]))]


def against(rule: Rule, goods: Goods, _arrives_on: date) -> Said | None:
    """Against goods of another brand, and those of which nobody wrote one down."""
    allowed = {fold(one) for one in rule.facts["brands"]}
    return None if fold(goods.brand.strip()) in allowed else every(rule)[0]


KIND = Kind(read, every, against)

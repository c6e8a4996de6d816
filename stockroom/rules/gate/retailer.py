"""Gates that take only what comes straight from a shop or a company, sealed: {}."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate.base import Goods, Kind, Rule, Said, none

SENTENCE = _(
    "The gate of {facility} takes only sealed goods that a shop or a company gave "
    "({source}, {day})."
)


def every(rule: Rule) -> Sequence[Said]:
    """Its one sentence."""
    return [rule.says(SENTENCE)]


def against(rule: Rule, goods: Goods, _arrives_on: date) -> Said | None:
    """Against what a person gave, and what is not sealed."""
    sealed = goods.condition == "new_sealed"
    return None if goods.from_company and sealed else every(rule)[0]


KIND = Kind(none, every, against)

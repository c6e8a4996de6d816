"""Gates that want goods to last a while after they arrive: {"days": 30}."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate.base import Facts, Goods, Kind, Rule, Said, not_of_this_kind, only

MOST_DAYS = 730
SENTENCE = _(
    "The gate of {facility} takes only what keeps for {days} days or more after it arrives "
    "({source}, {day})."
)


def read(facts: Facts) -> dict[str, object]:
    """The days, from one to two years."""
    days = only(facts, "days")
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= MOST_DAYS:
        raise not_of_this_kind()
    return {"days": days}


def every(rule: Rule) -> Sequence[Said]:
    """Its one sentence."""
    return [rule.says(SENTENCE, days=rule.facts["days"])]


def against(rule: Rule, goods: Goods, arrives_on: date) -> Said | None:
    """Against goods whose date comes before those days are over."""
    least = arrives_on + timedelta(days=rule.facts["days"])
    return every(rule)[0] if goods.use_by is not None and goods.use_by < least else None


KIND = Kind(read, every, against)

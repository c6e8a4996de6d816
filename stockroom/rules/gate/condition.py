"""Gates that take new goods only, or only in sealed packs: {"least": "new" or "new_sealed"}."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate.base import Facts, Goods, Kind, Rule, Said, not_of_this_kind, only

ENOUGH: Mapping[str, frozenset[str]] = {
    "new": frozenset({"new", "new_sealed"}),
    "new_sealed": frozenset({"new_sealed"}),
}
SENTENCES = {
    "new": _("The gate of {facility} takes only new goods ({source}, {day})."),
    "new_sealed": _(
        "The gate of {facility} takes only new goods in sealed packs ({source}, {day})."
    ),
}


def read(facts: Facts) -> dict[str, object]:
    """The least condition that is let in."""
    least = only(facts, "least")
    if not isinstance(least, str) or least not in ENOUGH:
        raise not_of_this_kind()
    return {"least": least}


def every(rule: Rule) -> Sequence[Said]:
    """Its one sentence."""
    return [rule.says(SENTENCES[rule.facts["least"]])]


def against(rule: Rule, goods: Goods, _arrives_on: date) -> Said | None:
    """Against goods that are more worn than that."""
    return None if goods.condition in ENOUGH[rule.facts["least"]] else every(rule)[0]


KIND = Kind(read, every, against)

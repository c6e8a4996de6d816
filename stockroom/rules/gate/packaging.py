"""Gates that look into parcels, or want them as from a shop: {"packaging": "clear_bag"}."""

from __future__ import annotations

from collections.abc import Sequence

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate.base import Facts, Kind, Load, Rule, Said, not_of_this_kind, only

SENTENCES = {
    "clear_bag": _(
        "The gate of {facility} takes only bags that one can see through ({source}, {day})."
    ),
    "shop": _("The gate of {facility} takes only parcels closed as in a shop ({source}, {day})."),
}


def read(facts: Facts) -> dict[str, object]:
    """How parcels must be closed."""
    packaging = only(facts, "packaging")
    if not isinstance(packaging, str) or packaging not in SENTENCES:
        raise not_of_this_kind()
    return {"packaging": packaging}


def every(rule: Rule) -> Sequence[Said]:
    """Its one sentence."""
    return [rule.says(SENTENCES[rule.facts["packaging"]])]


def of_load(rule: Rule, load: Load) -> Said | None:
    """Against goods that are closed in another way, or loose."""
    return None if load.packaging == rule.facts["packaging"] else every(rule)[0]


KIND = Kind(read, every, of_load=of_load)

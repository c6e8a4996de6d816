"""Gates that turn away what goods are made of, by the catalogue's letters: {"letters": "GB"}."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate.base import Facts, Goods, Kind, Rule, Said, not_of_this_kind, only

SENTENCES = {
    "M": _("The gate of {facility} takes nothing with metal in it ({source}, {day})."),
    "G": _("The gate of {facility} takes nothing of glass ({source}, {day})."),
    "B": _("The gate of {facility} takes nothing with a battery ({source}, {day})."),
    "A": _("The gate of {facility} takes nothing that contains alcohol ({source}, {day})."),
    "S": _("The gate of {facility} takes no sprays ({source}, {day})."),
    "L": _("The gate of {facility} takes no liquids ({source}, {day})."),
    "P": _("The gate of {facility} takes no powders ({source}, {day})."),
    "C": _("The gate of {facility} takes nothing with a cord ({source}, {day})."),
    "E": _("The gate of {facility} takes nothing that plugs into the mains ({source}, {day})."),
    "H": _("The gate of {facility} takes nothing hollow or bulky ({source}, {day})."),
    "K": _("The gate of {facility} takes nothing sharp ({source}, {day})."),
}


def read(facts: Facts) -> dict[str, object]:
    """The letters, each once, in the order of the catalogue."""
    letters = only(facts, "letters")
    if not isinstance(letters, str) or not letters or len(letters) > len(SENTENCES):
        raise not_of_this_kind()
    if not set(letters) <= set(SENTENCES):
        raise not_of_this_kind()
    return {"letters": "".join(one for one in SENTENCES if one in letters)}


def every(rule: Rule) -> Sequence[Said]:
    """One sentence for each letter."""
    return [rule.says(SENTENCES[letter]) for letter in rule.facts["letters"]]


def against(rule: Rule, goods: Goods, _arrives_on: date) -> Said | None:
    """Against goods with any of the letters, by the first of them."""
    for letter in rule.facts["letters"]:
        if letter in goods.flags:
            return rule.says(SENTENCES[letter])
    return None


KIND = Kind(read, every, against)

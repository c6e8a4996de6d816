"""Gates that take only so many at a time: {"most": 40, "per": "delivery" or "30_days"}.

Pieces of one "product" or "category" by its code where that is named, else of all that comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stockroom.rules.categories.names import CATEGORIES
from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate.base import (
    Facts,
    Goods,
    Kind,
    Load,
    Rule,
    Said,
    Some,
    not_of_this_kind,
)

MOST_PIECES = 100_000
MOST_LETTERS = 24
A_MONTH = "30_days"
PER = ("delivery", A_MONTH)
OF = ("product", "category")
SENTENCES: Mapping[tuple[str, str], str] = {
    ("delivery", ""): _(
        "The gate of {facility} takes at most {most} pieces at a time ({source}, {day})."
    ),
    ("delivery", "product"): _(
        "The gate of {facility} takes at most {most} of {product} at a time ({source}, {day})."
    ),
    ("delivery", "category"): _(
        "The gate of {facility} takes at most {most} pieces of the kind {category} at a time "
        "({source}, {day})."
    ),
    ("30_days", ""): _(
        "The gate of {facility} takes at most {most} pieces in 30 days ({source}, {day})."
    ),
    ("30_days", "product"): _(
        "The gate of {facility} takes at most {most} of {product} in 30 days ({source}, {day})."
    ),
    ("30_days", "category"): _(
        "The gate of {facility} takes at most {most} pieces of the kind {category} in 30 "
        "days ({source}, {day})."
    ),
}
TOO_MANY = _("{rule} That would make it {pieces}.")


def read(facts: Facts) -> dict[str, object]:
    """How many at most, in what time, and of what."""
    most, per, of = facts.get("most"), facts.get("per"), [name for name in OF if name in facts]
    if set(facts) != {"most", "per", *of} or len(of) > 1 or per not in PER:
        raise not_of_this_kind()
    if not isinstance(most, int) or isinstance(most, bool) or not 1 <= most <= MOST_PIECES:
        raise not_of_this_kind()
    return {"most": most, "per": per, **{name: _code(facts[name]) for name in of}}


def every(rule: Rule) -> Sequence[Said]:
    """Its one sentence."""
    of = next((name for name in OF if name in rule.facts), "")
    figures = {of: _named(rule, of)} if of else {}
    return [rule.says(SENTENCES[rule.facts["per"], of], most=rule.facts["most"], **figures)]


def of_load(rule: Rule, load: Load) -> Said | None:
    """Against more pieces than that, with those of the last 30 days where they count."""
    coming = _pieces(rule, load.goods)
    left = room(rule, load.lately)
    if not coming or coming <= left:
        return None
    pieces = rule.facts["most"] - left + coming
    said = every(rule)[0]
    return Said(TOO_MANY, {**said.facts, "rule": said, "pieces": pieces})


def counts(rule: Rule, goods: Goods) -> bool:
    """Whether a rule of this kind counts those goods."""
    return all(rule.facts.get(name, getattr(goods, name)) == getattr(goods, name) for name in OF)


def room(rule: Rule, lately: Iterable[Some]) -> int:
    """How many more pieces it lets in, after those of the last 30 days; below nought: too many."""
    most: int = rule.facts["most"]
    return most - (_pieces(rule, lately) if rule.facts["per"] == A_MONTH else 0)


def _pieces(rule: Rule, some: Iterable[Some]) -> int:
    return sum(one.pieces for one in some if counts(rule, one.goods))


def _named(rule: Rule, of: str) -> object:
    """A category or a product by its name in each reader's language; what has none by its code."""
    code: str = rule.facts[of]
    if of == "product":
        return rule.product or code
    return Said(CATEGORIES[code], {}) if code in CATEGORIES else code


def _code(said: object) -> str:
    if not isinstance(said, str) or not 1 <= len(said.strip()) <= MOST_LETTERS:
        raise not_of_this_kind()
    return said.strip()


KIND = Kind(read, every, of_load=of_load)

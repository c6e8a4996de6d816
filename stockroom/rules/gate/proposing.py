"""Rules that a gate's refusals propose: the same reason twice, in different handovers.

A refusal that a standing rule foresaw proposes nothing: the rule is there, it was not kept. Some
reasons propose nothing at all, since no rule would have helped ("damaged", "closed today").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate.base import Rule, Said
from stockroom.rules.gate.condition import ENOUGH

TWICE = 2
LASTING = (14, 30, 60, 90, 180, 365, 730)
"""Days for which a gate may want goods to last, of which the next longer one is proposed."""
LEAD_DAYS = 3
"""Working days that a gate wants a list beforehand where it says no number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """One lot that a gate would not take: in which handover, why, and what it was.

    `accepted` are the pieces of its product that the gate did take then, None where unknown.
    """

    handover: str
    reason: str
    on: date
    product: str
    category: str
    condition: str
    flags: str = ""
    use_by: date | None = None
    accepted: int | None = None


class Proposal(NamedTuple):
    """A rule that refusals propose: its kind, the figures that are known, and the question."""

    reason: str
    kind: str
    facts: Mapping[str, object]
    said: Said
    handovers: int
    last: date


MATERIALS = {
    "M": _("Refused {times} times at {facility} for metal: make it a rule?"),
    "G": _("Refused {times} times at {facility} for glass: make it a rule?"),
    "B": _("Refused {times} times at {facility} for a battery: make it a rule?"),
    "A": _("Refused {times} times at {facility} for alcohol: make it a rule?"),
    "S": _("Refused {times} times at {facility} for a spray: make it a rule?"),
    "L": _("Refused {times} times at {facility} for liquids: make it a rule?"),
    "P": _("Refused {times} times at {facility} for powder: make it a rule?"),
    "C": _("Refused {times} times at {facility} for a cord: make it a rule?"),
    "E": _("Refused {times} times at {facility} for a mains plug: make it a rule?"),
    "H": _("Refused {times} times at {facility} for being hollow or bulky: make it a rule?"),
    "K": _("Refused {times} times at {facility} for being sharp: make it a rule?"),
}
MATERIAL = _("Refused {times} times at {facility} for what it is made of: make it a rule?")
SENTENCES = {
    "not_sealed": _("Refused {times} times at {facility} for not being new: make it a rule?"),
    "over_quantity": _("Refused {times} times at {facility} for being too many: make it a rule?"),
    "expiry_too_short": _(
        "Refused {times} times at {facility} for not keeping long enough: make it a rule?"
    ),
    "driver_not_cleared": _(
        "Refused {times} times at {facility} for an unknown driver: make it a rule?"
    ),
    "outside_window": _(
        "Refused {times} times at {facility} for coming at the wrong time: make it a rule?"
    ),
    "not_on_manifest": _(
        "Refused {times} times at {facility} for not being on the list: make it a rule?"
    ),
    "paperwork_missing": _(
        "Refused {times} times at {facility} for missing papers: make it a rule?"
    ),
}
KINDS: Mapping[str, str] = {
    "not_sealed": "condition",
    "banned_material": "flags",
    "over_quantity": "quantity",
    "expiry_too_short": "shelf_life",
    "driver_not_cleared": "driver",
    "outside_window": "window",
    "not_on_manifest": "manifest",
    "paperwork_missing": "manifest",
}
"""Which kind of rule would have spared a refusal, by its reason."""


def proposals(
    facility: str, turned: Iterable[Turned], rules: Sequence[Rule] = ()
) -> list[Proposal]:
    """What one gate's refusals propose beside the rules that stand, the latest first."""
    by_reason: dict[str, list[Turned]] = {}
    for one in turned:
        if one.reason in KINDS and not _foreseen(one, rules):
            by_reason.setdefault(one.reason, []).append(one)
    found = [
        _proposal(facility, reason, refused)
        for reason, refused in by_reason.items()
        if len({one.handover for one in refused}) >= TWICE
    ]
    return sorted(found, key=lambda one: (-one.last.toordinal(), one.reason))


def _proposal(facility: str, reason: str, refused: Sequence[Turned]) -> Proposal:
    facts = FIGURES[KINDS[reason]](refused)
    times = len({one.handover for one in refused})
    said = Said(_sentence(reason, facts), {"facility": facility, "times": times})
    return Proposal(reason, KINDS[reason], facts, said, times, max(one.on for one in refused))


def _sentence(reason: str, facts: Mapping[str, object]) -> str:
    if reason == "banned_material":
        return MATERIALS.get(str(facts.get("letters", "")), MATERIAL)
    return SENTENCES[reason]


def _foreseen(one: Turned, rules: Sequence[Rule]) -> bool:
    """Whether a standing rule of the kind speaks of it already, whatever it makes of it."""
    kind = KINDS[one.reason]
    return any(
        rule.kind == kind and not rule.ended and SPEAKS.get(kind, _always)(rule, one)
        for rule in rules
    )


def _always(_rule: Rule, _one: Turned) -> bool:
    return True


def _worn(rule: Rule, one: Turned) -> bool:
    return one.condition not in ENOUGH[rule.facts["least"]]


def _flagged(rule: Rule, one: Turned) -> bool:
    return bool(set(rule.facts["letters"]) & set(one.flags))


def _too_soon(rule: Rule, one: Turned) -> bool:
    return one.use_by is None or one.use_by < one.on + timedelta(days=rule.facts["days"])


def _limited(rule: Rule, one: Turned) -> bool:
    facts = rule.facts
    product, category = facts.get("product"), facts.get("category")
    return product in (None, one.product) and category in (None, one.category)


def _least(refused: Sequence[Turned]) -> Mapping[str, object]:
    """The mildest that explains them all: unsealed new goods were refused, or only used ones."""
    return {"least": "new_sealed" if any(one.condition == "new" for one in refused) else "new"}


def _letters(refused: Sequence[Turned]) -> Mapping[str, object]:
    """What they have in common; nothing where they have nothing, for a person to say."""
    common = set(refused[0].flags).intersection(*(one.flags for one in refused[1:]))
    letters = "".join(letter for letter in MATERIALS if letter in common)
    return {"letters": letters} if letters else {}


def _most(refused: Sequence[Turned]) -> Mapping[str, object]:
    """As many as were taken, of the product or category that they have in common."""
    found: dict[str, object] = {"per": "delivery"}
    products, categories = {one.product for one in refused}, {one.category for one in refused}
    if len(products) == 1:
        found["product"] = products.pop()
    elif len(categories) == 1:
        found["category"] = categories.pop()
    taken = [one.accepted for one in refused if one.accepted]
    return found | ({"most": max(taken)} if taken else {})


def _days(refused: Sequence[Turned]) -> Mapping[str, object]:
    """The next usual time that is longer than what was left of them."""
    left = [(one.use_by - one.on).days for one in refused if one.use_by is not None]
    longest = max(left, default=LASTING[0])
    return {"days": next((days for days in LASTING if days > longest), LASTING[-1])}


def _ahead(_refused: Sequence[Turned]) -> Mapping[str, object]:
    return {"days": LEAD_DAYS}


def _nothing(_refused: Sequence[Turned]) -> Mapping[str, object]:
    return {}


SPEAKS: Mapping[str, Callable[[Rule, Turned], bool]] = {
    "condition": _worn,
    "flags": _flagged,
    "shelf_life": _too_soon,
    "quantity": _limited,
}
FIGURES: Mapping[str, Callable[[Sequence[Turned]], Mapping[str, object]]] = {
    "condition": _least,
    "flags": _letters,
    "shelf_life": _days,
    "quantity": _most,
    "manifest": _ahead,
    "driver": _nothing,
    "window": _nothing,
}

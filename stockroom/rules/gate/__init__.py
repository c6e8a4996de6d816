"""What a facility's gate turns away: rules read, held against what comes, and said in words.

A kind of rule is one file here and one line in KINDS. It looks at goods, at a load or at a trip
(see base). A rule that has lapsed still holds, and asks to be confirmed; one that was ended does
not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from stockroom.rules import delivery_days
from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate import (
    brand,
    condition,
    driver,
    flags,
    manifest,
    other_goods,
    packaging,
    phone,
    quantity,
    receipt,
    retailer,
    shelf_life,
    vehicle,
    window,
)
from stockroom.rules.gate.base import (
    Goods,
    Kind,
    Load,
    Named,
    Rule,
    Said,
    Some,
    Told,
    Trip,
    no_word,
    not_of_this_kind,
)

KINDS: Mapping[str, Kind] = {
    "condition": condition.KIND,
    "flags": flags.KIND,
    "shelf_life": shelf_life.KIND,
    "brand": brand.KIND,
    "retailer": retailer.KIND,
    "quantity": quantity.KIND,
    "packaging": packaging.KIND,
    "manifest": manifest.KIND,
    "window": window.KIND,
    "driver": driver.KIND,
    "vehicle": vehicle.KIND,
    "phone": phone.KIND,
    "other_goods": other_goods.KIND,
    "receipt": receipt.KIND,
}
OF_PRODUCTS = frozenset({"flags"})
"""Kinds that look at what a product is, so that they speak of each lot of it alike."""
LAPSED = _("{rule} That rule has lapsed: ask the gate whether it still holds.")


class Stop(NamedTuple):
    """A rule that speaks against goods, and the sentence that says why."""

    rule: Rule
    said: Said


def read(kind: str, facts: Mapping[str, Any]) -> dict[str, object]:
    """The figures of a rule of that kind, bounded; raises `Malformed` for anything else."""
    if kind not in KINDS:
        raise not_of_this_kind()
    return KINDS[kind].read(facts)


def sentences(rule: Rule) -> Sequence[Said]:
    """Everything that a rule says, each as a sentence for people."""
    return KINDS[rule.kind].all(rule)


def speaks(rule: Rule, goods: Goods, arrives_on: date) -> bool:
    """Whether a rule has a word against goods that arrive on that day; an ended one never has."""
    return _against(rule, goods, arrives_on) is not None


def stopped_by(rules: Iterable[Rule], goods: Goods, arrives_on: date) -> Stop | None:
    """The first rule that turns the goods away; None where all let them in."""
    return next(_stops(rules, goods, arrives_on, blocking=True), None)


def warned_by(rules: Iterable[Rule], goods: Goods, arrives_on: date) -> list[Stop]:
    """The rules that speak of the goods and yet let them in: told to people, stopping nobody."""
    return list(_stops(rules, goods, arrives_on, blocking=False))


def of_goods(rules: Iterable[Rule], goods: Goods, arrives_on: date) -> list[Stop]:
    """What all rules, whatever their action, say against goods that arrive on that day."""
    return _spoken((rule, _against(rule, goods, arrives_on)) for rule in rules)


def of_product(rules: Iterable[Rule], flags: str, arrives_on: date) -> list[Stop]:
    """What rules say against any goods of a product with these letters of the catalogue."""
    of_products = [rule for rule in rules if rule.kind in OF_PRODUCTS]
    return of_goods(of_products, Goods(condition="", flags=flags), arrives_on)


def of_load(rules: Iterable[Rule], load: Load) -> list[Stop]:
    """What all rules, whatever their action, say against what goes together."""
    standing = (rule for rule in rules if not rule.ended)
    return _spoken((rule, KINDS[rule.kind].of_load(rule, load)) for rule in standing)


def of_trip(rules: Iterable[Rule], trip: Trip) -> list[Stop]:
    """What all rules, whatever their action, say against a stop at their gate."""
    standing = (rule for rule in rules if not rule.ended)
    return _spoken((rule, KINDS[rule.kind].of_trip(rule, trip)) for rule in standing)


def stops_hands(rule: Rule, *, repacked: bool) -> bool:
    """Whether a rule with a word against something stops those who seal or load it."""
    return rule.action == "block" or (rule.action == "repack" and not repacked)


def can_repack(kind: str) -> bool:
    """Whether packing anew may help against rules of a kind: it looks at goods, not at a trip."""
    return KINDS[kind].of_trip is no_word


def said_on(stop: Stop, today: date) -> Said:
    """The sentence of a stop; where its rule has lapsed, it asks to be confirmed."""
    if not asks_confirmation(stop.rule, today):
        return stop.said
    return Said(LAPSED, {**stop.said.facts, "rule": stop.said})


def likely_arrival(next_stop: date | None, today: date) -> date:
    """The day on which goods promised today arrive: the next run there, else within a week."""
    return delivery_days.likely(today, next_stop, tonight=False)


def asks_confirmation(rule: Rule, today: date) -> bool:
    """Whether a rule has lapsed, so that somebody should ask whether it is still true."""
    return not rule.ended and rule.lapses_on is not None and rule.lapses_on <= today


def _stops(rules: Iterable[Rule], goods: Goods, on: date, *, blocking: bool) -> Iterator[Stop]:
    for rule in rules:
        said = _against(rule, goods, on) if (rule.action == "block") == blocking else None
        if said is not None:
            yield Stop(rule, said)


def _spoken(said: Iterable[tuple[Rule, Said | None]]) -> list[Stop]:
    return [Stop(rule, one) for rule, one in said if one is not None]


def _against(rule: Rule, goods: Goods, arrives_on: date) -> Said | None:
    return None if rule.ended else KINDS[rule.kind].against(rule, goods, arrives_on)


__all__ = [
    "KINDS", "Goods", "Load", "Named", "Rule", "Said", "Some", "Stop", "Told", "Trip",
    "asks_confirmation", "can_repack", "likely_arrival", "of_goods", "of_load", "of_product",
    "of_trip", "read", "said_on", "sentences", "speaks", "stopped_by", "stops_hands", "warned_by",
]  # fmt: skip

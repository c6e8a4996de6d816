"""What a facility's gate turns away: rules read, held against goods, and said in words.

A kind of rule is one file here and one line in KINDS. A rule that has lapsed still holds, and asks
to be confirmed; one that was ended does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from stockroom.rules.gate import condition, flags, shelf_life
from stockroom.rules.gate.base import Goods, Kind, Rule, Said, not_of_this_kind

KINDS: Mapping[str, Kind] = {
    "condition": condition.KIND,
    "flags": flags.KIND,
    "shelf_life": shelf_life.KIND,
}


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


def asks_confirmation(rule: Rule, today: date) -> bool:
    """Whether a rule has lapsed, so that somebody should ask whether it is still true."""
    return not rule.ended and rule.lapses_on is not None and rule.lapses_on <= today


def _stops(rules: Iterable[Rule], goods: Goods, on: date, *, blocking: bool) -> Iterator[Stop]:
    for rule in rules:
        said = _against(rule, goods, on) if (rule.action == "block") == blocking else None
        if said is not None:
            yield Stop(rule, said)


def _against(rule: Rule, goods: Goods, arrives_on: date) -> Said | None:
    return None if rule.ended else KINDS[rule.kind].against(rule, goods, arrives_on)


__all__ = [
    "KINDS", "Goods", "Rule", "Said", "Stop", "asks_confirmation", "read", "sentences", "speaks",
    "stopped_by", "warned_by",
]  # fmt: skip

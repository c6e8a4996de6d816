"""What every kind of gate rule has in common: the goods it looks at, a rule, and how it speaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from stockroom.errors import Malformed

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """What a gate sees of goods: how worn they are (a `Condition`), what of, how long they last.

    `flags` are letters of the catalogue; goods without a `use_by` date last for ever.
    """

    condition: str
    flags: str = ""
    use_by: date | None = None


class Said(NamedTuple):
    """An English template of `str.format`, to be translated, and what is filled in."""

    sentence: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of one facility's gate; `kind`, `facts` and `action` as tables/gates has them."""

    id: int
    facility: str
    kind: str
    facts: Facts
    action: str = "block"
    source: str
    confirmed_on: date
    lapses_on: date | None = None
    ended: bool = False

    def says(self, sentence: str, **facts: object) -> Said:
        """A sentence of this rule, with whose gate it is and how we know."""
        known = {"facility": self.facility, "source": self.source, "day": self.confirmed_on}
        return Said(sentence, {**known, **facts})


@dataclass(frozen=True, slots=True)
class Kind:
    """How rules of one kind are read, judged and said.

    `read` bounds what was sent and raises `Malformed`; `all` are the rule's sentences; `against`
    gives the one that speaks against goods which arrive on a day, or None.
    """

    read: Callable[[Facts], dict[str, object]]
    all: Callable[[Rule], Sequence[Said]]
    against: Callable[[Rule, Goods, date], Said | None]


def only(facts: Facts, name: str) -> Any:
    """The one figure that a kind has; raises `Malformed` for more, less or another."""
    if set(facts) != {name}:
        raise not_of_this_kind()
    return facts[name]


def not_of_this_kind() -> Malformed:
    """The refusal of figures that do not belong to the kind."""
    return Malformed("gate_facts", "Those are not the figures of that kind of gate rule.")

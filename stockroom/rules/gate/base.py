"""What every kind of gate rule has in common: what it looks at, a rule, and how it speaks."""

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

    `flags` are letters of the catalogue; goods without a `use_by` date last for ever. `product` and
    `category` are codes of the catalogue; `from_company`: a shop or a company gave them.
    """

    condition: str
    flags: str = ""
    use_by: date | None = None
    product: str = ""
    category: str = ""
    brand: str = ""
    from_company: bool = False


class Some(NamedTuple):
    """So many pieces of the same goods."""

    goods: Goods
    pieces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What goes to one facility together, and what went there in the last 30 days.

    `packaging` is a `Packaging`, or nothing for loose goods; `repacked`: somebody packed them anew,
    as a rule asks.
    """

    goods: Sequence[Some]
    lately: Sequence[Some] = ()
    packaging: str = ""
    repacked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The manifest as a facility has it: when and in which language it was sent.

    `equal`: what comes is what it says.
    """

    sent_on: date
    language: str
    equal: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """The stop at one gate, as planned on `today`; times of day as HH:MM, or nothing.

    `is_loading` tells it from the sealing of goods for it. `known_driver` and `known_van` are the
    days until which the gate knows them; `required` are the proofs that the facility wants;
    `others_aboard`: goods for another stop are in the van when it comes to this gate.
    """

    today: date
    day: date
    is_loading: bool
    window_from: str = ""
    window_until: str = ""
    arrives_at: str = ""
    known_driver: date | None = None
    known_van: date | None = None
    manifest: Told | None = None
    required: frozenset[str] = frozenset()
    sheet_printed: bool = False
    others_aboard: bool = False

    @property
    def hours(self) -> Sequence[str]:
        """The agreed ends of its window; where none was agreed, when it is planned to arrive."""
        agreed = [hour for hour in (self.window_from, self.window_until) if hour]
        return agreed or [hour for hour in (self.arrives_at,) if hour]


class Named(NamedTuple):
    """A thing of the catalogue: its English name, and its names by other languages."""

    name: str
    names: Mapping[str, str]

    def __str__(self) -> str:
        return self.name


class Said(NamedTuple):
    """An English template of `str.format`, to be translated, and what is filled in."""

    sentence: str
    facts: Mapping[str, object]

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)

    def kept(self) -> dict[str, object]:
        """The sentence as it can be kept in the books."""
        return {
            "sentence": self.sentence,
            "facts": {name: _kept(fact) for name, fact in self.facts.items()},
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Said:
        """The sentence that was kept."""
        return cls(kept["sentence"], {name: _read(fact) for name, fact in kept["facts"].items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of one facility's gate; `kind`, `facts` and `action` as tables/gates has them.

    `product` is what people call the product that the figures name by its code.
    """

    id: int
    facility: str
    kind: str
    facts: Facts
    action: str = "block"
    source: str
    confirmed_on: date
    lapses_on: date | None = None
    ended: bool = False
    product: Named | None = None

    def says(self, sentence: str, **facts: object) -> Said:
        """A sentence of this rule, with whose gate it is and how we know."""
        known = {"facility": self.facility, "source": self.source, "day": self.confirmed_on}
        return Said(sentence, {**known, **facts})


def no_word(_rule: Rule, *_seen: object) -> None:
    """A kind that does not look at this has nothing to say."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How rules of one kind are read, judged and said.

    `read` bounds what was sent and raises `Malformed`; `all` are the rule's sentences. `against`
    gives the one that speaks against goods which arrive on a day, `of_load` against what goes
    together, `of_trip` against the stop; each None where it has no word.
    """

    read: Callable[[Facts], dict[str, object]]
    all: Callable[[Rule], Sequence[Said]]
    against: Callable[[Rule, Goods, date], Said | None] = no_word
    of_load: Callable[[Rule, Load], Said | None] = no_word
    of_trip: Callable[[Rule, Trip], Said | None] = no_word


def only(facts: Facts, name: str) -> Any:
    """The one figure that a kind has; raises `Malformed` for more, less or another."""
    if set(facts) != {name}:
        raise not_of_this_kind()
    return facts[name]


def none(facts: Facts) -> dict[str, object]:
    """No figures at all; raises `Malformed` for any."""
    if facts:
        raise not_of_this_kind()
    return {}


def _kept(fact: object) -> object:
    if isinstance(fact, Said):
        return fact.kept()
    if isinstance(fact, Named):
        return fact._asdict()
    return {"day": fact.isoformat()} if isinstance(fact, date) else fact


def _read(fact: Any) -> object:
    if not isinstance(fact, Mapping):
        return fact
    if "day" in fact:
        return date.fromisoformat(fact["day"])
    return Named(**fact) if "names" in fact else Said.of(fact)


def not_of_this_kind() -> Malformed:
    """The refusal of figures that do not belong to the kind."""
    return Malformed("gate_facts", "Those are not the figures of that kind of gate rule.")

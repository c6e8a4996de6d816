"""Where somebody is in their scanning: plain data, and what a scan makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from stockroom_cli.scanning.known import Known, Lot, Place, Run
from stockroom_cli.speech import _

VERBS: Mapping[str, str] = {
    "take_in": _("Take in"),
    "inspect": _("Inspect"),
    "put_away": _("Put away"),
    "move": _("Move"),
    "pick": _("Pick"),
    "pack": _("Pack"),
    "count": _("Count"),
    "load": _("Load"),
    "find": _("Find"),
}
SORT = "sort"  # has a card too, and a command of its own


@dataclass(frozen=True)
class Verb:
    """A card of a verb, or its name."""

    name: str


@dataclass(frozen=True)
class New:
    """A label that nothing known here carries."""

    code: str


@dataclass(frozen=True)
class Goods:
    """The barcode of a shop's goods, with what this stockroom learnt of it."""

    gtin: str
    batch: str = ""
    serial: str = ""
    use_by: str | None = None
    learnt: Mapping[str, Any] | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Unknown:
    """What is no label, number or barcode that is known."""

    text: str


Thing = Verb | Place | Lot | New | Goods | Unknown


@dataclass(frozen=True)
class Model:
    """What the next label is put on: the same again until something else is scanned or said.

    `about` are the fields of an intake; `quantity` counts packs where there are pieces a pack.
    """

    product: str
    size: str
    about: Mapping[str, Any]
    pieces_per_pack: int | None = None
    quantity: int = 1


@dataclass(frozen=True)
class Sheet:
    """What a count has found so far: pieces by lot, by the position that it was begun with."""

    place: Place
    position: int
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """An act as the verbs make it; the session adds who, when and its id."""

    noun: str
    content: Mapping[str, Any]
    touches: tuple[str, ...]
    says: str


# done: an act · set: taken in · again: scanned before · ask: a question · no: nothing was done
Tone = Literal["done", "set", "again", "ask", "no"]


@dataclass(frozen=True)
class Turn:
    """The next state, what is said of it, and perhaps an act."""

    state: State
    tone: Tone
    says: str
    draft: Draft | None = None


@dataclass(frozen=True)
class Option:
    """One line of a numbered list, and what choosing it does."""

    label: str
    chosen: Callable[[State, Known], Turn]


@dataclass(frozen=True)
class Ask:
    """A question: `options` to choose from by number, or `said` to read what is typed."""

    options: tuple[Option, ...] = ()
    said: Callable[[State, str, Known], Turn] | None = None


@dataclass(frozen=True)
class State:
    """A verb, where things go, and what is in hand; `many` is how many go next time, if not all."""

    verb: str | None = None
    target: Place | None = None
    run: Run | None = None
    model: Model | None = None
    hand: Thing | None = None
    sheet: Sheet | None = None
    many: int | None = None
    ask: Ask | None = None

    def but(self, **changed: Any) -> State:
        """The same with something changed."""
        return replace(self, **changed)


def took(state: State, says: str) -> Turn:
    """Something was taken in, and nothing done yet."""
    return Turn(state, "set", says)


def no(state: State, says: str) -> Turn:
    """Nothing was done, and why."""
    return Turn(state, "no", says)


def again(state: State, says: str) -> Turn:
    """It was so already."""
    return Turn(state, "again", says)


def asks(state: State, says: str, *options: Option) -> Turn:
    """One of these has to be chosen first."""
    return Turn(state.but(ask=Ask(options)), "ask", says)


def done(state: State, draft: Draft) -> Turn:
    """Hands have done it."""
    return Turn(state.but(ask=None, hand=None, many=None), "done", draft.says, draft)

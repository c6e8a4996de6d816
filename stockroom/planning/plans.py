"""What a plan says: each promise with its reason, what stays short and why, and how good it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """The levels of a plan in their strict order: none is ever given up for one after it."""

    URGENCY = "urgency"  # pieces met, tier by tier
    FAIRNESS = "fairness"  # leximin of fill against entitlement
    FIT = "fit"  # exact size before larger, first expiring first, sealed kept for who needs it
    PICKS = "picks"  # fewest lots, boxes and stops
    AGE = "age"  # the oldest wish, then the lower number: never chance


class Why(StrEnum):
    """Why a line stays short."""

    NOTHING_FITS = "nothing_fits"  # no stock of that kind and size
    GATE = "gate"  # what there is, the gate turns away
    QUANTITY = "quantity"  # its gate lets in no more for now
    EXPIRES = "expires"  # too soon after it would arrive
    DONOR = "donor"  # given for others
    NOT_YET = "not_yet"  # under way, not inspected, or on hold
    OTHERS = "others"  # others need it more
    KIT = "kit"  # its kit could not be made whole
    NO_VISIT = "no_visit"  # its home is not reached
    FORBIDDEN = "forbidden"  # a coordinator ruled it out


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why these pieces go to this line: the level that decided, and the numbers compared.

    `over` is a line that would have taken them and gets fewer for it; None where nobody else could
    have used them. `facts` are the figures of that level for both, such as fills in thousandths.
    """

    level: Level
    over: int | None = None
    facts: Mapping[str, int] = field(default_factory=dict)
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """So many pieces of a stock for a line."""

    stock: int
    line: int
    pieces: int
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """What a line is still short of, in pieces."""

    line: int
    pieces: int
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole proposal, in the order of lines and stocks.

    `kits` gives how many of each kit are complete. `certain` names the levels that are proven best;
    a level is left out where the time ran out. `values` are what each level came to: pieces by
    tier, the sum of squares of fairness, and so on, as the checker computes them too.
    """

    matches: tuple[Match, ...]
    short: tuple[Short, ...]
    kits: Mapping[int, int] = field(default_factory=dict)
    certain: frozenset[Level] = frozenset()
    values: Mapping[Level, tuple[int, ...]] = field(default_factory=dict)

"""What a plan is made of: goods, needs, homes and kits as they stood at one moment.

A snapshot holds more than may be used: goods on hold or still under way are in it with what keeps
them back, so that a checker can tell a plan that takes them. Sizes are in the units of their scheme
(see rules/sizes), a need's already those of the day on which its goods would arrive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stockroom.words import Condition, Fits, Season, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Pieces of one lot in one place, promised to nobody; `id` is theirs within the snapshot.

    `box` is the box that taking some would open. `arrives_on` is a day on which goods that are not
    here yet are expected. `only_for` names the homes that the donor gave them for; None: any.
    `flags` are the material flags that gates ask about, `brand` is one that a gate names, folded;
    `from_company`: a shop or a company gave them, and some gate wants that.
    """

    id: int
    lot: int
    place: int
    product: int
    pieces: int
    scheme: str = "none"
    low: int = 0
    high: int = 0
    fits: Fits = Fits.ANY
    season: Season = Season.ANY
    condition: Condition = Condition.GOOD
    use_by: date | None = None
    box: int | None = None
    accepted: bool = True
    on_hold: bool = False
    arrives_on: date | None = None
    only_for: frozenset[int] | None = None
    flags: frozenset[str] = frozenset()
    brand: str = ""
    from_company: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """What a wish line still asks, in pieces; `since` orders equals, the oldest first.

    `low` and `high` are the size needed when the goods arrive, growth and four weeks of wear
    included; with `substitutes` up to `sizes_up` sizes above it will do, each `step` wide.
    """

    line: int
    home: int
    product: int
    pieces: int
    urgency: Urgency
    since: int
    scheme: str = "none"
    low: int = 0
    high: int = 0
    step: int = 0
    sizes_up: int = 0
    fits: Fits = Fits.ANY
    season: Season = Season.ANY
    new_only: bool = False
    substitutes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A facility: when it is next reached, what it is entitled to, and what its gate turns away.

    `entitled` and `served` are pieces over the last 26 weeks; `margin_days` is how long goods must
    last after they arrive; `waited_days` is how long ago it was last visited, None for never.
    `brands` are those that its gate takes, None: any; `retailer_only`: from shops and companies.
    """

    id: int
    code: str
    delivery: date
    entitled: int
    served: int
    sealed_only: bool = False
    refuses: frozenset[str] = frozenset()
    margin_days: int = 0
    waited_days: int | None = None
    brands: frozenset[str] | None = None
    retailer_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How many pieces a home's gate still lets in, of some products or (None) of all together."""

    home: int
    left: int
    products: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """So many kits of one list; each takes the pieces of its `parts`, by line.

    `whole` means all or nothing; otherwise a kit may be begun and completed later.
    """

    id: int
    home: int
    urgency: Urgency
    number: int
    parts: tuple[tuple[int, int], ...]
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A coordinator's word: these pieces of a stock go to that line."""

    stock: int
    line: int
    pieces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trips:
    """How many homes can be visited, and from how many days of waiting on a visit is owed."""

    most_stops: int
    longest_wait_days: int = 21


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything that one plan is made of; equal snapshots give equal plans.

    `forbidden` are pairs of stock and line that a coordinator has ruled out.
    """

    today: date
    stocks: tuple[Stock, ...]
    needs: tuple[Need, ...]
    homes: tuple[Home, ...]
    kits: tuple[Kit, ...] = ()
    pins: tuple[Pin, ...] = ()
    forbidden: frozenset[tuple[int, int]] = frozenset()
    trips: Trips | None = None
    limits: tuple[Limit, ...] = ()

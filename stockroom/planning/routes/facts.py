"""What whoever orders stops is told: one day's stops and vans, and what may be left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stockroom.rules.driving import Minutes, Place, Stop, Timeline, Trip

Orders = tuple[tuple[int, ...], ...]
"""For each trip of a day, in its order, the ids of the stops that its van drives to, in theirs."""

Way = tuple[Place, Place, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The stops and the vans of one day, each van one trip.

    `left_out_at` is the price, in minutes, of not driving to a stop today; whatever is not named
    there must be driven to. `now` is the present order; `most_changes` is how many stops may come
    at another place in it, None as many as one likes. `stays` names the stops that one trip keeps,
    by its position; where `none_idle`, each trip that drives to a stop now keeps one at least.
    `moved_at` is the price, in minutes, of each stop that comes from one trip to another.
    """

    stops: tuple[Stop, ...]
    trips: tuple[Trip, ...]
    ways: tuple[Way, ...]
    left_out_at: Mapping[int, int] = field(default_factory=dict)
    now: Orders = ()
    most_changes: int | None = None
    stays: Mapping[int, int] = field(default_factory=dict)
    none_idle: bool = False
    moved_at: int = 0

    def is_elsewhere(self, stop: int, trip: int) -> bool:
        """Whether another trip than that one keeps a stop."""
        return self.stays.get(stop, trip) != trip

    def drives_now(self, trip: int) -> bool:
        """Whether a trip drives to a stop of this day in the present order."""
        known = {stop.id for stop in self.stops}
        return trip < len(self.now) and not known.isdisjoint(self.now[trip])

    @property
    def minutes(self) -> Minutes:
        """The ways as a table."""
        return {(start, end): took for start, end, took in self.ways}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An order for each van, and the stops left out, as somebody found it `by` some means."""

    orders: Orders
    left_out: tuple[int, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A suggestion with its days driven in thought, what it costs, and what is wrong with it.

    `cost` is in minutes: those on duty, those driven once more, and the price of what is left out
    or comes to another van.
    `faults` is empty for a suggestion that may be shown; what an order breaks, also that its van or
    driver is on another trip then, stands in its timeline and is no fault.
    """

    suggestion: Suggestion
    timelines: tuple[Timeline, ...]
    cost: int
    faults: tuple[str, ...]


def ways_of(minutes: Minutes) -> tuple[Way, ...]:
    """A table of minutes in the form in which facts carry it."""
    return tuple((start, end, took) for (start, end), took in minutes.items())

"""Policies side by side on the same seeds, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import nan
from statistics import mean, stdev
from time import perf_counter

from stockroom.planning.facts import Trips
from tests.bench.matching import hindsight, measures, policies, season
from tests.bench.matching.measures import Measures
from tests.bench.matching.season import Policy
from tests.bench.matching.worlds import World, world

RATIOS = (0.5, 0.7, 0.9)
EXACT, FIRST, URGENT = "first come, exact size", "first come, first served", "most urgent first"
OURS, UNPOLISHED, HINDSIGHT = "Stockroom's plan", "the same, not polished", "hindsight"
NO_FLOOR_DAYS, FLOOR_DAYS = 10_000, 20
"""Without the floor no wait is too long; with it a visit is owed in the third week."""

Column = Sequence[Measures]
"""What a policy came to, seed by seed."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One setting: pieces given over asked, and for kits how many stops a week, and the floor."""

    ratio: float
    stops: int | None = None
    floor: bool = False

    def trips(self) -> Trips | None:
        """The trips of a week; None where everybody is reached."""
        if self.stops is None:
            return None
        wait = FLOOR_DAYS if self.floor else NO_FLOOR_DAYS
        return Trips(most_stops=self.stops, longest_wait_days=wait)

    def __str__(self) -> str:
        stops = "" if self.stops is None else f", {self.stops} stops, floor {self.floor}"
        return f"{self.ratio}{stops}"


PLAIN = tuple(Trial(ratio) for ratio in RATIOS)
KITS = tuple(
    Trial(ratio, stops, floor)
    for ratio, stops in ((0.8, 10), (0.6, 10), (0.8, 14))
    for floor in (False, True)
)

Results = Mapping[Trial, Mapping[str, Column]]


def compared(trials: Sequence[Trial], seeds: Sequence[int]) -> Results:
    """Run every policy through every trial and seed, and say how long each took."""
    return {trial: dict(_columns(trial, seeds)) for trial in trials}


def difference(one: Column, other: Column, name: str) -> tuple[float, float]:
    """Give the mean of the paired differences in one measure, and its standard error."""
    apart = [float(getattr(a, name) - getattr(b, name)) for a, b in zip(one, other, strict=True)]
    return mean(apart), stdev(apart) / len(apart) ** 0.5 if len(apart) > 1 else nan


def average(column: Column, name: str) -> float:
    """Give the mean of one measure over the seeds."""
    return mean(float(getattr(one, name)) for one in column)


def contestants() -> dict[str, Policy]:
    """Name the policies that can run here; ours is among them once it is installed."""
    found: dict[str, Policy] = {
        EXACT: policies.first_come_exact,
        FIRST: policies.first_come,
        URGENT: policies.urgent_first,
    }
    for name, ours in ((OURS, policies.ours()), (UNPOLISHED, policies.ours("unpolished"))):
        if ours is not None:
            found[name] = ours
    return found


def _columns(trial: Trial, seeds: Sequence[int]) -> Iterator[tuple[str, Column]]:
    trips = trial.trips()
    worlds = [world(seed, trial.ratio, kits=trips is not None) for seed in seeds]
    for name, policy in contestants().items():
        if trips is None or name not in {EXACT, UNPOLISHED}:
            begun = perf_counter()
            yield name, [measures.of_season(season.run(one, policy, trips)) for one in worlds]
            print(f"  {trial}: {name}, {perf_counter() - begun:.1f} s", flush=True)
    if trips is None:
        yield HINDSIGHT, [_bound(one) for one in worlds]


def _bound(made: World) -> Measures:
    return measures.of_bound(made, hindsight.bound(made))

"""What a season comes to, as shares and counts that policies are compared by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from stockroom.words import Urgency
from tests.bench.matching.season import Season
from tests.bench.matching.worlds import World

WEIGHTS = {Urgency.TONIGHT: 9, Urgency.TWO_WEEKS: 3, Urgency.ROUTINE: 1, Urgency.NICE: 1}
"""What a piece counts for in the index: critical, soon and nice of the sources are 9, 3 and 1.

Tonight is critical, two weeks is soon; routine and nice to have share the last weight, since the
sources know three tiers and the index must compare with theirs.
"""


@dataclass(frozen=True, slots=True)
class Measures:
    """Shares of what was asked, the fill of shelters, and counts of work and waste."""

    units: float
    urgent: float
    critical: float
    worst: float
    spread: float
    exact: float
    picks: float
    wasted: float
    kits: float


def of_season(season: Season) -> Measures:
    """Measure what a policy has done with a world."""
    met: Counter[int] = Counter()
    for one in season.given:
        met[one.line] += one.pieces
    kits = sum(kit.number for week in season.world.weeks for kit in week.kits)
    pieces = sum(met.values())
    return Measures(
        *_service(season.world, met),
        exact=sum(one.pieces for one in season.given if one.exact) / max(pieces, 1),
        picks=float(len({(one.week, one.home, one.lot) for one in season.given})),
        wasted=float(season.wasted),
        kits=season.complete / kits if kits else 0.0,
    )


def of_bound(world: World, met: Mapping[int, int]) -> Measures:
    """Measure a bound, which knows what lines get and nothing of fairness, sizes or picks."""
    nothing = float("nan")
    return Measures(*_service(world, met)[:3], *[nothing] * 6)


def _service(world: World, met: Mapping[int, int]) -> tuple[float, float, float, float, float]:
    """Units, urgency-weighted units and critical units met, and the worst shelter and spread."""
    wishes = [wish.need for week in world.weeks for wish in week.wishes]
    shelters = [house.id for house in world.houses if not house.sealed_only]

    def share(weights: Mapping[Urgency, int], home: int | None = None) -> float:
        ours = [one for one in wishes if home in (None, one.home)]
        asked = sum(one.pieces * weights.get(one.urgency, 0) for one in ours)
        return sum(met.get(one.line, 0) * weights.get(one.urgency, 0) for one in ours) / asked

    alike = dict.fromkeys(Urgency, 1)
    fills = [share(alike, home) for home in shelters]
    return (
        share(alike), share(WEIGHTS), share({Urgency.TONIGHT: 1}),
        min(fills), max(fills) - min(fills),
    )  # fmt: skip

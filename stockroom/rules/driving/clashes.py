"""Runs of one day that ask for the same van or the same driver at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from stockroom.rules.driving import Timeline, Trip
from stockroom.rules.driving.sayings import Broken, broken, clock


def clashes(trips: Sequence[Trip], timelines: Sequence[Timeline]) -> list[list[Broken]]:
    """For each trip, what it cannot have because another has it then; in minutes of both."""
    found: list[list[Broken]] = [[] for _ in trips]
    out = [at for at, timeline in enumerate(timelines) if timeline.calls]
    for one, other in combinations(out, 2):
        a, b = timelines[one], timelines[other]
        both = min(a.back, b.back) - max(a.leaves, b.leaves)
        if both <= 0:
            continue
        for reason, same in (
            ("van_out_twice", trips[one].van == trips[other].van),
            ("driver_out_twice", trips[one].driver == trips[other].driver),
        ):
            if same:
                found[one].append(_said(reason, both, b))
                found[other].append(_said(reason, both, a))
    return found


def _said(reason: str, both: int, there: Timeline) -> Broken:
    return broken(reason, None, both, leaves=clock(there.leaves), back=clock(there.back))

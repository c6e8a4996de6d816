"""What one change of a plan would cost: the plan made again with it, and the two compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from stockroom.planning import child, telling
from stockroom.planning.facts import Pin, Snapshot
from stockroom.planning.plans import Plan
from stockroom.words import Urgency

Key = TypeVar("Key")
Planner = Callable[[Snapshot, float], Plan]


@dataclass(frozen=True, slots=True)
class Cost:
    """Pieces more (or, below zero, fewer) by tier, home and line; what stays the same is left out.

    `plan` is the one with the change, for whoever wants it after all.
    """

    by_tier: Mapping[Urgency, int]
    by_home: Mapping[int, int]
    by_line: Mapping[int, int]
    plan: Plan


def cost_of(
    snapshot: Snapshot,
    plan: Plan,
    change: Pin | tuple[int, int],
    seconds: float = telling.SECONDS,
    planned: Planner = child.planned,
) -> Cost:
    """Say what it would cost to pin goods to a line, or to rule out a pair of stock and line."""
    if isinstance(change, Pin):
        changed = replace(snapshot, pins=(*snapshot.pins, change))
    else:
        changed = replace(snapshot, forbidden=snapshot.forbidden | {change})
    other = planned(changed, seconds)
    more = _met(other)
    more.subtract(_met(plan))
    needs = {need.line: need for need in snapshot.needs}
    by_tier, by_home = Counter[Urgency](), Counter[int]()
    for line, pieces in more.items():
        by_tier[needs[line].urgency] += pieces
        by_home[needs[line].home] += pieces
    return Cost(_that_differ(by_tier), _that_differ(by_home), _that_differ(more), other)


def _met(plan: Plan) -> Counter[int]:
    met: Counter[int] = Counter()
    for match in plan.matches:
        met[match.line] += match.pieces
    return met


def _that_differ(counted: Mapping[Key, int]) -> Mapping[Key, int]:
    return {key: pieces for key, pieces in counted.items() if pieces}

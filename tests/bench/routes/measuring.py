"""Has the same made-up days put in order by each means, and recounts all of them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec

from stockroom.planning import child
from stockroom.planning.routes.facts import Checked, Day, Suggestion
from stockroom.planning.routes.suggesting import Asked, told
from tests.bench.routes import made_up, nearest

WITH, WITHOUT, NEAREST, SECOND = (
    "Stockroom with pyvrp", "Stockroom without it", "nearest neighbour", "OR-Tools",
)  # fmt: skip
SECONDS = {8: 1.0, 15: 1.0, 25: 1.0, 40: 2.0}
LONG = 3.0
"""What pyvrp and OR-Tools each get once more, so that the best known is worth its name."""

SEEDS = (1, 2, 3)
PATIENCE = 120.0
"""Seconds by the wall after which a child is ended that a busy machine starved."""


@dataclass(frozen=True)
class Found:
    """What one means found for one day: minutes on the road without the work, what is left out."""

    minutes: int
    left_out: int


Results = Mapping[int, Mapping[str, list[Found]]]


def measured(sizes: Mapping[int, float] = SECONDS) -> tuple[Results, Mapping[int, list[int]]]:
    """Every means on every day, and the best that any of them found, given long too."""
    results: dict[int, dict[str, list[Found]]] = {}
    best: dict[int, list[int]] = {}
    for stops, seconds in sizes.items():
        columns = results[stops] = {name: [] for name in MEANS}
        best[stops] = []
        for seed in SEEDS:
            day = made_up.day(stops, seed)
            least = min(_found(day, MEANS[name], LONG).minutes for name in (WITH, SECOND))
            for name, column in columns.items():
                column.append(_found(day, MEANS[name], seconds))
                least = min(least, column[-1].minutes)
            best[stops].append(least)
            print(stops, seed, least, {name: one[-1].minutes for name, one in columns.items()})
    return results, best


def _found(day: Day, means: Callable[[Day, float], Checked], seconds: float) -> Found:
    found = means(day, seconds)
    assert found.faults == (), found.faults
    assert not any(one.broken for one in found.timelines), "an order that breaks something"
    out = found.suggestion.left_out
    work = sum(stop.service_min for stop in day.stops if stop.id not in out)
    return Found(found.cost - work, len(out))


def _answered(module: str, day: Day, seconds: float, without_extra: bool = False) -> Checked:
    asked = msgspec.msgpack.encode(Asked(day, seconds, without_extra=without_extra))
    last = child.last_word(asked, PATIENCE, f"tests.bench.routes.{module}")
    assert last is not None, f"{module} said nothing"
    return told(day, msgspec.msgpack.decode(last, type=Suggestion))


MEANS: Mapping[str, Callable[[Day, float], Checked]] = {
    WITH: lambda day, seconds: _answered("ours", day, seconds),
    WITHOUT: lambda day, seconds: _answered("ours", day, seconds, without_extra=True),
    SECOND: lambda day, seconds: _answered("second", day, seconds),
    NEAREST: lambda day, _seconds: told(day, nearest.ordered(day)),
}

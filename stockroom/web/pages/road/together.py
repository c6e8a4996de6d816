"""A day's runs that have not left, as the solver would drive them together, beside the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.planning import routes
from stockroom.rules.driving import Broken
from stockroom.web.pages.road import trips
from stockroom.web.pages.road.runs import Run, Stop
from stockroom.web.pages.road.suggesting import NO_FAULT
from stockroom.web.pages.road.trips import Day

SECONDS = 3.0
MOVED_AT_MIN = 10
"""A stop changes vans only where that saves more: two drivers must be told of it."""

MOST_STOPS = 120
"""So many stops are planned together: a round of the search's small changes takes a second."""

Asked = Sequence[tuple[Run, Sequence[Stop]]]


class Beside(NamedTuple):
    """One run as it is and as it would be; `comes` and `goes` name the other run by the stop."""

    now: Day
    then: Day
    comes: Mapping[int, Run]
    goes: Mapping[int, Run]

    @property
    def gone(self) -> Sequence[Stop]:
        """The stops that go to other runs."""
        return [one for one in self.now.stops if one.id in self.goes]


class Together(NamedTuple):
    """A day planned together, with all that it mends and breaks anew."""

    runs: Sequence[Beside]
    drives_less: int
    mends: Sequence[tuple[Run, Broken]]
    breaks: Sequence[tuple[Run, Broken]]
    is_same: bool

    @property
    def moved(self) -> int:
        """How many stops change runs."""
        return sum(len(one.comes) for one in self.runs)

    @property
    def order(self) -> list[dict[str, Any]]:
        """The runs with their stops as the command takes them."""
        return [
            {"run": one.then.run.id, "stops": [stop.id for stop in one.then.stops]}
            for one in self.runs
        ]


def planned_together(books: sa.Connection, asked: Asked, stays: Mapping[int, str]) -> Together:
    """The best that is found for these runs; the present plan where nothing better is."""
    days = trips.together(books, asked)
    if not days:
        return _beside(days, days)
    problem = problem_of(days, stays)
    found, present = routes.suggest(problem, SECONDS), routes.as_it_is(problem)
    if found.faults or routes.worth(found) >= routes.worth(present):
        return _beside(days, days)
    stops = {stop.id: stop for day in days for stop in day.stops}
    wanted = [
        (day.run, [*(one for one in day.stops if not one.is_ahead), *(stops[one] for one in order)])
        for day, order in zip(days, found.suggestion.orders, strict=True)
    ]
    return _beside(days, trips.together(books, wanted))


def problem_of(days: Sequence[Day], stays: Mapping[int, str]) -> routes.Day:
    """What the solver is told: each run a trip that keeps one stop at least, and what must stay."""
    now = tuple(tuple(stop.id for stop in day.driven) for day in days)
    return routes.Day(
        stops=tuple(stop for day in days for stop in day.driven),
        trips=tuple(day.trip for day in days),
        ways=routes.ways_of({way: took for day in days for way, took in day.minutes.items()}),
        now=now,
        stays={stop: at for at, order in enumerate(now) for stop in order if stop in stays},
        none_idle=True,
        moved_at=MOVED_AT_MIN,
    )


def _beside(now: Sequence[Day], then: Sequence[Day]) -> Together:
    was = {stop.id: day.run for day in now for stop in day.stops}
    will = {stop.id: day.run for day in then for stop in day.stops}
    told_now, told_then = _told(now), _told(then)
    return Together(
        [
            Beside(
                one,
                other,
                {stop.id: run for stop in other.stops if (run := was[stop.id]) != other.run},
                {stop.id: run for stop in one.stops if (run := will[stop.id]) != one.run},
            )
            for one, other in zip(now, then, strict=True)
        ],
        sum(one.timeline.driven_min for one in now) - sum(one.timeline.driven_min for one in then),
        [said for key, said in told_now.items() if key not in told_then],
        [said for key, said in told_then.items() if key not in told_now],
        all(one.stops == other.stops for one, other in zip(now, then, strict=True)),
    )


def _told(days: Sequence[Day]) -> dict[tuple[str, str, int], tuple[Run, Broken]]:
    """What the runs break, each thing once: at its stop, or on its run where it is at none."""
    return {
        (one.reason, "run" if one.stop is None else "stop", one.stop or day.run.id): (day.run, one)
        for day, one in _all(days)
        if one.reason not in NO_FAULT
    }


def _all(days: Sequence[Day]) -> Iterator[tuple[Day, Broken]]:
    return ((day, one) for day in days for one in day.broken)

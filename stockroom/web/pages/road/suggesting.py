"""Another order of a run's stops, as the solver finds it, beside the present one.

On the road what is aboard must stay within reach, and the driver keeps nearly all of the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import sqlalchemy as sa

from stockroom.planning import routes
from stockroom.planning.routes.keeping import changes
from stockroom.planning.routes.weighing import points
from stockroom.rules.driving import Broken, Timeline, drive
from stockroom.web.pages.road import inside, trips
from stockroom.web.pages.road.trips import Day

SECONDS = 1.0
FREELY_SECONDS = 0.4
MOST_CHANGES = 2
"""How many stops of a van on the road may come at another place: what a driver can be told."""

BEHIND = "not_reachable"
NO_FAULT = frozenset({trips.GUESSED, inside.IN_THE_WAY})
"""What breaks in any order."""


class Suggested(NamedTuple):
    """An order of stops: its day, minutes of driving and of the whole day that it saves.

    A shorter order may have been passed over: for what would lie `behind` in it, or because it has
    `too_many` changes.
    """

    day: Day
    drives_less: int
    back_earlier: int
    mends: Sequence[Broken]
    breaks: Sequence[Broken]
    is_same: bool
    behind: Sequence[Broken] = ()
    too_many: bool = False

    @property
    def order(self) -> str:
        """The stops by id, as the form has them."""
        return " ".join(str(one.id) for one in self.day.stops)


def better(books: sa.Connection, day: Day) -> Suggested:
    """The order that the solver finds for the stops ahead, beside that of a day."""
    asked = tuple(one.id for one in day.driven)
    problem = problem_of(day)
    found = routes.suggest(problem, SECONDS)
    order = found.suggestion.orders[0] if found.suggestion.orders else asked
    present = drive(day.driven, day.trip, day.minutes)
    worse = found.faults or _weight(found.timelines[0]) >= _weight(present)
    chosen = beside(books, day, asked if worse or set(order) != set(asked) else order)
    return chosen if problem.most_changes is None else _passed_over(chosen, problem)


def problem_of(day: Day) -> routes.Day:
    """What the solver is told; on the road, what was planned and how much of it may change."""
    now = tuple(one.id for one in day.driven)
    problem = routes.Day(
        stops=tuple(day.driven), trips=(day.trip,), ways=routes.ways_of(day.minutes), now=(now,)
    )
    if day.run.departed_in is None:
        return problem
    ahead = sorted((one for one in day.stops if one.is_ahead), key=lambda one: one.position)
    planned = tuple(one.id for one in ahead if one.id > 0)
    return replace(problem, now=(planned,), most_changes=MOST_CHANGES)


def _passed_over(chosen: Suggested, problem: routes.Day) -> Suggested:
    """With why no shorter order was chosen, if there is one."""
    trip = problem.trips[0]
    free = replace(problem, trips=(replace(trip, aboard=None),), most_changes=None)
    found = routes.suggest(free, FREELY_SECONDS)
    own = chosen.day.timeline
    if found.faults or _weight(found.timelines[0]) >= _weight(own):
        return chosen
    stops = {one.id: one for one in problem.stops}
    order = found.suggestion.orders[0]
    real = drive([stops[one] for one in order], trip, problem.minutes)
    behind = [one for one in real.broken if one.reason == BEHIND]
    too_many = changes(problem.now, (order,)) > MOST_CHANGES
    return chosen._replace(behind=behind, too_many=too_many and not behind)


def _weight(timeline: Timeline) -> tuple[int, int]:
    """What an order breaks, then its minutes, driven and on duty."""
    took = timeline.driven_min + timeline.back - timeline.leaves
    return points(timeline.broken), took


def beside(books: sa.Connection, day: Day, order: Sequence[int]) -> Suggested:
    """An order of the stops ahead, by id, compared with that of a day."""
    at = {stop: position for position, stop in enumerate(order)}
    fixed = [one for one in day.stops if not one.is_ahead]
    ahead = sorted((one for one in day.stops if one.is_ahead), key=lambda one: at[one.id])
    other = trips.day_of(books, day.run, (*fixed, *ahead))
    now, then = _told(day), _told(other)
    return Suggested(
        other,
        day.timeline.driven_min - other.timeline.driven_min,
        day.timeline.back - other.timeline.back,
        [one for key, one in now.items() if key not in then],
        [one for key, one in then.items() if key not in now],
        [one.id for one in ahead] == [one.id for one in day.stops if one.is_ahead],
    )


def _told(day: Day) -> dict[tuple[str, int | None], Broken]:
    """What a day breaks, each thing once; what breaks in any order is no fault of one."""
    return {(one.reason, one.stop): one for one in day.broken if one.reason not in NO_FAULT}

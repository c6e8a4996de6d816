"""The one place that knows pyvrp (0.14), an extra: what it is told of a day, and what it answers.

It knows windows, shifts, loads, gates, prices and stops that a van keeps, yet neither the longest
wait, nor goods from stop to stop, nor what is aboard already, nor that no van may be left idle,
nor that two trips share a van or a driver; `fits` tells whether a day is one for it. Its answer is
weighed and bettered by our own search like any other.
"""

from __future__ import annotations

from typing import Any

from pyvrp import (
    Client,
    Depot,
    IteratedLocalSearchParams,
    Location,
    Model,
    Profile,
    SolveParams,
)
from pyvrp.stop import MaxRuntime

from stockroom.planning.routes.facts import Day, Orders, Suggestion
from stockroom.rules.driving import UNKNOWN_MIN, Place, Stop, Trip

PYVRP = "pyvrp"
CLOSED = 100_000
"""Minutes of a way to a gate that does not let a van in: past every shift."""

NO_LIMIT = 10**9
"""Grams or millilitres that no van reaches."""

SOON = SolveParams(ils=IteratedLocalSearchParams(history_length=100))
"""How long a worse order is gone on from: pyvrp's own 300 suits a search of minutes. In 1.8 s for
ten made-up days of 40 stops this comes within 0.2 % of the best known (at most 0.6), that within
2.4 (at most 16.6)."""


def fits(day: Day) -> bool:
    """Whether the solver understands all that matters on this day."""
    return bool(day.stops) and not (
        day.most_changes is not None
        or any(stop.onward for stop in day.stops)
        or any(trip.aboard is not None for trip in day.trips)
    )


def solved(day: Day, seconds: float, seed: int = 0) -> Suggestion:
    """Give the best orders that pyvrp finds in that time."""
    model = _Model(day)
    result = model.model.solve(
        MaxRuntime(seconds), seed=seed, collect_stats=False, display=False, params=SOON
    )
    orders: list[tuple[int, ...]] = [() for _ in day.trips]
    for route in result.best.routes():
        orders[route.vehicle_type()] = tuple(
            model.stops[activity.idx] for activity in route.schedule() if activity.is_client()
        )
    return suggestion(day, tuple(orders), PYVRP)


def suggestion(day: Day, orders: Orders, by: str) -> Suggestion:
    """Orders as a suggestion, with the stops that they leave out."""
    driven = {stop for order in orders for stop in order}
    return Suggestion(orders, tuple(one.id for one in day.stops if one.id not in driven), by)


class _Model:
    """A day as a model; `stops` are the ids of its clients, which stand for one window each."""

    def __init__(self, day: Day) -> None:
        self.model = Model()
        self.minutes = day.minutes
        self.stops: list[int] = []
        here = [self.model.add_location(0, 0) for _ in day.stops]
        self._clients(day, here)
        ends: dict[Place, tuple[Location, Depot]] = {}
        for trip in day.trips:
            for place in (trip.start, trip.end):
                if place not in ends:
                    location = self.model.add_location(0, 0)
                    ends[place] = location, self.model.add_depot(location)
        self._ways(day, here, ends)
        barred: dict[frozenset[int], Profile] = {}
        for number, trip in enumerate(day.trips):
            closed = frozenset(
                at
                for at, stop in enumerate(day.stops)
                if _is_barred(trip, stop) or day.is_elsewhere(stop.id, number)
            )
            if closed not in barred:
                barred[closed] = self._profile(here, ends, closed)
            self._van(trip, ends, barred[closed])

    def _clients(self, day: Day, here: list[Location]) -> None:
        for stop, location in zip(day.stops, here, strict=True):
            price = day.left_out_at.get(stop.id)
            of_all: dict[str, Any] = {
                "delivery": [stop.brought.g, stop.brought.ml],
                "pickup": [stop.fetched.g, stop.fetched.ml],
                "service_duration": stop.service_min,
                "prize": price or 0,
            }
            if len(stop.windows) > 1:
                of_all["group"] = self.model.add_client_group(required=price is None)
            of_all["required"] = price is None and len(stop.windows) < 2  # noqa: PLR2004
            for opens, closes in stop.windows or ((0, 0),):
                hours = {"tw_early": opens, "tw_late": closes} if stop.windows else {}
                self._client(stop, location, **of_all, **hours)

    def _client(self, stop: Stop, location: Location, **said: Any) -> Client:
        self.stops.append(stop.id)
        return self.model.add_client(location, **said)

    def _ways(
        self, day: Day, here: list[Location], ends: dict[Place, tuple[Location, Depot]]
    ) -> None:
        spots = [(stop.place, location) for stop, location in zip(day.stops, here, strict=True)]
        spots += [(place, location) for place, (location, _depot) in ends.items()]
        for start, one in spots:
            for end, other in spots:
                if one is not other:
                    took = 0 if start == end else self.minutes.get((start, end), UNKNOWN_MIN)
                    self.model.add_edge(one, other, distance=took, duration=took)

    def _profile(
        self,
        here: list[Location],
        ends: dict[Place, tuple[Location, Depot]],
        closed: frozenset[int],
    ) -> Profile:
        profile = self.model.add_profile()
        spots = [*here, *(location for location, _depot in ends.values())]
        for at in closed:
            for start in spots:
                if start is not here[at]:
                    self.model.add_edge(
                        start, here[at], distance=CLOSED, duration=CLOSED, profile=profile
                    )
        return profile

    def _van(self, trip: Trip, ends: dict[Place, tuple[Location, Depot]], profile: Profile) -> None:
        leaves = trip.leaves
        self.model.add_vehicle_type(
            capacity=[
                NO_LIMIT if trip.most_g is None else trip.most_g,
                NO_LIMIT if trip.most_ml is None else trip.most_ml,
            ],
            start_depot=ends[trip.start][1],
            end_depot=ends[trip.end][1],
            tw_early=trip.shift.opens if leaves is None else leaves,
            tw_late=max(trip.shift.closes, leaves or 0),
            start_late=leaves,
            initial_load=[trip.carried.g, trip.carried.ml],
            unit_distance_cost=1,
            unit_duration_cost=1,
            profile=profile,
        )


def _is_barred(trip: Trip, stop: Stop) -> bool:
    return (stop.drivers is not None and trip.driver not in stop.drivers) or (
        stop.vans is not None and trip.van not in stop.vans
    )

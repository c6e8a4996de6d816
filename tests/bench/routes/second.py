"""A second solver for the comparison, in a process of its own: OR-Tools' routing library."""

from __future__ import annotations

import sys
import time
from itertools import pairwise
from typing import Any

import msgspec
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from stockroom.planning import child
from stockroom.planning.routes.facts import Day, Suggestion
from stockroom.planning.routes.suggesting import Asked

NAME = "OR-Tools"
A_DAY = 24 * 60


def main() -> None:
    """Answer what stands on standard input, on standard output."""
    asked = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Asked)
    found = solved(asked.day, asked.seconds)
    if found is not None:
        sys.stdout.buffer.write(child.frame(found))


def solved(day: Day, seconds: float) -> Suggestion | None:
    """The best it finds in seconds of CPU: guided local search after parallel insertion."""
    manager = pywrapcp.RoutingIndexManager(len(day.stops) + 1, len(day.trips), 0)
    routing = pywrapcp.RoutingModel(manager)
    _told(day, manager, routing)
    how = pywrapcp.DefaultRoutingSearchParameters()
    how.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    how.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    ends = time.process_time() + seconds
    routing.AddSearchMonitor(routing.solver().CustomLimit(lambda: time.process_time() > ends))
    found = routing.SolveWithParameters(how)
    if found is None:
        return None
    orders = []
    for van in range(len(day.trips)):
        at, order = found.Value(routing.NextVar(routing.Start(van))), []
        while not routing.IsEnd(at):
            order.append(day.stops[manager.IndexToNode(at) - 1].id)
            at = found.Value(routing.NextVar(at))
        orders.append(tuple(order))
    driven = {stop for order in orders for stop in order}
    left_out = tuple(stop.id for stop in day.stops if stop.id not in driven)
    return Suggestion(tuple(orders), left_out, NAME)


def _told(day: Day, manager: Any, routing: Any) -> None:
    places = [day.trips[0].start, *(stop.place for stop in day.stops)]
    minutes = day.minutes
    table = [[0 if a == b else minutes[a, b] for b in places] for a in places]
    service = [0, *(stop.service_min for stop in day.stops)]

    def way(one: int, other: int) -> int:
        return table[int(manager.IndexToNode(one))][int(manager.IndexToNode(other))]

    def passing(one: int, other: int) -> int:
        return service[int(manager.IndexToNode(one))] + way(one, other)

    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitCallback(way))
    routing.AddDimension(routing.RegisterTransitCallback(passing), A_DAY, A_DAY, False, "time")
    clock = routing.GetDimensionOrDie("time")
    for which, most in ((0, day.trips[0].most_g), (1, day.trips[0].most_ml)):
        loads = [0, *(stop.brought[which] for stop in day.stops)]
        callback = routing.RegisterUnaryTransitCallback(
            lambda at, loads=loads: loads[manager.IndexToNode(at)]
        )
        routing.AddDimension(callback, 0, most, True, f"load {which}")
    for van, trip in enumerate(day.trips):
        clock.SetSpanCostCoefficientForVehicle(1, van)
        for end in (routing.Start(van), routing.End(van)):
            clock.CumulVar(end).SetRange(*trip.shift)
        routing.AddVariableMinimizedByFinalizer(clock.CumulVar(routing.End(van)))
        routing.AddVariableMaximizedByFinalizer(clock.CumulVar(routing.Start(van)))
    for number, stop in enumerate(day.stops, 1):
        at = manager.NodeToIndex(number)
        hours = clock.CumulVar(at)
        hours.SetRange(stop.windows[0].opens, stop.windows[-1].closes)
        for one, other in pairwise(stop.windows):
            hours.RemoveInterval(one.closes + 1, other.opens - 1)
        known = [van for van, trip in enumerate(day.trips) if trip.van in (stop.vans or {trip.van})]
        routing.VehicleVar(at).SetValues([-1, *known])
        routing.AddDisjunction([at], day.left_out_at[stop.id])


if __name__ == "__main__":
    main()

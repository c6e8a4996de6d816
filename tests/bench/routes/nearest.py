"""The simple rule for the comparison: each van drives to the nearest stop that it may serve."""

from __future__ import annotations

from stockroom.planning.routes.facts import Day, Suggestion
from stockroom.rules.driving import Stop, drive

NAME = "nearest neighbour"


def ordered(day: Day) -> Suggestion:
    """Fill one van after the other; what no van can serve without a fault is left out."""
    minutes, left = day.minutes, list(day.stops)
    orders = []
    for trip in day.trips:
        order: list[Stop] = []
        while True:
            here = order[-1].place if order else trip.start
            fits = [stop for stop in left if not drive([*order, stop], trip, minutes).broken]
            if not fits:
                break
            order.append(min(fits, key=lambda stop: (minutes[here, stop.place], stop.id)))
            left.remove(order[-1])
        orders.append(tuple(stop.id for stop in order))
    return Suggestion(tuple(orders), tuple(stop.id for stop in left), NAME)

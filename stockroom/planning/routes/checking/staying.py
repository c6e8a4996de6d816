"""Looks whether vans keep what they must keep: their own stops, and one stop at least."""

from __future__ import annotations

from collections.abc import Iterator

from stockroom.planning.routes.facts import Day, Orders


def misplaced(day: Day, orders: Orders) -> Iterator[str]:
    """Stops that are on another van than the one that keeps them, and vans left idle."""
    for stop, keeper in day.stays.items():
        for at, order in enumerate(orders):
            if stop in order and at != keeper:
                yield f"stop {stop} on van {at}, and {keeper} keeps it"
    if not day.none_idle:
        return
    known = [stop.id for stop in day.stops]
    for at, (before, after) in enumerate(zip(day.now, orders, strict=False)):
        if not after and any(stop in known for stop in before):
            yield f"van {at} is left without a stop"


def strayed(day: Day, orders: Orders) -> int:
    """The number of stops that one van has now, and another then."""
    return sum(
        len(set(before) & set(after))
        for one, before in enumerate(day.now)
        for other, after in enumerate(orders)
        if one != other
    )

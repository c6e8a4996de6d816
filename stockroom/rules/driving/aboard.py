"""What the van carries on each way: whether it is too much, is there yet, and can be got at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stockroom.rules.driving.facts import Load, Stop, Trip
from stockroom.rules.driving.sayings import Broken, broken, thousandths


def carried(stops: Sequence[Stop], trip: Trip) -> list[Load]:
    """What is aboard on setting out and after each stop."""
    now = trip.carried
    for stop in stops:
        now = now.plus(stop.brought)
    found, waiting = [now], dict.fromkeys((stop.id for stop in stops), Load())
    for stop in stops:
        now = now.minus(stop.brought).minus(waiting.pop(stop.id)).plus(stop.fetched)
        for to, load in stop.onward:
            now = now.plus(load)
            if to in waiting:
                waiting[to] = waiting[to].plus(load)
        found.append(now)
    return found


def over(stops: Sequence[Stop], trip: Trip) -> Iterator[Broken]:
    """Where the van is too heavy and too full, each told where it is worst."""
    loads = carried(stops, trip)
    for what, unit, most, amounts in (
        ("too_heavy", "kg", trip.most_g, [load.g for load in loads]),
        ("too_large", "litres", trip.most_ml, [load.ml for load in loads]),
    ):
        worst = max(amounts)
        if most is None or worst <= most:
            continue
        at = amounts.index(worst)
        figures = {unit: thousandths(worst), "most": thousandths(most)}
        if at == 0:
            yield broken(what, None, worst - most, said=f"{what}_at_start", **figures)
        else:
            stop = stops[at - 1]
            yield broken(what, stop.id, worst - most, stop=stop.name, **figures)


def unfetched(stops: Sequence[Stop]) -> Iterator[Broken]:
    """Goods from stop to stop that are fetched only later, or never left."""
    position = {stop.id: at for at, stop in enumerate(stops)}
    for at, stop in enumerate(stops):
        for to, _load in stop.onward:
            if to not in position:
                yield broken("left_aboard", stop.id, stop=stop.name)
            elif position[to] <= at:
                other = stops[position[to]]
                yield broken("not_yet_fetched", other.id, stop=other.name, other=stop.name)


def out_of_reach(stops: Sequence[Stop], trip: Trip) -> Iterator[Broken]:
    """Stops whose goods lie behind what is left later, where last in is to be first out."""
    depth = {stop: at for at, stop in enumerate(trip.aboard or ())}
    there = [stop for stop in stops if stop.id in depth]
    for at, stop in enumerate(there):
        before = [later for later in there[at + 1 :] if depth[later.id] > depth[stop.id]]
        if before:
            yield broken("not_reachable", stop.id, stop=stop.name, other=before[0].name)

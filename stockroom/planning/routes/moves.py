"""Small changes of routes, each tried on its own vans' weights: what does not help is not given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from stockroom.planning.routes.weighing import BROKEN, Scales

Routes = tuple[tuple[int, ...], ...]
LONGEST = 3
"""How many stops in a row are moved together at most."""


def around(routes: Routes, scales: Scales, spare: Sequence[int]) -> Iterator[Routes]:
    """Routes a small change away that weigh less, as the vans concerned and prices have it.

    They may weigh more by what each of those vans has to `spare`.
    """
    for one in range(len(routes)):
        yield from _within(routes, one, scales, spare[one])
        yield from _out_and_in(routes, one, scales, spare[one])
    for one, other in combinations(range(len(routes)), 2):
        more = spare[one] + spare[other]
        yield from _moved(routes, one, other, scales, more)
        yield from _moved(routes, other, one, scales, more)
        yield from _exchanged(routes, one, other, scales, more)


def _within(routes: Routes, one: int, scales: Scales, spare: int) -> Iterator[Routes]:
    """2-opt, or-opt and swaps within one route."""
    route = routes[one]
    now = scales.weight(one, route) + spare
    for other in _variants(route):
        if scales.weight(one, other) < now:
            yield _with(routes, {one: other})


def _variants(route: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    count = len(route)
    for i in range(count):
        for j in range(i + 2, count + 1):
            yield (*route[:i], *reversed(route[i:j]), *route[j:])
    for i in range(count):
        for j in range(i + 1, min(i + LONGEST, count) + 1):
            part, rest = route[i:j], (*route[:i], *route[j:])
            for at in range(len(rest) + 1):
                if at != i:
                    yield (*rest[:at], *part, *rest[at:])
    for i, j in combinations(range(count), 2):
        swapped = list(route)
        swapped[i], swapped[j] = swapped[j], swapped[i]
        yield tuple(swapped)


def _out_and_in(routes: Routes, one: int, scales: Scales, spare: int) -> Iterator[Routes]:
    """Leave a stop out, or take one in that was left out."""
    route = routes[one]
    now = scales.weight(one, route) + spare
    for at, stop in enumerate(route):
        other = (*route[:at], *route[at + 1 :])
        if scales.weight(one, other) + scales.left_out(stop) < now:
            yield _with(routes, {one: other})
    driven = {stop for each in routes for stop in each}
    for stop in range(len(scales.service)):
        if stop not in driven:
            for at in range(len(route) + 1):
                other = (*route[:at], stop, *route[at:])
                if scales.weight(one, other) < now + scales.left_out(stop):
                    yield _with(routes, {one: other})


def _moved(routes: Routes, one: int, other: int, scales: Scales, spare: int) -> Iterator[Routes]:
    """Up to three stops in a row go to another van, in their order or the other way round."""
    route, target = routes[one], routes[other]
    now = scales.weight(one, route) + scales.weight(other, target) + spare
    for i in range(len(route)):
        for j in range(i + 1, min(i + LONGEST, len(route)) + 1):
            rest, part = (*route[:i], *route[j:]), route[i:j]
            left = now - scales.weight(one, rest)
            for turned in {part, part[::-1]}:
                for at in range(len(target) + 1):
                    longer = (*target[:at], *turned, *target[at:])
                    if scales.weight(other, longer) < left:
                        yield _with(routes, {one: rest, other: longer})


def _exchanged(
    routes: Routes, one: int, other: int, scales: Scales, spare: int
) -> Iterator[Routes]:
    """Two vans change one stop each, or all from some stop on."""
    a, b = routes[one], routes[other]
    now = scales.weight(one, a) + scales.weight(other, b) + spare
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            pairs = [((*a[:i], *b[j:]), (*b[:j], *a[i:]))]
            if i < len(a) and j < len(b):
                pairs.append(((*a[:i], b[j], *a[i + 1 :]), (*b[:j], a[i], *b[j + 1 :])))
            for x, y in pairs:
                first = scales.weight(one, x)
                if first < now and first + scales.weight(other, y) < now:
                    yield _with(routes, {one: x, other: y})


def _with(routes: Routes, new: dict[int, tuple[int, ...]]) -> Routes:
    return tuple(new.get(at, route) for at, route in enumerate(routes))


__all__ = ["BROKEN", "Routes", "around"]

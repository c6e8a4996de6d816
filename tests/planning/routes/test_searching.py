"""Our own search finds the best order where all of them can be tried, and keeps what is aboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

import pytest

from stockroom.planning.routes.facts import Day, Orders
from stockroom.planning.routes.keeping import changes, longest_rise
from stockroom.planning.routes.searching import searched
from stockroom.planning.routes.suggesting import told
from stockroom.planning.routes.weighing import points
from stockroom.rules.driving import Window, drive
from stockroom.rules.driving.clashes import clashes
from tests.bench.routes import made_up
from tests.planning.routes import random_days

LONG = 600


def every_order(day: Day) -> Iterator[tuple[Orders, tuple[int, ...]]]:
    """Every way to share the stops out among the vans, in every order, some of them left out."""
    ids = [stop.id for stop in day.stops]
    bars = [-at for at in range(1, len(day.trips) + 1)]
    for mixed in set(permutations([*ids, *bars])):
        if [one for one in mixed if one < 0] != bars:
            continue
        parts: list[list[int]] = [[]]
        for one in mixed:
            if one < 0:
                parts.append([])
            else:
                parts[-1].append(one)
        left_out = tuple(sorted(parts.pop()))
        if all(one in day.left_out_at for one in left_out):
            yield tuple(map(tuple, parts)), left_out


def worth(day: Day, orders: Orders, left_out: tuple[int, ...]) -> tuple[int, int]:
    """What orders break and what they cost, by the rule alone."""
    stops = {stop.id: stop for stop in day.stops}
    driven = [
        drive([stops[one] for one in order], trip, day.minutes)
        for order, trip in zip(orders, day.trips, strict=True)
    ]
    twice = clashes(day.trips, driven)
    amiss = sum(points(one.broken) for one in driven) + sum(map(points, twice))
    cost = sum(one.driven_min + one.back - one.leaves for one in driven)
    return amiss, cost + sum(day.left_out_at[one] for one in left_out)


@pytest.mark.parametrize("seed", range(25))
def test_no_order_of_a_small_day_is_better(seed: int) -> None:
    day = replace(random_days.day(seed, 5), now=(), most_changes=None)
    day = replace(day, trips=day.trips[:2])

    found = searched(day, LONG, rounds=300)

    best = min(worth(day, *each) for each in every_order(day))
    assert worth(day, found.orders, tuple(found.left_out)) == best


@pytest.mark.parametrize("seed", range(3))
def test_no_order_of_seven_stops_is_better(seed: int) -> None:
    made = made_up.day(7, seed, price=None)
    day = replace(made, trips=made.trips[:1])

    found = searched(day, LONG, rounds=300)

    best = min(worth(day, *each) for each in _of_one_van(day))
    assert worth(day, found.orders, ()) == best


def _of_one_van(day: Day) -> Iterator[tuple[Orders, tuple[int, ...]]]:
    for order in permutations([stop.id for stop in day.stops]):
        yield (order,), ()


def test_the_same_seed_gives_the_same_orders() -> None:
    day = made_up.day(12, 4)

    assert searched(day, LONG, seed=5, rounds=30) == searched(day, LONG, seed=5, rounds=30)


def test_time_is_kept() -> None:
    found = told(day := made_up.day(40, 1), searched(day, 0.05))

    assert found.faults == ()


def test_a_day_without_stops_or_with_nothing_to_choose_is_ordered_too() -> None:
    day = made_up.day(1, 1)

    assert searched(replace(day, stops=()), LONG).orders == ((), ())
    assert sorted(searched(day, LONG, rounds=5).orders) == [(), (1,)]


def test_a_stop_is_left_out_where_that_costs_less_and_only_there() -> None:
    day = made_up.day(6, 1, price=1)
    dear = made_up.day(6, 1, price=None)

    assert searched(day, LONG, rounds=20).left_out == (1, 2, 3, 4, 5, 6)
    assert searched(dear, LONG, rounds=20).left_out == ()


@pytest.mark.parametrize("seed", range(12))
def test_what_is_aboard_stays_reachable_after_a_stop_is_called_off(seed: int) -> None:
    made = made_up.day(8, seed, price=None)
    open_gates = tuple(replace(stop, drivers=None, vans=None) for stop in made.stops)
    one_van = replace(made, stops=open_gates, trips=made.trips[:1])
    order = searched(one_van, LONG, rounds=30).orders[0]
    ahead = tuple(stop for stop in one_van.stops if stop.id != order[0])
    shift = Window(560, 1439)
    trip = replace(one_van.trips[0], aboard=order[::-1], leaves=560, shift=shift)

    day = replace(one_van, stops=ahead, trips=(trip,), now=(order,))
    found = told(day, searched(day, LONG, rounds=40))

    assert found.faults == ()
    late = points(drive([s for one in order[1:] for s in ahead if s.id == one], trip,
                        day.minutes).broken)  # fmt: skip
    if not late:
        assert found.suggestion.orders == (order[1:],)
    assert points(found.timelines[0].broken) <= late


@pytest.mark.parametrize("most", [0, 1, 2, 8])
def test_no_more_than_so_many_stops_change_places(most: int) -> None:
    made = made_up.day(8, 3, price=None)
    now = ((8, 7, 6, 5), (4, 3, 2, 1))
    day = replace(made, now=now, most_changes=most)

    found = told(day, searched(day, LONG, rounds=60))

    assert changes(now, found.suggestion.orders) <= most
    assert found.faults == ()
    assert (found.suggestion.orders == now) == (most == 0)


def test_more_freedom_never_costs_more() -> None:
    made = made_up.day(8, 3, price=None)
    now = ((8, 7, 6, 5), (4, 3, 2, 1))
    costs = []
    for most in (0, 2, 4, 8):
        day = replace(made, now=now, most_changes=most)
        costs.append(worth(day, searched(day, LONG, rounds=60).orders, ()))

    assert costs == sorted(costs, reverse=True)


def test_changes_are_stops_lifted_out() -> None:
    assert changes(((1, 2, 3), (4,)), ((1, 2, 3), (4,))) == 0
    assert changes(((1, 2, 3), (4,)), ((2, 3, 1), (4,))) == 1
    assert changes(((1, 2, 3), (4,)), ((1, 2), (4, 3))) == 1
    assert changes(((1, 2, 3),), ((3, 2, 1),)) == 2
    assert longest_rise([]) == 0

"""Several vans of a day planned together: no stop is lost or doubled, and what must stay stays."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.planning.routes import Day, as_it_is, suggest
from stockroom.planning.routes.checking import faults
from stockroom.planning.routes.facts import Orders, Suggestion
from stockroom.planning.routes.searching import Search, searched
from stockroom.planning.routes.suggesting import told
from stockroom.rules.driving import Stop, Trip, Window
from tests.planning.routes import random_days

HOME = random_days.HOME
HOURS = Window(480, 960)


def whole_day(seed: int) -> Day:
    """A day at random of which some stops stay on the van that has them now."""
    made, dice = random_days.day(seed), random.Random(seed)
    ids = [stop.id for stop in made.stops]
    dice.shuffle(ids)
    cuts = sorted(dice.randint(0, len(ids)) for _ in made.trips[1:])
    pairs = zip([0, *cuts], [*cuts, len(ids)], strict=True)
    now = tuple(tuple(ids[since:until]) for since, until in pairs)
    stays = {one: at for at, order in enumerate(now) for one in order if dice.random() < 0.3}
    return replace(
        made, now=now, most_changes=None, stays=stays, left_out_at={},
        none_idle=dice.random() < 0.7, moved_at=dice.choice([0, 10]),
    )  # fmt: skip


def two_vans(*ways: tuple[int, int], now: Orders, **more: object) -> Day:
    """Two vans alike, and stops so many minutes from home; 30 from any other, but those pairs 5."""
    numbers = sorted(stop for order in now for stop in order)
    places = [HOME, *(("facility", number) for number in numbers)]
    near = {frozenset((("facility", one), ("facility", other))) for one, other in ways}
    return Day(
        stops=tuple(Stop(id=one, name=f"M-{one}", place=("facility", one)) for one in numbers),
        trips=tuple(Trip(van=van, driver=van, start=HOME, end=HOME, shift=HOURS) for van in (1, 2)),
        ways=tuple(
            (a, b, 5 if frozenset((a, b)) in near else 30) for a in places for b in places if a != b
        ),
        now=now,
        none_idle=True,
        **more,  # type: ignore[arg-type]
    )


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0, max_value=10**6))
def test_no_stop_is_lost_or_doubled_and_what_stays_stays(seed: int) -> None:
    day = whole_day(seed)

    found = told(day, searched(day, 60, seed=seed, rounds=6))

    orders = found.suggestion.orders
    driven = [stop for order in orders for stop in order]
    assert sorted(driven) == sorted(stop.id for stop in day.stops)
    assert all(stop in orders[van] for stop, van in day.stays.items())
    if day.none_idle:
        pairs = zip(day.now, orders, strict=True)
        assert not [before for before, after in pairs if before and not after]
    assert found.faults == ()


@pytest.mark.parametrize("without_extra", [False, True])
def test_neighbours_come_onto_one_van_and_each_van_keeps_a_stop(without_extra: bool) -> None:
    day = two_vans((1, 3), (2, 4), now=((1, 2), (3, 4)))

    found = suggest(day, 0.5, without_extra=without_extra)

    assert found.faults == ()
    assert all(found.suggestion.orders)
    assert found.cost < as_it_is(day).cost
    free = suggest(replace(day, none_idle=False), 0.5, without_extra=without_extra)
    assert not all(free.suggestion.orders)


@pytest.mark.parametrize("without_extra", [False, True])
def test_a_stop_changes_vans_only_where_that_saves_more_than_it_costs(without_extra: bool) -> None:
    day = two_vans((1, 3), (2, 4), now=((1, 2), (3, 4)))
    saves = as_it_is(day).cost - suggest(day, 0.5, without_extra=without_extra).cost

    dear = suggest(replace(day, moved_at=saves), 0.5, without_extra=without_extra)
    cheap = suggest(replace(day, moved_at=saves // 2 - 1), 0.5, without_extra=without_extra)

    assert sorted(map(sorted, dear.suggestion.orders)) == [[1, 2], [3, 4]]
    assert sorted(map(sorted, cheap.suggestion.orders)) == [[1, 3], [2, 4]]
    assert cheap.cost == as_it_is(day).cost - 2
    assert (dear.faults, cheap.faults) == ((), ())


def test_the_checker_counts_what_moving_costs() -> None:
    day = two_vans(now=((1, 2), (3, 4)), moved_at=7)
    found = told(day, Suggestion(((1,), (3, 4, 2)), (), "own"))

    assert found.faults == ()
    assert faults(day, found.suggestion, found.timelines, found.cost - 7) == (
        f"costs {found.cost}, not {found.cost - 7}",
    )


@pytest.mark.parametrize("without_extra", [False, True])
def test_what_a_van_keeps_is_left_on_it_though_it_takes_longer(without_extra: bool) -> None:
    day = two_vans((1, 3), (2, 4), now=((1, 2), (3, 4)), stays={1: 0, 3: 1})

    found = suggest(day, 0.5, without_extra=without_extra)

    assert found.faults == ()
    assert (1 in found.suggestion.orders[0], 3 in found.suggestion.orders[1]) == (True, True)


def test_the_solver_is_told_what_a_van_keeps() -> None:
    solver = pytest.importorskip("stockroom.planning.routes.solver")
    day = two_vans((1, 3), (2, 4), now=((1, 2), (3, 4)), stays={1: 0, 3: 1})

    first, second = solver.solved(day, 0.3).orders

    assert (1 in first, 3 in second) == (True, True)


def test_whole_routes_are_not_exchanged_between_vans_for_nothing() -> None:
    search = Search(two_vans((1, 2), now=((1, 2), (3, 4))))
    turned = search.routes(((3, 4, 1), (2,)))

    assert search.settled(search.routes(((3, 4), (1, 2)))) == search.routes(((1, 2), (3, 4)))
    assert search.settled(turned) == search.routes(((2,), (3, 4, 1)))
    kept = Search(two_vans((1, 2), now=((1, 2), (3, 4)), stays={3: 0}))
    assert kept.settled(turned) == turned


def test_the_checker_finds_what_left_its_van_and_a_van_left_idle() -> None:
    day = two_vans(now=((1, 2), (3, 4)), stays={1: 0})

    strayed = told(day, Suggestion(((2,), (3, 4, 1)), (), "own"))
    idle = told(day, Suggestion(((1, 2, 3, 4), ()), (), "own"))

    assert strayed.faults == ("stop 1 on van 1, and 0 keeps it",)
    assert idle.faults == ("van 1 is left without a stop",)
    assert told(replace(day, none_idle=False), idle.suggestion).faults == ()

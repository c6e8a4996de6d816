"""A van or a driver is sent out on one trip at a time, where that can be had."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stockroom.planning.routes import Checked, Day, as_it_is, suggest, worth
from stockroom.planning.routes.checking import faults
from stockroom.planning.routes.searching import Search, searched
from stockroom.planning.routes.suggesting import told
from stockroom.planning.routes.weighing import BROKEN
from stockroom.rules.driving import Place, Stop, Trip, Window
from tests.planning.routes import random_days
from tests.planning.routes.test_random_days import shuffled

HOME = random_days.HOME
FIRST, SECOND, BESIDE = (1, 1, 480), (1, 2, 600), (2, 3, 480)
PLACES: list[Place] = [HOME, *(("facility", number) for number in range(1, 5))]


def three_trips(*trips: tuple[int, int, int], moved_at: int = 0) -> Day:
    """Trips by van, driver and departure; two stops take 130 minutes, one takes 80."""
    return Day(
        stops=tuple(Stop(id=one, name=f"M-{one}", place=("facility", one)) for one in range(1, 5)),
        trips=tuple(
            Trip(
                van=van, driver=driver, leaves=leaves,
                start=HOME, end=HOME, shift=Window(leaves, 960),
            )
            for van, driver, leaves in trips
        ),
        ways=tuple((a, b, 30) for a in PLACES for b in PLACES if a != b),
        now=((1, 2), (3,), (4,)),
        none_idle=True,
        moved_at=moved_at,
    )  # fmt: skip


def reasons(found: Checked) -> set[str]:
    """What a suggestion breaks."""
    return {one.reason for timeline in found.timelines for one in timeline.broken}


@pytest.mark.parametrize("second", [SECOND, (3, 1, 600)])
def test_of_two_days_of_equal_worth_the_one_without_a_clash_is_found(
    second: tuple[int, int, int],
) -> None:
    day = three_trips(FIRST, second, BESIDE, moved_at=10)
    shared = "van_out_twice" if second == SECOND else "driver_out_twice"

    found = told(day, searched(day, 60, rounds=10))

    assert reasons(as_it_is(day)) == {shared}
    assert (reasons(found), found.faults) == (set(), ())
    assert found.cost == as_it_is(day).cost + 10


def test_what_the_solver_finds_is_freed_of_clashes() -> None:
    pytest.importorskip("pyvrp")
    day = three_trips(FIRST, SECOND, BESIDE, moved_at=10)

    found = suggest(day, 0.3)

    assert (reasons(found), found.faults) == (set(), ())


def test_trips_that_share_nothing_stay_as_they_are() -> None:
    day = three_trips(FIRST, (3, 2, 600), BESIDE, moved_at=10)

    assert searched(day, 60, rounds=10).orders == day.now


def test_a_clash_that_cannot_be_had_otherwise_is_shown_and_is_the_shortest() -> None:
    day = three_trips(FIRST, (1, 2, 500), (1, 3, 700))

    found = told(day, searched(day, 60, rounds=30))

    first, second, third = found.timelines
    assert len(found.suggestion.orders[0]) == 1
    assert [one.by for one in first.broken] == [one.by for one in second.broken] == [60]
    assert (third.broken, found.faults) == ((), ())


def test_the_search_weighs_what_is_told() -> None:
    twice = 0
    for seed in range(200):
        found = shuffled(seed)
        day = replace(random_days.day(seed), most_changes=None)
        search = Search(day)

        weight = search.weigh(search.routes(found.suggestion.orders))

        assert divmod(weight, BROKEN) == worth(found)
        twice += bool(reasons(found) & {"van_out_twice", "driver_out_twice"})
    assert twice > 10


@pytest.mark.parametrize("change", [{"by": 9}, {"facts": {"leaves": "10:00", "back": "11:21"}}])
def test_the_checker_counts_the_minutes_of_a_clash_by_itself(change: dict[str, object]) -> None:
    day = three_trips(FIRST, SECOND, BESIDE)
    found = as_it_is(day)
    first, second, third = found.timelines
    (clash,) = first.broken
    silent, wrong = replace(first, broken=()), replace(first, broken=(replace(clash, **change),))  # type: ignore[arg-type]
    invented = replace(third, broken=(clash,))

    def said(*timelines: object) -> str:
        return "; ".join(faults(day, found.suggestion, timelines, found.cost))  # type: ignore[arg-type]

    assert (found.faults, clash.by) == ((), 10)
    assert said(silent, second, third).startswith("not shown as broken: ('van_out_twice', 10")
    assert "shown, and not broken" in said(wrong, second, third)
    assert said(first, second, invented).startswith("shown, and not broken: ('van_out_twice'")

"""The runs of a day ordered together: all of it in one act, or nothing."""

from __future__ import annotations

from typing import Any

import pytest

from stockroom.errors import Refused
from tests.commands.test_run_changes import change, minutes, order, run_row, stops, three_stops
from tests.web.roads import picked
from tests.world import World

DAY = "2026-11-23"


def two_runs(world: World) -> tuple[int, int, list[int]]:
    """Two runs of one day, and their stops: three of the first and then one of the second."""
    one, other = three_stops(world), world.run("dan", "Van 2", "E-2")
    return one, other, [stop.id for run in (one, other) for stop in stops(world, run)]


def ordered(world: World, *runs: tuple[int, list[int]], **about: Any) -> Any:
    """The runs of the day with these stops, as they stand now."""
    said = [{"run": run, "stops": numbers} for run, numbers in runs]
    content: dict[str, Any] = {"day": DAY, "seen": world.position(), "runs": said} | about
    return world.do("alice", "day-orders", **content)


def refusal(world: World, *runs: tuple[int, list[int]], **about: Any) -> Refused:
    """Why such an order is refused."""
    with pytest.raises(Refused) as refused:
        ordered(world, *runs, **about)
    return refused.value


def test_stops_change_runs_and_places_in_one_act_and_are_expected_anew(world: World) -> None:
    one, other, (a, b, c, d) = two_runs(world)
    minutes(world, ("site", run_row(world, other).site_id, "facility", 1, 25))

    made = ordered(world, (one, [d, b]), (other, [a, c])).made

    assert made == {"moved": 3}
    assert [stop.id for stop in stops(world, one)] == [d, b]
    assert [stop.id for stop in stops(world, other)] == [a, c]
    assert [stop.position for run in (one, other) for stop in stops(world, run)] == [1, 2, 1, 2]
    assert stops(world, other)[0].arrives_at == "08:25"
    rows = [run_row(world, run).changed_in for run in (one, other)]
    assert rows[0] == rows[1] == world.position()


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("ab", "dc c", "stop_twice"),
        ("aab", "cd", "stop_twice"),
        ("ab", "d", "stop_forgotten"),
        ("abx", "cd", "stop_elsewhere"),
    ],
)
def test_each_stop_stands_on_one_of_the_runs_once(
    first: str, second: str, reason: str, world: World
) -> None:
    one, other, numbers = two_runs(world)
    third = world.run()
    by = dict(zip("abcdx", [*numbers, world.stop(third)], strict=True))
    asked = [[by[letter] for letter in text.replace(" ", "")] for text in (first, second)]

    fault = refusal(world, (one, asked[0]), (other, asked[1]))

    assert fault.reason == reason
    assert [stop.id for run in (one, other) for stop in stops(world, run)] == numbers


def test_only_runs_of_that_day_and_each_once(world: World) -> None:
    one, other, (a, b, c, d) = two_runs(world)

    assert refusal(world, (one, [a, b]), (one, [c])).reason == "run_twice"
    assert refusal(world, (one, [a, b, c]), day="2026-11-24").reason == "another_day"
    assert refusal(world, (one, [a, b, c]), (99, [d])).reason == "unknown"
    assert ordered(world, (one, [c, b, a])).made == {"moved": 0}
    assert order(world, other) == [2]


def test_nothing_changes_where_one_of_the_runs_was_changed_meanwhile(world: World) -> None:
    one, other, (a, b, c, d) = two_runs(world)
    seen = world.position()
    change(world, other, "sam", ends_at="14:00")

    fault = refusal(world, (one, [d, b]), (other, [c, a]), seen=seen)

    assert fault.reason == "changed_meanwhile"
    assert [stop.id for stop in stops(world, one)] == [a, b, c]


def test_a_run_that_has_left_or_is_closed_keeps_its_stops(world: World) -> None:
    one, other, (a, b, c, d) = two_runs(world)
    seen = world.position()
    world.do("dan", "departures", run=other)

    left = refusal(world, (one, [d, b]), (other, [c, a]), seen=seen)
    world.do("dan", "run-closings", run=other)
    closed = refusal(world, (one, [d, b]), (other, [c, a]), seen=seen)

    assert (left.reason, closed.reason) == ("has_left", "run_closed")
    assert str(left) == f"Run {other} has left: its stops stay as they are."
    assert [stop.id for stop in stops(world, one)] == [a, b, c]


def test_what_is_on_a_van_stays_on_its_run_and_may_change_its_place(world: World) -> None:
    one, other, (a, b, c, d) = two_runs(world)
    seen = world.position()
    lot, line = picked(world, 3, "M-1")
    world.do("dora", "loadings", run=one, items=[{"lot": lot, "line": line}])

    fault = refusal(world, (one, [b, c]), (other, [d, a]), seen=seen)

    assert fault.reason == "loaded_already"
    assert str(fault).startswith("Something is on Van 1 already for stop 1 of run")
    assert ordered(world, (one, [c, a]), (other, [d, b]), seen=seen).made == {"moved": 1}


def test_what_a_van_still_carries_on_another_run_keeps_no_stop(world: World) -> None:
    one, other, (a, b, c, d) = two_runs(world)
    today = world.run()
    lot, line = picked(world, 3, "M-1")
    world.do("dora", "loadings", run=today, items=[{"lot": lot, "line": line}])

    assert ordered(world, (one, [b, c]), (other, [d, a])).made == {"moved": 1}


def test_goods_for_nobody_yet_keep_the_stops_that_are_no_facility(world: World) -> None:
    one, other, (a, b, c, d) = two_runs(world)
    lot = world.shelved(quantity=4)
    world.do("dora", "loadings", run=one, items=[{"lot": lot, "quantity": 4}])

    assert refusal(world, (one, [a, b]), (other, [d, c])).reason == "loaded_already"
    assert ordered(world, (one, [a, c]), (other, [d, b])).made == {"moved": 1}


def test_where_something_was_handed_over_already_the_stop_stays(world: World) -> None:
    one, other, (a, b, c, d) = two_runs(world)
    lot = world.shelved()
    world.do("dora", "deliveries", facility="M-1", run=one, lines=[{"lot": lot, "accepted": 1}])

    assert refusal(world, (one, [b, c]), (other, [d, a])).reason == "been_there"

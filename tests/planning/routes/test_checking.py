"""The checker finds each thing that is wrong with a suggestion, and each that was not shown."""

from __future__ import annotations

import ast
import sys
from dataclasses import replace

import pytest

from stockroom.planning.routes import Day, Suggestion
from stockroom.planning.routes.checking import faults
from stockroom.planning.routes.facts import Checked
from stockroom.planning.routes.suggesting import told
from stockroom.rules import driving
from stockroom.rules.driving import Load, Stop, Timeline, Trip, Window
from tests.planning.routes import random_days
from tests.planning.routes.test_random_days import suggested
from tests.tidiness import product

HOME = random_days.HOME
KNOWN = ("stockroom.planning.routes.facts", "stockroom.rules.driving")
PLACES = [HOME, ("facility", 1), ("facility", 2), ("facility", 3)]
DAY = Day(
    stops=tuple(
        Stop(
            id=number,
            name=f"M-{number}",
            place=("facility", number),
            windows=(Window(500, 600),),
            brought=Load(100_000, 100_000),
            drivers=frozenset({1}),
            vans=frozenset({1}),
        )
        for number in (1, 2, 3)
    ),
    trips=(
        Trip(
            van=1, driver=1, start=HOME, end=HOME, shift=Window(480, 700),
            most_g=300_000, most_ml=300_000, aboard=(3, 2, 1),
        ),
    ),
    ways=tuple((a, b, 10) for a in PLACES for b in PLACES if a != b),
)  # fmt: skip
GOOD = Suggestion(((1, 2, 3),), (), "own")


def said(found: Checked, day: Day, **other: object) -> str:
    """The faults of a suggestion told otherwise."""
    facts = {"suggestion": found.suggestion, "timelines": found.timelines, "cost": found.cost}
    return "; ".join(faults(day, **(facts | other)))  # type: ignore[arg-type]


def test_what_holds_has_no_fault() -> None:
    assert told(DAY, GOOD).faults == ()


@pytest.mark.parametrize(
    ("orders", "left_out", "fault"),
    [
        (((1, 2),), (), "stop 3 forgotten"),
        (((1, 2),), (3,), "stop 3 left out"),
        (((1, 2, 3, 3),), (), "stop 3 2 times"),
        (((1, 2, 3),), (3,), "stop 3 1 times"),
        (((1, 2, 3, 4),), (), "stop 4 1 times"),
        (((1, 2, 3), ()), (), "an order for each van"),
        (((1, 2, 3),), (9,), "left out what nobody asked for"),
    ],
)
def test_each_stop_is_driven_to_once(
    orders: tuple[tuple[int, ...], ...], left_out: tuple[int, ...], fault: str
) -> None:
    assert fault in said(told(DAY, GOOD), DAY, suggestion=Suggestion(orders, left_out, "own"))


@pytest.mark.parametrize(
    ("stop", "trip", "reason"),
    [
        ({"windows": (Window(480, 485),)}, {}, "too_late"),
        (
            {"windows": (Window(600, 640),)},
            {"leaves": 480, "longest_wait_min": 10},
            "waits_too_long",
        ),
        ({}, {"shift": Window(480, 500)}, "shift_exceeded"),
        ({}, {"most_g": 250_000}, "too_heavy"),
        ({}, {"most_ml": 250_000}, "too_large"),
        ({"drivers": frozenset({2})}, {}, "driver_not_cleared"),
        ({"vans": frozenset()}, {}, "van_not_cleared"),
        ({}, {"aboard": (1, 2, 3)}, "not_reachable"),
        ({"place": ("facility", 9)}, {}, "minutes_unknown"),
        ({"onward": (driving.Onward(9, Load(1, 1)),)}, {}, "left_aboard"),
        ({"onward": (driving.Onward(1, Load(1, 1)),)}, {}, "not_yet_fetched"),
    ],
)
def test_what_is_broken_and_not_shown_is_found(
    stop: dict[str, object], trip: dict[str, object], reason: str
) -> None:
    changed = replace(DAY.stops[2], **stop)  # type: ignore[arg-type]
    day = replace(
        DAY,
        stops=(*DAY.stops[:2], changed),
        trips=(replace(DAY.trips[0], **trip),),  # type: ignore[arg-type]
    )
    found = told(day, GOOD)
    assert reason in {one.reason for one in found.timelines[0].broken}
    assert found.faults == ()

    silent = tuple(one for one in found.timelines[0].broken if one.reason != reason)
    hidden = replace(found.timelines[0], broken=silent)

    assert f"not shown as broken: ('{reason}'" in said(found, day, timelines=(hidden,))


def test_what_is_shown_and_not_broken_is_found() -> None:
    found = told(DAY, GOOD)
    wrong = driving.Broken("too_late", 1, 1, "", {})

    told_wrong = replace(found.timelines[0], broken=(wrong,))

    assert "shown, and not broken" in said(found, DAY, timelines=(told_wrong,))


def _later(told_of: Timeline) -> list[Timeline]:
    first = told_of.calls[0]
    calls = [
        replace(first, **{name: getattr(first, name) + 1})
        for name in ("arrives", "waits", "begins", "leaves")
    ]
    return [
        replace(told_of, leaves=told_of.leaves + 1),
        replace(told_of, leaves=400),
        replace(told_of, back=told_of.back - 1),
        replace(told_of, driven_min=1),
        replace(told_of, calls=told_of.calls[::-1]),
        *(replace(told_of, calls=(call, *told_of.calls[1:])) for call in calls),
    ]


def test_every_wrong_minute_is_found() -> None:
    found = told(DAY, GOOD)

    for wrong in _later(found.timelines[0]):
        assert said(found, DAY, timelines=(wrong,)) != ""


def test_a_wrong_cost_and_a_missing_van_are_found() -> None:
    found = told(DAY, GOOD)

    assert "costs" in said(found, DAY, cost=found.cost - 1)
    assert said(found, DAY, timelines=()) == "a timeline for each van"


def test_more_changes_than_may_be_are_found() -> None:
    day = replace(DAY, now=((3, 2, 1),), most_changes=1)

    assert told(day, GOOD).faults == ("2 changes, where 1 may be",)
    assert told(replace(day, most_changes=2), GOOD).faults == ()


def test_a_set_departure_is_kept() -> None:
    day = replace(DAY, trips=(replace(DAY.trips[0], leaves=495),))
    found = told(day, GOOD)
    wrong = told(DAY, GOOD).timelines

    assert found.faults == ()
    assert "leaves at" in said(found, day, timelines=wrong)


def test_days_at_random_lose_their_faults_only_with_their_broken_things() -> None:
    hidden = 0
    for seed in range(60):
        found = suggested(seed)
        day = random_days.day(seed)
        for at, timeline in enumerate(found.timelines):
            for one in range(len(timeline.broken)):
                rest = timeline.broken[:one] + timeline.broken[one + 1 :]
                if timeline.broken[one] in rest:
                    continue
                others = list(found.timelines)
                others[at] = replace(timeline, broken=rest)
                assert said(found, day, timelines=tuple(others)) != ""
                hidden += 1
    assert hidden > 50


def test_the_checker_shares_nothing_but_the_facts() -> None:
    house = "stockroom.planning.routes.checking"
    strangers = {
        f"{name}: {node.module}"
        for name, tree in product()
        if name.startswith(house.replace(".", "/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and not str(node.module).startswith((*KNOWN, house))
        and str(node.module).split(".")[0] not in sys.stdlib_module_names
    }
    taken = {
        alias.name
        for name, tree in product()
        if name.startswith(house.replace(".", "/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "stockroom.rules.driving"
        for alias in node.names
    }

    assert strangers == set()
    assert taken <= {"Timeline"}

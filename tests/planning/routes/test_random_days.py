"""Days at random, ordered by our search and by chance: whatever they break is shown as broken.

The checker shares the facts with the search and the rule, and nothing else.
"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from stockroom.planning.routes.facts import Checked
from stockroom.planning.routes.searching import searched
from stockroom.planning.routes.suggesting import as_it_is, told
from stockroom.planning.routes.weighing import points
from tests.planning.routes import random_days

IN_MAKE_TEST, IN_MAKE_LONG = 300, 10_000
CHUNK = 1000


def suggested(seed: int) -> Checked:
    """One day at random, put in order in a few rounds."""
    made = random_days.day(seed)
    return told(made, searched(made, 60, seed=seed, rounds=4))


def shuffled(seed: int) -> Checked:
    """The same day driven in an order by chance, in which more is broken than in a good one."""
    dice, made = random.Random(seed), replace(random_days.day(seed), most_changes=None)
    orders: list[list[int]] = [[] for _ in made.trips]
    for stop in dice.sample(made.stops, len(made.stops)):
        dice.choice(orders).append(stop.id)
    return as_it_is(made, tuple(map(tuple, orders)))


def all_hold(seeds: range) -> None:
    """No day of these has a fault; and days of every sort are among them."""
    found = [suggested(seed) for seed in seeds]
    by_chance = [shuffled(seed) for seed in seeds]

    assert {seed: one.faults for seed, one in zip(seeds, found, strict=True) if one.faults} == {}
    assert [one.faults for one in by_chance if one.faults] == []
    clean = [one for one in found if not any(points(day.broken) for day in one.timelines)]
    broken = {
        each.reason for one in (*found, *by_chance) for day in one.timelines for each in day.broken
    }
    assert len(seeds) / 10 < len(clean) < len(seeds) * 9 / 10
    assert broken >= {
        "too_late", "waits_too_long", "shift_exceeded", "too_heavy", "driver_not_cleared",
        "van_not_cleared", "minutes_unknown", "not_reachable", "van_out_twice", "driver_out_twice",
    }  # fmt: skip


def test_three_hundred_days_break_nothing_in_silence() -> None:
    all_hold(range(IN_MAKE_TEST))


@pytest.mark.long
@pytest.mark.parametrize("first", range(IN_MAKE_TEST, IN_MAKE_TEST + IN_MAKE_LONG, CHUNK))
def test_ten_thousand_days_break_nothing_in_silence(first: int) -> None:
    all_hold(range(first, first + CHUNK))

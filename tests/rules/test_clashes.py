"""Runs of one day that ask for the same van or driver at once are told so, both of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.rules.driving import Stop, Timeline, Trip, Window, drive
from stockroom.rules.driving.clashes import clashes

HOME = ("site", 1)
THERE = Stop(id=1, name="M-1", place=("facility", 1))
MINUTES = {(HOME, THERE.place): 20, (THERE.place, HOME): 20}


def trip(van: int, driver: int, leaves: int) -> Trip:
    """An hour's way of a van, from that minute on."""
    return Trip(van=van, driver=driver, start=HOME, end=HOME, shift=Window(0, 1439), leaves=leaves)


def out(*trips: Trip) -> tuple[list[Trip], list[Timeline]]:
    """These trips with their days."""
    return list(trips), [drive([THERE], one, MINUTES) for one in trips]


@pytest.mark.parametrize(
    ("van", "driver", "leaves", "said"),
    [
        (1, 2, 500, ["This van is on another run from 08:20 to 09:20."]),
        (2, 1, 500, ["This driver is on another run from 08:20 to 09:20."]),
        (1, 1, 500, ["This van", "This driver"]),
        (2, 2, 500, []),
        (1, 1, 540, []),
        (1, 1, 420, []),
    ],
)
def test_one_van_and_one_driver_are_on_one_run_at_a_time(
    van: int, driver: int, leaves: int, said: list[str]
) -> None:
    first, other = clashes(*out(trip(1, 1, 480), trip(van, driver, leaves)))

    told = [one.sentence.format(**one.facts) for one in first]
    assert len(told) == len(other) == len(said)
    assert all(text.startswith(start) for text, start in zip(told, said, strict=True))


def test_a_run_that_drives_nowhere_takes_nothing_from_another() -> None:
    busy, idle = trip(1, 1, 480), trip(1, 1, 480)

    found = clashes([busy, idle], [drive([THERE], busy, MINUTES), drive([], idle, MINUTES)])

    assert found == [[], []]


@given(st.lists(st.tuples(st.integers(1, 2), st.integers(1, 2), st.integers(0, 900)), max_size=5))
def test_a_clash_is_told_on_both_runs(runs: list[tuple[int, int, int]]) -> None:
    found = clashes(*out(*(trip(*one) for one in runs)))

    minutes = [sum(each.by for each in one) for one in found]
    assert sum(minutes) % 2 == 0
    assert sum(map(len, found)) % 2 == 0
    assert all(0 < each.by <= 60 and each.stop is None for one in found for each in one)

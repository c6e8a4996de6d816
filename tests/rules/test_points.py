"""Points become minutes, rounded up; whatever is no point is turned away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.errors import Malformed
from stockroom.rules import points
from stockroom.rules.points import Point

anywhere = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    "text",
    [
        "43.2965, 5.3698",
        " 43.2965,5.3698 ",
        "43.2965 5.3698",
        "٤٣.2965، 5.3698",
        "+43.2965; 5.3698",
    ],
)
def test_a_point_is_read_as_people_copy_it(text: str) -> None:
    assert points.read(text) == Point(43.2965, 5.3698)


@pytest.mark.parametrize("text", ["", "somewhere", "43.2", "91, 5", "43, 181", "1,2,3", "nan, 1"])
def test_what_is_no_point_is_turned_away(text: str) -> None:
    with pytest.raises(Malformed):
        points.read(text)


def test_a_known_way_is_as_long_as_it_is() -> None:
    paris, lyon = Point(48.8566, 2.3522), Point(45.7640, 4.8357)

    assert points.kilometres(paris, lyon) == pytest.approx(392, abs=1)


def test_ten_kilometres_take_twenty_five_minutes() -> None:
    here, there = Point(0, 0), Point(0, 0.0899)

    assert points.kilometres(here, there) == pytest.approx(10, abs=0.01)
    assert points.minutes(here, there) == 25
    assert points.minutes(here, there, winding=1.0, speed_kmh=60) == 10


@given(anywhere, anywhere)
def test_minutes_are_whole_steps_and_the_same_both_ways(one: Point, other: Point) -> None:
    took = points.minutes(one, other)

    assert took == points.minutes(other, one)
    assert took % points.STEP_MIN == 0
    assert points.STEP_MIN <= took <= 24 * 60
    exact = points.kilometres(one, other) * points.WINDING / points.SPEED_KMH * 60
    assert took >= min(exact, 24 * 60) - 1e-6

"""Growth follows the published medians and never needs a date of birth."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.rules import growth
from stockroom.rules.growth_table import MEDIAN_MM

DAY = date(2026, 11, 20)


def test_the_table_goes_from_birth_to_three_years_and_only_rises() -> None:
    assert len(MEDIAN_MM) == 37
    for earlier, later in pairwise(MEDIAN_MM):
        assert earlier[0] < later[0]
        assert earlier[1] < later[1]


@pytest.mark.parametrize(
    ("month", "boys", "girls", "both"),
    [(0, 499, 491, 495), (6, 676, 658, 667), (12, 757, 740, 748), (24, 878, 864, 871)],
)
def test_medians_are_those_of_the_world_health_organization(
    month: int, boys: int, girls: int, both: int
) -> None:
    assert growth.median_length_mm(month, "boys") == boys
    assert growth.median_length_mm(month, "girls") == girls
    assert growth.median_length_mm(month) == both


def test_between_two_months_the_median_lies_between() -> None:
    assert growth.median_length_mm(0.5, "boys") == 523


def test_a_length_of_sixty_is_reached_at_about_two_months_and_three_quarters() -> None:
    assert growth.months_at_length(600) == pytest.approx(2.8, abs=0.1)


@pytest.mark.parametrize("month", [-1.0, 0, 0.3, 11.9, 24.5, 36, 40])
def test_age_and_length_are_each_other_s_mirror(month: float) -> None:
    length = growth.median_length_mm(month)

    assert growth.median_length_mm(growth.months_at_length(length)) == length


@pytest.mark.parametrize("size", range(44, 105, 6))
def test_on_the_same_day_the_size_is_still_right(size: int) -> None:
    assert growth.projected_size_cm(size, DAY, DAY) == size


@pytest.mark.parametrize(
    ("size", "days", "needed"),
    [(56, 30, 62), (62, 35, 62), (62, 63, 68), (80, 60, 80), (80, 150, 86), (98, 365, 104)],
)
def test_small_children_outgrow_a_size_sooner(size: int, days: int, needed: int) -> None:
    assert growth.projected_size_cm(size, DAY, DAY + timedelta(days=days)) == needed


def test_boys_and_girls_can_be_told_apart() -> None:
    later = DAY + timedelta(days=60)

    boys = growth.projected_body_cm(56, DAY, later, "boys")
    girls = growth.projected_body_cm(56, DAY, later, "girls")

    assert (boys, girls) == (60, 59)


def test_nobody_shrinks_when_the_day_is_earlier() -> None:
    assert growth.projected_body_cm(62, DAY, DAY - timedelta(days=90)) == 59


@settings(deadline=None, max_examples=100)
@given(st.integers(32, 128), st.integers(0, 400), st.integers(0, 400))
def test_nobody_is_ever_shorter_later(size: int, days: int, more: int) -> None:
    early = growth.projected_body_cm(size, DAY, DAY + timedelta(days=days))
    late = growth.projected_body_cm(size, DAY, DAY + timedelta(days=days + more))

    assert early <= late

"""What a facility is told of a visit, and that nothing is told twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.rules import visits
from stockroom.rules.visits import Kind, Visit

TODAY = date(2026, 11, 21)
DAYS = st.integers(-2, 4).map(lambda days: TODAY + timedelta(days=days))
CLOCKS = st.integers(0, 24 * 60 - 1).map(lambda m: f"{m // 60:02}:{m % 60:02}")
HOURS = st.one_of(st.just(""), st.tuples(CLOCKS, CLOCKS).map("-".join))
VISITS = st.one_of(st.none(), st.builds(Visit, DAYS, HOURS))


@pytest.mark.parametrize(
    ("given_hours", "said"),
    [
        (("09:00", "11:00", "10:20", ""), "09:00-11:00"),
        (("09:00", "", "10:20", ""), "09:00-"),
        (("", "", "09:40", ""), "09:30-11:30"),
        (("", "", "23:10", ""), "23:00-23:59"),
        (("", "", "", "09:00-11:00"), ""),
        (("", "", "10:50", "09:00-11:00"), "09:00-11:00"),
        (("", "", "11:10", "09:00-11:00"), "11:00-13:00"),
    ],
)
def test_agreed_hours_count_and_else_two_that_hold_the_arrival(
    given_hours: tuple[str, str, str, str], said: str
) -> None:
    assert visits.hours(*given_hours) == said


@given(CLOCKS)
def test_the_arrival_lies_in_the_hours_that_are_told(arrival: str) -> None:
    start, end = visits.ends(visits.hours("", "", arrival))

    assert start <= arrival <= end


@given(VISITS)
def test_what_was_told_as_it_is_planned_is_not_told_again(planned: Visit | None) -> None:
    assert visits.to_say(planned, planned, TODAY) != Kind.CHANGED


@given(VISITS, VISITS)
def test_nothing_is_said_of_a_day_that_is_over(planned: Visit | None, told: Visit | None) -> None:
    said = visits.to_say(planned, told, TODAY)

    if told is not None and told.day < TODAY:
        assert said is None
    if said == Kind.CALLED_OFF:
        assert planned is None
    if said == Kind.TOMORROW:
        assert told is None


def test_a_visit_is_told_of_on_the_day_before_and_not_sooner() -> None:
    tomorrow = TODAY + timedelta(days=1)

    assert visits.to_say(Visit(tomorrow), None, TODAY) == Kind.TOMORROW
    assert visits.to_say(Visit(tomorrow + timedelta(days=1)), None, TODAY) is None
    assert visits.to_say(None, Visit(tomorrow), TODAY) == Kind.CALLED_OFF
    assert visits.to_say(Visit(tomorrow, ""), Visit(tomorrow, "09:00-11:00"), TODAY) is None

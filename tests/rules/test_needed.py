"""What is needed when goods arrive, and while they last, follows the medians and nothing else."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.rules import delivery_days, growth, sizes_accepted
from stockroom.rules.growth_table import MEDIAN_G, MEDIAN_MM

DAY = date(2026, 11, 3)
SCHEMES = ("body_cm", "weight_g", "foot_mm", "age_months", "adult", "stage", "none", "other")

schemes = st.sampled_from(SCHEMES)
fits = st.sampled_from(["girl", "boy", "any"])
days = st.integers(-400, 1500)
wear = st.integers(0, 120)
ends = st.tuples(st.integers(0, 20_000), st.integers(0, 20_000)).map(
    lambda two: (min(two), max(two))
)


class Line(NamedTuple):
    """What is asked of a line, in the names of its row."""

    size_scheme: str
    size_low: int
    size_high: int
    as_of: date
    fits: str
    substitutes: bool


def later(number: int) -> date:
    """So many days after the size was right."""
    return DAY + timedelta(days=number)


def needed(scheme: str, low: int, high: int, after: int, **more: object) -> tuple[int, int]:
    """What is needed so many days later."""
    return growth.needed(scheme, low, high, DAY, later(after), **more)  # type: ignore[arg-type]


def test_weights_are_a_row_a_month_too_and_only_rise() -> None:
    assert len(MEDIAN_G) == len(MEDIAN_MM)
    for earlier, following in pairwise(MEDIAN_G):
        assert earlier[0] < following[0]
        assert earlier[1] < following[1]


@pytest.mark.parametrize(
    ("month", "boys", "girls", "both"),
    [(0, 3300, 3200, 3250), (6, 7900, 7300, 7600), (12, 9600, 8900, 9250)],
)
def test_median_weights_are_those_of_the_world_health_organization(
    month: int, boys: int, girls: int, both: int
) -> None:
    assert growth.median_weight_g(month, "boys") == boys
    assert growth.median_weight_g(month, "girls") == girls
    assert growth.median_weight_g(month) == both
    assert growth.months_at_weight(both) == pytest.approx(month)


@pytest.mark.parametrize(
    ("low", "high", "after", "expected"),
    [
        (62, 62, 0, (62, 62)),  # still fits after four weeks
        (62, 62, 20, (68, 68)),  # would be past before they are over
        (62, 68, 30, (68, 68)),
        (62, 68, 60, (68, 74)),
        (80, 80, 60, (80, 80)),
        (50, 50, 180, (68, 68)),
    ],
)
def test_clothes_still_fit_four_weeks_after_they_arrive(
    low: int, high: int, after: int, expected: tuple[int, int]
) -> None:
    assert needed("body_cm", low, high, after) == expected


@pytest.mark.parametrize(
    ("scheme", "size", "after", "expected"),
    [
        ("body_cm", (50, 50), 0, (50, 56)),
        ("body_cm", (56, 56), 7, (56, 62)),
        ("body_cm", (56, 56), 30, (62, 62)),
        ("weight_g", (1_000, 2_500), 7, (1_995, 3_715)),
    ],
)
def test_newborns_get_what_fits_them_on_the_day_though_they_pass_through_it_sooner(
    scheme: str, size: tuple[int, int], after: int, expected: tuple[int, int]
) -> None:
    low, high = needed(scheme, *size, after)

    assert (low, high) == pytest.approx(expected, abs=60)


def test_nappies_go_by_the_child_and_not_by_the_top_of_a_maker_s_range() -> None:
    low, high = needed("weight_g", 4_000, 9_000, 7)

    assert 6_000 < low < 6_500
    assert 9_000 < high < 9_500


def test_a_nappy_that_is_outgrown_gives_way_to_the_next() -> None:
    low, _ = needed("weight_g", 2_000, 5_000, 30)

    assert low > 5_000


def test_ages_go_on_month_by_month_and_toys_are_never_for_older_than_who_gets_them() -> None:
    assert needed("age_months", 6, 11, 0) == (6, 11)
    assert needed("age_months", 6, 11, 7) == (7, 11)
    assert needed("age_months", 6, 11, 40) == (8, 12)
    assert needed("age_months", 0, 0, 7) == (0, 0)


@pytest.mark.parametrize("scheme", ["foot_mm", "adult", "stage", "none"])
def test_what_does_not_grow_or_is_not_ours_to_raise_stays_as_asked(scheme: str) -> None:
    assert needed(scheme, 1, 2, 1000) == (1, 2)


def test_a_size_of_no_known_day_stays_as_asked() -> None:
    assert growth.needed("body_cm", 62, 62, None, later(500)) == (62, 62)


def test_boys_outgrow_sooner_than_girls() -> None:
    assert needed("body_cm", 68, 68, 35, fits="boy") == (74, 74)
    assert needed("body_cm", 68, 68, 35, fits="girl") == (68, 68)


@settings(deadline=None, max_examples=300)
@given(schemes, ends, days, fits, wear)
def test_nothing_smaller_than_what_was_asked_is_ever_needed(
    scheme: str, size: tuple[int, int], after: int, who: str, worn: int
) -> None:
    low, high = needed(scheme, *size, after, fits=who, wear_days=worn)

    assert size[0] <= low <= high
    assert size[1] <= high


@settings(deadline=None, max_examples=300)
@given(schemes, ends, days, st.integers(0, 300), fits, wear)
def test_more_time_never_needs_less(
    scheme: str, size: tuple[int, int], after: int, more: int, who: str, worn: int
) -> None:
    early = needed(scheme, *size, after, fits=who, wear_days=worn)
    late = needed(scheme, *size, after + more, fits=who, wear_days=worn)

    assert early[0] <= late[0]
    assert early[1] <= late[1]


@settings(deadline=None, max_examples=300)
@given(schemes, ends, st.integers(0, 9000), st.integers(0, 9000), days, fits)
def test_whoever_asks_for_more_is_not_given_less(
    scheme: str, size: tuple[int, int], more_low: int, more_high: int, after: int, who: str
) -> None:
    low, high = size
    larger = low + more_low, max(low + more_low, high + more_high)

    one, other = (needed(scheme, *ends, after, fits=who) for ends in ((low, high), larger))

    assert one[0] <= other[0]
    assert one[1] <= other[1]


def test_a_page_is_told_when_a_size_will_be_past_and_what_then() -> None:
    told = growth.outgrown("body_cm", 62, 62, DAY, later(27))

    assert told == growth.Outgrown(by=date(2026, 12, 14), low=68, high=68)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(["body_cm", "weight_g"]), st.integers(0, 13), st.integers(0, 200), fits)
def test_what_is_outgrown_fits_to_the_day_before(
    scheme: str, steps: int, after: int, who: str
) -> None:
    size = 50 + 6 * steps if scheme == "body_cm" else 3000 + 1000 * steps
    told = growth.outgrown(scheme, size, size, DAY, later(after), fits=who)
    worn = needed(scheme, size, size, after, fits=who)

    if told is None:
        assert worn[1] == size
        return
    gone = growth.needed(scheme, size, size, DAY, told.by, fits=who, wear_days=0)
    before = growth.needed(
        scheme, size, size, DAY, told.by - timedelta(days=1), fits=who, wear_days=0
    )
    assert (told.low, told.high) == worn
    assert DAY < told.by <= later(after + growth.WEAR_DAYS)
    assert before[1] == size < gone[1]


@pytest.mark.parametrize(
    ("scheme", "as_of"), [("foot_mm", DAY), ("none", DAY), ("body_cm", None), ("weight_g", None)]
)
def test_what_does_not_go_by_growth_is_never_outgrown(scheme: str, as_of: date | None) -> None:
    assert growth.outgrown(scheme, 62, 62, as_of, later(500)) is None


def test_the_likely_day_is_the_next_run_s_else_today_for_tonight_else_a_week_ahead() -> None:
    assert delivery_days.likely(DAY, later(3), tonight=True) == later(3)
    assert delivery_days.likely(DAY, None, tonight=True) == DAY
    assert delivery_days.likely(DAY, None, tonight=False) == later(7)
    assert delivery_days.latest(DAY, None) == later(7)
    assert delivery_days.latest(DAY, later(3)) == later(7)
    assert delivery_days.latest(DAY, later(30)) == later(30)


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(SCHEMES[:-1]), ends, days, fits, st.booleans(), st.none() | st.integers(0, 60)
)
def test_by_hand_all_is_accepted_that_a_plan_may_promise(
    scheme: str, size: tuple[int, int], ago: int, who: str, substitutes: bool, stop: int | None
) -> None:
    line = Line(scheme, *size, later(-ago), who, substitutes)
    next_stop = None if stop is None else later(stop)
    asked, grown = sizes_accepted.accepted(line, (DAY, delivery_days.latest(DAY, next_stop)))

    for tonight in (True, False):
        on = delivery_days.likely(DAY, next_stop, tonight)
        low, high = growth.needed(scheme, *size, line.as_of, on, fits=who)
        assert grown[0] <= low
        assert high <= grown[1]
    assert asked[0] == size[0]
    assert asked[1] - size[1] == (sizes_accepted.STEP.get(scheme, 0) if substitutes else 0)

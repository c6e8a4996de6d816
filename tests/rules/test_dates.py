"""Use-by dates are read as printed, and never guessed."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.rules.dates import read_use_by
from tests.rules.refusals import reason_of, unless_refused


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-31", date(2027, 3, 31)), ("31/07/2027", date(2027, 7, 31)),
        ("31.07.2027", date(2027, 7, 31)), ("31-07-2027", date(2027, 7, 31)),
        ("03.04.2027", date(2027, 4, 3)), ("05/05/2027", date(2027, 5, 5)),
        ("08.2027", date(2027, 8, 31)), ("02/2028", date(2028, 2, 29)),
        ("2027-02", date(2027, 2, 28)), (" ٢٠٢٧-٠٣-٣١ ", date(2027, 3, 31)),
    ],
)  # fmt: skip
def test_a_printed_date_is_read(text: str, day: date) -> None:
    assert read_use_by(text) == day


def test_a_month_lasts_to_its_last_day() -> None:
    assert [read_use_by(f"{month:02}/2027").day for month in range(1, 13)] == [
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["03/04/2027", "3-4-2027"])
def test_a_date_that_can_be_two_days_is_refused_unless_the_order_is_known(text: str) -> None:
    assert reason_of(lambda: read_use_by(text)) == "date_ambiguous"
    assert read_use_by(text, day_first=True) == date(2027, 4, 3)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2027-02-30", "date_impossible"), ("07/31/2027", "date_impossible"),
        ("13.2027", "date_impossible"), ("00.2027", "date_impossible"),
        ("0000-01", "date_impossible"), ("1987-01-01", "date_impossible"),
        ("2727-01-01", "date_impossible"), ("31/07/27", "date_unreadable"),
        ("July 2027", "date_unreadable"), ("", "date_unreadable"), ("20270331", "date_unreadable"),
        ("31/07-2027", "date_unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str, reason: str) -> None:
    assert reason_of(lambda: read_use_by(text)) == reason


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(max_size=20), st.text(alphabet="0123456789./-", max_size=10)))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    day = unless_refused(lambda: read_use_by(text))

    assert day is None or 2000 <= day.year <= 2099

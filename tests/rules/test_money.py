"""A sum that is typed is kept to the minor unit, whatever the currency."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.errors import Malformed
from stockroom.rules import money


@given(st.integers(0, money.HIGHEST_MINOR), st.sampled_from([0, 2, 3]))
def test_what_is_shown_is_read_again(minor: int, digits: int) -> None:
    shown = money.show(minor, digits)

    for typed in (shown, shown.replace(".", ","), f" {shown} "):
        assert money.read(typed, digits) == minor


def test_no_sum_is_none() -> None:
    assert money.read("  ", 2) is None
    assert money.show(None, 2) == ""


@pytest.mark.parametrize("typed", ["x", "-1", "2.505", "1e3", "1.2.3", ".5", "999999999", "9" * 30])
def test_what_is_no_sum_is_refused(typed: str) -> None:
    with pytest.raises(Malformed, match="not a sum"):
        money.read(typed, 2)


def test_minor_units_may_be_left_out_and_digits_be_of_any_script() -> None:
    assert money.read("٢٫٥", 2) == 250
    assert money.read("3", 2) == 300
    with pytest.raises(Malformed):
        money.read("3.5", 0)

"""A receipt number survives being read out, and no slip of one digit makes another of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.errors import Malformed
from stockroom.rules import receipt_numbers

NUMBERS = st.integers(0, receipt_numbers.HIGHEST)
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@given(NUMBERS)
def test_however_it_is_typed_it_is_the_same_number(number: int) -> None:
    made = receipt_numbers.make(number)
    shown = receipt_numbers.show(made)

    assert len(made) == receipt_numbers.DIGITS
    for typed in (made, shown, f" {shown.replace(' ', '-')} ", shown.translate(ARABIC_INDIC)):
        assert receipt_numbers.read(typed) == made


@given(NUMBERS, st.integers(0, 6), st.integers(1, 9))
def test_every_wrong_digit_is_caught(number: int, at: int, more: int) -> None:
    made = receipt_numbers.make(number)
    wrong = str((int(made[at]) + more) % 10)

    with pytest.raises(Malformed, match="wrong digit"):
        receipt_numbers.read(made[:at] + wrong + made[at + 1 :])


@given(NUMBERS, st.integers(0, 5))
def test_every_swap_of_neighbours_is_caught(number: int, at: int) -> None:
    made = receipt_numbers.make(number)
    swapped = made[:at] + made[at + 1] + made[at] + made[at + 2 :]

    if swapped == made:
        assert receipt_numbers.read(swapped) == made
    else:
        with pytest.raises(Malformed, match="wrong digit"):
            receipt_numbers.read(swapped)


def test_the_check_digit_is_the_one_of_the_thesis() -> None:
    assert receipt_numbers.make(572) == "0005724"


@pytest.mark.parametrize("typed", ["", "482913", "48291377", "482 913A", "4" * 60, "²" * 7])
def test_what_no_sheet_has_is_refused(typed: str) -> None:
    with pytest.raises(Malformed) as refused:
        receipt_numbers.read(typed)

    assert refused.value.reason == "not_a_receipt_number"
    assert len(str(refused.value)) < 120


@pytest.mark.parametrize("number", [-1, receipt_numbers.HIGHEST + 1])
def test_more_than_six_digits_make_no_number(number: int) -> None:
    with pytest.raises(ValueError, match="six digits"):
        receipt_numbers.make(number)


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_number_or_a_reason(typed: str) -> None:
    try:
        read = receipt_numbers.read(typed)
    except Malformed:
        return
    assert receipt_numbers.make(int(read[:-1])) == read

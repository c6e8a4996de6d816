"""Barcodes come to one form, and a misread digit is noticed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.rules import gtin
from tests.rules.refusals import reason_of


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("96385074", "00000096385074"), ("036000291452", "00036000291452"),
        ("5901234123457", "05901234123457"), ("05901234123457", "05901234123457"),
        ("04252614", "00042100005264"),
        (" 5 901234-123457 ", "05901234123457"), ("٥٩٠١٢٣٤١٢٣٤٥٧", "05901234123457"),
    ],
)  # fmt: skip
def test_every_length_comes_to_fourteen_digits(text: str, normal: str) -> None:
    assert gtin.normalise(text) == normal


@pytest.mark.parametrize(
    "text", ["96385074", "036000291452", "5901234123457", "15901234123454", "042100005264"]
)
def test_a_barcode_is_shown_as_it_is_printed(text: str) -> None:
    assert gtin.printed(gtin.normalise(text)) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [("5901234123458", "barcode_check"), ("590123412345", "barcode_check"),
     ("12345", "barcode_length"), ("", "barcode_digits"), ("ABC", "barcode_digits"),
     ("59012341234²7", "barcode_digits")],
)  # fmt: skip
def test_a_wrong_barcode_is_refused(text: str, reason: str) -> None:
    assert reason_of(lambda: gtin.normalise(text)) == reason


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 12), st.integers(1, 9))
def test_one_misread_digit_is_caught(place: int, off_by: int) -> None:
    right = "5901234123457"
    wrong = right[:place] + str((int(right[place]) + off_by) % 10) + right[place + 1 :]

    assert reason_of(lambda: gtin.normalise(wrong)) == "barcode_check"

"""Which size each thing in a kit is of."""

from __future__ import annotations

import pytest

from stockroom.errors import Malformed, Refused
from stockroom.rules import kit_sizes, sizes

BODY, BRIEFS, NAPPY, TOWEL = ("", "EUCM", "bodysuit"), ("", "EUCM", "vest"), ("", "NAP", "nappy"), (
    "", "", "towel",
)  # fmt: skip


def test_a_kit_is_sized_as_the_parts_that_take_its_size() -> None:
    assert kit_sizes.sizing_of([BODY, BRIEFS, TOWEL]) == "EUCM"
    assert kit_sizes.sizing_of([("62", "EUCM", "bodysuit"), TOWEL]) == ""
    assert kit_sizes.sizing_of([("62", "EUCM", "bodysuit"), NAPPY]) == "NAP"


def test_two_parts_that_would_read_the_kits_size_differently_are_refused() -> None:
    with pytest.raises(Refused, match="bodysuit and nappy are not sized in the same way"):
        kit_sizes.sizing_of([BODY, NAPPY])


def test_a_size_of_its_own_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(Malformed):
        kit_sizes.sizing_of([("ninety", "EUCM", "bodysuit")])


def test_a_sized_kit_needs_its_size_and_another_has_none() -> None:
    assert kit_sizes.read(" 62 ", "EUCM", "week") == "62"
    assert kit_sizes.read("", "", "newborn") == ""
    with pytest.raises(Malformed, match="week needs a size"):
        kit_sizes.read(" ", "EUCM", "week")
    with pytest.raises(Refused, match="newborn is the same for every size"):
        kit_sizes.read("62", "", "newborn")
    with pytest.raises(Malformed):
        kit_sizes.read("ninety", "EUCM", "week")


def test_each_part_has_its_own_size_or_the_kits_or_none() -> None:
    assert kit_sizes.of_part("56", "62", "EUCM") == "56"
    assert kit_sizes.of_part("", "62", "EUCM") == "62"
    assert kit_sizes.of_part("", "62", "") == ""


@pytest.mark.parametrize(
    ("label", "wanted", "sizing", "does"),
    [
        ("62", "62", "EUCM", True),
        ("62/68", "62", "EUCM", True),
        ("62", "3-6 months", "EUCM", True),
        ("68", "62", "EUCM", False),
        ("4", "5", "NAP", False),
        ("4", "4", "NAP", True),
        ("any", "", "EUCM", True),
        ("120 x 60", "120 X 60", "cot type", True),
        ("90 x 40", "120 x 60", "cot type", False),
    ],
)
def test_a_lot_answers_a_size_that_one_of_them_lies_within(
    label: str, wanted: str, sizing: str, does: bool
) -> None:
    lot = sizes.Size("none", 0, 0, label) if not wanted else sizes.read(label, sizing)

    assert kit_sizes.answers(lot, wanted, sizing) is does


def test_a_lot_without_a_size_answers_none() -> None:
    assert not kit_sizes.answers(sizes.Size("none", 0, 0, ""), "62", "EUCM")

"""What does as well as what."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from stockroom.rules import swaps
from stockroom.words import Condition


@dataclass
class Sort:
    """A lot as far as a swap compares it."""

    id: int | None = 1
    product_id: int = 7
    size_scheme: str = "body_cm"
    size_low: int = 57
    size_high: int = 62
    size_label: str = "62"
    fits: str = "girl"
    season: str = "winter"
    condition: str = "good"


FIRST = Sort()
OTHER = replace(FIRST, id=2)


def test_the_same_sort_does_and_the_lot_itself_is_no_swap() -> None:
    assert swaps.is_equal(FIRST, OTHER)
    assert not swaps.is_equal(FIRST, FIRST)


@pytest.mark.parametrize(
    "unlike",
    [
        {"product_id": 8}, {"size_low": 63, "size_high": 68}, {"size_scheme": "none"},
        {"fits": "any"}, {"season": "any"}, {"condition": "worn"},
    ],
)  # fmt: skip
def test_another_sort_does_not(unlike: dict[str, object]) -> None:
    assert not swaps.is_equal(FIRST, replace(OTHER, **unlike))  # type: ignore[arg-type]


def test_better_goods_do_and_worse_do_not() -> None:
    for first in Condition:
        for other in Condition:
            does = swaps.is_equal(replace(FIRST, condition=first), replace(OTHER, condition=other))

            assert does == (list(Condition).index(other) <= list(Condition).index(first))


def test_sizes_without_a_scheme_go_by_their_words() -> None:
    plain = replace(FIRST, size_scheme="none", size_label="One Size")

    assert swaps.is_equal(plain, replace(plain, id=2, size_label="one size", size_low=9))
    assert not swaps.is_equal(plain, replace(plain, id=2, size_label="large"))

"""The numbers of a device's acts: whatever never came shows, whatever came late fills its gap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stockroom.rules.gaps import MOST_GAPS, Gap, Seen, after

NUMBERS = st.lists(st.lists(st.integers(1, 60), max_size=12), max_size=8)


def missing(seen: Seen) -> set[int]:
    return {number for gap in seen.gaps for number in range(gap.first, gap.last + 1)}


@given(NUMBERS)
def test_what_is_missing_is_what_never_came_below_the_highest(batches: list[list[int]]) -> None:
    seen, came = Seen(), set[int]()
    for batch in batches:
        seen = after(seen, batch)
        came |= set(batch)

    assert seen.highest == max(came, default=0)
    assert missing(seen) == set(range(1, seen.highest + 1)) - came


@given(NUMBERS)
def test_gaps_stand_in_order_and_never_touch(batches: list[list[int]]) -> None:
    seen = Seen()
    for batch in batches:
        seen = after(seen, batch)

    assert all(gap.first <= gap.last for gap in seen.gaps)
    assert all(
        one.last + 1 < other.first for one, other in zip(seen.gaps, seen.gaps[1:], strict=False)
    )


def test_a_gap_is_filled_by_what_comes_late() -> None:
    seen = after(Seen(), [1, 2, 5])

    assert seen == Seen(5, (Gap(3, 4),))
    assert after(seen, [3]) == Seen(5, (Gap(4, 4),))
    assert after(seen, [4, 3]) == Seen(5, ())


def test_too_many_gaps_are_told_less_exactly_and_none_is_forgotten() -> None:
    every_other = range(2, 2 * MOST_GAPS + 10, 2)

    seen = after(Seen(), every_other)

    assert len(seen.gaps) == MOST_GAPS
    assert {number - 1 for number in every_other} <= missing(seen)

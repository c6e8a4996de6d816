"""A parcel's way as it is kept with its label."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stockroom.rules.parcel_ways import Way, read

COUNTS = st.integers(0, 10**9)
SMALL = st.integers(0, 500)
COLOUR = st.sampled_from(["green", "red"])
PLANNED = st.builds(Way, COUNTS, st.integers(1, 10**9), COLOUR, SMALL, SMALL, SMALL, SMALL)


@given(PLANNED | COUNTS.map(Way))
def test_what_was_written_is_read_as_it_was(way: Way) -> None:
    assert read(way.written()) == way
    assert len(way.written()) <= 60


def test_a_label_of_something_else_says_no_way() -> None:
    assert read("") is None

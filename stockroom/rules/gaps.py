"""Which numbers of a device's acts never came: it counts without gaps, so a missing one shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

MOST_GAPS = 100


class Gap(NamedTuple):
    """Numbers from `first` to `last`, both missing."""

    first: int
    last: int


class Seen(NamedTuple):
    """The highest number that came, and the gaps below it in order.

    At most `MOST_GAPS` are told apart; beyond that the oldest two count as one, so that nothing
    missing is ever forgotten, only told less exactly.
    """

    highest: int = 0
    gaps: Sequence[Gap] = ()


def after(seen: Seen, numbers: Iterable[int]) -> Seen:
    """What has been seen once these numbers have come too, in any order and any number of times."""
    highest, gaps = seen.highest, list(seen.gaps)
    for number in sorted(set(numbers)):
        if number > highest + 1:
            gaps.append(Gap(highest + 1, number - 1))
        gaps = [part for gap in gaps for part in _without(gap, number)]
        highest = max(highest, number)
    while len(gaps) > MOST_GAPS:
        gaps[:2] = [Gap(gaps[0].first, gaps[1].last)]
    return Seen(highest, tuple(gaps))


def _without(gap: Gap, number: int) -> list[Gap]:
    if not gap.first <= number <= gap.last:
        return [gap]
    parts = (Gap(gap.first, number - 1), Gap(number + 1, gap.last))
    return [part for part in parts if part.first <= part.last]

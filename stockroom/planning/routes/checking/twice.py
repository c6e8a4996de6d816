"""Counts minute by minute where one van or one driver would be out on two trips at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from stockroom.rules.driving import Timeline
from stockroom.rules.driving.facts import Trip

REASONS = ("van_out_twice", "driver_out_twice")


def misled(trips: Sequence[Trip], timelines: Sequence[Timeline]) -> Iterator[str]:
    """What is not shown as it is: that somebody is out twice, how long, and with which trip."""
    for at, (trip, told) in enumerate(zip(trips, timelines, strict=True)):
        shown = Counter(
            (one.reason, one.by, one.facts["leaves"], one.facts["back"])
            for one in told.broken
            if one.reason in REASONS
        )
        real: Counter[tuple[str, int, object, object]] = Counter()
        for beside, (other, there) in enumerate(zip(trips, timelines, strict=True)):
            minutes = len(_out(told) & _out(there)) if beside != at else 0
            same = trip.van == other.van, trip.driver == other.driver
            for reason, is_same in zip(REASONS, same, strict=True):
                if is_same and minutes:
                    real[reason, minutes, _told(there.leaves), _told(there.back)] += 1
        yield from (f"not shown as broken: {one} of van {at}" for one in real - shown)
        yield from (f"shown, and not broken: {one} of van {at}" for one in shown - real)


def _out(told: Timeline) -> set[int]:
    """The minutes in which a van is away; none where it drives nowhere."""
    return set(range(told.leaves, told.back)) if told.calls else set()


def _told(minutes: int) -> str:
    """Minutes of the day as a timeline shows them, made without the code under check."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"

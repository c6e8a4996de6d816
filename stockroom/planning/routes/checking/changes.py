"""Counts how far a suggestion is from the present order, where only so much may change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stockroom.planning.routes.facts import Day, Orders


def too_many(day: Day, orders: Orders) -> Iterator[str]:
    """Whether more stops come at another place than may."""
    if day.most_changes is None:
        return
    known = {stop.id for stop in day.stops}
    moved = 0
    for at, before in enumerate(day.now):
        there = [one for one in before if one in known]
        moved += len(there) - _in_common(there, orders[at] if at < len(orders) else ())
    if moved > day.most_changes:
        yield f"{moved} changes, where {day.most_changes} may be"


def _in_common(one: Sequence[int], other: Sequence[int]) -> int:
    """The length of the longest run of stops that both have in the same order, gaps allowed."""
    row = [0] * (len(other) + 1)
    for stop in one:
        above = row
        row = [0]
        for at, each in enumerate(other):
            row.append(above[at] + 1 if stop == each else max(row[at], above[at + 1]))
    return row[-1]

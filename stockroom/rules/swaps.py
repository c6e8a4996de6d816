"""Which goods do as well as others, so that hands may take them instead without asking."""

from __future__ import annotations

from typing import Any

# From the least worn to the most worn.
CONDITIONS = ("new_sealed", "new", "good", "worn")


def is_equal(first: Any, other: Any) -> bool:
    """Whether pieces of the other lot do equally: the same sort, and no more worn.

    Both are rows of lots. When it must be used up is the gate's to judge.
    """
    return (
        first.id != other.id
        and first.product_id == other.product_id
        and _size(first) == _size(other)
        and first.fits == other.fits
        and first.season == other.season
        and CONDITIONS.index(other.condition) <= CONDITIONS.index(first.condition)
    )


def _size(one: Any) -> tuple[object, ...]:
    """The range of the size; where there is no scheme, the words on the label."""
    if one.size_scheme == "none":
        return ("none", one.size_label.casefold())
    return one.size_scheme, one.size_low, one.size_high

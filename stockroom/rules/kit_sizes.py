"""Which size each thing in a kit is of: its own, or that of the kit it is asked or packed in.

A kit has one size at most, since nobody can be asked for more: the parts that take it must all be
sized in one way (clothes by length, nappies by weight). What has no sizes that can be compared,
such as a towel, takes none.
"""

from __future__ import annotations

from collections.abc import Iterable

from stockroom.errors import Malformed, Refused
from stockroom.rules import sizes


def tidy(size: str) -> str:
    """A size as it is kept: the words as written, with single spaces between them."""
    return " ".join(size.split())


def sizing_of(parts: Iterable[tuple[str, str, str]]) -> str:
    """The sizing in which a kit's size is read, from each part's own size, sizing and name.

    Empty where no part takes the kit's size. Raises `Malformed` for a size of its own that cannot
    be read, and `Refused("mixed_sizing")` where two parts would read the kit's size differently.
    """
    taking: dict[str, str] = {}
    for size, sizing, name in parts:
        if size.strip():
            sizes.read(size, sizing)
        elif sizes.are_compared(sizing):
            taking.setdefault(sizing, name)
    if len(taking) > 1:
        one, other = list(taking.values())[:2]
        raise Refused(
            "mixed_sizing",
            "{one} and {other} are not sized in the same way; give one of them a size of its own.",
            one=one,
            other=other,
        )
    return next(iter(taking), "")


def read(size: str, sizing: str, kit: str) -> str:
    """The size that a kit is asked or packed in, tidied.

    Raises `Malformed` for one that cannot be read, or none where the kit needs one, and
    `Refused("no_size")` where the kit has none.
    """
    if sizing:
        if not size.strip():
            raise Malformed("size_missing", "{kit} needs a size.", kit=kit)
        return sizes.read(size, sizing).label
    if size.strip():
        raise Refused("no_size", "{kit} is the same for every size; leave the size out.", kit=kit)
    return ""


def of_part(own: str, kit_size: str, sizing: str) -> str:
    """The size of one thing in a kit of `kit_size`: its own, the kit's, or none."""
    if own:
        return own
    return kit_size if sizes.are_compared(sizing) else ""


def range_of(size: str, sizing: str) -> sizes.Size:
    """What a part's size covers; nothing to compare where it may be any."""
    return sizes.read(size, sizing) if size else sizes.Size("none", 0, 0, "")


def answers(lot: sizes.Size, wanted: str, sizing: str) -> bool:
    """Say whether a lot of this size may go into a kit as `wanted`; no size wanted takes any.

    One of the two must lie within the other: 62/68 is packed as 62, and 62 as 3-6 months; nappies
    of size 4 and 5, which only overlap, are not each other.
    """
    if not wanted:
        return True
    size = range_of(wanted, sizing)
    if size.scheme == "none":
        return lot.label.casefold() == size.label.casefold()
    if lot.scheme != size.scheme:
        return False
    within = size.low <= lot.low and lot.high <= size.high
    around = lot.low <= size.low and size.high <= lot.high
    return within or around

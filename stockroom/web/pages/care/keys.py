"""Where a page of a list goes on: the key of its last row, as it stands in an address."""

from __future__ import annotations

from stockroom.errors import Malformed
from stockroom.web.pages.shelves.wanted import MOST_DIGITS

BETWEEN = "-"


def written(*key: int) -> str:
    """The key as an address carries it."""
    return BETWEEN.join(str(part) for part in key)


def read(text: str, parts: int) -> tuple[int, ...] | None:
    """The key of so many numbers, or None where there is none; raises `Malformed`."""
    if not text:
        return None
    said = text.split(BETWEEN)
    if len(said) != parts or not all(
        one.isascii() and one.isdigit() and len(one) <= MOST_DIGITS for one in said
    ):
        raise Malformed("not_a_number", "{text} is not a whole number.", text=text[:40])
    return tuple(int(one) for one in said)

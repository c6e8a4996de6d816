"""Sums of money as people type them, kept as whole minor units: cents, fils, kopecks."""

import re

from stockroom.errors import Malformed
from stockroom.rules.writing import clip, western

HIGHEST_MINOR = 10_000_000
LONGEST_TYPED = 20
_SUM = re.compile(r"(\d{1,9})(?:[.,٫](\d{1,3}))?")


def read(text: str, digits: int) -> int | None:
    """Give the minor units of a sum with so many `digits` after the point; nothing for no text.

    A point or a comma parts them. Raises Malformed: not_a_sum, for what has more digits too.
    """
    typed = western(text[: LONGEST_TYPED + 1]).replace(" ", "")
    if not typed:
        return None
    found = _SUM.fullmatch(typed)
    parts = found.groups(default="") if found else ("", "x" * 9)
    minor = int(parts[0] + parts[1].ljust(digits, "0")) if len(parts[1]) <= digits else -1
    if not 0 <= minor <= HIGHEST_MINOR:
        raise Malformed(
            "not_a_sum",
            "{text} is not a sum of money that we can keep; write 2.50",
            text=clip(text),
        )
    return minor


def show(minor: int | None, digits: int) -> str:
    """Give a sum as it is typed, a point before the minor units; empty where none is known."""
    if minor is None:
        return ""
    whole, part = divmod(minor, 10**digits)
    return f"{whole}.{part:0{digits}}" if digits else str(whole)

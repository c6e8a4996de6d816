"""Says how a rule refuses, so that a test can compare it with one line."""

from collections.abc import Callable
from typing import TypeVar

from stockroom.errors import Malformed

Read = TypeVar("Read")


def reason_of(act: Callable[[], object]) -> str:
    """Give the reason of the refusal; the sentence raises KeyError where it lacks a fact."""
    try:
        act()
    except Malformed as refusal:
        str(refusal)
        return refusal.reason
    return "not refused"


def unless_refused(act: Callable[[], Read]) -> Read | None:
    """Give what was read, or None where it was refused with a complete sentence."""
    try:
        return act()
    except Malformed as refusal:
        str(refusal)
        return None

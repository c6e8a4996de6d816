"""What an order of stops can break, each in one sentence for the people who plan it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stockroom.rules.categories.saying import mark as _

SENTENCES: Mapping[str, str] = {
    "too_late": _("The van is at {stop} at {arrives}, but it must be there by {closes}."),
    "waits_too_long": _(
        "At {stop} the van waits {minutes} min until {opens}; at most {longest} min is allowed."
    ),
    "shift_exceeded": _("The van is back at {back}, but the shift ends at {ends}."),
    "too_heavy_at_start": _("The van sets out with {kg} kg; it may carry {most} kg."),
    "too_heavy": _("After {stop} the van carries {kg} kg; it may carry {most} kg."),
    "too_large_at_start": _("The van sets out with {litres} l; it has room for {most} l."),
    "too_large": _("After {stop} the van carries {litres} l; it has room for {most} l."),
    "driver_not_cleared": _("The gate of {stop} does not let this driver in."),
    "van_not_cleared": _("The gate of {stop} does not let this van in."),
    "minutes_unknown": _(
        "Nobody has told how long it takes from {start} to {end}; {minutes} min is counted."
    ),
    "not_reachable": _("What is for {stop} lies behind what is for {other}, which comes later."),
    "not_yet_fetched": _("{stop} gets something from {other}, which comes later."),
    "van_out_twice": _("This van is on another run from {leaves} to {back}."),
    "driver_out_twice": _("This driver is on another run from {leaves} to {back}."),
    "left_aboard": _("What is fetched at {stop} is for a stop that is not on this run."),
}


@dataclass(frozen=True, slots=True)
class Broken:
    """One thing that an order breaks: a code, where, by how much, and its sentence with facts.

    `stop` is None at the start and the end. `by` is in minutes, grams or millilitres as the
    reason has it; 0 where there is no "how much".
    """

    reason: str
    stop: int | None
    by: int
    sentence: str
    facts: Mapping[str, object]


def broken(
    reason: str, stop: int | None = None, by: int = 0, /, *, said: str = "", **facts: object
) -> Broken:
    """One thing broken, in the sentence of its reason or in the one `said`."""
    return Broken(reason, stop, by, SENTENCES[said or reason], facts)


def clock(minutes: int) -> str:
    """Minutes of the day as people read them: 545 is 09:05."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def thousandths(amount: int) -> str:
    """Grams as kilograms, or millilitres as litres, to one place: 9412 is 9.4."""
    return f"{amount / 1000:.1f}"

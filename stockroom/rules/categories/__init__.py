"""What a family of goods demands beyond what every donation must be, one file each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stockroom.rules.categories import car_seats, formula, sleep

MUST_REFUSE: Mapping[str, Callable[[str, str, str], str | None]] = {
    "CARS": car_seats.must_refuse,
    "FORM": formula.must_refuse,
    "SLEEP": sleep.must_refuse,
}


def must_refuse(safety_profile: str, description: str, note: str, condition: str) -> str | None:
    """Why goods of a safety profile may not be taken in as described, as a sentence, or None."""
    rule = MUST_REFUSE.get(safety_profile)
    return rule(description, note, condition) if rule is not None else None

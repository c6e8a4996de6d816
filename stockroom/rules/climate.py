"""Which clothes a day calls for in a climate.

The months are defaults of ours, no measurement: six months of winter on either half of the earth,
nine where it is cold, none where it is hot.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

Wear = Literal["summer", "winter"]

WINTER_MONTHS = {
    "temperate_north": frozenset({10, 11, 12, 1, 2, 3}),
    "temperate_south": frozenset({4, 5, 6, 7, 8, 9}),
    "hot": frozenset[int](),
    "cold": frozenset({9, 10, 11, 12, 1, 2, 3, 4, 5}),
}


def season_on(climate: str, day: date) -> Wear:
    """Say what is worn in that climate (a `Climate`) on that day, as the value of a `Season`."""
    return "winter" if day.month in WINTER_MONTHS[climate] else "summer"

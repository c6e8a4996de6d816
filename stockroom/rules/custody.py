"""Who holds a piece: derived from where it is, and always exactly one.

Inside it is the site, the driver of the van that it is on, or the volunteer it is with. At a gate
it is the facility where a run of ours or a collection brought it, and the carrier (a taxi, a
volunteer's car, the post) until the facility confirms. Outside of that nobody holds it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

SITE, DRIVER, VOLUNTEER, FACILITY = "site", "driver", "volunteer", "facility"
CARRIED_BY = {"taxi": "taxi", "volunteer": "volunteers_car", "post": "post"}
"""Who has the goods before the facility does, by the way of a delivery."""
HOLDERS = (SITE, DRIVER, VOLUNTEER, *CARRIED_BY.values(), FACILITY)
HELD_AT = frozenset(
    {"site", "inbound", "bin", "bench", "quarantine", "van", "box", "with_volunteer", "gate"}
    | {"facility"}
)
"""Kinds of places at which somebody has custody; at all others a piece has left every hand."""


class Share(NamedTuple):
    """Pieces and their one holder."""

    holder: str
    pieces: int


def holder_inside(kind: str, stands_in: str | None, *, on_a_run: bool) -> str:
    """Who holds what is in a place of ours; a box is held as what it stands in.

    `on_a_run` tells that the van there has an open run, and so a driver. Raises ValueError for a
    place that is not ours.
    """
    outermost = stands_in if kind == "box" and stands_in is not None else kind
    if outermost not in HELD_AT - {"gate", "facility"}:
        raise ValueError(f"{outermost} is no place of ours")
    if outermost == "van":
        return DRIVER if on_a_run else SITE
    return VOLUNTEER if outermost == "with_volunteer" else SITE


def shares_at_gate(pieces: int, carried: Mapping[str, int]) -> list[Share]:
    """Who holds what is at a gate, where `carried` are unconfirmed pieces by a carrier's way.

    What the books no longer have there, no carrier holds: every piece counts once.
    """
    shares, left = [], pieces
    for way, carrier in CARRIED_BY.items():
        took = max(0, min(left, carried.get(way, 0)))
        if took:
            shares.append(Share(carrier, took))
            left -= took
    return [*shares, Share(FACILITY, left)] if left else shares

"""What a facility wants as proof of a handover, and what it forbids.

Kinds and levels are those of the tables: paper, signature, photo, pin, scan; required, asked,
optional, forbidden. One that a policy does not name is optional.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

KINDS = ("paper", "signature", "photo", "pin", "scan")
OPTIONAL, FORBIDDEN, REQUIRED = "optional", "forbidden", "required"
DRAWN = frozenset({"paper", "signature", "photo"})
"""Kinds of which a picture may be stored."""
DAYS = 90


class Profile(NamedTuple):
    """A policy that many facilities share, and how many days its pictures are kept."""

    proof: Mapping[str, str]
    photo_days: int


PROFILES: Mapping[str, Profile] = {
    "standard": Profile({"signature": "asked", "photo": "asked"}, DAYS),
    # Phones wait outside: the signed sheet is photographed in the van afterwards.
    "gate": Profile(
        {
            "paper": REQUIRED,
            "signature": FORBIDDEN,
            "photo": FORBIDDEN,
            "pin": FORBIDDEN,
            "scan": "asked",
        },
        DAYS,
    ),
    # No picture is kept at all, not of the paper either: days 0.
    "refuge": Profile({"paper": REQUIRED, "signature": FORBIDDEN, "photo": FORBIDDEN}, 0),
}


def level_of(policy: Mapping[str, str], kind: str) -> str:
    """How much a facility wants a kind of proof."""
    return policy.get(kind, OPTIONAL)


def is_kept(kind: str, photo_days: int) -> bool:
    """Whether a picture of that kind is stored at all, where photos are kept so many days."""
    return kind in DRAWN and photo_days > 0


def profile_of(policy: Mapping[str, str], photo_days: int) -> str:
    """The name of the profile that a policy is, or "own"."""
    for name, profile in PROFILES.items():
        levels = {kind: level_of(profile.proof, kind) for kind in KINDS}
        days_fit = (photo_days > 0) == (profile.photo_days > 0)
        if levels == {kind: level_of(policy, kind) for kind in KINDS} and days_fit:
            return name
    return "own"

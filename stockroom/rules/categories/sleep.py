"""Cots and other places to sleep: what is never taken in.

Drop-side cots have killed and left the market (16 CFR 1219 and 1220, in force for used cots since
28 June 2011); padded bumpers and inclined sleepers are banned whatever their date (the Safe Sleep
for Babies Act, in effect since 12 November 2022).
"""

from __future__ import annotations

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.categories.saying import says

_DROP_SIDE = (
    "drop-side*", "dropside*", "drop sided", "sliding side*", "côté coulissant",
    "côtés coulissants", "barrière coulissante", "côté abaissable", "опускающ*",
    "опускн*", "откидн* бок*", "جانب متحرك", "جانب منزلق", "جانب قابل للانزلاق",
)  # fmt: skip
_BANNED = (
    "cot bumper*", "crib bumper*", "padded bumper*", "inclined sleeper*", "sleep positioner*",
    "tour de lit", "наклонн* люльк*", "бортик*", "واقي سرير",
)  # fmt: skip


def must_refuse(description: str, note: str, condition: str) -> str | None:
    """Refuse drop-sides, padded bumpers and inclined sleepers."""
    if says(_DROP_SIDE, description, note, condition):
        return _("A cot with a side that drops is never given on; take it apart and recycle it")
    if says(_BANNED, description, note, condition):
        return _("Bumpers, positioners and inclined sleepers are never given on; destroy them")
    return None

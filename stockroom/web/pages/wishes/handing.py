"""What a handover at a facility needs, on its form: proof by profile or one by one, and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stockroom.rules import proofs
from stockroom.web.pages.acting import Look
from stockroom.web.pages.road import telling

LEVELS = ("required", "asked", "optional", "forbidden")
ICONS = {"standard": "camera", "gate": "lock", "refuge": "home", "own": "settings"}
WORDS = ("instructions", "contact_role")
FIELDS = ("profile", "sure", *WORDS, *(f"level_{kind}" for kind in proofs.KINDS))


def of(look: Look, facility: Any) -> Mapping[str, Any]:
    """The choices of the form, and which of them a facility has; none is a new one."""
    word = look.reader.word
    profile = "standard"
    if facility is not None:
        profile = proofs.profile_of(facility.proof, facility.photo_days)
    policy = facility.proof if facility is not None else {}
    return {
        "profile": profile,
        "profiles": [
            (name, word("proof_profile", name), icon, word("proof_profile_hint", name))
            for name, icon in ICONS.items()
        ],
        "proof_kinds": [(kind, word("proof", kind)) for kind in proofs.KINDS],
        "proof_levels": [(level, word("proof_level", level)) for level in LEVELS],
        "levels": [
            (word("proof", kind), word("proof_level", proofs.level_of(policy, kind)))
            for kind in proofs.KINDS
        ],
    }


def typed(look: Look) -> dict[str, Any]:
    """The policy that was chosen and the words for drivers, blank ones too.

    Raises `Refused` where such words look personal.
    """
    form = look.form
    content: dict[str, Any] = {
        name: telling.not_personal(look, form.text(name)) for name in WORDS if name in form.latest
    }
    profile = proofs.PROFILES.get(form.text("profile"))
    if profile is not None:
        days = form.number("photo_days") or profile.photo_days
        kept = days if profile.photo_days else 0
        return content | {"proof": dict(profile.proof), "photo_days": kept}
    levels = {kind: form.text(f"level_{kind}") for kind in proofs.KINDS}
    chosen = {kind: level for kind, level in levels.items() if level}
    return content | ({"proof": chosen} if chosen else {})

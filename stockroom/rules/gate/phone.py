"""Gates before which phones stay behind: {"phone": "outside" or "in_vehicle", "camera": false}."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate.base import Facts, Kind, Rule, Said, Trip, not_of_this_kind

# What each place of the phone leaves undone; a camera that is not let in takes these as well.
UNDONE: Mapping[str, frozenset[str]] = {
    "outside": frozenset({"signature", "photo", "pin", "scan"}),
    "in_vehicle": frozenset(),
}
BY_CAMERA = frozenset({"photo", "scan"})
SENTENCES = {
    "outside": _("Phones stay outside the gate of {facility} ({source}, {day})."),
    "in_vehicle": _("At the gate of {facility} phones stay in the vehicle ({source}, {day})."),
}
NO_CAMERA = _(
    "At the gate of {facility} phones stay in the vehicle and nothing is photographed "
    "({source}, {day})."
)
PROOFS = {
    "signature": _("{rule} Its proof asks for a signature on the phone: change that first."),
    "photo": _("{rule} Its proof asks for a photo at the gate: change that first."),
    "pin": _("{rule} Its proof asks for a PIN on the phone: change that first."),
    "scan": _("{rule} Its proof asks for a scan at the gate: change that first."),
}
NO_SHEET = _("{rule} Print the gate sheet of this stop first.")


def read(facts: Facts) -> dict[str, object]:
    """Where the phone stays, and whether its camera may be used."""
    phone, camera = facts.get("phone"), facts.get("camera", False)
    if not {"phone"} <= set(facts) <= {"phone", "camera"} or phone not in SENTENCES:
        raise not_of_this_kind()
    if not isinstance(camera, bool):
        raise not_of_this_kind()
    return {"phone": phone, "camera": camera}


def every(rule: Rule) -> Sequence[Said]:
    """Its one sentence."""
    dark = rule.facts["phone"] == "in_vehicle" and not rule.facts["camera"]
    return [rule.says(NO_CAMERA if dark else SENTENCES[rule.facts["phone"]])]


def of_trip(rule: Rule, trip: Trip) -> Said | None:
    """Against proofs that cannot be given there, and at loading while the gate sheet is missing."""
    undone = UNDONE[rule.facts["phone"]] | (frozenset() if rule.facts["camera"] else BY_CAMERA)
    for proof, sentence in PROOFS.items():
        if proof in undone & trip.required:
            return _saying(rule, sentence)
    missing = trip.is_loading and not trip.sheet_printed
    return _saying(rule, NO_SHEET) if missing else None


def _saying(rule: Rule, sentence: str) -> Said:
    said = every(rule)[0]
    return Said(sentence, {**said.facts, "rule": said})


KIND = Kind(read, every, of_trip=of_trip)

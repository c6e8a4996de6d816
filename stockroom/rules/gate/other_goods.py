"""Gates past which nothing for another stop may be aboard: {}."""

from __future__ import annotations

from collections.abc import Sequence

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate.base import Kind, Rule, Said, Trip, none

SENTENCE = _(
    "The gate of {facility} lets in no van with goods for another stop aboard ({source}, {day})."
)
PUT_LAST = _("{rule} Let it be the last stop with goods, before any that are picked up.")


def every(rule: Rule) -> Sequence[Said]:
    """Its one sentence."""
    return [rule.says(SENTENCE)]


def of_trip(rule: Rule, trip: Trip) -> Said | None:
    """Against a run that brings goods for another stop past this gate."""
    said = every(rule)[0]
    return Said(PUT_LAST, {**said.facts, "rule": said}) if trip.others_aboard else None


KIND = Kind(none, every, of_trip=of_trip)

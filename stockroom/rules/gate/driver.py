"""Gates that let in only drivers whom they have cleared beforehand: {}."""

from __future__ import annotations

from collections.abc import Sequence

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate.base import Kind, Rule, Said, Trip, none

SENTENCE = _("The gate of {facility} lets in only drivers cleared beforehand ({source}, {day}).")
UNKNOWN = _("{rule} The driver of this run is not cleared there.")
LAPSED = _("{rule} The driver of this run was cleared until {until}.")


def every(rule: Rule) -> Sequence[Said]:
    """Its one sentence."""
    return [rule.says(SENTENCE)]


def of_trip(rule: Rule, trip: Trip) -> Said | None:
    """Against a driver whom the gate does not know on the day of the run."""
    said, until = every(rule)[0], trip.known_driver
    if until is None:
        return Said(UNKNOWN, {**said.facts, "rule": said})
    return None if until >= trip.day else Said(LAPSED, {**said.facts, "rule": said, "until": until})


KIND = Kind(none, every, of_trip=of_trip)

"""Gates that are told beforehand what comes: {"days": 3, "language": "fr"}, working days before.

Working days are Monday to Friday; public holidays are not known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate.base import Facts, Kind, Rule, Said, Trip, not_of_this_kind

MOST_DAYS = 30
FRIDAY = 5
SENTENCES: Mapping[str, str] = {
    "": _(
        "The gate of {facility} wants the manifest; working days before the visit: {days} "
        "({source}, {day})."
    ),
    "en": _(
        "The gate of {facility} wants the manifest in English; working days before the "
        "visit: {days} ({source}, {day})."
    ),
    "ar": _(
        "The gate of {facility} wants the manifest in Arabic; working days before the "
        "visit: {days} ({source}, {day})."
    ),
    "fr": _(
        "The gate of {facility} wants the manifest in French; working days before the "
        "visit: {days} ({source}, {day})."
    ),
    "ru": _(
        "The gate of {facility} wants the manifest in Russian; working days before the "
        "visit: {days} ({source}, {day})."
    ),
}
UNSENT = _("{rule} It has not been sent yet.")
TOO_LATE = _("{rule} For the run on {on} it was due on {due}: plan a later run.")
OTHER_LANGUAGE = _("{rule} It was sent in another language.")
NOT_EQUAL = _("{rule} What comes is not what it says: make a new version of it.")


def read(facts: Facts) -> dict[str, object]:
    """Working days, none to thirty, and the language where one is wanted."""
    days, language = facts.get("days"), facts.get("language", "")
    if not {"days"} <= set(facts) <= {"days", "language"} or language not in SENTENCES:
        raise not_of_this_kind()
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= MOST_DAYS:
        raise not_of_this_kind()
    return {"days": days, **({"language": language} if language else {})}


def every(rule: Rule) -> Sequence[Said]:
    """Its one sentence."""
    sentence = SENTENCES[rule.facts.get("language", "")]
    return [rule.says(sentence, days=rule.facts["days"])]


def of_trip(rule: Rule, trip: Trip) -> Said | None:
    """Against what was sent too late or in another language, and at loading what is not as told.

    At sealing only what can no longer be in time speaks; the manifest is made of what is sealed.
    """
    due = due_on(rule, trip.day)
    if trip.manifest is None:
        if trip.today > due:
            return _saying(rule, TOO_LATE, on=trip.day, due=due)
        return _saying(rule, UNSENT) if trip.is_loading else None
    if trip.manifest.sent_on > due:
        return _saying(rule, TOO_LATE, on=trip.day, due=due)
    if rule.facts.get("language", trip.manifest.language) != trip.manifest.language:
        return _saying(rule, OTHER_LANGUAGE)
    return _saying(rule, NOT_EQUAL) if trip.is_loading and not trip.manifest.equal else None


def due_on(rule: Rule, day: date) -> date:
    """The last day on which the manifest of a run on that day may be sent."""
    for _each in range(rule.facts["days"]):
        day -= timedelta(days=1)
        while day.isoweekday() > FRIDAY:
            day -= timedelta(days=1)
    return day


def _saying(rule: Rule, sentence: str, **facts: object) -> Said:
    said = every(rule)[0]
    return Said(sentence, {**said.facts, "rule": said, **facts})


KIND = Kind(read, every, of_trip=of_trip)

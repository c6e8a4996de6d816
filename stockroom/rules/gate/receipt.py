"""Gates where one role alone signs: {"role": "duty nurse"}, and its "windows" if it has hours."""

from __future__ import annotations

from collections.abc import Sequence

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate import windows
from stockroom.rules.gate.base import Facts, Kind, Rule, Said, Trip, not_of_this_kind

MOST_LETTERS = 40
SENTENCE = _("At the gate of {facility} only the {role} signs ({source}, {day}).")
DAYS = {
    1: _("At the gate of {facility} only the {role} signs, on Mondays {hours} ({source}, {day})."),
    2: _("At the gate of {facility} only the {role} signs, on Tuesdays {hours} ({source}, {day})."),
    3: _(
        "At the gate of {facility} only the {role} signs, on Wednesdays {hours} ({source}, {day})."
    ),
    4: _(
        "At the gate of {facility} only the {role} signs, on Thursdays {hours} ({source}, {day})."
    ),
    5: _("At the gate of {facility} only the {role} signs, on Fridays {hours} ({source}, {day})."),
    6: _(
        "At the gate of {facility} only the {role} signs, on Saturdays {hours} ({source}, {day})."
    ),
    7: _("At the gate of {facility} only the {role} signs, on Sundays {hours} ({source}, {day})."),
}
AWAY = _(
    "At the gate of {facility} only the {role} signs, who is not there on {on} ({source}, {day})."
)
OUTSIDE = _(
    "At the gate of {facility} only the {role} signs, on {on} {hours} ({source}, {day}); "
    "the stop is planned {planned}."
)
NO_HOUR = _(
    "At the gate of {facility} only the {role} signs, on {on} {hours} ({source}, {day}): "
    "agree on an hour for the stop."
)


def read(facts: Facts) -> dict[str, object]:
    """Who signs, by role, and when she is there."""
    role = facts.get("role")
    if not {"role"} <= set(facts) <= {"role", "windows"} or not isinstance(role, str):
        raise not_of_this_kind()
    if not 1 <= len(role.strip()) <= MOST_LETTERS:
        raise not_of_this_kind()
    hours = {"windows": windows.read(facts["windows"])} if "windows" in facts else {}
    return {"role": role.strip(), **hours}


def every(rule: Rule) -> Sequence[Said]:
    """Who signs, in one sentence, or in one for each day of the week that has hours."""
    role = rule.facts["role"]
    found = windows.by_day(rule.facts.get("windows", ()))
    said = [rule.says(DAYS[weekday], role=role, hours=hours) for weekday, hours in found]
    return said or [rule.says(SENTENCE, role=role)]


def of_trip(rule: Rule, trip: Trip) -> Said | None:
    """Against a stop at an hour when nobody may sign; a role without hours is always there."""
    if "windows" not in rule.facts:
        return None
    role = rule.facts["role"]
    found = windows.fit(rule.facts["windows"], trip)
    if not found.open_at:
        return rule.says(AWAY, role=role, on=trip.day)
    if not found.planned:
        return rule.says(NO_HOUR, role=role, on=trip.day, hours=found.open_at)
    if found.fits:
        return None
    return rule.says(OUTSIDE, role=role, on=trip.day, hours=found.open_at, planned=found.planned)


KIND = Kind(read, every, of_trip=of_trip)

"""Gates that open at some hours: {"windows": [{"days": "12345", "from": ..., "until": ...}]}.

A stop is held against its agreed window, or where none was agreed against its planned arrival.
"""

from __future__ import annotations

from collections.abc import Sequence

from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate import windows
from stockroom.rules.gate.base import Facts, Kind, Rule, Said, Trip, only

DAYS = {
    1: _("The gate of {facility} opens on Mondays {hours} ({source}, {day})."),
    2: _("The gate of {facility} opens on Tuesdays {hours} ({source}, {day})."),
    3: _("The gate of {facility} opens on Wednesdays {hours} ({source}, {day})."),
    4: _("The gate of {facility} opens on Thursdays {hours} ({source}, {day})."),
    5: _("The gate of {facility} opens on Fridays {hours} ({source}, {day})."),
    6: _("The gate of {facility} opens on Saturdays {hours} ({source}, {day})."),
    7: _("The gate of {facility} opens on Sundays {hours} ({source}, {day})."),
}
CLOSED = _("The gate of {facility} does not open on {on} ({source}, {day}).")
OUTSIDE = _(
    "The gate of {facility} opens on {on} {hours} ({source}, {day}); the stop is planned {planned}."
)
NO_HOUR = _(
    "The gate of {facility} opens on {on} {hours} ({source}, {day}): agree on an hour for the stop."
)


def read(facts: Facts) -> dict[str, object]:
    """The windows; any of them will do."""
    return {"windows": windows.read(only(facts, "windows"))}


def every(rule: Rule) -> Sequence[Said]:
    """One sentence for each day of the week on which it opens."""
    found = windows.by_day(rule.facts["windows"])
    return [rule.says(DAYS[weekday], hours=hours) for weekday, hours in found]


def of_trip(rule: Rule, trip: Trip) -> Said | None:
    """Against a stop outside the hours of its day, or without an hour."""
    found = windows.fit(rule.facts["windows"], trip)
    if not found.open_at:
        return rule.says(CLOSED, on=trip.day)
    if not found.planned:
        return rule.says(NO_HOUR, on=trip.day, hours=found.open_at)
    if found.fits:
        return None
    return rule.says(OUTSIDE, on=trip.day, hours=found.open_at, planned=found.planned)


KIND = Kind(read, every, of_trip=of_trip)

"""Follows a timeline minute by minute: it must come of the ways, the hours and the work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stockroom.rules.driving import Timeline
from stockroom.rules.driving.facts import UNKNOWN_MIN, Place, Stop, Trip

Ways = Mapping[tuple[Place, Place], int]


def way_minutes(driven: Sequence[Stop], trip: Trip, ways: Ways) -> list[int]:
    """The minutes of each way; one that nobody knows as it is counted everywhere."""
    found, here = [], trip.start
    for there in [*(stop.place for stop in driven), trip.end]:
        found.append(0 if here == there else ways.get((here, there), UNKNOWN_MIN))
        here = there
    return found


def untimely(driven: Sequence[Stop], trip: Trip, ways: Ways, told: Timeline) -> Iterator[str]:
    """Whatever in a timeline cannot be, or could be sooner."""
    if [call.stop for call in told.calls] != [stop.id for stop in driven]:
        yield "calls that are not the order"
        return
    if trip.leaves is not None and told.leaves != trip.leaves:
        yield f"leaves at {told.leaves}, not {trip.leaves}"
    if told.leaves < (trip.shift.opens if trip.leaves is None else trip.leaves):
        yield f"leaves at {told.leaves}, before the shift"
    minutes = way_minutes(driven, trip, ways)
    now = told.leaves
    for stop, call, took in zip(driven, told.calls, minutes, strict=False):
        if call.arrives != now + took:
            yield f"is at {stop.id} at {call.arrives}, not {now + took}"
        if call.begins != _soonest(stop, call.arrives) or call.waits != call.begins - call.arrives:
            yield f"begins at {stop.id} at {call.begins}"
        now = call.begins + stop.service_min
        if call.leaves != now:
            yield f"leaves {stop.id} at {call.leaves}, not {now}"
    if told.back != now + minutes[-1] or told.driven_min != sum(minutes):
        yield f"is back at {told.back}, not {now + minutes[-1]}"


def _soonest(stop: Stop, arrives: int) -> int:
    """The first minute from the arrival on at which the place is open; at once where none is."""
    if not stop.windows:
        return arrives
    for minute in range(arrives, max(window.closes for window in stop.windows) + 1):
        if any(window.opens <= minute <= window.closes for window in stop.windows):
            return minute
    return arrives

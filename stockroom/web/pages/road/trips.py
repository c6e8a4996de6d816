"""The day of one van as it is planned: its timeline, and all that its order of stops breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from stockroom.commands import travelling
from stockroom.commands.expecting import (
    minute_at,
    minute_of,
    place_of,
    windows_of,
)
from stockroom.rules import driving
from stockroom.rules.driving import (
    Broken,
    Call,
    Load,
    Minutes,
    Place,
    Timeline,
    Trip,
    Window,
    clock,
)
from stockroom.rules.driving.clashes import clashes
from stockroom.speech import mark as _
from stockroom.tables.transport import StopKind, Van
from stockroom.web.api.reads.scopes import table
from stockroom.web.pages.road import inside, waiting
from stockroom.web.pages.road.runs import Run, Stop, facilities_of
from stockroom.web.pages.road.trip_gates import Gate, Gates
from stockroom.web.pages.road.waiting import Waiting

VAN = table(Van)
GATE_CLOSED = _("The gate of {stop} lets nobody in on that day.")
HOURS_APART = _("{agreed} was agreed for {stop}, but its gate is open {opens}. That is counted.")
GUESSED = "minutes_unknown"


@dataclass(frozen=True)
class Day:
    """A run with its stops in an order: those ahead driven to, and what that breaks."""

    run: Run
    stops: Sequence[Stop]
    trip: Trip
    driven: Sequence[driving.Stop]
    minutes: Minutes
    timeline: Timeline
    closed: Sequence[Broken]
    waits: Mapping[int, Waiting]

    @property
    def broken(self) -> Sequence[Broken]:
        """All that it breaks."""
        return (*self.closed, *self.timeline.broken)

    @property
    def everywhere(self) -> Sequence[Broken]:
        """What it breaks at no stop of its own."""
        own = {one.id for one in self.driven}
        return [one for one in self.broken if one.stop not in own]

    def at(self, stop: Stop) -> Sequence[Broken]:
        """What it breaks at a stop."""
        return [one for one in self.broken if one.stop == stop.id]

    def call(self, stop: Stop) -> Call | None:
        """When the van is there; None where it is not to come any more."""
        return next((one for one in self.timeline.calls if one.stop == stop.id), None)

    def windows(self, stop: Stop) -> Sequence[Window]:
        """When work may begin there; none where any hour will do."""
        return next((one.windows for one in self.driven if one.id == stop.id), ())

    def waiting(self, stop: Stop) -> Waiting:
        """What is to be brought there."""
        return self.waits.get(stop.facility_id or 0, waiting.NOTHING)

    @property
    def is_told(self) -> bool:
        """Whether every way is known."""
        return len(self.misfits) == len(self.broken)

    @property
    def misfits(self) -> Sequence[Broken]:
        """What it breaks, but for ways that are only guessed."""
        return [one for one in self.broken if one.reason != GUESSED]


def day_of(books: sa.Connection, run: Run, stops: Sequence[Stop]) -> Day:
    """The day of a run with its stops in that order; at most six statements."""
    return days_of(books, [(run, stops)])[0]


def days_of(books: sa.Connection, asked: Sequence[tuple[Run, Sequence[Stop]]]) -> list[Day]:
    """The days of several runs; at most six statements, however many they are."""
    facilities = facilities_of([one for _, stops in asked for one in stops])
    gates = Gates.of(books, facilities)
    waits = waiting.waiting(books, facilities)
    vans = {run.van_id for run, _ in asked}
    carries = {
        row.place_id: row for row in books.execute(sa.select(VAN).where(VAN.c.place_id.in_(vans)))
    }
    left = [run.van_id for run, _ in asked if run.departed_in is not None]
    vans_loaded = inside.loaded(books, left)
    loaded = {
        run.id: vans_loaded.get(run.van_id, ()) for run, _ in asked if run.departed_in is not None
    }
    trips = [
        _trip(run, stops, carries.get(run.van_id), loaded.get(run.id, ())) for run, stops in asked
    ]
    places = {place for trip in trips for place in (trip.start, trip.end)}
    places |= {_place(one) for _, stops in asked for one in stops}
    minutes = travelling.minutes(books, places)
    return [
        _day(run, stops, trip, minutes, gates.on(run.day), waits, loaded.get(run.id, ()))
        for (run, stops), trip in zip(asked, trips, strict=True)
    ]


def together(books: sa.Connection, asked: Sequence[tuple[Run, Sequence[Stop]]]) -> list[Day]:
    """The same of runs of one day, with what one cannot have because another has it then."""
    days = days_of(books, asked) if asked else []
    going = [one for one in days if one.run.closed_in is None]
    twice = clashes([one.trip for one in going], [one.timeline for one in going])
    said = {day.run.id: found for day, found in zip(going, twice, strict=True)}
    return [replace(day, closed=(*day.closed, *said.get(day.run.id, ()))) for day in days]


def _day(
    run: Run,
    stops: Sequence[Stop],
    trip: Trip,
    minutes: Minutes,
    gates: Mapping[int, Gate],
    waits: Mapping[int, Waiting],
    loaded: Sequence[int],
) -> Day:
    ahead = [one for one in stops if one.is_ahead]
    driven = [_driven(one, gates, waits) for one in ahead]
    closed = [
        Broken("gate_closed", one.id, 0, GATE_CLOSED, {"stop": one.name})
        for one in ahead
        if (gate := gates.get(one.facility_id or 0)) and gate.windows == ()
    ]
    closed += [said for one in ahead for said in _apart(one, gates)]
    closed += inside.in_the_way(stops, loaded)
    return Day(
        run, stops, trip, driven, minutes, driving.drive(driven, trip, minutes), closed, waits
    )


def _fetched(been: Sequence[Stop]) -> Load:
    """What the van took aboard where it has been, as far as somebody had said how much."""
    found = [one.fetched for one in been if not one.called_off_because]
    return Load(sum(one.g for one in found), sum(one.ml for one in found))


def _place(stop: Stop) -> Place:
    return place_of(stop.kind, stop.owner)


def _driven(stop: Stop, gates: Mapping[int, Gate], waits: Mapping[int, Waiting]) -> driving.Stop:
    gate = gates.get(stop.facility_id or 0, Gate())
    own = windows_of(stop.window_from, stop.window_until)
    return driving.Stop(
        id=stop.id,
        name=stop.name,
        place=_place(stop),
        windows=both(own, gate.windows) if gate.windows else own,
        service_min=stop.service_min,
        brought=waits.get(stop.facility_id or 0, waiting.NOTHING).load,
        fetched=stop.fetched,
        drivers=gate.drivers,
        vans=gate.vans,
    )


def both(own: Sequence[Window], gate: Sequence[Window]) -> tuple[Window, ...]:
    """The hours both in what was agreed and in what the gate keeps; the gate's where none are."""
    return _shared(own, gate) or tuple(gate)


def _shared(own: Sequence[Window], gate: Sequence[Window]) -> tuple[Window, ...]:
    found = [
        Window(max(one.opens, two.opens), min(one.closes, two.closes))
        for one in own
        for two in gate
    ]
    return tuple(one for one in found if one.opens <= one.closes)


def _apart(stop: Stop, gates: Mapping[int, Gate]) -> Iterator[Broken]:
    """Hours that were agreed with a gate that is closed all the while."""
    gate = gates.get(stop.facility_id or 0, Gate()).windows
    own = windows_of(stop.window_from, stop.window_until)
    if own and gate and not _shared(own, gate):
        opens = ", ".join(f"{clock(one.opens)}–{clock(one.closes)}" for one in gate)
        agreed = f"{clock(own[0].opens)}–{clock(own[0].closes)}"
        facts = {"stop": stop.name, "agreed": agreed, "opens": opens}
        yield Broken("hours_apart", stop.id, 0, HOURS_APART, facts)


def _trip(run: Run, stops: Sequence[Stop], carries: Any, loaded: Sequence[int]) -> Trip:
    ids = {one.facility_id: one.id for one in stops if one.is_ahead}
    home = place_of(StopKind.SITE, run.site_id or 0)
    start, name, leaves = home, run.site, None
    been = [one for one in stops if one.has_been]
    if been:
        last = max(been, key=lambda one: one.left_at or one.arrived_at)  # type: ignore[arg-type,return-value]
        start, name = _place(last), last.name
        at = last.left_at or last.arrived_at
        assert at is not None
        leaves = minute_at(at) + (0 if last.left_at else last.service_min)
    return Trip(
        van=run.van_id,
        driver=run.driver_id,
        start=start,
        end=home,
        shift=Window(minute_of(run.starts_at), minute_of(run.ends_at)),
        longest_wait_min=run.longest_wait_min,
        leaves=leaves,
        carried=_fetched(been),
        most_g=carries.most_g if carries else None,
        most_ml=carries.most_ml if carries else None,
        aboard=tuple(ids[one] for one in loaded if one in ids) if loaded else None,
        start_name=name,
        end_name=run.site,
    )

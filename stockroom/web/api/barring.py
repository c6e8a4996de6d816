"""What a device carries of gates: what bars each promised thing, and each run, in a sentence.

It stops hands without network, on what was known when it was fetched; the desk judges again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from stockroom.commands import at_gates, carried_goods, stops
from stockroom.commands.at_gates import AtGate
from stockroom.commands.barred import RULE
from stockroom.commands.carried_goods import Carried
from stockroom.commands.stops import Spoken, Visit
from stockroom.rules import gate
from stockroom.rules.gate import Load, Stop, Trip
from stockroom.tables.gates import GateRuleKind
from stockroom.tables.transport import Packaging
from stockroom.web.api.bundled import MOST_RUNS, MOST_SPOTS, RUN
from stockroom.web.pages.frame import Reader

_AHEAD = (
    sa.select(RUN.c.id)
    .where(RUN.c.departed_in.is_(None), RUN.c.closed_in.is_(None))
    .where(RUN.c.day >= sa.bindparam("today"))
    .order_by(RUN.c.day, RUN.c.id)
    .limit(MOST_RUNS)
)
_RULED = sa.select(RULE.c.facility_id).where(RULE.c.ended_in.is_(None)).distinct()


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """Why a run may not be loaded for the facility of that code."""

    facility: str
    sentence: str


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """What the gate of that facility says against parcels closed in one way, and what follows.

    `action` is that of its rule: block, repack (told as packed anew, it goes) or warn.
    """

    facility: str
    packaging: str
    sentence: str
    action: str


class Bars(NamedTuple):
    """Sentences by spot (the holding's id), by run, and by how a parcel is closed.

    Against loading it; against sealing it, however it is closed; against sealing it unless it was
    packed anew.
    """

    loading: Mapping[int, str]
    sealing: Mapping[int, str]
    repacking: Mapping[int, str]
    runs: Mapping[int, list[Bar]]
    closings: list[Closing]


def bars(books: sa.Connection, runs: Sequence[int], today: date, reader: Reader) -> Bars:
    """All that gates bar now; ten statements at most, one where no gate has a rule."""
    gates = at_gates.gates_at(books, books.execute(_RULED).scalars().all())
    if not gates:
        return Bars({}, {}, {}, {}, [])
    ahead = books.execute(_AHEAD, {"today": today}).scalars().all()
    trips = at_gates.trips(books, gates, {*runs, *ahead}, today, is_loading=True)
    going = carried_goods.going_to(books, gates, MOST_SPOTS)
    counted = [of for of, at in gates.items() if at.counts_a_month]
    lately = at_gates.lately(books, counted, today)
    aboard = stops.by_facility(one for one in going if one.van is not None)
    next_trips = _next(trips, ahead)
    sealing_trips = {of: _of_trip(gates[of], trip, reader) for of, trip in next_trips.items()}
    loading: dict[int, str] = {}
    sealing: dict[int, str] = {}
    repacking: dict[int, str] = {}
    for units in _units(going).values():
        of = units[0].facility or 0
        visit = Visit(
            at=gates[of],
            going=units,
            beside=[] if units[0].van is not None else aboard.get(of, []),
            lately=lately.get(of, ()),
            arrives_on=next_trips[of].day if of in next_trips else gate.likely_arrival(None, today),
        )
        spoken = list(stops.spoken(visit))
        said = _first((one.stop for one in spoken if one.stops), today, reader)
        block, repack = _of_sealing(spoken, today, reader)
        for spot in (one.spot for one in units if one.spot is not None):
            loading[spot] = said
            sealing[spot] = block or sealing_trips.get(of, "")
            repacking[spot] = repack
    of_runs = _of_runs(gates, trips, runs, reader)
    return Bars(loading, sealing, repacking, of_runs, _closings(gates, today, reader))


def _of_sealing(spoken: Sequence[Spoken], today: date, reader: Reader) -> tuple[str, str]:
    """What stops a sealing in any case, and what does unless it is packed anew.

    How the parcel is closed is judged on the device, since only its hands know.
    """
    goods = [one.stop for one in spoken if one.stop.rule.kind != GateRuleKind.PACKAGING]
    said = {
        action: _first((one for one in goods if one.rule.action == action), today, reader)
        for action in ("block", "repack")
    }
    return said["block"], said["repack"]


def _closings(gates: Mapping[int, AtGate], today: date, reader: Reader) -> list[Closing]:
    """What each gate says against a parcel for the way in which it is closed."""
    return [
        Closing(
            facility=at.code,
            packaging=packaging.value,
            sentence=_first([one], today, reader),
            action=one.rule.action,
        )
        for at in gates.values()
        for packaging in Packaging
        for one in gate.of_load(at.rules, Load(goods=(), packaging=packaging))
        if one.rule.kind == GateRuleKind.PACKAGING
    ]


def _next(trips: Mapping[tuple[int, int], Trip], ahead: Sequence[int]) -> dict[int, Trip]:
    """The next stop at each gate, as goods are sealed for it."""
    order = {run: at for at, run in enumerate(ahead)}
    known = sorted((one for one in trips if one[0] in order), key=lambda one: order[one[0]])
    return {at[1]: replace(trips[at], is_loading=False) for at in reversed(known)}


def _units(going: Iterable[Carried]) -> dict[object, list[Carried]]:
    """What hands carry at once: a box, or the loose pieces of one spot."""
    found: dict[object, list[Carried]] = defaultdict(list)
    for one in going:
        found[("box", one.place, one.facility) if one.boxed else one.spot].append(one)
    return found


def _of_runs(
    gates: Mapping[int, AtGate],
    trips: Mapping[tuple[int, int], Trip],
    runs: Sequence[int],
    reader: Reader,
) -> dict[int, list[Bar]]:
    found: dict[int, list[Bar]] = defaultdict(list)
    for (run, facility), trip in trips.items():
        said = _of_trip(gates[facility], trip, reader) if run in runs else ""
        if said:
            found[run].append(Bar(facility=gates[facility].code, sentence=said))
    return found


def _of_trip(at: AtGate, trip: Trip, reader: Reader) -> str:
    against = gate.of_trip(at.rules, trip)
    stopping = (one for one in against if gate.stops_hands(one.rule, repacked=False))
    return _first(stopping, trip.today, reader)


def _first(some: Iterable[Stop], today: date, reader: Reader) -> str:
    stop = next(iter(some), None)
    if stop is None:
        return ""
    said = gate.said_on(stop, today)
    return reader.say(said.sentence, **said.facts)

"""What stops hands that are about to seal or load: safety holds, and the rules of gates.

Hands that have done it are never bounced: the same is then told as an alarm. What a rule only
warns of is told in the receipt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa

from stockroom.commands import at_gates, carried_goods
from stockroom.commands.at_gates import AtGate
from stockroom.commands.base import Entry
from stockroom.commands.carried_goods import Carried
from stockroom.errors import Stopped
from stockroom.rules import gate
from stockroom.rules.categories.saying import mark as _
from stockroom.rules.gate import Load, Some, Stop, Trip

BROKEN = "gate_rule_broken"
HELD_IN_BOX = _("{code} is on hold. Take it out of the box before you seal it.")
HELD_FOR_VAN = _("{thing} must stay here: goods in it are on hold ({why}). Tell the coordinator.")


class Spoken(NamedTuple):
    """What a rule says, whether it stops hands, and the goods that it speaks of, where it does."""

    stop: Stop
    stops: bool
    lot: int | None = None
    pieces: int = 0


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What comes to one gate together, and the stop at which it does, where one is planned."""

    at: AtGate
    going: Sequence[Carried]
    arrives_on: date
    beside: Sequence[Carried] = ()
    lately: Sequence[Some] = ()
    trip: Trip | None = None


def sealing(entry: Entry, box: int, facility: int, going: Sequence[Carried]) -> None:
    """Stop, alarm or warn where goods in a box that is sealed for a facility may not go there."""
    held = [one for one in going if one.held]
    if held and entry.is_about_to:
        raise Stopped("on_hold", HELD_IN_BOX, code=held[0].ref)
    for one in held:
        entry.discrepancy(
            "held_goods_sealed", lot=one.lot, place=box, quantity=one.pieces, alarm=True
        )
    today = _today(entry)
    run = at_gates.next_run(entry.books, facility, today)
    visits = of_run(entry.books, run, {facility: going}, today, is_loading=False)
    _tell(entry, visits, box)


def loading(entry: Entry, run: int, van: int, going: Sequence[Carried]) -> None:
    """The same for what goes on a van, beside what is aboard already."""
    held = [one for one in going if one.held]
    if held and entry.is_about_to:
        raise Stopped("on_hold", HELD_FOR_VAN, thing=held[0].thing, why=held[0].held)
    for one in held:
        entry.discrepancy("held_goods_loaded", lot=one.lot, place=van, alarm=True)
    visits = of_run(entry.books, run, by_facility(going), _today(entry), van, is_loading=True)
    _tell(entry, visits, van)


def by_facility(some: Iterable[Carried]) -> dict[int, list[Carried]]:
    """Goods by whom they are for; what is for nobody is left out."""
    found: dict[int, list[Carried]] = {}
    for one in some:
        if one.facility is not None:
            found.setdefault(one.facility, []).append(one)
    return found


def of_run(
    books: sa.Connection,
    run: int | None,
    going: Mapping[int, Sequence[Carried]],
    today: date,
    van: int | None = None,
    *,
    is_loading: bool,
) -> list[Visit]:
    """The visits of a run, of goods by facility, beside what is on the van, in eight statements.

    Without a run nobody has planned when they go; where no gate has a rule one statement will do.
    """
    gates = at_gates.gates_at(books, going)
    ruled = {of: at for of, at in gates.items() if at.rules}
    if not ruled:
        return []
    beside = _beside(books, van, going) if van is not None else {}
    runs = [run] if run is not None else []
    trips = at_gates.trips(books, ruled, runs, today, is_loading=is_loading)
    lately = _lately(books, ruled, today)
    return [
        _visit(of, at, going[of], beside.get(of, ()), lately, trips.get((run or 0, of)), today)
        for of, at in ruled.items()
    ]


def spoken(visit: Visit) -> Iterator[Spoken]:
    """All that the rules of a gate say against a visit: its goods, its load, its trip."""
    rules = visit.at.rules
    for one in visit.going:
        for stop in gate.of_goods(rules, one.goods, visit.arrives_on):
            stops = gate.stops_hands(stop.rule, repacked=one.repacked)
            yield Spoken(stop, stops, one.lot, one.pieces)
    for packaging, repacked in sorted({(one.packaging, one.repacked) for one in visit.going}):
        for stop in gate.of_load(rules, _load(visit, packaging, repacked)):
            yield Spoken(stop, gate.stops_hands(stop.rule, repacked=repacked))
    for stop in gate.of_trip(rules, visit.trip) if visit.trip is not None else ():
        yield Spoken(stop, gate.stops_hands(stop.rule, repacked=False))


def _beside(
    books: sa.Connection, van: int, going: Mapping[int, Sequence[Carried]]
) -> Mapping[int, Sequence[Carried]]:
    """What is on the van already, without the boxes that are told as loaded once more."""
    places = {one.place for some in going.values() for one in some}
    return by_facility(one for one in carried_goods.aboard(books, [van]) if one.place not in places)


def _visit(
    of: int,
    at: AtGate,
    going: Sequence[Carried],
    beside: Sequence[Carried],
    lately: Mapping[int, Sequence[Some]],
    trip: Trip | None,
    today: date,
) -> Visit:
    arrives_on = trip.day if trip is not None else gate.likely_arrival(None, today)
    return Visit(
        at=at,
        going=going,
        beside=beside,
        lately=lately.get(of, ()),
        arrives_on=arrives_on,
        trip=trip,
    )


def _load(visit: Visit, packaging: str, repacked: bool) -> Load:
    together = [Some(one.goods, one.pieces) for one in (*visit.going, *visit.beside)]
    return Load(goods=together, lately=visit.lately, packaging=packaging, repacked=repacked)


def _lately(
    books: sa.Connection, gates: Mapping[int, AtGate], today: date
) -> Mapping[int, Sequence[Some]]:
    counted = [of for of, at in gates.items() if at.counts_a_month]
    return at_gates.lately(books, counted, today)


def _tell(entry: Entry, visits: Collection[Visit], place: int) -> None:
    """Raise what stops, or tell it as alarms, one for each rule; tell the warnings."""
    today = _today(entry)
    said = [one for visit in visits for one in spoken(visit)]
    against = _once(one for one in said if one.stops)
    if against and entry.is_about_to:
        first = gate.said_on(against[0].stop, today)
        raise Stopped("gate", first.sentence, **first.facts)
    for one in against:
        entry.discrepancy(
            BROKEN,
            lot=one.lot,
            place=place,
            quantity=one.pieces,
            alarm=True,
            rule=one.stop.rule.id,
            said=gate.said_on(one.stop, today).kept(),
        )
    warned = _once(one for one in said if not one.stops)
    if warned:
        entry.made["warnings"] = [str(gate.said_on(one.stop, today)) for one in warned]


def _once(some: Iterable[Spoken]) -> list[Spoken]:
    """The first word of each rule."""
    first: dict[int, Spoken] = {}
    for one in some:
        first.setdefault(one.stop.rule.id, one)
    return list(first.values())


def _today(entry: Entry) -> date:
    return entry.recorded_at.astimezone().date()

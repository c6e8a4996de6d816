"""Whether a plan visits no more homes than it can, and those that have waited too long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from stockroom.planning.checking.case import Case
from stockroom.planning.checking.classes import Classes
from stockroom.planning.checking.faults import Fault, Kind, fault


def unvisited(case: Case, classes: Classes) -> Iterator[Fault]:
    """Find too many stops, and homes passed over although their visit was owed and possible."""
    trips = case.snapshot.trips
    if trips is None:
        return
    visited = {home for home, pieces in case.by_home.items() if pieces}
    if len(visited) > trips.most_stops:
        yield fault(Kind.STOPS, stops=len(visited), most=trips.most_stops)
    kept = {case.needs[line].home for (_, line), pieces in case.pinned.items() if pieces}
    kept |= {case.needs[line].home for line, pieces in case.bound.items() if pieces}
    room = len(visited) < trips.most_stops
    if not room and visited <= case.owed | kept:
        return
    spare = visited - case.owed - kept
    takers: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in case.pairs:
        takers[classes.goods_of[pair[0]]].append(pair)
    lendable = {
        number
        for number, goods in enumerate(classes.goods)
        if goods.free > 0 or any(_can_spare(case, pair, spare, room) for pair in takers[number])
    }
    for home in sorted(_could_get_a_piece(case, classes, lendable) & case.owed - visited):
        yield fault(Kind.VISIT, home=home)


def _could_get_a_piece(case: Case, classes: Classes, lendable: set[int]) -> set[int]:
    """Name the homes for which a piece is free, or with one that can spare it or its visit."""
    return {
        need.home
        for need in case.snapshot.needs
        if case.loose[need.line] > 0
        and not lendable.isdisjoint(classes.asking[classes.asking_of[need.line]].suits)
    }


def _can_spare(case: Case, pair: tuple[int, int], spare: set[int], room: bool) -> bool:
    free = case.pairs[pair] > case.pinned.get(pair, 0)
    if not free or case.given[pair[1]] <= case.bound[pair[1]]:
        return False
    home = case.needs[pair[1]].home
    return home in spare or (room and case.by_home[home] > 1)

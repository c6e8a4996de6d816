"""Whether a plan visits no more homes than it can, and those that have waited too long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from stockroom.planning.checking.case import Case
from stockroom.planning.checking.faults import Fault, Kind, fault


def unvisited(case: Case) -> Iterator[Fault]:
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
    for home in sorted(case.owed - visited):
        if _could_get_a_piece(case, home, spare, room):
            yield fault(Kind.VISIT, home=home)


def _could_get_a_piece(case: Case, home: int, spare: set[int], room: bool) -> bool:
    """Say whether a piece is free for it, or with a home that can spare one or its whole visit."""
    takers: dict[int, list[int]] = defaultdict(list)
    for stock, line in case.pairs:
        takers[stock].append(line)
    for need in case.snapshot.needs:
        if need.home != home or case.loose[need.line] < 1:
            continue
        for goods in case.snapshot.stocks:
            if goods.product != need.product or not case.may_take(goods.id, need.line):
                continue
            if case.used[goods.id] < goods.pieces and (room or spare):
                return True
            if any(_can_spare(case, goods.id, line, spare, room) for line in takers[goods.id]):
                return True
    return False


def _can_spare(case: Case, stock: int, line: int, spare: set[int], room: bool) -> bool:
    free = case.pairs[stock, line] > case.pinned.get((stock, line), 0)
    if not free or case.given[line] <= case.bound[line]:
        return False
    home = case.needs[line].home
    return home in spare or (room and case.by_home[home] > 1)

"""Who gets what without a solver: by the hour of asking, or by urgency; and ours beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module
from importlib.util import find_spec

from stockroom.planning.facts import Home, Kit, Need, Snapshot, Stock
from stockroom.planning.plans import Level, Match, Plan, Reason
from stockroom.words import Urgency
from tests.bench.matching.fitting import fits, is_exact, passes
from tests.bench.matching.season import Policy

TURN = {urgency: turn for turn, urgency in enumerate(Urgency)}
BY_AGE = Reason(level=Level.AGE)
SECONDS = 4.0
"""The most that a plan of ours may take."""


def first_come_exact(snapshot: Snapshot) -> Plan:
    """The oldest wish first, and nothing but the size that it names."""
    return _greedy(snapshot, lambda need: (need.since,), _as_shelved, exact=True)


def first_come(snapshot: Snapshot) -> Plan:
    """The oldest wish first, a size larger where the line takes it."""
    return _greedy(snapshot, lambda need: (need.since,), _as_shelved)


def urgent_first(snapshot: Snapshot) -> Plan:
    """The most urgent wish first, then the oldest; of the goods those that expire first."""
    return _greedy(snapshot, lambda need: (TURN[need.urgency], need.since), _first_expiring)


def ours(name: str = "plan") -> Policy | None:
    """The matcher of the product; None where it, or the solver that it needs, is not installed.

    `unpolished` is its plan before the fewest picks are looked for.
    """
    if find_spec("ortools") is None or find_spec("stockroom.planning.matching") is None:
        return None
    found = getattr(import_module("stockroom.planning.matching"), name)
    return partial(found, seconds=SECONDS)


@dataclass(slots=True)
class _Stops:
    """Which homes the week's trips still reach; those who have waited too long come first."""

    left: int
    reached: set[int]

    def reaches(self, home: int) -> bool:
        return home in self.reached or self.left > 0

    def visit(self, home: int) -> None:
        if home not in self.reached:
            self.reached.add(home)
            self.left -= 1


def _greedy(
    snapshot: Snapshot,
    turn: Callable[[Need], tuple[int, ...]],
    shelf: Callable[[Stock], tuple[object, ...]],
    *,
    exact: bool = False,
) -> Plan:
    """One line after another takes what it can; the parts of a kit take together or not at all."""
    homes = {one.id: one for one in snapshot.homes}
    left = {one.id: one.pieces for one in snapshot.stocks}
    shelves: dict[int, list[Stock]] = defaultdict(list)
    for stock in sorted(snapshot.stocks, key=shelf):
        shelves[stock.product].append(stock)
    kits = {line: kit for kit in snapshot.kits for line, _ in kit.parts}
    needs = {one.line: one for one in snapshot.needs}
    stops = _stops(snapshot)
    done: set[int] = set()
    matches: list[Match] = []
    for need in sorted(snapshot.needs, key=turn):
        if not stops.reaches(need.home):
            continue
        kit = kits.get(need.line)
        if kit is None:
            wanted = [(need, need.pieces)]
            found = list(_draw(wanted, homes, shelves, left, exact=exact))
        elif kit.id in done:
            continue
        else:
            done.add(kit.id)
            found = _whole(kit, needs, homes, shelves, left, exact=exact)
        if found:
            stops.visit(need.home)
            matches += found
    return Plan(matches=tuple(_joined(matches)), short=())


def _stops(snapshot: Snapshot) -> _Stops:
    """With trips, whoever is owed a visit has a stop set aside, the longest wait first."""
    trips = snapshot.trips
    if trips is None:
        return _Stops(len(snapshot.homes), set())
    waits = [(one.waited_days or 0, one.id) for one in snapshot.homes]
    owed = sorted((wait for wait in waits if wait[0] >= trips.longest_wait_days), reverse=True)
    reached = {home for _, home in owed[: trips.most_stops]}
    return _Stops(trips.most_stops - len(reached), reached)


def _whole(
    kit: Kit,
    needs: dict[int, Need],
    homes: dict[int, Home],
    shelves: dict[int, list[Stock]],
    left: dict[int, int],
    *,
    exact: bool,
) -> list[Match]:
    """As many whole kits as there are goods for, one after another."""
    made: list[Match] = []
    for _ in range(kit.number):
        before = dict(left)
        wanted = [(needs[line], pieces) for line, pieces in kit.parts]
        found = list(_draw(wanted, homes, shelves, left, exact=exact))
        if sum(one.pieces for one in found) < sum(pieces for _, pieces in wanted):
            left.update(before)
            break
        made += found
    return made


def _draw(
    wanted: Iterable[tuple[Need, int]],
    homes: dict[int, Home],
    shelves: dict[int, list[Stock]],
    left: dict[int, int],
    *,
    exact: bool,
) -> Iterator[Match]:
    """Take pieces off the shelves, the exact size before a larger one."""
    for need, pieces in wanted:
        home, short = homes[need.home], pieces
        for sized in (True,) if exact else (True, False):
            for stock in shelves[need.product]:
                if (
                    short and left[stock.id]
                    and fits(stock, need) and is_exact(stock, need) == sized
                    and passes(stock, home)
                ):  # fmt: skip
                    took = min(short, left[stock.id])
                    left[stock.id] -= took
                    short -= took
                    yield Match(stock=stock.id, line=need.line, pieces=took, reason=BY_AGE)


def _joined(matches: Iterable[Match]) -> Iterator[Match]:
    """One match for each pair, since kits draw from a lot again and again."""
    pairs: dict[tuple[int, int], int] = defaultdict(int)
    for one in matches:
        pairs[one.line, one.stock] += one.pieces
    for (line, stock), pieces in sorted(pairs.items()):
        yield Match(stock=stock, line=line, pieces=pieces, reason=BY_AGE)


def _as_shelved(stock: Stock) -> tuple[object, ...]:
    return (stock.id,)


def _first_expiring(stock: Stock) -> tuple[object, ...]:
    return (stock.use_by or date.max, stock.id)

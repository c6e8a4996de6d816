"""Whether a plan could be carried out: goods, needs, rules, pins and kits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stockroom.planning.checking import fitting
from stockroom.planning.checking.case import Case
from stockroom.planning.checking.faults import Fault, Kind, fault
from stockroom.planning.facts import Kit, Snapshot
from stockroom.planning.plans import Plan


def strangers(snapshot: Snapshot, plan: Plan) -> Iterator[Fault]:
    """Find numbers that the snapshot does not hold, lines said twice and empty matches."""
    known: dict[str, set[int]] = {
        "stock": {stock.id for stock in snapshot.stocks},
        "line": {need.line for need in snapshot.needs},
        "kit": {kit.id for kit in snapshot.kits},
    }
    lines = [match.line for match in plan.matches] + [short.line for short in plan.short]
    lines += [match.reason.over for match in plan.matches if match.reason.over is not None]
    said = {"stock": [match.stock for match in plan.matches], "line": lines, "kit": [*plan.kits]}
    for what, numbers in said.items():
        for number in sorted(set(numbers) - known[what]):
            yield fault(Kind.UNKNOWN, what=what, number=number)
    seen = Counter((match.stock, match.line, match.reason.pinned) for match in plan.matches)
    for (stock, line, _), times in seen.items():
        if times > 1:
            yield fault(Kind.TWICE, stock=stock, line=line)
    for match in plan.matches:
        if match.pieces < 1:
            yield fault(Kind.NO_PIECES, stock=match.stock, line=match.line, pieces=match.pieces)


def unfeasible(case: Case) -> Iterator[Fault]:
    """Find goods given twice, needs met twice, and goods that may not go where they go.

    Also more than a gate lets in.
    """
    for number, given in case.used.items():
        have = case.stocks[number].pieces
        if given > have:
            yield fault(Kind.OVERUSED, stock=number, have=have, given=given)
    for line, given in case.given.items():
        asked = case.needs[line].pieces
        if given > asked:
            yield fault(Kind.OVERMET, line=line, asked=asked, given=given)
    for stock, line in case.pairs:
        need = case.needs[line]
        home, forbidden = case.homes[need.home], (stock, line) in case.snapshot.forbidden
        for kind in sorted(fitting.obstacles(case.stocks[stock], need, home, forbidden)):
            yield fault(kind, stock=stock, line=line)
    yield from _too_many(case)


def _too_many(case: Case) -> Iterator[Fault]:
    for limit in case.snapshot.limits:
        given = sum(
            match.pieces
            for match in case.plan.matches
            if case.needs[match.line].home == limit.home
            and (limit.products is None or case.stocks[match.stock].product in limit.products)
        )
        if given > max(limit.left, 0):
            yield fault(Kind.QUANTITY, home=limit.home, left=limit.left, given=given)


def unpinned(case: Case) -> Iterator[Fault]:
    """Find pins that are not kept, though what is pinned before them leaves room."""
    goods = {number: stock.pieces for number, stock in case.stocks.items()}
    asks = {line: need.pieces for line, need in case.needs.items()}
    owing: Counter[tuple[int, int]] = Counter()
    for pin in case.snapshot.pins:
        if pin.stock not in goods or pin.line not in asks or not case.may_take(pin.stock, pin.line):
            continue
        if not _could_go(case, pin.line):
            continue
        pieces = min(pin.pieces, goods[pin.stock], asks[pin.line])
        goods[pin.stock] -= pieces
        asks[pin.line] -= pieces
        owing[pin.stock, pin.line] += pieces
    for (stock, line), asked in owing.items():
        given = case.pairs[stock, line]
        if given < asked:
            yield fault(Kind.PIN, stock=stock, line=line, asked=asked, given=given)


def _could_go(case: Case, line: int) -> bool:
    """A pin may have to yield where stops are limited, or where its line is of whole kits only."""
    need, trips = case.needs[line], case.snapshot.trips
    full = trips is not None and len(case.by_home) >= trips.most_stops
    if full and not case.by_home[need.home]:
        return False
    return case.loose[line] == need.pieces


def unmade(case: Case) -> Iterator[Fault]:
    """Find kits that are half made, or said to be complete in other numbers than they are."""
    for kit in case.snapshot.kits:
        number = case.plan.kits.get(kit.id, 0)
        for line, pieces in kit.parts:
            given = case.given[line]
            if not _is_made(case, kit, line, pieces, number):
                yield fault(Kind.KIT, kit=kit.id, number=number, line=line, given=given)
                break


def _is_made(case: Case, kit: Kit, line: int, pieces: int, number: int) -> bool:
    given = case.given[line]
    if not 0 <= number <= kit.number:
        return False
    if kit.whole:
        return case.bound[line] <= given <= case.most[line]
    complete = min([kit.number, *(case.given[part] // each for part, each in kit.parts if each)])
    alone = all(
        sum(line == part for other in case.snapshot.kits for part, _ in other.parts) == 1
        for line, _ in kit.parts
    )
    return number == complete if alone else number * pieces <= given

"""A snapshot made ready to be solved: pins given first, and goods that are alike put together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from stockroom.planning import fitting
from stockroom.planning.facts import Home, Kit, Need, Snapshot, Stock
from stockroom.planning.fitting import Fit
from stockroom.words import Urgency

Given = Mapping[tuple[int, int], int]
"""Pieces by stock and line."""

Shares = Mapping[tuple[int, int], int]
"""Pieces by the index of goods that are alike, and line."""

Tier = tuple[int, Urgency]
"""A home and one of its tiers of urgency."""

TIERS = tuple(Urgency)


@dataclass(frozen=True, slots=True)
class Alike:
    """Stocks that differ in nothing that a need asks about, and the pieces they have together."""

    stocks: tuple[Stock, ...]
    pieces: int


@dataclass(frozen=True, slots=True)
class Arc:
    """Goods that may go to a line, and how well they fit it; `alike` is their index."""

    alike: int
    line: int
    fit: Fit


@dataclass(frozen=True, slots=True)
class Problem:
    """What is left to decide once the pins are given.

    `left` are pieces by stock, `asked` pieces by line, both without what is pinned; `asks` are
    the pieces that a home asks in a tier of urgency, pinned or not.
    """

    snapshot: Snapshot
    homes: Mapping[int, Home]
    needs: Mapping[int, Need]
    kits: Mapping[int, Kit]
    pinned: Given
    left: Mapping[int, int]
    asked: Mapping[int, int]
    asks: Mapping[Tier, int]
    alike: tuple[Alike, ...]
    arcs: tuple[Arc, ...]

    def pinned_to(self, line: int) -> int:
        """Count the pieces that are pinned to a line."""
        return self.needs[line].pieces - self.asked[line]


def price(home: Home, given: int) -> tuple[int, int]:
    """Give the order in which homes come for their next piece in a tier: the fill before it.

    At the same fill the home that is due fewer comes first, since a piece lifts it further. The
    fill is (served + given) / entitled in millionths of millionths, which tells any two apart that
    are due less than a million. What a home asks is not in it, so asking for double brings nothing.
    """
    due = max(home.entitled, 1)
    return (home.served + given) * 10**12 // due, due


def whole_kit_lines(snapshot: Snapshot) -> Mapping[int, int]:
    """Count by line the pieces that only whole kits may take."""
    wanted: Counter[int] = Counter()
    for kit in snapshot.kits:
        for line, pieces in kit.parts if kit.whole else ():
            wanted[line] += kit.number * pieces
    return wanted


def made_of(snapshot: Snapshot) -> Problem:
    """Make a snapshot ready.

    A pin gives less where there is not so much, and nothing where a rule forbids it, no stop is
    left for its home, or its line takes whole kits only.
    """
    homes = {home.id: home for home in snapshot.homes}
    needs = {
        need.line: need
        for need in sorted(snapshot.needs, key=lambda need: need.line)
        if need.home in homes
    }
    left = {stock.id: stock.pieces for stock in snapshot.stocks}
    asked = {need.line: need.pieces for need in needs.values()}
    pinned = _pin(snapshot, homes, needs, left, asked)
    alike = _put_together(snapshot, left)
    return Problem(
        snapshot=snapshot,
        homes=homes,
        needs=needs,
        kits={kit.id: kit for kit in snapshot.kits},
        pinned=pinned,
        left=left,
        asked=asked,
        asks=_asks(needs),
        alike=alike,
        arcs=_arcs(snapshot, homes, needs, asked, alike),
    )


def _asks(needs: Mapping[int, Need]) -> Mapping[Tier, int]:
    asks: Counter[tuple[int, Urgency]] = Counter()
    for need in needs.values():
        asks[need.home, need.urgency] += need.pieces
    return asks


def _pin(
    snapshot: Snapshot,
    homes: Mapping[int, Home],
    needs: Mapping[int, Need],
    left: dict[int, int],
    asked: dict[int, int],
) -> Given:
    stocks = {stock.id: stock for stock in snapshot.stocks}
    pinned: Counter[tuple[int, int]] = Counter()
    whole = whole_kit_lines(snapshot)
    stops = snapshot.trips.most_stops if snapshot.trips else len(homes)
    visited: set[int] = set()
    for pin in snapshot.pins:
        stock, need = stocks.get(pin.stock), needs.get(pin.line)
        if stock is None or need is None or need.line in whole:
            continue
        home = homes[need.home]
        if home.id not in visited and len(visited) >= stops:
            continue
        if fitting.why_not(stock, need, home, snapshot.forbidden) is not None:
            continue
        pieces = min(pin.pieces, left[stock.id], asked[need.line])
        if pieces > 0:
            visited.add(home.id)
            pinned[stock.id, need.line] += pieces
            left[stock.id] -= pieces
            asked[need.line] -= pieces
    return pinned


def _put_together(snapshot: Snapshot, left: Mapping[int, int]) -> tuple[Alike, ...]:
    ruled_out = defaultdict(set)
    for stock_id, line in snapshot.forbidden:
        ruled_out[stock_id].add(line)
    found: dict[tuple[object, ...], list[Stock]] = defaultdict(list)
    for stock in sorted(snapshot.stocks, key=lambda stock: stock.id):
        if left[stock.id] > 0 and not fitting.kept_back(stock):
            same = replace(stock, id=0, lot=0, place=0, pieces=0, box=None, arrives_on=None)
            found[same, frozenset(ruled_out[stock.id])].append(stock)
    return tuple(
        Alike(tuple(stocks), sum(left[stock.id] for stock in stocks)) for stocks in found.values()
    )


def _arcs(
    snapshot: Snapshot,
    homes: Mapping[int, Home],
    needs: Mapping[int, Need],
    asked: Mapping[int, int],
    alike: tuple[Alike, ...],
) -> tuple[Arc, ...]:
    by_product: dict[int, list[int]] = defaultdict(list)
    for index, one in enumerate(alike):
        by_product[one.stocks[0].product].append(index)
    known: dict[Need, list[tuple[int, Fit]]] = {}
    arcs = []
    for line, need in needs.items():
        if asked[line] <= 0:
            continue
        # What matters of a need is the same for many lines of a home.
        same = replace(need, line=0, pieces=0, since=0)
        if same not in known:
            known[same] = [
                (index, fitting.fit(alike[index].stocks[0], need, homes[need.home], snapshot.today))
                for index in by_product[need.product]
                if fitting.why_not(alike[index].stocks[0], need, homes[need.home]) is None
            ]
        arcs += [
            Arc(index, line, how)
            for index, how in known[same]
            if (alike[index].stocks[0].id, line) not in snapshot.forbidden
        ]
    return tuple(arcs)

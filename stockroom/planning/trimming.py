"""What a home may ask for where its gate counts pieces: the most urgent first, and no more.

It is done before a plan is made, so that no plan can go beyond. What nothing here could answer
takes no room from what something could. A kit that goes whole is trimmed by whole kits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from stockroom.planning import fitting
from stockroom.planning.facts import Kit, Limit, Need, Snapshot
from stockroom.words import Urgency

TIERS = tuple(Urgency)


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A snapshot whose needs no gate's count forbids, and the pieces that each line lost by it."""

    snapshot: Snapshot
    cut: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _Unit:
    """Pieces of lines that are let in together or not at all, so many times at most."""

    rank: tuple[int, int, int]
    parts: tuple[tuple[int, int], ...]
    times: int
    kit: int | None = None


def trimmed(snapshot: Snapshot) -> Trimmed:
    """Trim what homes ask to what their gates' limits still let in."""
    homes = {home.id: home for home in snapshot.homes}
    limits: dict[int, list[Limit]] = defaultdict(list)
    for limit in snapshot.limits:
        if limit.home in homes:
            limits[limit.home].append(limit)
    if not limits:
        return Trimmed(snapshot, {})
    cut: Counter[int] = Counter()
    fewer: dict[int, int] = {}
    for home, those in limits.items():
        _trim_home(_Home(snapshot, home), those, cut, fewer)
    needs = [replace(need, pieces=need.pieces - cut[need.line]) for need in snapshot.needs]
    left = {need.line: need.pieces for need in needs}
    kits = [_kit(kit, fewer, left) for kit in snapshot.kits]
    rest = replace(
        snapshot,
        needs=tuple(need for need in needs if need.pieces > 0),
        kits=tuple(kit for kit in kits if kit.number > 0),
    )
    return Trimmed(rest, +cut)


class _Home:
    """What one home asks, with how much of each line there is any goods for."""

    def __init__(self, snapshot: Snapshot, home: int) -> None:
        self.needs = {need.line: need for need in snapshot.needs if need.home == home}
        self.kits = [kit for kit in snapshot.kits if kit.home == home and kit.whole]
        self.supply = dict(_supply(snapshot, home))

    def units(self) -> Iterator[_Unit]:
        """Every line's loose pieces, and every kit that goes whole."""
        bound: Counter[int] = Counter()
        for kit in self.kits:
            for line, pieces in kit.parts:
                bound[line] += kit.number * pieces
            there = min(self.supply.get(line, 0) // pieces for line, pieces in kit.parts)
            yield _Unit(self._rank_of(kit), kit.parts, min(kit.number, there), kit.id)
        for line, need in self.needs.items():
            loose = min(max(need.pieces - bound[line], 0), self.supply[line])
            yield _Unit(_rank(need), ((line, 1),), loose)

    def _rank_of(self, kit: Kit) -> tuple[int, int, int]:
        parts = [self.needs[line] for line, _ in kit.parts if line in self.needs]
        oldest = min(((need.since, need.line) for need in parts), default=(0, 0))
        return (TIERS.index(kit.urgency), *oldest)


def _trim_home(home: _Home, limits: list[Limit], cut: Counter[int], fewer: dict[int, int]) -> None:
    """Let in unit by unit, in their order, as often as every limit has room for it."""
    left = [max(limit.left, 0) for limit in limits]
    for unit in sorted(home.units(), key=lambda one: one.rank):
        takes = [_counted(unit, limit, home.needs) for limit in limits]
        room = [have // each for have, each in zip(left, takes, strict=True) if each]
        times = min([unit.times, *room])
        for at, each in enumerate(takes):
            left[at] -= times * each
        if times == unit.times:
            continue
        if unit.kit is not None:
            fewer[unit.kit] = times
        _cut(home, unit, times, cut)


def _cut(home: _Home, unit: _Unit, times: int, cut: Counter[int]) -> None:
    """Take off all that the unit asked beyond that, also what there is nothing for."""
    if unit.kit is not None:
        asked = next(kit.number for kit in home.kits if kit.id == unit.kit)
        for line, pieces in unit.parts:
            cut[line] += (asked - times) * pieces
        return
    ((line, _),) = unit.parts
    bound = sum(
        kit.number * pieces for kit in home.kits for part, pieces in kit.parts if part == line
    )
    cut[line] += max(home.needs[line].pieces - bound, 0) - times


def _counted(unit: _Unit, limit: Limit, needs: Mapping[int, Need]) -> int:
    """The pieces of a unit that a limit counts."""
    return sum(
        pieces
        for line, pieces in unit.parts
        if limit.products is None or needs[line].product in limit.products
    )


def _supply(snapshot: Snapshot, home_id: int) -> Iterator[tuple[int, int]]:
    """For each line of a home the pieces here that could go to it."""
    home = next(one for one in snapshot.homes if one.id == home_id)
    by_product = defaultdict(list)
    for stock in snapshot.stocks:
        by_product[stock.product].append(stock)
    for need in snapshot.needs:
        if need.home == home_id:
            yield (
                need.line,
                sum(
                    stock.pieces
                    for stock in by_product[need.product]
                    if fitting.why_not(stock, need, home, snapshot.forbidden) is None
                ),
            )


def _rank(need: Need) -> tuple[int, int, int]:
    return TIERS.index(need.urgency), need.since, need.line


def _kit(kit: Kit, fewer: Mapping[int, int], left: Mapping[int, int]) -> Kit:
    number = fewer.get(kit.id, kit.number)
    if not kit.whole:
        number = min([number, *(left.get(line, 0) // pieces for line, pieces in kit.parts)])
    return replace(kit, number=number)

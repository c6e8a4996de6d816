"""Runs a policy through the 26 weeks of a world, and holds each of its plans against the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from stockroom.planning.facts import Home, Kit, Need, Snapshot, Stock, Trips
from stockroom.planning.plans import Plan
from tests.bench.matching.fitting import fits, is_exact, lasting, passes
from tests.bench.matching.worlds import MARGIN_DAYS, WEEKS, Wish, World

Policy = Callable[[Snapshot], Plan]


@dataclass(frozen=True, slots=True)
class Given:
    """Pieces that a plan gave to a line in a week."""

    week: int
    home: int
    line: int
    lot: int
    pieces: int
    exact: bool


@dataclass(slots=True)
class Season:
    """What has come of a world so far: what is open, what is here, and what was given."""

    world: World
    trips: Trips | None = None
    wishes: dict[int, Wish] = field(default_factory=dict)
    asked: dict[int, int] = field(default_factory=dict)
    kits: dict[int, Kit] = field(default_factory=dict)
    here: dict[int, Stock] = field(default_factory=dict)
    given: list[Given] = field(default_factory=list)
    wasted: int = 0
    complete: int = 0
    visited: dict[int, int] = field(default_factory=dict)


def run(world: World, policy: Policy, trips: Trips | None = None) -> Season:
    """Let a policy plan every week; raises AssertionError where a plan breaks a rule."""
    season = Season(world, trips)
    for house in world.houses:  # before the first week they were visited in turn
        season.visited[house.id] = -1 - house.id % 3
    for week in range(WEEKS):
        snapshot = open_week(season, week)
        settle(season, week, snapshot, policy(snapshot))
    return season


def open_week(season: Season, week: int) -> Snapshot:
    """Add what is new, drop what is over, and say how things stand."""
    news = season.world.weeks[week]
    season.here |= {one.id: one for one in news.arrivals}
    season.wishes |= {one.need.line: one for one in news.wishes}
    season.asked |= {one.need.line: one.need.pieces for one in news.wishes}
    season.kits |= {one.id: one for one in news.kits}
    homes = tuple(_homes(season, week))
    _throw_away(season, homes)
    needs = tuple(_open(season, week))
    open_lines = {one.line for one in needs}
    return Snapshot(
        today=news.today,
        stocks=tuple(season.here.values()),
        needs=needs,
        homes=homes,
        kits=tuple(
            one for one in season.kits.values()
            if one.number and all(line in open_lines for line, _ in one.parts)
        ),
        trips=season.trips,
    )  # fmt: skip


def settle(season: Season, week: int, snapshot: Snapshot, plan: Plan) -> None:
    """Write down what a plan gives, once it is seen to be lawful."""
    stocks = {one.id: one for one in snapshot.stocks}
    needs = {one.line: one for one in snapshot.needs}
    homes = {one.id: one for one in snapshot.homes}
    got: Counter[int] = Counter()
    for match in plan.matches:
        stock, need = stocks[match.stock], needs[match.line]
        assert match.pieces > 0
        assert fits(stock, need), f"does not fit: {stock}, {need}"
        assert passes(stock, homes[need.home]), f"turned away: {stock}, {homes[need.home]}"
        _take(season, stock.id, match.pieces)
        got[need.line] += match.pieces
        season.given.append(
            Given(week, need.home, need.line, stock.lot, match.pieces, is_exact(stock, need))
        )
    for line, pieces in got.items():
        season.asked[line] -= pieces
        assert season.asked[line] >= 0, f"more than is asked: {needs[line]}"
    _count_kits(season, snapshot, got)
    stops = {needs[line].home for line in got}
    most = season.trips.most_stops if season.trips else len(homes)
    assert len(stops) <= most, f"too many stops: {stops}"
    season.visited |= dict.fromkeys(stops, week)


def _homes(season: Season, week: int) -> Iterable[Home]:
    """Each is entitled to its heads' share of all that was asked so far."""
    houses, news = season.world.houses, season.world.weeks[week]
    heads = sum(one.heads for one in houses)
    total = sum(one.need.pieces for one in season.wishes.values())
    served = Counter[int]()
    for given in season.given:
        served[given.home] += given.pieces
    for one in houses:
        yield Home(
            id=one.id,
            code=f"F{one.id}",
            delivery=news.delivery,
            entitled=max(1, round(total * one.heads / heads)),
            served=served[one.id],
            sealed_only=one.sealed_only,
            margin_days=MARGIN_DAYS,
            waited_days=7 * (week - season.visited[one.id]),
        )


def _throw_away(season: Season, homes: Iterable[Home]) -> None:
    """Goods that would no longer last at any home are waste."""
    first = min(map(lasting, homes))
    for one in list(season.here.values()):
        if one.use_by is not None and one.use_by < first:
            season.wasted += one.pieces
            del season.here[one.id]


def _open(season: Season, week: int) -> Iterable[Need]:
    for line, wish in season.wishes.items():
        if season.asked[line] and week <= wish.last:
            yield replace(wish.in_week(week), pieces=season.asked[line])


def _take(season: Season, id: int, pieces: int) -> None:
    left = season.here[id].pieces - pieces
    assert left >= 0, f"more than there is: {season.here[id]}"
    if left:
        season.here[id] = replace(season.here[id], pieces=left)
    else:
        del season.here[id]


def _count_kits(season: Season, snapshot: Snapshot, got: Counter[int]) -> None:
    """All or nothing: a kit's lines got the parts of whole kits, or nothing."""
    for kit in snapshot.kits:
        whole = min(got[line] // pieces for line, pieces in kit.parts)
        assert all(got[line] == whole * pieces for line, pieces in kit.parts), f"half: {kit}"
        season.complete += whole
        season.kits[kit.id] = replace(kit, number=kit.number - whole)


def may_last(stock: Stock, world: World, week: int) -> bool:
    """Say whether goods that arrived would still last if they were given in a week."""
    first = world.weeks[week].delivery + timedelta(days=MARGIN_DAYS)
    return stock.use_by is None or stock.use_by >= first

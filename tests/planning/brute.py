"""The best plan of a small snapshot, found by looking at every plan there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from stockroom.planning.facts import Home, Need, Snapshot, Stock
from stockroom.words import Condition, Fits, Season, Urgency

Pair = tuple[int, int]
Score = tuple[tuple[int, ...], tuple[tuple[Fraction, ...], ...], tuple[int, ...], int, list[int]]
FAR = 3650


def may_go(stock: Stock, need: Need, home: Home) -> bool:
    """Say from the words of the snapshot whether goods may go to a line of a home."""
    room = need.step * need.sizes_up if need.substitutes else 0
    sized = "none" in (need.scheme, stock.scheme) or (
        stock.high >= need.low and stock.low <= need.high + room
    )
    lasts = stock.use_by is None or (stock.use_by - home.delivery).days >= home.margin_days
    kept_back = stock.on_hold or not stock.accepted or stock.arrives_on is not None
    new = stock.condition in (Condition.NEW, Condition.NEW_SEALED)
    return (
        stock.product == need.product and sized and lasts and not kept_back
        and (Fits.ANY in (need.fits, stock.fits) or need.fits == stock.fits)
        and (Season.ANY in (need.season, stock.season) or need.season == stock.season)
        and (new or not need.new_only)
        and (stock.condition == Condition.NEW_SEALED or not home.sealed_only)
        and not home.refuses & stock.flags
        and (stock.only_for is None or home.id in stock.only_for)
    )  # fmt: skip


def every_plan(snapshot: Snapshot) -> Iterator[dict[Pair, int]]:
    """Give every way of sharing out the pieces, as pieces by stock and line."""
    homes = {home.id: home for home in snapshot.homes}
    for shares in product(*(list(_shares(stock, snapshot, homes)) for stock in snapshot.stocks)):
        plan = {pair: pieces for share in shares for pair, pieces in share.items()}
        given: Counter[int] = Counter()
        for (_, line), pieces in plan.items():
            given[line] += pieces
        met = all(given[need.line] <= need.pieces for need in snapshot.needs)
        if met and kits_of(snapshot, given) is not None and _keeps_its_word(snapshot, plan):
            yield plan


def kits_of(snapshot: Snapshot, given: Counter[int]) -> dict[int, int] | None:
    """Count the complete kits of each list; None where one that must be whole is half made.

    Kits share no lines.
    """
    asks = {need.line: need.pieces for need in snapshot.needs}
    made = {}
    for kit in snapshot.kits:
        made[kit.id] = min([kit.number, *(given[line] // each for line, each in kit.parts)])
        for line, each in kit.parts:
            besides = max(asks[line] - each * kit.number, 0)
            if kit.whole and given[line] > each * made[kit.id] + besides:
                return None
    return made


def visited(snapshot: Snapshot, plan: dict[Pair, int]) -> set[int]:
    """Name the homes that get something."""
    homes = {need.line: need.home for need in snapshot.needs}
    return {homes[line] for _, line in plan}


def owed(snapshot: Snapshot) -> set[int]:
    """Name the homes that have waited too long for a visit."""
    if snapshot.trips is None:
        return set()
    longest = snapshot.trips.longest_wait_days
    return {
        home.id
        for home in snapshot.homes
        if home.waited_days is None or home.waited_days >= longest
    }


def _keeps_its_word(snapshot: Snapshot, plan: dict[Pair, int]) -> bool:
    """Pins are drawn so that all can be kept."""
    trips = snapshot.trips
    kept = all(plan.get((pin.stock, pin.line), 0) >= pin.pieces for pin in snapshot.pins)
    return kept and (trips is None or len(visited(snapshot, plan)) <= trips.most_stops)


def _shares(stock: Stock, snapshot: Snapshot, homes: dict[int, Home]) -> Iterator[dict[Pair, int]]:
    takers = [
        need
        for need in snapshot.needs
        if may_go(stock, need, homes[need.home]) and (stock.id, need.line) not in snapshot.forbidden
    ]
    for pieces in product(*(range(min(stock.pieces, need.pieces) + 1) for need in takers)):
        if sum(pieces) <= stock.pieces:
            yield {(stock.id, need.line): n for need, n in zip(takers, pieces, strict=True) if n}


def score(snapshot: Snapshot, plan: dict[Pair, int]) -> Score:
    """Say how good a plan is, more being better, level by level; the fills are the leximin."""
    homes = {home.id: home for home in snapshot.homes}
    needs = {need.line: need for need in snapshot.needs}
    stocks = {stock.id: stock for stock in snapshot.stocks}
    given: Counter[tuple[int, Urgency]] = Counter()
    asked: Counter[tuple[int, Urgency]] = Counter()
    by_line: Counter[int] = Counter()
    for need in snapshot.needs:
        asked[need.home, need.urgency] += need.pieces
    up = days = spared = 0
    for (stock_id, line), pieces in plan.items():
        stock, need = stocks[stock_id], needs[line]
        home = homes[need.home]
        given[need.home, need.urgency] += pieces
        by_line[line] += pieces
        if "none" not in (need.scheme, stock.scheme) and stock.low > need.high:
            up += pieces * -(-(stock.low - need.high) // need.step)
        left = FAR if stock.use_by is None else (stock.use_by - snapshot.today).days
        days += pieces * left
        wanted = 2 if home.sealed_only else int(need.new_only)
        grade = {Condition.NEW_SEALED: 2, Condition.NEW: 1}.get(stock.condition, 0)
        spared += pieces * max(grade - wanted, 0)
    fills = tuple(
        tuple(
            sorted(
                Fraction(homes[home].served + given[home, tier], max(homes[home].entitled, 1))
                for (home, urgency), due in asked.items()
                if urgency == tier
            )
        )
        for tier in Urgency
    )
    met = tuple(sum(n for (_, tier), n in given.items() if tier == one) for one in Urgency)
    picks = {(stocks[stock_id].lot, needs[line].home) for stock_id, line in plan}
    boxes = {stocks[stock_id].box for stock_id, _ in plan} - {None}
    oldest = sorted(needs.values(), key=lambda need: (need.since, need.line))
    ages = [by_line[need.line] for need in oldest]
    fit = (-up, -days, -spared)
    return met, fills, fit, -len(picks) - len(boxes), ages


def best_plan(snapshot: Snapshot) -> dict[Pair, int]:
    """Give the best of all plans, visits that are owed before all; the earliest of equals."""
    return max(every_plan(snapshot), key=lambda plan: rating(snapshot, plan))


def rating(snapshot: Snapshot, plan: dict[Pair, int]) -> tuple[int, Score]:
    """Say how good a plan is, the visits that are owed counted first."""
    return len(visited(snapshot, plan) & owed(snapshot)), score(snapshot, plan)

"""Small snapshots drawn by chance from a seed, with all that a plan has to mind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from stockroom.planning.facts import Home, Kit, Need, Pin, Snapshot, Stock, Trips
from stockroom.words import Condition, Fits, Season, Urgency
from tests.planning.brute import may_go

TODAY = date(2026, 11, 20)


def snapshot(seed: int, stocks: int = 4, needs: int = 5, homes: int = 3) -> Snapshot:
    """Draw a snapshot with so many of each at most, scarce enough that something stays short."""
    chance = Random(seed)
    return Snapshot(
        today=TODAY,
        homes=tuple(_home(chance, number) for number in range(1, homes + 1)),
        stocks=tuple(_stock(chance, 10 + at) for at in range(chance.randint(2, stocks))),
        needs=tuple(_need(chance, 100 + at, homes) for at in range(chance.randint(3, needs))),
    )


def with_choices(seed: int, stocks: int = 4, needs: int = 5, homes: int = 3) -> Snapshot:
    """Draw a snapshot with a pin, pairs ruled out, a kit and too few trips, each now and then."""
    plain, chance = snapshot(seed, stocks, needs, homes), Random(-seed - 1)
    pairs = [(stock.id, need.line) for stock in plain.stocks for need in plain.needs]
    forbidden = frozenset(pair for pair in pairs if chance.random() < 0.1)
    by_id = {home.id: home for home in plain.homes}
    suits = [
        Pin(stock=stock.id, line=need.line, pieces=1)
        for stock in plain.stocks
        for need in plain.needs
        if may_go(stock, need, by_id[need.home]) and (stock.id, need.line) not in forbidden
    ]
    in_kit = chance.sample(plain.needs, 2)
    loose = [pin for pin in suits if all(pin.line != need.line for need in in_kit)]
    pins = (chance.choice(loose),) if loose and chance.random() < 0.4 else ()
    return replace(
        plain,
        forbidden=forbidden,
        pins=pins,
        kits=(_kit(chance, in_kit),) if chance.random() < 0.6 else (),
        trips=Trips(most_stops=2, longest_wait_days=21) if chance.random() < 0.6 else None,
    )


def _kit(chance: Random, lines: Sequence[Need]) -> Kit:
    return Kit(
        id=1,
        home=lines[0].home,
        urgency=lines[0].urgency,
        number=min(2, *(need.pieces for need in lines)),
        parts=tuple((need.line, 1) for need in lines),
        whole=chance.random() < 0.7,
    )


def _home(chance: Random, number: int) -> Home:
    return Home(
        id=number,
        code=f"H-{number}",
        delivery=TODAY + timedelta(days=chance.randint(1, 5)),
        entitled=chance.randint(0, 6),
        served=chance.choice((0, 0, 1, 2, 3)),
        sealed_only=chance.random() < 0.2,
        refuses=frozenset({"magnets"} if chance.random() < 0.2 else ()),
        margin_days=chance.choice((0, 7)),
        waited_days=chance.choice((None, 7, 14, 21, 28)),
    )


def _stock(chance: Random, number: int) -> Stock:
    size = chance.choice((62, 68, 74))
    return Stock(
        id=number,
        lot=number // 2,
        place=1,
        product=chance.choice((1, 1, 1, 2)),
        pieces=chance.randint(1, 3),
        scheme=chance.choice(("none", *["body_cm"] * 9)),
        low=size,
        high=size + chance.choice((0, 6)),
        fits=chance.choice(tuple(Fits)),
        season=chance.choice((Season.ANY, Season.ANY, Season.WINTER)),
        condition=chance.choice(tuple(Condition)),
        use_by=TODAY + timedelta(days=chance.randint(2, 40)) if chance.random() < 0.3 else None,
        box=chance.choice((None, 1, 2)),
        accepted=chance.random() < 0.95,
        on_hold=chance.random() < 0.05,
        arrives_on=TODAY + timedelta(days=1) if chance.random() < 0.05 else None,
        only_for=frozenset({1, 2}) if chance.random() < 0.1 else None,
        flags=frozenset({"magnets"} if chance.random() < 0.2 else ()),
    )


def _need(chance: Random, number: int, homes: int) -> Need:
    return Need(
        line=number,
        home=chance.randint(1, homes),
        product=chance.choice((1, 1, 1, 2)),
        pieces=chance.randint(1, 3),
        urgency=chance.choice((Urgency.TONIGHT, Urgency.ROUTINE, Urgency.ROUTINE)),
        since=chance.randint(1, 4),
        scheme=chance.choice(("none", "body_cm", "body_cm")),
        low=62,
        high=chance.choice((62, 68)),
        step=6,
        sizes_up=chance.choice((0, 1, 2)),
        fits=chance.choice(tuple(Fits)),
        season=chance.choice((Season.ANY, Season.ANY, Season.WINTER)),
        new_only=chance.random() < 0.1,
        substitutes=chance.random() < 0.8,
    )

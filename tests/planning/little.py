"""Small made-up snapshots, wholly by their seed, in which goods are scarce and rules bite."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from stockroom.planning.facts import Home, Kit, Need, Pin, Snapshot, Stock, Trips
from stockroom.words import Condition, Fits, Season, Urgency

TODAY = date(2026, 11, 23)


def home(id: int, **facts: Any) -> Home:
    """A home that is entitled to ten pieces and has had none."""
    plain = Home(id=id, code=f"E-{id}", delivery=TODAY + timedelta(3), entitled=10, served=0)
    return replace(plain, **facts)


def stock(id: int, pieces: int, **facts: Any) -> Stock:
    """A lot of used things of product 1, in a place of its own."""
    return replace(Stock(id=id, lot=id, place=id, product=1, pieces=pieces), **facts)


def need(line: int, home: int, pieces: int, **facts: Any) -> Need:
    """A routine line for product 1, as old as its number."""
    plain = Need(
        line=line, home=home, product=1, pieces=pieces, urgency=Urgency.ROUTINE, since=line
    )
    return replace(plain, **facts)


def snapshot(stocks: list[Stock], needs: list[Need], homes: list[Home], **facts: Any) -> Snapshot:
    """Put it together."""
    plain = Snapshot(today=TODAY, stocks=tuple(stocks), needs=tuple(needs), homes=tuple(homes))
    return replace(plain, **facts)


def at_random(
    seed: int, *, kits: bool = False, trips: bool = False, hands: bool = True
) -> Snapshot:
    """Make a snapshot of a few homes; with kits, visits, and a coordinator's hands where asked."""
    chance = Random(seed)
    homes = [_home(chance, number) for number in range(1, chance.randint(2, 5))]
    needs = [_need(chance, line, homes) for line in range(1, chance.randint(3, 14))]
    stocks = [_stock(chance, number, homes) for number in range(1, chance.randint(3, 12))]
    made = snapshot(stocks, needs, homes)
    if kits:
        made = _with_kits(chance, made)
    if trips:
        made = replace(made, trips=Trips(most_stops=chance.randint(1, 3)))
    if hands:
        made = replace(
            made,
            pins=tuple(_pin(chance, made) for _ in range(chance.randint(0, 2))),
            forbidden=frozenset(
                (chance.choice(stocks).id, chance.choice(needs).line)
                for _ in range(chance.randint(0, 3))
            ),
        )
    return made


def _home(chance: Random, id: int) -> Home:
    return home(
        id,
        entitled=chance.randint(1, 30),
        served=chance.randint(0, 20),
        sealed_only=chance.random() < 0.25,
        refuses=frozenset({"glass"} if chance.random() < 0.3 else ()),
        margin_days=chance.choice((0, 14)),
        waited_days=chance.choice((None, 3, 10, 25, 40)),
    )


def _need(chance: Random, line: int, homes: list[Home]) -> Need:
    product = chance.randint(1, 3)
    low = 56 + 6 * chance.randint(0, 3)
    sized: dict[str, Any] = (
        {"scheme": "body_cm", "low": low, "high": low, "step": 6} if product != 3 else {}
    )
    return need(
        line,
        chance.choice(homes).id,
        chance.randint(1, 4),
        product=product,
        urgency=chance.choice(tuple(Urgency)),
        since=chance.randint(1, 5),
        sizes_up=chance.randint(0, 2),
        fits=chance.choice((Fits.ANY, Fits.ANY, Fits.GIRL, Fits.BOY)),
        season=chance.choice((Season.ANY, Season.ANY, Season.WINTER)),
        new_only=chance.random() < 0.2,
        substitutes=chance.random() < 0.8,
        **sized,
    )


def _stock(chance: Random, id: int, homes: list[Home]) -> Stock:
    product = chance.randint(1, 3)
    low = 56 + 6 * chance.randint(0, 4)
    sized: dict[str, Any] = {"scheme": "body_cm", "low": low, "high": low} if product != 3 else {}
    return stock(
        id,
        chance.randint(1, 5),
        lot=(id + 1) // 2,
        product=product,
        fits=chance.choice((Fits.ANY, Fits.ANY, Fits.GIRL)),
        season=chance.choice((Season.ANY, Season.ANY, Season.SUMMER)),
        condition=chance.choice(tuple(Condition)),
        use_by=chance.choice((None, None, TODAY + timedelta(10), TODAY + timedelta(30))),
        box=chance.choice((None, 1, 2)),
        accepted=chance.random() < 0.95,
        on_hold=chance.random() < 0.05,
        arrives_on=chance.choice((None, *[None] * 8, TODAY + timedelta(2))),
        only_for=chance.choice((None, *[None] * 4, frozenset({homes[0].id}))),
        flags=frozenset({"glass"} if chance.random() < 0.2 else ()),
        **sized,
    )


def _pin(chance: Random, made: Snapshot) -> Pin:
    return Pin(
        stock=chance.choice(made.stocks).id,
        line=chance.choice(made.needs).line,
        pieces=chance.randint(1, 3),
    )


def _with_kits(chance: Random, made: Snapshot) -> Snapshot:
    """Turn some homes' lines of one urgency into kits of one to three parts."""
    kits: list[Kit] = []
    needs = {one.line: one for one in made.needs}
    for one in made.homes:
        lines = [need for need in made.needs if need.home == one.id][: chance.randint(0, 3)]
        if not lines:
            continue
        number, parts = chance.randint(1, 2), []
        for line in lines:
            pieces = chance.randint(1, 2)
            parts.append((line.line, pieces))
            needs[line.line] = replace(
                line, pieces=number * pieces + chance.randint(0, 1), urgency=lines[0].urgency
            )
        kits.append(
            Kit(
                id=len(kits) + 1,
                home=one.id,
                urgency=lines[0].urgency,
                number=number,
                parts=tuple(parts),
                whole=chance.random() < 0.7,
            )
        )
    return replace(made, needs=tuple(needs.values()), kits=tuple(kits))

"""Made-up days on the road: gates with their hours, kilograms, litres, and who is let in where."""

from __future__ import annotations

import math
import random

from stockroom.planning.routes.facts import Day
from stockroom.rules.driving import Load, Place, Stop, Trip, Window

HOME: Place = ("site", 1)
PRISON = ((Window(540, 660), Window(810, 930)), 45)
SHELTER = ((Window(480, 1020),), 15)
NARROW = 20
"""Minutes driven from one end of the town to the middle."""


def day(stops: int, seed: int, *, price: int | None = 240) -> Day:
    """A day of so many stops, and a van for every five of them.

    A third are prisons, open twice, where half of the vans are known. With a price every stop may
    be left out at it.
    """
    dice = random.Random(seed * 1000 + stops)
    vans = max(2, -(-stops // 5))
    spots = [(0.0, 0.0)] + [(dice.uniform(-1, 1), dice.uniform(-1, 1)) for _ in range(stops)]
    places: list[Place] = [HOME, *(("facility", number) for number in range(1, stops + 1))]
    made = tuple(_stop(dice, number, vans) for number in range(1, stops + 1))
    return Day(
        stops=made,
        trips=tuple(_trip(number) for number in range(1, vans + 1)),
        ways=tuple(
            (places[a], places[b], max(2, math.ceil(NARROW * math.dist(spots[a], spots[b]))))
            for a in range(len(places))
            for b in range(len(places))
            if a != b
        ),
        left_out_at={} if price is None else {stop.id: price for stop in made},
    )


def _stop(dice: random.Random, number: int, vans: int) -> Stop:
    is_prison = dice.random() < 1 / 3
    windows, service = PRISON if is_prison else SHELTER
    known = frozenset(dice.sample(range(1, vans + 1), -(-vans // 2)))
    return Stop(
        id=number,
        name=f"M-{number}",
        place=("facility", number),
        windows=windows,
        service_min=service,
        brought=Load(dice.randrange(20, 160) * 1000, dice.randrange(100, 1000) * 1000),
        drivers=known if is_prison else None,
        vans=known if is_prison else None,
    )


def _trip(number: int) -> Trip:
    return Trip(
        van=number,
        driver=number,
        start=HOME,
        end=HOME,
        shift=Window(480, 960),
        longest_wait_min=480,
        most_g=700_000,
        most_ml=4_500_000,
    )

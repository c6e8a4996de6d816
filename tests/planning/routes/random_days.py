"""Days on the road at random: short hours, small vans, closed gates, and now and then nonsense."""

from __future__ import annotations

import random
from dataclasses import replace

from stockroom.planning.routes.facts import Day, Orders
from stockroom.rules.driving import Load, Onward, Place, Stop, Trip, Window

HOME: Place = ("site", 1)
PRISON = (Window(540, 660), Window(810, 930))


def day(seed: int, most: int = 8) -> Day:
    """A day with up to so many stops and up to three vans."""
    dice = random.Random(seed)
    count = dice.randint(1, most)
    stops = tuple(_stop(dice, number, count) for number in range(1, count + 1))
    trips = tuple(_trip(dice, number, count) for number in range(1, dice.randint(1, 3) + 1))
    places: list[Place] = [HOME, *(("facility", number) for number in range(1, 6))]
    known = 1.0 if dice.random() < 0.7 else 0.9
    ways = tuple(
        (a, b, dice.randint(0, 60))
        for a in places
        for b in places
        if a != b and dice.random() < known
    )
    priced = [stop.id for stop in stops if dice.random() < 0.3]
    now, most_changes = _present(dice, count, len(trips))
    made = Day(
        stops=stops,
        trips=trips,
        ways=ways,
        left_out_at={stop: dice.randint(0, 300) for stop in priced},
        now=now,
        most_changes=most_changes,
    )
    return replace(made, trips=tuple(_sharing(dice, trip, trips[0]) for trip in trips))


def _stop(dice: random.Random, number: int, count: int) -> Stop:
    opens = dice.randint(420, 900)
    hours = dice.choice([(), PRISON, (Window(opens, opens + dice.randint(0, 240)),)])
    to = Onward(dice.randint(1, count + 1), _load(dice, 200))
    return Stop(
        id=number,
        name=f"M-{number}",
        place=("facility", dice.randint(1, 5)),
        windows=hours,
        service_min=dice.choice([0, 15, 45]),
        brought=_load(dice, 300),
        fetched=_load(dice, 100),
        onward=(to,) if dice.random() < 0.1 else (),
        drivers=_let_in(dice),
        vans=_let_in(dice),
    )


def _trip(dice: random.Random, number: int, count: int) -> Trip:
    opens = dice.randint(420, 540)
    aboard = tuple(dice.sample(range(1, count + 1), dice.randint(0, count)))
    return Trip(
        van=number,
        driver=number,
        start=HOME if dice.random() < 0.8 else ("facility", 1),
        end=HOME,
        shift=Window(opens, opens + dice.randint(120, 540)),
        longest_wait_min=dice.choice([0, 30, 480]),
        leaves=opens + 20 if dice.random() < 0.2 else None,
        carried=_load(dice, 50),
        most_g=dice.choice([None, 700_000, 300_000]),
        most_ml=dice.choice([None, 900_000]),
        aboard=aboard if dice.random() < 0.2 else None,
    )


def _sharing(dice: random.Random, trip: Trip, first: Trip) -> Trip:
    """Now and then a trip has the van or the driver of the first, and some of these later hours."""
    later = dice.choice([0, 0, 180, 300])
    shift = Window(trip.shift.opens + later, trip.shift.closes + later)
    what = dice.choice(["van", "driver", "", ""])
    if not what or trip == first or trip.leaves is not None:
        return trip
    if what == "van":
        return replace(trip, shift=shift, van=first.van)
    return replace(trip, shift=shift, driver=first.driver)


def _load(dice: random.Random, most_kg: int) -> Load:
    return Load(dice.randrange(most_kg) * 1000, dice.randrange(most_kg) * 1000)


def _let_in(dice: random.Random) -> frozenset[int] | None:
    return frozenset(dice.sample([1, 2, 3], dice.randint(1, 3))) if dice.random() < 0.3 else None


def _present(dice: random.Random, count: int, vans: int) -> tuple[Orders, int | None]:
    """Now and then an order of all the stops, of which little may change."""
    if dice.random() < 0.7:
        return (), None
    order = dice.sample(range(1, count + 1), count)
    cuts = sorted(dice.randint(0, count) for _ in range(vans - 1))
    now = tuple(tuple(order[a:b]) for a, b in zip([0, *cuts], [*cuts, count], strict=True))
    return now, dice.choice([None, 0, 1, 2])

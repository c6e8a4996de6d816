"""Twenty-six made-up weeks of one stockroom, wholly by seed: what arrives, and what is wished.

Frozen before any matcher was tuned on it: a change of a figure here or in kinds.py is a new VERSION
and a new digest in tests/planning/test_made_up_weeks.py. The figures were chosen by looking at the
simple rules of policies.py alone, on the seeds for tuning, so that those come near an earlier
prototype's. Wishes do not depend on the ratio of supply to demand; the gifts of a seed are drawn
until they come to that ratio, to the piece.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from stockroom.planning.facts import Kit, Need, Stock
from stockroom.rules.growth import projected_size_cm
from stockroom.words import Condition, Urgency
from tests.bench.matching.kinds import KINDS, STARTER, Kind, Size

VERSION = 1
WEEKS, FACILITIES, SEALED_ONLY = 26, 25, 5
TUNING = (11, 12, 13, 14, 15, 16)
"""Seeds that a matcher may be tuned on."""
REPORTING = (101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112)
"""Seeds that are for reporting alone; nobody looks at them while tuning."""
FOR_KITS = REPORTING[:6]
"""Those that kits and trips are reported on: an integer problem each week takes its time."""

LINES_A_WEEK, FLEXIBLE, DAYS_OF_WEAR, MARGIN_DAYS = 80, 0.75, 28, 14
KITS_A_WEEK = 4
FIRST_DAY, DELIVERED_AFTER_DAYS = date(2026, 1, 5), 3
URGENCIES = {
    Urgency.TONIGHT: (0.25, 3),
    Urgency.TWO_WEEKS: (0.40, 6),
    Urgency.ROUTINE: (0.25, 12),
    Urgency.NICE: (0.10, 20),
}
"""Of each urgency its share of lines, and how many plans a line stays open for."""


@dataclass(frozen=True, slots=True)
class House:
    """A facility: how many live there, and whether its gate takes sealed goods only."""

    id: int
    heads: float
    sealed_only: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """A line as it was asked in one week, and the last week in which anything is of use."""

    need: Need
    week: int
    last: int

    def in_week(self, week: int) -> Need:
        """The line as it stands in a later week: a child has grown meanwhile."""
        if self.need.scheme != "body_cm":
            return self.need
        cm = _grown(self.need.low, self.week, week)
        return replace(self.need, low=cm, high=cm)


@dataclass(frozen=True, slots=True)
class Week:
    """What is new on the Monday of a week."""

    today: date
    delivery: date
    arrivals: tuple[Stock, ...]
    wishes: tuple[Wish, ...]
    kits: tuple[Kit, ...] = ()


@dataclass(frozen=True, slots=True)
class World:
    """Facilities, and what happens to them in 26 weeks."""

    seed: int
    ratio: float
    houses: tuple[House, ...]
    weeks: tuple[Week, ...]


def world(seed: int, ratio: float, *, kits: bool = False) -> World:
    """Make the weeks of a seed; `ratio` is pieces given over pieces asked, kits' included."""
    houses = _houses(Random(f"houses {seed}"))
    wishes = _wishes(Random(f"wishes {seed}"), houses)
    sets, parts = _kits(Random(f"kits {seed}"), houses, len(wishes)) if kits else ([], [])
    asked = [0] * len(KINDS)
    for one in wishes + parts:
        asked[one.need.product] += one.need.pieces
    gifts = _gifts(Random(f"gifts {seed}"), asked, ratio)
    weeks = tuple(
        Week(
            monday(week),
            delivered(week),
            tuple(stock for when, stock in gifts if when == week),
            tuple(one for one in wishes + parts if one.week == week),
            tuple(kit for when, kit in sets if when == week),
        )
        for week in range(WEEKS)
    )
    return World(seed, ratio, houses, weeks)


def monday(week: int) -> date:
    """The day on which a week's plan is made."""
    return FIRST_DAY + timedelta(weeks=week)


def delivered(week: int) -> date:
    """The day on which what it promises arrives."""
    return monday(week) + timedelta(days=DELIVERED_AFTER_DAYS)


def _houses(chance: Random) -> tuple[House, ...]:
    return tuple(
        House(number, chance.lognormvariate(3.0, 0.7), number >= FACILITIES - SEALED_ONLY)
        for number in range(FACILITIES)
    )


def _wishes(chance: Random, houses: Sequence[House]) -> list[Wish]:
    made: list[Wish] = []
    often = [kind.share / kind.line for kind in KINDS]
    for week in range(WEEKS):
        for _ in range(round(chance.gauss(LINES_A_WEEK, LINES_A_WEEK**0.5))):
            house = chance.choices(houses, [one.heads for one in houses])[0]
            product = chance.choices(range(len(KINDS)), often)[0]
            kind = KINDS[product]
            size = chance.choices(kind.sizes, [one.asked for one in kind.sizes])[0]
            urgency = chance.choices(list(URGENCIES), [share for share, _ in URGENCIES.values()])[0]
            pieces = _about(chance, kind.line)
            flexible = chance.random() < FLEXIBLE
            need = _need(len(made), house, product, size, pieces, urgency, flexible)
            made.append(Wish(need, week, week + URGENCIES[urgency][1] - 1))
    return made


def _kits(
    chance: Random, houses: Sequence[House], lines: int
) -> tuple[list[tuple[int, Kit]], list[Wish]]:
    """Kits for newborns, all or nothing, each part of which is a line of its own."""
    kits: list[tuple[int, Kit]] = []
    parts: list[Wish] = []
    for week in range(WEEKS):
        for _ in range(KITS_A_WEEK):
            house = chance.choices(houses, [one.heads for one in houses])[0]
            urgency = chance.choice((Urgency.TONIGHT, Urgency.TWO_WEEKS))
            number, here = chance.randint(1, 3), []
            for product, size, pieces in STARTER:
                need = _need(
                    lines + len(parts), house, product, KINDS[product].sizes[size],
                    number * pieces, urgency, flexible=True,
                )  # fmt: skip
                parts.append(Wish(need, week, week + URGENCIES[urgency][1] - 1))
                here.append((need.line, pieces))
            kit = Kit(
                id=len(kits), home=house.id, urgency=urgency, number=number, parts=tuple(here)
            )
            kits.append((week, kit))
    return kits, parts


def _need(
    line: int, house: House, product: int, size: Size, pieces: int, urgency: Urgency, flexible: bool
) -> Need:
    kind = KINDS[product]
    return Need(
        line=line, home=house.id, product=product, pieces=pieces, urgency=urgency, since=line,
        scheme=kind.scheme, low=size.low, high=size.high, step=kind.step,
        sizes_up=1 if flexible and kind.step else 0, substitutes=flexible,
    )  # fmt: skip


def _gifts(chance: Random, asked: Sequence[int], ratio: float) -> list[tuple[int, Stock]]:
    """Draw gifts of each kind until they come to its share of what is to be given in all.

    What is given of a kind follows what is asked of it only roughly: donors give what they have.
    """
    rough = [pieces * chance.lognormvariate(0, 0.1) for pieces in asked]
    total, given, wanted = round(ratio * sum(asked)), 0, 0.0
    gifts: list[tuple[int, Stock]] = []
    for product, pieces in enumerate(rough):
        wanted += total * pieces / sum(rough)
        while given < round(wanted):
            size = min(_about(chance, KINDS[product].gift), round(wanted) - given)
            week = chance.randrange(WEEKS)
            gifts.append((week, _stock(chance, len(gifts), product, size, week)))
            given += size
    return gifts


def _stock(chance: Random, id: int, product: int, pieces: int, week: int) -> Stock:
    kind: Kind = KINDS[product]
    size = chance.choices(kind.sizes, [one.given for one in kind.sizes])[0]
    condition = Condition.NEW_SEALED if chance.random() < kind.sealed else Condition.GOOD
    life = chance.randint(7 * kind.weeks[0], 7 * kind.weeks[1]) if kind.weeks else None
    return Stock(
        id=id, lot=id, place=id % 40, product=product, pieces=pieces, scheme=kind.scheme,
        low=size.low, high=size.high, condition=condition,
        use_by=monday(week) + timedelta(days=life) if life is not None else None,
    )  # fmt: skip


def _about(chance: Random, mean: float) -> int:
    """A whole number from 1 on with about this mean, small ones most often."""
    return 1 + int(chance.expovariate(1.0) * (mean - 0.5)) if mean > 1 else 1


@cache
def _grown(cm: int, asked: int, week: int) -> int:
    on = delivered(week) + timedelta(days=DAYS_OF_WEAR)
    return projected_size_cm(cm, monday(asked), on)

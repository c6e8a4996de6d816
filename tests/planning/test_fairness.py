"""Fairness is exact: the same as trying everything, on two hundred small cases."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import pytest

from stockroom.planning import matching
from stockroom.planning.facts import Snapshot
from tests.planning.little import home, need, snapshot, stock

Counts = tuple[int, ...]


def case(seed: int) -> Snapshot:
    """A few homes of unlike entitlement that ask for goods of which each takes some only."""
    chance = Random(f"fair {seed}")
    homes = [
        home(number, entitled=chance.randint(0, 12), served=chance.randint(0, 6))
        for number in range(1, chance.randint(3, 5))
    ]
    needs = [need(one.id, one.id, chance.randint(1, 4)) for one in homes]
    stocks = [
        stock(
            number,
            chance.randint(1, 3),
            only_for=frozenset(chance.sample([one.id for one in homes], chance.randint(1, 3)))
            if len(homes) > 2
            else None,
        )
        for number in range(1, chance.randint(2, 6))
    ]
    return snapshot(stocks, needs, homes)


def can_be_met(made: Snapshot, counts: Counts) -> bool:
    """Say whether homes can get so many: no group of them may want more than all it may have."""
    for group in product((False, True), repeat=len(counts)):
        inside = {one.id for one, there in zip(made.homes, group, strict=True) if there}
        wanted = sum(pieces for pieces, there in zip(counts, group, strict=True) if there)
        there = sum(
            one.pieces for one in made.stocks if one.only_for is None or one.only_for & inside
        )
        if wanted > there:
            return False
    return True


def fills(made: Snapshot, counts: Counts) -> list[Fraction]:
    """The fills of all homes, the lowest first."""
    return sorted(
        Fraction(one.served + pieces, max(one.entitled, 1))
        for one, pieces in zip(made.homes, counts, strict=True)
    )


@pytest.mark.parametrize("seed", range(200))
def test_nobody_s_fill_can_be_raised_but_at_the_cost_of_a_lower_one(seed: int) -> None:
    made = case(seed)
    every = product(*(range(one.pieces + 1) for one in made.needs))
    possible = [counts for counts in every if can_be_met(made, counts)]
    most = max(map(sum, possible))
    fairest = max(fills(made, counts) for counts in possible if sum(counts) == most)

    plan = matching.plan(made, 20)

    got = tuple(
        sum(match.pieces for match in plan.matches if match.line == one.line) for one in made.needs
    )
    assert sum(got) == most
    assert fills(made, got) == fairest


@pytest.mark.parametrize("seed", range(60))
def test_asking_for_double_brings_nothing(seed: int) -> None:
    chance = Random(f"greedy {seed}")
    homes = [
        home(number, entitled=chance.randint(4, 12), served=chance.randint(0, 6))
        for number in (1, 2, 3)
    ]
    asked = {one.id: chance.randint(6, 9) for one in homes}
    goods = [stock(1, 6)]

    honest = _given_to_first(snapshot(goods, [need(n, n, k) for n, k in asked.items()], homes))
    doubled = asked | {1: 2 * asked[1]}
    greedy = _given_to_first(snapshot(goods, [need(n, n, k) for n, k in doubled.items()], homes))

    assert greedy == honest


def _given_to_first(made: Snapshot) -> int:
    return sum(match.pieces for match in matching.plan(made, 20).matches if match.line == 1)

"""Whatever the snapshot: a plan can be carried out, and comes out the same again."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.planning import matching, telling
from stockroom.planning.facts import Pin, Snapshot
from stockroom.planning.plans import Level
from tests.planning.lawful import carries_out
from tests.planning.little import at_random

SNAPSHOTS = st.builds(
    at_random, st.integers(0, 10**6), kits=st.booleans(), trips=st.booleans(), hands=st.booleans()
)


@settings(deadline=None, max_examples=150)
@given(SNAPSHOTS)
def test_every_plan_can_be_carried_out_and_is_the_same_again(made: Snapshot) -> None:
    plan = matching.plan(made, 20)

    carries_out(made, plan)
    assert plan == matching.plan(made, 20)


@settings(deadline=None, max_examples=150)
@given(SNAPSHOTS, st.integers(0, 1000))
def test_the_order_in_which_facts_are_told_changes_nothing(made: Snapshot, seed: int) -> None:
    chance = Random(seed)
    told = replace(
        made,
        stocks=tuple(chance.sample(made.stocks, len(made.stocks))),
        needs=tuple(chance.sample(made.needs, len(made.needs))),
        homes=tuple(chance.sample(made.homes, len(made.homes))),
        kits=tuple(chance.sample(made.kits, len(made.kits))),
    )

    plan, again = matching.plan(made, 20), matching.plan(told, 20)

    assert plan.values == again.values
    assert plan.matches == again.matches


@settings(deadline=None, max_examples=150)
@given(SNAPSHOTS)
def test_the_solver_is_never_worse_than_the_hand(made: Snapshot) -> None:
    plan, by_hand = matching.plan(made, 20), telling.by_hand(made)

    carries_out(made, by_hand)
    if made.trips is None and not made.kits:
        assert plan.values[Level.URGENCY] >= by_hand.values[Level.URGENCY]


@settings(deadline=None, max_examples=60)
@given(SNAPSHOTS)
def test_pins_that_nothing_speaks_against_are_kept(made: Snapshot) -> None:
    plain = replace(made, kits=(), trips=None, pins=())
    taken = {(one.stock, one.line): one.pieces for one in matching.plan(plain, 20).matches[:2]}
    again = replace(
        plain, pins=tuple(Pin(stock=s, line=n, pieces=p) for (s, n), p in taken.items())
    )

    found = matching.plan(again, 20)

    kept = {(one.stock, one.line): one.pieces for one in found.matches if one.reason.pinned}
    assert kept == taken

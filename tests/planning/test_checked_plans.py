"""The matcher's own plans pass the checker, and those of a matcher that is broken do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.planning import matching
from stockroom.planning.checking import Kind, check
from stockroom.planning.facts import Snapshot
from stockroom.words import Urgency
from tests.planning import drawing
from tests.planning.little import at_random

Blind = Callable[[Snapshot], Snapshot]


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 10**6), st.booleans(), st.booleans())
def test_every_reason_and_every_level_of_a_plan_holds(seed: int, kits: bool, trips: bool) -> None:
    made = at_random(seed, kits=kits, trips=trips)

    assert check(made, matching.plan(made, 20)) == []


@pytest.mark.parametrize("seed", range(100))
def test_so_do_those_of_a_hundred_other_worlds(seed: int) -> None:
    made = drawing.with_choices(seed, stocks=6, needs=8)

    assert check(made, matching.plan(made, 20)) == []


def test_a_matcher_that_takes_what_has_not_arrived_is_caught() -> None:
    assert _caught(_arrivals_are_here, Kind.NOT_ARRIVED)


def test_a_matcher_that_ignores_holds_is_caught() -> None:
    assert _caught(_nothing_is_on_hold, Kind.ON_HOLD)


def test_a_matcher_that_ignores_gates_is_caught() -> None:
    assert _caught(_every_gate_is_open, Kind.GATE)


def test_a_matcher_that_ignores_donors_is_caught() -> None:
    assert _caught(_given_for_anybody, Kind.DONOR)


def test_a_matcher_that_ignores_expiry_is_caught() -> None:
    assert _caught(_nothing_expires, Kind.EXPIRES)


def test_a_matcher_that_swaps_the_tiers_is_caught() -> None:
    assert _caught(_the_least_urgent_first, Kind.URGENCY)


def test_a_matcher_that_forgets_what_was_served_is_caught() -> None:
    assert _caught(_nobody_was_served_before, Kind.FAIRNESS)


def _caught(blind: Blind, kind: Kind) -> bool:
    """Whether each plan made with closed eyes is faulty that differs, and some for this reason."""
    kinds = set[Kind]()
    for seed in range(150):
        made = at_random(seed, hands=False)
        wrong, right = matching.plan(blind(made), 20), matching.plan(made, 20)
        found = {one.kind for one in check(made, wrong)}
        assert found or wrong.matches == right.matches
        kinds |= found
    return kind in kinds


def _arrivals_are_here(made: Snapshot) -> Snapshot:
    return replace(made, stocks=tuple(replace(one, arrives_on=None) for one in made.stocks))


def _nothing_is_on_hold(made: Snapshot) -> Snapshot:
    return replace(made, stocks=tuple(replace(one, on_hold=False) for one in made.stocks))


def _every_gate_is_open(made: Snapshot) -> Snapshot:
    homes = (replace(one, sealed_only=False, refuses=frozenset()) for one in made.homes)
    return replace(made, homes=tuple(homes))


def _given_for_anybody(made: Snapshot) -> Snapshot:
    return replace(made, stocks=tuple(replace(one, only_for=None) for one in made.stocks))


def _nothing_expires(made: Snapshot) -> Snapshot:
    return replace(made, stocks=tuple(replace(one, use_by=None) for one in made.stocks))


def _the_least_urgent_first(made: Snapshot) -> Snapshot:
    tiers = list(Urgency)
    upside_down = dict(zip(tiers, reversed(tiers), strict=True))
    needs = tuple(replace(one, urgency=upside_down[one.urgency]) for one in made.needs)
    return replace(made, needs=needs)


def _nobody_was_served_before(made: Snapshot) -> Snapshot:
    return replace(made, homes=tuple(replace(one, served=0) for one in made.homes))

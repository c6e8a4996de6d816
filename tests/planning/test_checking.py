"""The best of all plans passes the checker, and no other one calls itself the best."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from stockroom.planning.checking import Kind, check
from stockroom.planning.facts import Snapshot
from stockroom.planning.plans import Level, Match, Plan
from tests.planning import brute, drawing
from tests.planning.telling import told

LEVELS = (Kind.URGENCY, Kind.FAIRNESS, Kind.FIT)


@pytest.mark.parametrize("seed", range(200))
def test_the_best_of_all_plans_passes_and_a_worse_one_is_caught_at_its_level(seed: int) -> None:
    snapshot = drawing.snapshot(seed)
    scored = [(brute.score(snapshot, plan), plan) for plan in brute.every_plan(snapshot)]
    top, best = max(scored, key=lambda one: one[0])

    assert check(snapshot, told(snapshot, best)) == []

    for score, plan in Random(seed).sample(scored, min(len(scored), 12)):
        lost = [kind for at, kind in enumerate(LEVELS) if score[at] != top[at]]
        if lost:
            assert lost[0] in {one.kind for one in check(snapshot, told(snapshot, plan))}


@pytest.mark.parametrize("seed", range(200))
def test_with_pins_kits_and_few_trips_the_best_passes_and_worse_ones_do_not(seed: int) -> None:
    snapshot = drawing.with_choices(seed)
    rated = [(brute.rating(snapshot, plan), plan) for plan in brute.every_plan(snapshot)]
    if not rated:
        pytest.skip("not all that was drawn can be had together")
    top, best = max(rated, key=lambda one: one[0])
    said = _said(snapshot, best)

    assert check(snapshot, said) == []

    for rating, plan in Random(seed).sample(rated, min(len(rated), 12)):
        other = _said(snapshot, plan)
        alike = brute.visited(snapshot, plan) == brute.visited(snapshot, best)
        if alike and other.kits == said.kits and rating[1][:3] != top[1][:3]:
            assert check(snapshot, other) != []


@pytest.mark.parametrize("seed", range(200))
def test_a_best_plan_that_is_changed_by_one_piece_fails(seed: int) -> None:
    snapshot, chance = drawing.snapshot(seed), Random(seed)
    plan = told(snapshot, brute.best_plan(snapshot))
    if not plan.matches:
        pytest.skip("nothing here goes to anybody")
    at = chance.randrange(len(plan.matches))
    match = plan.matches[at]
    elsewhere = [need.line for need in snapshot.needs if need.line != match.line]
    changed = chance.choice(
        (
            replace(match, pieces=match.pieces + 1),
            replace(match, pieces=match.pieces - 1),
            replace(match, line=chance.choice(elsewhere)),
        )
    )

    assert check(snapshot, _with(plan, at, changed)) != []


def test_a_level_before_which_one_is_not_certain_cannot_be_certain() -> None:
    snapshot = drawing.snapshot(1)
    best = brute.best_plan(snapshot)

    found = check(snapshot, told(snapshot, best, certain=frozenset({Level.URGENCY, Level.FIT})))

    assert [one.kind for one in found] == [Kind.UNPROVEN]


def test_a_plan_that_calls_nothing_certain_need_only_be_feasible_and_true() -> None:
    snapshot = drawing.snapshot(1)

    assert check(snapshot, told(snapshot, {}, certain=frozenset())) != []
    assert {one.kind for one in check(snapshot, told(snapshot, {}, certain=frozenset()))} == {
        Kind.SHORT
    }


def _said(snapshot: Snapshot, plan: dict[tuple[int, int], int]) -> Plan:
    given: Counter[int] = Counter()
    for (_, line), pieces in plan.items():
        given[line] += pieces
    return told(snapshot, plan, brute.kits_of(snapshot, given))


def _with(plan: Plan, at: int, match: Match) -> Plan:
    return replace(plan, matches=(*plan.matches[:at], match, *plan.matches[at + 1 :]))

"""Plans by worked example."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from stockroom.planning import matching, telling
from stockroom.planning.costs import cost_of
from stockroom.planning.facts import Kit, Pin, Snapshot, Trips
from stockroom.planning.plans import Level, Plan, Why
from stockroom.words import Condition, Urgency
from tests.planning.lawful import carries_out
from tests.planning.little import TODAY, home, need, snapshot, stock

HOMES = [home(1), home(2)]
SIZED = {"scheme": "body_cm", "low": 62, "high": 62}


def plan(made: Snapshot) -> Plan:
    """Make a plan, with the time that a busy machine may take."""
    found = matching.plan(made, 20)
    carries_out(made, found)
    return found


def given(plan: Plan) -> dict[tuple[int, int], int]:
    """Pieces by stock and line."""
    found = Counter[tuple[int, int]]()
    for match in plan.matches:
        found[match.stock, match.line] += match.pieces
    return dict(found)


def test_what_is_needed_tonight_comes_first_and_says_so() -> None:
    tonight = need(2, 2, 3, urgency=Urgency.TONIGHT)
    found = plan(snapshot([stock(1, 4)], [need(1, 1, 3), tonight], HOMES))

    assert given(found) == {(1, 1): 1, (1, 2): 3}
    reason = found.matches[1].reason
    assert (reason.level, reason.over) == (Level.URGENCY, 1)
    assert reason.facts == {"tier": 0, "over_tier": 2}
    assert [(one.line, one.pieces, one.why) for one in found.short] == [(1, 2, Why.OTHERS)]


def test_whoever_was_served_least_comes_first_among_equals() -> None:
    homes = [home(1, served=5), home(2, served=1)]
    found = plan(snapshot([stock(1, 2)], [need(1, 1, 2), need(2, 2, 2)], homes))

    assert given(found) == {(1, 2): 2}
    reason = found.matches[0].reason
    assert (reason.level, reason.over) == (Level.FAIRNESS, 1)
    assert reason.facts["fill"] < reason.facts["over_fill"]


def test_no_home_is_left_out_where_a_lot_would_serve_two() -> None:
    found = plan(snapshot([stock(1, 4)], [need(1, 1, 4), need(2, 2, 4)], HOMES))

    assert given(found) == {(1, 1): 2, (1, 2): 2}


def test_more_is_met_before_it_is_shared_fairly() -> None:
    only_one = stock(1, 1, only_for=frozenset({1}))
    found = plan(snapshot([only_one, stock(2, 1)], [need(1, 1, 2), need(2, 2, 2)], HOMES))

    assert given(found) == {(1, 1): 1, (2, 2): 1}


def test_the_exact_size_goes_before_a_larger_one() -> None:
    larger = stock(1, 1, **SIZED | {"low": 68, "high": 68})
    found = plan(
        snapshot(
            [larger, stock(2, 1, **SIZED)], [need(1, 1, 1, **SIZED, step=6, sizes_up=1)], HOMES
        )
    )

    assert given(found) == {(2, 1): 1}


def test_a_larger_size_goes_to_whoever_takes_it_so_that_both_are_met() -> None:
    larger = stock(1, 1, **SIZED | {"low": 68, "high": 68})
    strict = need(2, 2, 1, **SIZED, step=6, substitutes=False)
    found = plan(
        snapshot(
            [larger, stock(2, 1, **SIZED)],
            [need(1, 1, 1, **SIZED, step=6, sizes_up=1), strict],
            HOMES,
        )
    )

    assert given(found) == {(1, 1): 1, (2, 2): 1}


def test_what_expires_first_goes_first() -> None:
    late = stock(1, 1, use_by=TODAY + timedelta(days=90))
    soon = stock(2, 1, use_by=TODAY + timedelta(days=30))
    found = plan(snapshot([late, soon, stock(3, 1)], [need(1, 1, 1)], HOMES))

    assert given(found) == {(2, 1): 1}


def test_sealed_goods_are_kept_for_the_gate_that_takes_nothing_else() -> None:
    sealed = stock(1, 1, condition=Condition.NEW_SEALED)
    prison = home(2, sealed_only=True)
    both = [need(1, 1, 1), need(2, 2, 1)]

    assert given(plan(snapshot([sealed, stock(2, 1)], both, [home(1), prison]))) == {
        (1, 2): 1,
        (2, 1): 1,
    }
    assert given(plan(snapshot([sealed, stock(2, 1)], both[:1], [home(1), prison]))) == {(2, 1): 1}


def test_one_lot_that_is_enough_is_drawn_on_rather_than_three() -> None:
    lots = [stock(1, 1), stock(2, 1), stock(3, 3)]
    found = plan(snapshot(lots, [need(1, 1, 3)], HOMES))

    assert given(found) == {(3, 1): 3}
    assert found.values[Level.PICKS] == (1, 0, 1)
    assert Level.PICKS in found.certain


def test_polishing_saves_picks_and_nothing_else() -> None:
    lots = [stock(1, 6), stock(2, 5), stock(3, 4), stock(4, 3)]
    homes = [home(1), home(2), home(3)]
    wishes = [need(1, 1, 7), need(2, 2, 6), need(3, 3, 5)]
    found = plan(snapshot(lots, wishes, homes))
    plain = matching.unpolished(snapshot(lots, wishes, homes))

    assert found.values[Level.URGENCY] == plain.values[Level.URGENCY]
    assert found.values[Level.PICKS][0] == 4
    assert plain.values[Level.PICKS][0] > 4


def test_among_equals_the_oldest_wish_comes_first_then_the_lower_number() -> None:
    wishes = [need(1, 1, 1, since=9), need(2, 1, 1, since=3), need(3, 1, 1, since=3)]
    found = plan(snapshot([stock(1, 1)], wishes, HOMES))

    assert given(found) == {(1, 2): 1}
    assert (found.matches[0].reason.level, found.matches[0].reason.over) == (Level.AGE, 3)


def test_a_pin_is_kept_and_told_and_what_it_costs_can_be_asked() -> None:
    wishes = [need(1, 1, 2), need(2, 2, 2, urgency=Urgency.TONIGHT)]
    made = snapshot([stock(1, 2)], wishes, HOMES)
    pin = Pin(stock=1, line=1, pieces=1)

    cost = cost_of(made, plan(made), pin, 20, matching.plan)

    assert given(cost.plan) == {(1, 1): 1, (1, 2): 1}
    assert [match.reason.pinned for match in cost.plan.matches] == [True, False]
    assert cost.by_tier == {Urgency.TONIGHT: -1, Urgency.ROUTINE: 1}
    assert cost.by_home == {1: 1, 2: -1}


def test_what_a_coordinator_rules_out_goes_elsewhere() -> None:
    made = snapshot([stock(1, 2)], [need(1, 1, 2), need(2, 2, 2, urgency=Urgency.TONIGHT)], HOMES)

    cost = cost_of(made, plan(made), (1, 2), 20, matching.plan)

    assert given(cost.plan) == {(1, 1): 2}
    assert cost.by_line == {1: 2, 2: -2}
    assert [one.why for one in cost.plan.short] == [Why.FORBIDDEN]


def test_a_pin_that_a_gate_turns_away_is_not_kept() -> None:
    prison = home(1, sealed_only=True)
    made = snapshot([stock(1, 2)], [need(1, 1, 2)], [prison])

    found = plan(replace(made, pins=(Pin(stock=1, line=1, pieces=2),)))

    assert given(found) == {}
    assert [one.why for one in found.short] == [Why.GATE]


@pytest.mark.parametrize(("there", "made"), [(3, 1), (4, 2), (1, 0)])
def test_a_whole_kit_is_complete_or_takes_nothing(there: int, made: int) -> None:
    bottles = stock(2, 9, product=2)
    wishes = [need(1, 1, 4), need(2, 1, 2, product=2)]
    kit = Kit(id=7, home=1, urgency=Urgency.ROUTINE, number=2, parts=((1, 2), (2, 1)))
    found = plan(snapshot([stock(1, there), bottles], wishes, HOMES, kits=(kit,)))

    assert found.kits == {7: made}
    assert given(found) == ({(1, 1): 2 * made, (2, 2): made} if made else {})
    assert all(one.why in (Why.KIT, Why.OTHERS) for one in found.short)


def test_a_kit_that_may_be_begun_takes_what_there_is() -> None:
    wishes = [need(1, 1, 4), need(2, 1, 2, product=2)]
    kit = Kit(id=7, home=1, urgency=Urgency.ROUTINE, number=2, parts=((1, 2), (2, 1)), whole=False)
    found = plan(snapshot([stock(1, 3)], wishes, HOMES, kits=(kit,)))

    assert (given(found), found.kits) == ({(1, 1): 3}, {7: 0})


def test_with_as_many_pieces_met_the_plan_with_a_complete_kit_is_chosen() -> None:
    wishes = [need(1, 1, 1), need(2, 1, 1, product=2), need(3, 2, 1)]
    kit = Kit(id=7, home=1, urgency=Urgency.ROUTINE, number=1, parts=((1, 1), (2, 1)), whole=False)
    homes = [home(1, served=9), home(2)]
    found = plan(snapshot([stock(1, 1), stock(2, 1, product=2)], wishes, homes, kits=(kit,)))

    assert found.kits == {7: 1}
    assert given(found) == {(1, 1): 1, (2, 2): 1}


def test_trips_go_where_most_of_the_urgent_need_can_be_met() -> None:
    homes = [home(number, waited_days=3) for number in (1, 2, 3)]
    wishes = [need(1, 1, 5), need(2, 2, 2, urgency=Urgency.TONIGHT), need(3, 3, 1)]
    found = plan(snapshot([stock(1, 9)], wishes, homes, trips=Trips(most_stops=2)))

    assert given(found) == {(1, 1): 5, (1, 2): 2}
    assert [(one.line, one.why) for one in found.short] == [(3, Why.NO_VISIT)]


def test_a_home_that_waited_too_long_is_visited_all_the_same() -> None:
    homes = [home(1, waited_days=3), home(2, waited_days=22)]
    wishes = [need(1, 1, 5, urgency=Urgency.TONIGHT), need(2, 2, 1)]
    found = plan(snapshot([stock(1, 5)], wishes, homes, trips=Trips(most_stops=1)))

    assert given(found) == {(1, 2): 1}


def test_the_plan_without_a_solver_can_be_carried_out() -> None:
    made = snapshot([stock(1, 4)], [need(1, 1, 3), need(2, 2, 3, urgency=Urgency.TONIGHT)], HOMES)
    found = telling.by_hand(made)

    carries_out(made, found)
    assert given(found) == {(1, 1): 1, (1, 2): 3}
    assert found.certain == frozenset()

"""Each way to break a plan is caught as what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from stockroom.planning.checking import Kind, check
from stockroom.planning.facts import Home, Kit, Need, Pin, Snapshot, Stock, Trips
from stockroom.planning.plans import Level, Match, Plan, Why
from stockroom.words import Condition, Fits, Season, Urgency
from tests.planning.telling import told

TODAY = date(2026, 11, 20)
SLEEPSUITS, TOYS = 1, 2
E, M = 1, 2
TONIGHT, ROUTINE, TOY = 11, 12, 13

WORLD = Snapshot(
    today=TODAY,
    homes=(
        Home(id=E, code="E-2", delivery=TODAY + timedelta(days=1), entitled=10, served=5),
        Home(id=M, code="M-1", delivery=TODAY + timedelta(days=3), entitled=10, served=1),
    ),
    stocks=(
        Stock(id=1, lot=1, place=1, product=SLEEPSUITS, pieces=4,
              scheme="body_cm", low=62, high=62),
        Stock(id=2, lot=2, place=1, product=TOYS, pieces=1),
    ),
    needs=(
        Need(line=TONIGHT, home=E, product=SLEEPSUITS, pieces=3, urgency=Urgency.TONIGHT, since=2,
             scheme="body_cm", low=62, high=62, step=6),
        Need(line=ROUTINE, home=M, product=SLEEPSUITS, pieces=2, urgency=Urgency.ROUTINE, since=1,
             scheme="body_cm", low=56, high=62, step=6),
        Need(line=TOY, home=M, product=TOYS, pieces=1, urgency=Urgency.ROUTINE, since=3),
    ),
)  # fmt: skip
BEST = {(1, TONIGHT): 3, (1, ROUTINE): 1, (2, TOY): 1}


def kinds(snapshot: Snapshot, plan: Plan) -> set[Kind]:
    """What kinds of fault a plan has."""
    return {one.kind for one in check(snapshot, plan)}


def with_stock(**changed: Any) -> Snapshot:
    """The world with its sleepsuits changed."""
    return replace(WORLD, stocks=(replace(WORLD.stocks[0], **changed), WORLD.stocks[1]))


def with_home(**changed: Any) -> Snapshot:
    """The world with M-1 changed."""
    return replace(WORLD, homes=(WORLD.homes[0], replace(WORLD.homes[1], **changed)))


def with_line(**changed: Any) -> Snapshot:
    """The world with M-1's line for sleepsuits changed."""
    tonight, routine, toy = WORLD.needs
    return replace(WORLD, needs=(tonight, replace(routine, **changed), toy))


def test_the_plan_that_is_broken_below_is_a_good_one() -> None:
    assert check(WORLD, told(WORLD, BEST)) == []


@pytest.mark.parametrize(
    ("snapshot", "kind"),
    [
        (with_stock(arrives_on=TODAY + timedelta(days=1)), Kind.NOT_ARRIVED),
        (with_stock(arrives_on=TODAY - timedelta(days=1)), Kind.NOT_ARRIVED),
        (with_stock(on_hold=True), Kind.ON_HOLD),
        (with_stock(accepted=False), Kind.NOT_ACCEPTED),
        (with_stock(only_for=frozenset({E})), Kind.DONOR),
        (with_stock(use_by=TODAY + timedelta(days=2)), Kind.EXPIRES),
        (with_stock(product=9), Kind.NOTHING_LIKE_IT),
        (with_stock(low=68, high=68), Kind.NOTHING_LIKE_IT),
        (with_stock(low=50, high=50), Kind.NOTHING_LIKE_IT),
        (with_home(sealed_only=True), Kind.GATE),
        (
            replace(with_home(refuses=frozenset({"cords"})), stocks=(
                replace(WORLD.stocks[0], flags=frozenset({"cords"})), WORLD.stocks[1],
            )),
            Kind.GATE,
        ),
        (with_line(new_only=True), Kind.NOTHING_LIKE_IT),
        (replace(with_stock(fits=Fits.BOY), needs=with_line(fits=Fits.GIRL).needs),
         Kind.NOTHING_LIKE_IT),
        (replace(with_stock(season=Season.SUMMER), needs=with_line(season=Season.WINTER).needs),
         Kind.NOTHING_LIKE_IT),
        (replace(WORLD, forbidden=frozenset({(1, ROUTINE)})), Kind.FORBIDDEN),
        (with_stock(pieces=3), Kind.OVERUSED),
        (with_line(pieces=0), Kind.OVERMET),
    ],
)  # fmt: skip
def test_goods_that_may_not_go_there_are_caught(snapshot: Snapshot, kind: Kind) -> None:
    assert kind in kinds(snapshot, told(WORLD, BEST))


def test_goods_that_last_to_the_margin_may_go() -> None:
    world = replace(with_home(margin_days=7), stocks=(
        replace(WORLD.stocks[0], use_by=TODAY + timedelta(days=10)), WORLD.stocks[1],
    ))  # fmt: skip

    assert check(world, told(world, BEST)) == []
    assert Kind.EXPIRES in kinds(
        replace(world, homes=(world.homes[0], replace(world.homes[1], margin_days=8))),
        told(world, BEST),
    )


def test_levels_that_are_swapped_are_caught() -> None:
    fairer_but_less_urgent = {(1, TONIGHT): 2, (1, ROUTINE): 2, (2, TOY): 1}

    assert Kind.URGENCY in kinds(WORLD, told(WORLD, fairer_but_less_urgent))


def test_fit_before_fairness_is_caught() -> None:
    tonight, routine, toy = WORLD.needs
    world = replace(
        WORLD,
        stocks=(replace(WORLD.stocks[0], pieces=1, low=68, high=68), WORLD.stocks[1]),
        needs=(
            replace(tonight, urgency=Urgency.ROUTINE, low=68, high=68),
            replace(routine, sizes_up=1),
            toy,
        ),
    )

    assert check(world, told(world, {(1, ROUTINE): 1, (2, TOY): 1})) == []
    assert Kind.FAIRNESS in kinds(world, told(world, {(1, TONIGHT): 1, (2, TOY): 1}))


def test_sealed_goods_spent_where_others_would_do_are_caught() -> None:
    sealed = replace(WORLD.stocks[0], id=3, lot=3, pieces=5, condition=Condition.NEW_SEALED)
    world = replace(WORLD, stocks=(replace(WORLD.stocks[0], pieces=5), WORLD.stocks[1], sealed))
    thrifty = {(1, TONIGHT): 3, (1, ROUTINE): 2, (2, TOY): 1}
    lavish = {(1, TONIGHT): 3, (3, ROUTINE): 2, (2, TOY): 1}

    assert check(world, told(world, thrifty)) == []
    assert kinds(world, told(world, lavish)) == {Kind.FIT}


def test_a_younger_wish_before_an_older_one_is_caught() -> None:
    younger = replace(WORLD.needs[1], line=14, since=9)
    world = replace(WORLD, needs=(*WORLD.needs, younger))

    assert check(world, told(world, BEST)) == []
    assert Kind.AGE in kinds(world, told(world, {(1, TONIGHT): 3, (1, 14): 1, (2, TOY): 1}))


def test_a_kit_half_made_is_caught() -> None:
    kit = Kit(id=5, home=M, urgency=Urgency.ROUTINE, number=1, parts=((ROUTINE, 2), (TOY, 1)))
    world = replace(WORLD, kits=(kit,))

    assert check(world, told(world, {(1, TONIGHT): 3}, {5: 0})) == []
    assert Kind.KIT in kinds(world, told(world, BEST, {5: 0}))
    assert Kind.KIT in kinds(world, told(world, BEST, {5: 1}))
    begun = replace(world, kits=(replace(kit, whole=False),))
    assert check(begun, told(begun, BEST, {5: 0})) == []
    assert Kind.KIT in kinds(begun, told(begun, BEST, {5: 1}))


def test_a_pin_that_could_be_kept_and_is_not_is_caught() -> None:
    world = replace(WORLD, pins=(Pin(stock=1, line=ROUTINE, pieces=2),))

    assert kinds(world, told(world, BEST)) == {Kind.PIN}
    assert check(world, told(world, {(1, TONIGHT): 2, (1, ROUTINE): 2, (2, TOY): 1})) == []


def test_more_stops_than_there_are_trips_for_are_caught() -> None:
    world = replace(WORLD, trips=Trips(most_stops=1))

    assert Kind.STOPS in kinds(world, told(world, BEST))


def test_a_home_that_has_waited_too_long_is_not_passed_over() -> None:
    tonight, routine = WORLD.homes
    homes = replace(tonight, waited_days=2), replace(routine, waited_days=21)
    world = replace(WORLD, homes=homes, trips=Trips(most_stops=1))

    assert Kind.VISIT in kinds(world, told(world, {(1, TONIGHT): 3}))
    assert check(world, told(world, {(1, ROUTINE): 2, (2, TOY): 1})) == []


def test_a_line_ruled_out_is_told_apart_from_its_twin() -> None:
    twin = replace(WORLD.needs[1], line=14, since=9)
    world = replace(WORLD, needs=(*WORLD.needs, twin), forbidden=frozenset({(1, ROUTINE)}))
    plan = told(world, {(1, TONIGHT): 3, (1, 14): 1, (2, TOY): 1})

    assert check(world, plan) == []
    assert {one.line: one.why for one in plan.short} == {ROUTINE: Why.FORBIDDEN, 14: Why.OTHERS}


def test_a_stop_left_over_is_held_against_urgency_and_not_against_fairness() -> None:
    tonight, routine, _ = WORLD.needs
    homes = tuple(replace(home, waited_days=1) for home in WORLD.homes)
    scarce = replace(
        WORLD,
        homes=homes,
        stocks=(replace(WORLD.stocks[0], pieces=1),),
        needs=(replace(tonight, urgency=Urgency.ROUTINE), routine),
        trips=Trips(most_stops=2),
    )
    urgent = replace(scarce, needs=(tonight, routine))

    assert check(scarce, told(scarce, {(1, TONIGHT): 1})) == []
    assert kinds(urgent, told(urgent, {(1, ROUTINE): 1})) == {Kind.URGENCY}


def test_a_false_reason_is_caught() -> None:
    plan = told(WORLD, BEST)

    def with_reason(at: int, **changed: Any) -> set[Kind]:
        match = plan.matches[at]
        other = replace(match, reason=replace(match.reason, **changed))
        matches: tuple[Match, ...] = (*plan.matches[:at], other, *plan.matches[at + 1 :])
        return kinds(WORLD, replace(plan, matches=matches))

    assert plan.matches[0].reason.over == ROUTINE
    assert with_reason(0, level=Level.FAIRNESS, facts={}) == {Kind.REASON_LEVEL}
    assert with_reason(0, facts={"tier": 0, "over_tier": 3}) == {Kind.REASON_FACTS}
    assert with_reason(0, facts={"luck": 7}) == {Kind.REASON_FACTS}
    assert with_reason(0, over=TOY) == {Kind.REASON_OVER}
    assert with_reason(0, over=None) >= {Kind.REASON_OVER}
    assert with_reason(2, over=ROUTINE) == {Kind.REASON_OVER}
    assert with_reason(0, pinned=True) == {Kind.REASON_PIN}
    assert with_reason(0, over=99) == {Kind.UNKNOWN}


def test_what_a_plan_says_of_itself_must_be_so() -> None:
    plan = told(WORLD, BEST)
    (short,) = plan.short
    values = {**plan.values, Level.URGENCY: (4, 0, 2, 0)}

    assert kinds(WORLD, replace(plan, short=())) == {Kind.SHORT}
    assert kinds(WORLD, replace(plan, short=(replace(short, pieces=2),))) == {Kind.SHORT}
    assert kinds(WORLD, replace(plan, short=(replace(short, why=Why.GATE),))) == {Kind.WHY}
    assert kinds(WORLD, replace(plan, values=values)) == {Kind.VALUE}
    assert kinds(WORLD, replace(plan, matches=(*plan.matches, plan.matches[0]))) == {Kind.TWICE}
    empty = replace(plan.matches[0], pieces=0)
    assert Kind.NO_PIECES in kinds(WORLD, replace(plan, matches=(empty, *plan.matches[1:])))


def test_every_fault_tells_itself_in_words() -> None:
    for plan in (told(WORLD, {(1, TONIGHT): 5}), told(WORLD, {}), told(WORLD, {(2, TONIGHT): 1})):
        for one in check(WORLD, plan):
            assert "{" not in one.sentence

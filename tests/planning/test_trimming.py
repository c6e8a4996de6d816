"""What homes may ask for where gates count pieces: the most urgent first, and never too much."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.planning import telling
from stockroom.planning.checking import Kind, check
from stockroom.planning.facts import Home, Kit, Limit, Need, Snapshot, Stock
from stockroom.planning.plans import Level, Match, Plan, Reason
from stockroom.planning.trimming import trimmed
from stockroom.words import Urgency

TODAY = date(2026, 11, 22)
HOME = Home(id=1, code="M-1", delivery=TODAY, entitled=10, served=0)


def need(line: int, pieces: int, urgency: Urgency = Urgency.ROUTINE, product: int = 1) -> Need:
    """A line of the one home."""
    return Need(line=line, home=1, product=product, pieces=pieces, urgency=urgency, since=line)


def stock(number: int, pieces: int, product: int = 1) -> Stock:
    """Pieces on a shelf that suit every line for their product."""
    return Stock(id=number, lot=number, place=1, product=product, pieces=pieces)


def a_week(*needs: Need, limits: tuple[Limit, ...], kits: tuple[Kit, ...] = ()) -> Snapshot:
    """A hundred pieces of two products, and one home whose gate counts."""
    stocks = (stock(1, 100), stock(2, 100, product=2))
    return Snapshot(
        today=TODAY, stocks=stocks, needs=needs, homes=(HOME,), limits=limits, kits=kits
    )


def asked(snapshot: Snapshot) -> dict[int, int]:
    """Pieces by line."""
    return {one.line: one.pieces for one in snapshot.needs}


def test_the_most_urgent_come_in_first_and_then_the_oldest() -> None:
    week = a_week(
        need(1, 10), need(2, 10, Urgency.TONIGHT), need(3, 10), limits=(Limit(home=1, left=15),)
    )

    rest = trimmed(week)

    assert asked(rest.snapshot) == {1: 5, 2: 10}
    assert rest.cut == {1: 5, 3: 10}


def test_what_nothing_could_answer_takes_no_room() -> None:
    week = a_week(
        need(1, 50, Urgency.TONIGHT, product=3), need(2, 9), limits=(Limit(home=1, left=9),)
    )

    rest = trimmed(week)

    assert asked(rest.snapshot) == {1: 50, 2: 9}
    assert rest.cut == {}


def test_a_limit_counts_its_own_products_only() -> None:
    limit = Limit(home=1, left=4, products=frozenset({1}))

    rest = trimmed(a_week(need(1, 10), need(2, 10, product=2), limits=(limit,)))

    assert asked(rest.snapshot) == {1: 4, 2: 10}


def test_a_gate_that_has_had_too_many_lets_nothing_in() -> None:
    rest = trimmed(a_week(need(1, 10), limits=(Limit(home=1, left=-3),)))

    assert (rest.snapshot.needs, rest.cut) == ((), {1: 10})


def test_whole_kits_come_in_whole() -> None:
    kit = Kit(id=1, home=1, urgency=Urgency.ROUTINE, number=3, parts=((1, 2), (2, 3)))
    week = a_week(need(1, 6), need(2, 9, product=2), limits=(Limit(home=1, left=11),), kits=(kit,))

    rest = trimmed(week)

    assert rest.snapshot.kits == (replace(kit, number=2),)
    assert asked(rest.snapshot) == {1: 4, 2: 6}
    assert rest.cut == {1: 2, 2: 3}


def test_the_checker_finds_a_plan_that_brings_too_many() -> None:
    week = a_week(need(1, 10), limits=(Limit(home=1, left=4, products=frozenset({1})),))
    reason = Reason(level=Level.FIT, facts={"sizes_up": 0})
    plan = Plan(matches=(Match(stock=1, line=1, pieces=5, reason=reason),), short=())

    assert Kind.QUANTITY in {fault.kind for fault in check(week, plan)}


urgencies = st.sampled_from(list(Urgency))
products = st.sampled_from([1, 2, 3])
limits_of = st.builds(
    Limit,
    home=st.just(1),
    left=st.integers(-5, 60),
    products=st.none() | st.frozensets(products),
)


@st.composite
def weeks(draw: st.DrawFn) -> Snapshot:
    """Lines, some of them parts of kits, and a gate that counts in several ways."""
    lines = range(1, draw(st.integers(1, 6)) + 1)
    needs = {
        line: need(line, draw(st.integers(1, 20)), draw(urgencies), draw(products))
        for line in lines
    }
    kits = []
    if len(lines) > 2:
        parts = tuple((line, draw(st.integers(1, 3))) for line in lines[:2])
        number = min(needs[line].pieces // pieces for line, pieces in parts)
        if number:
            whole = draw(st.booleans())
            tier = min((needs[line].urgency for line, _ in parts), key=list(Urgency).index)
            kits = [Kit(id=1, home=1, urgency=tier, number=number, parts=parts, whole=whole)]
    stocks = (stock(1, draw(st.integers(0, 40))), stock(2, draw(st.integers(0, 40)), product=2))
    return Snapshot(
        today=TODAY,
        stocks=tuple(one for one in stocks if one.pieces),
        needs=tuple(needs.values()),
        homes=(HOME,),
        kits=tuple(kits),
        limits=tuple(draw(st.lists(limits_of, min_size=1, max_size=3))),
    )


@settings(deadline=None)
@given(weeks())
def test_no_plan_of_what_is_left_goes_beyond(week: Snapshot) -> None:
    rest = trimmed(week)

    plan = telling.by_hand(rest.snapshot)

    assert [fault.sentence for fault in check(rest.snapshot, plan)] == []
    for line, pieces in asked(week).items():
        assert asked(rest.snapshot).get(line, 0) + rest.cut.get(line, 0) == pieces
    for limit in week.limits:
        counted = [
            one.pieces
            for one in plan.matches
            if limit.products is None or asked_product(week, one.line) in limit.products
        ]
        assert sum(counted) <= max(limit.left, 0)


@given(weeks())
def test_a_line_is_cut_only_where_a_limit_that_counts_it_is_full(week: Snapshot) -> None:
    rest = trimmed(week)

    for line in rest.cut:
        counting = [
            limit
            for limit in week.limits
            if limit.products is None or asked_product(week, line) in limit.products
        ]
        in_kits = any(line == part for kit in week.kits for part, _ in kit.parts)
        assert counting or in_kits


@given(weeks())
def test_where_there_is_room_for_all_nothing_is_cut(week: Snapshot) -> None:
    roomy = replace(week, limits=tuple(replace(one, left=1_000) for one in week.limits))

    assert trimmed(roomy) == trimmed(replace(roomy, limits=())) or not trimmed(roomy).cut
    assert asked(trimmed(roomy).snapshot) == asked(week)


@pytest.mark.parametrize("left", [0, 3, 8, 30])
def test_as_much_comes_in_as_there_is_room_for(left: int) -> None:
    rest = trimmed(a_week(need(1, 10), need(2, 10), limits=(Limit(home=1, left=left),)))

    assert sum(asked(rest.snapshot).values()) == min(left, 20)


def asked_product(week: Snapshot, line: int) -> int:
    """What a line asks for."""
    return next(one.product for one in week.needs if one.line == line)

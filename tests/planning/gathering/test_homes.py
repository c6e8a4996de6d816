"""Who asks: gates, days of delivery, what was waited and had."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from stockroom.planning.facts import Trips
from tests.planning.gathering.looking import TODAY, home_of, look, rule
from tests.web.visits import statements
from tests.world import World


def run_on(world: World, day: str, facility: str = "M-1") -> int:
    """A run with one stop."""
    stops = [{"facility": facility}]
    made = world.do("alice", "runs", day=day, van="Van 1", driver="dora", stops=stops).made
    return int(made["run"])


def test_only_homes_that_need_something_are_told(world: World) -> None:
    world.line(size="4")

    assert [home.code for home in look(world).snapshot.homes] == ["M-1"]


def test_goods_are_there_on_the_day_of_the_next_run_that_has_not_left(world: World) -> None:
    world.line(size="4")
    later = run_on(world, "2026-12-04")
    run_on(world, "2026-11-20")
    run_on(world, "2026-11-24", facility="E-2")
    gone = run_on(world, "2026-11-23")
    world.do("dora", "departures", run=gone)

    assert home_of(world).delivery.isoformat() == "2026-12-04"

    world.do("alice", "run-closings", run=later)
    assert home_of(world).delivery == TODAY + timedelta(days=7)


def test_without_a_run_what_is_for_tonight_comes_today_else_all_comes_in_a_week(
    world: World,
) -> None:
    world.line(size="4", urgency="tonight")
    tonight = home_of(world).delivery
    world.line(size="4", urgency="two_weeks")

    assert tonight == TODAY
    assert home_of(world).delivery == TODAY + timedelta(days=7)


def test_rules_of_a_gate_are_put_together(world: World) -> None:
    world.line(size="4")
    rule(world, "condition", least="new_sealed")
    rule(world, "flags", letters="GB")
    rule(world, "flags", letters="L")
    rule(world, "shelf_life", days=30)
    rule(world, "shelf_life", days=20)

    home = home_of(world)

    assert home.sealed_only
    assert home.refuses == {"G", "B", "L"}
    assert home.margin_days == 30


@pytest.mark.parametrize(
    "about", [{"ended_in": 5}, {"action": "warn"}, {"action": "repack"}, {"facility": "E-2"}]
)
def test_rules_that_ended_or_only_warn_turn_nothing_away(
    world: World, about: dict[str, Any]
) -> None:
    world.line(size="4")
    rule(world, "condition", least="new_sealed", **about)
    rule(world, "flags", letters="G", **about)
    rule(world, "shelf_life", days=30, **about)

    home = home_of(world)

    assert (home.sealed_only, home.refuses, home.margin_days) == (False, frozenset(), 0)


def test_a_lapsed_rule_holds_until_somebody_ends_it(world: World) -> None:
    world.line(size="4")
    rule(world, "condition", least="new_sealed", lapses_on=TODAY - timedelta(days=100))

    assert home_of(world).sealed_only


def deliver(world: World, pieces: int, facility: str = "M-1", **about: Any) -> str:
    """Nappies handed over at the gate, for no wish."""
    code = world.shelved(quantity=pieces + 5)
    handed = [{"lot": code, "accepted": pieces} | about]
    world.do("bob", "deliveries", facility=facility, lines=handed)
    return code


def test_a_home_waits_from_its_last_delivery_on(world: World) -> None:
    world.line(size="4")
    never = home_of(world).waited_days
    deliver(world, 3)

    assert never is None
    assert home_of(world, today=TODAY + timedelta(days=23)).waited_days == 23
    assert home_of(world, today=TODAY - timedelta(days=1)).waited_days == 0


def test_what_was_handed_over_and_what_is_promised_was_had(world: World) -> None:
    line = world.line(9, size="4")
    deliver(world, 30)
    world.do("alice", "allocations", lot=world.shelved(), line=line, quantity=4)

    assert home_of(world).served == 34
    assert home_of(world, today=TODAY + timedelta(weeks=27)).served == 4


def test_what_the_gate_refused_was_not_had(world: World) -> None:
    world.line(9, size="4")

    deliver(world, 3, refused=[{"quantity": 2, "reason": "banned_material"}])

    assert home_of(world).served == 3


def test_shares_follow_the_newest_headcount(world: World) -> None:
    world.line(9, size="4")
    world.line(9, size="4", facility="E-2")
    deliver(world, 30)
    day: dict[str, Any] = {"declared_on": TODAY}
    world.do("alice", "headcounts", facility="M-1", mothers=9, **day)
    world.do("alice", "headcounts", facility="M-1", mothers=2, **day)
    world.do("alice", "headcounts", facility="E-2", mothers=4, **day)

    small, large = home_of(world, "M-1"), home_of(world, "E-2")

    assert (small.served, large.served) == (30, 0)
    assert (small.entitled, large.entitled) == (10 + 4, 20 + 18)


def test_a_capacity_stands_in_for_a_headcount(world: World) -> None:
    world.line(9, size="4")
    world.line(9, size="4", facility="E-2")
    deliver(world, 39)

    assert (home_of(world, "M-1").entitled, home_of(world, "E-2").entitled) == (9 + 2, 30 + 30)


def test_trips_go_through_as_they_are(world: World) -> None:
    trips = Trips(most_stops=2)

    assert look(world, trips=trips).snapshot.trips == trips


def test_an_empty_world_is_an_empty_snapshot(world: World) -> None:
    found = look(world).snapshot

    assert (found.stocks, found.needs, found.homes, found.kits) == ((), (), (), ())


def test_the_statements_are_as_many_whatever_there_is(world: World) -> None:
    world.line(size="4")
    world.shelved()
    with statements(world) as few:
        look(world)
    for facility in ("M-1", "E-2"):
        for _more in range(4):
            world.line(size="4", facility=facility)
            world.shelved()
            deliver(world, 2, facility)
        rule(world, "condition", facility, least="new")

    with statements(world) as many:
        look(world)

    assert len(few) == len(many) <= 7

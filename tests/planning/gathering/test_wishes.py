"""What is still asked, in the sizes of the day on which it will arrive."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from stockroom.planning.facts import Kit
from stockroom.words import Urgency
from tests.planning.gathering.looking import TODAY, facility_id, look, need_of, rule
from tests.world import World

CLOTHES: dict[str, Any] = {"product": "CL-TIGHT", "size": "62", "as_of": "2026-11-21"}


def lines(world: World) -> dict[int, int]:
    """Pieces by line that a plan would see."""
    return {need.line: need.pieces for need in look(world).snapshot.needs}


def test_a_line_lacks_what_it_asks_now_less_what_serves_it(world: World) -> None:
    line, other = world.line(5, size="4"), world.line(2, size="4")
    code = world.shelved(quantity=9)
    world.do("alice", "allocations", lot=code, line=line, quantity=3)
    world.do("alice", "wish-list-changes", line=line, asked=7, reason="more_needed")
    world.do("alice", "allocations", lot=code, line=other, quantity=2)

    assert lines(world) == {line: 4}


def test_what_was_handed_over_serves_still(world: World) -> None:
    line = world.line(5, size="4")
    code = world.shelved(quantity=9)
    handed = [{"lot": code, "line": line, "accepted": 3}]
    world.do("bob", "deliveries", facility="M-1", lines=handed)

    assert lines(world) == {line: 2}


def test_lists_withdrawn_or_closed_and_facilities_no_longer_served_are_out(world: World) -> None:
    withdrawn, closed, gone, stays = (
        world.line(2, facility=who) for who in ("M-1", "M-1", "E-2", "M-1")
    )
    world.do("alice", "wish-list-withdrawals", wish_list=withdrawn)
    world.do("alice", "wish-list-closings", wish_list=closed, reason="too_late")
    world.do("alice", "facility-changes", facility="E-2", active=False)

    assert lines(world) == {stays: 2}
    assert gone not in lines(world)


def test_a_line_tells_its_words_and_its_age(world: World) -> None:
    line = world.line(
        **CLOTHES | {"fits": "girl", "season": "winter", "urgency": "tonight", "new_only": True}
    )

    need = need_of(world, line)

    assert (need.home, need.scheme, need.fits, need.season) == (
        facility_id(world), "body_cm", "girl", "winter",
    )  # fmt: skip
    assert need.urgency is Urgency.TONIGHT
    assert need.new_only
    assert need.since == world.position()
    assert (need.low, need.high, need.step, need.sizes_up) == (62, 62, 6, 1)


def test_a_size_grows_to_the_day_of_the_next_run_and_four_weeks_more(world: World) -> None:
    line = world.line(**CLOTHES)

    assert need_of(world, line).low == 62
    assert need_of(world, line, TODAY + timedelta(days=14)).low == 68
    world.do(
        "alice", "runs", day="2026-12-11", van="Van 1", driver="dora", stops=[{"facility": "M-1"}]
    )
    assert need_of(world, line).low == 68


def test_what_is_for_tonight_need_not_fit_a_week_later(world: World) -> None:
    tonight = world.line(**CLOTHES | {"as_of": "2026-11-07", "urgency": "tonight"})
    routine = world.line(**CLOTHES | {"as_of": "2026-11-07"})

    assert need_of(world, tonight, TODAY - timedelta(days=2)).low == 62
    assert need_of(world, routine, TODAY - timedelta(days=2)).low == 68


def test_a_larger_size_will_do_only_where_something_else_will(world: World) -> None:
    exact = need_of(world, world.line(**CLOTHES | {"substitutes": False}))
    formula = need_of(world, world.line(product="FE-FORM", size="1"))
    toy = need_of(world, world.line(product="PL-TOY", size="6-12 m"))

    assert [one.sizes_up for one in (exact, formula, toy)] == [0, 0, 0]


def test_a_gate_for_new_things_makes_its_lines_ask_for_them(world: World) -> None:
    line, other = world.line(size="4"), world.line(size="4", facility="E-2")

    rule(world, "condition", least="new")

    assert need_of(world, line).new_only
    assert not need_of(world, other).new_only


def kit(world: World, **about: Any) -> tuple[int, list[int]]:
    """Kits of five nappies and two tights asked for: the id they have together, and their lines."""
    parts = [
        {"product": "NP-DISP", "quantity": 5, "size": "4"},
        {"product": "CL-TIGHT", "quantity": 2},
    ]
    world.do("alice", "kits", code="WEEK", name="a week", parts=parts)
    asked = {"kit": "WEEK", "number": 3, "size": "62", "urgency": "tonight"} | about
    made = world.do("alice", "wish-lists", facility="M-1", lines=[], kits=[asked]).made
    return 1, list(made["lines"])


def test_kits_are_what_is_missing_in_whole_kits(world: World) -> None:
    number, (nappies, tights) = kit(world)
    parts = ((nappies, 5), (tights, 2))
    before = look(world).snapshot.kits
    code = world.shelved(quantity=30)
    world.do("alice", "allocations", lot=code, line=nappies, quantity=6)

    found = look(world).snapshot

    about: dict[str, Any] = {"id": number, "home": facility_id(world), "urgency": Urgency.TONIGHT}
    assert before == (Kit(**about, number=3, parts=parts),)
    assert found.kits == (Kit(**about, number=1, parts=parts),)
    assert {need.line: need.pieces for need in found.needs} == {nappies: 9, tights: 6}


def test_a_begun_kit_that_lacks_one_thing_is_no_whole_kit_to_make(world: World) -> None:
    _, (nappies, tights) = kit(world, whole=False)
    code = world.shelved(quantity=30)
    world.do("alice", "allocations", lot=code, line=nappies, quantity=15)

    found = look(world).snapshot

    assert found.kits == ()
    assert {need.line: need.pieces for need in found.needs} == {tights: 6}


def test_kits_may_be_begun_where_the_list_says_so(world: World) -> None:
    kit(world, whole=False)

    assert [one.whole for one in look(world).snapshot.kits] == [False]


def test_a_part_that_nobody_asks_for_any_more_is_no_part(world: World) -> None:
    _, (nappies, tights) = kit(world, whole=False)
    world.do("alice", "wish-list-changes", line=tights, asked=0, reason="no_longer_needed")

    assert [one.parts for one in look(world).snapshot.kits] == [((nappies, 5),)]


@pytest.mark.parametrize("asked", [0, 4])
def test_nothing_is_asked_of_an_empty_line(world: World, asked: int) -> None:
    line = world.line(4, size="4")
    world.do("alice", "wish-list-changes", line=line, asked=asked, reason="mistake")

    assert lines(world) == ({line: 4} if asked else {})

"""From a plan to promises: each taken or refused by itself, once, and given back."""

from __future__ import annotations

from uuid import uuid4

import pytest
import sqlalchemy as sa

from stockroom.commands.lines import LIST
from stockroom.commands.planning import MATCH
from stockroom.errors import Refused
from tests.world import World


def checked(world: World) -> list[bool]:
    """Of each list, whether somebody has read it."""
    with world.house.database.reading() as books:
        rows = books.execute(sa.select(LIST.c.checked_in).order_by(LIST.c.id)).scalars()
        return [one is not None for one in rows]


def taken(world: World) -> list[bool]:
    """Of each match, whether it was accepted."""
    with world.house.database.reading() as books:
        rows = books.execute(sa.select(MATCH.c.taken_in).order_by(MATCH.c.id)).scalars()
        return [one is not None for one in rows]


def test_a_list_is_filled_by_a_plan_and_its_acceptance(world: World) -> None:
    lot, line = world.shelved(quantity=5), world.line(3, size="4")
    plan = world.do("alice", "plans", wish_list=1).made

    made = world.do("alice", "plan-acceptances", plan=plan["plan"]).made

    assert (plan["matches"], plan["pieces"], plan["short"]) == (1, 3, 0)
    assert made == {"plan": plan["plan"], "taken": [1], "pieces": 3, "refused": [], "left": 0}
    assert world.inside(lot) == {"A1": 2, f"A1/{line}": 3}


def test_what_changed_meanwhile_is_refused_singly(world: World) -> None:
    gone, there = world.shelved(quantity=2), world.shelved(product="CL-BODY", size="62")
    nappies = {"product": "NP-DISP", "size": "4", "urgency": "routine", "quantity": 2}
    bodies = {"product": "CL-BODY", "size": "62", "urgency": "routine", "quantity": 2}
    world.do("fatima", "wish-lists", facility="M-1", lines=[nappies])
    line = world.do("fatima", "wish-lists", facility="M-1", lines=[bodies]).made["lines"][0]
    plan = world.do("alice", "plans").made["plan"]
    world.do("bob", "holds", lot=gone, reason="torn open")

    made = world.do("alice", "plan-acceptances", plan=plan).made

    assert world.inside(gone) == {"A1": 2}
    assert world.inside(there) == {"A1": 3, f"A1/{line}": 2}
    assert [one["reason"] for one in made["refused"]] == ["on_hold"]
    assert made["refused"][0]["said"]["sentence"] == "{thing} is on hold."
    assert (taken(world), checked(world)) == ([False, True], [False, True])


def test_goods_gone_need_met_and_lines_lowered_are_told_by_their_reasons(world: World) -> None:
    wash, towel = world.shelved(product="BA-WASH"), world.shelved(product="BA-TOW")
    bodies = world.shelved(product="CL-BODY", size="62")
    lines = [
        world.line(2, product="BA-WASH"),
        world.line(2, product="BA-TOW"),
        world.line(2, product="CL-BODY", size="62"),
    ]
    plan = world.do("alice", "plans").made["plan"]
    world.do("alice", "write-offs", lot=wash, quantity=4, reason="damaged")
    world.do("alice", "allocations", lot=towel, line=lines[1], quantity=1)
    world.do("alice", "wish-list-changes", line=lines[2], asked=0, reason="no_longer_needed")

    made = world.do("alice", "plan-acceptances", plan=plan).made

    assert [one["reason"] for one in made["refused"]] == ["not_enough", "need_met", "need_met"]
    assert (made["taken"], world.inside(bodies)) == ([], {"A1": 5})


def test_fewer_pieces_can_be_taken_of_a_match(world: World) -> None:
    lot, line = world.shelved(quantity=5), world.line(4, size="4")
    plan = world.do("alice", "plans").made["plan"]

    world.do("alice", "plan-acceptances", plan=plan, matches=[{"match": 1, "quantity": 3}])

    assert world.inside(lot) == {"A1": 2, f"A1/{line}": 3}


def test_a_match_of_another_plan_is_unknown(world: World) -> None:
    world.shelved()
    world.line(4, size="4")
    world.do("alice", "plans")
    second = world.do("alice", "plans").made["plan"]

    with pytest.raises(Refused, match="no match 1"):
        world.do("alice", "plan-acceptances", plan=second, matches=[{"match": 1}])


def test_an_acceptance_sent_twice_promises_once(world: World) -> None:
    lot, line = world.shelved(quantity=5), world.line(3, size="4")
    plan, same = world.do("alice", "plans").made["plan"], uuid4()
    first = world.do("alice", "plan-acceptances", plan=plan, id=same)

    again = world.do("alice", "plan-acceptances", plan=plan, id=same)

    assert again.repeated
    assert again.made == first.made
    assert world.inside(lot) == {"A1": 2, f"A1/{line}": 3}


def test_what_is_accepted_a_second_time_is_refused(world: World) -> None:
    world.shelved(quantity=9)
    world.line(3, size="4")
    plan = world.do("alice", "plans").made["plan"]
    world.do("alice", "plan-acceptances", plan=plan)

    made = world.do("alice", "plan-acceptances", plan=plan, matches=[{"match": 1}]).made

    assert [one["reason"] for one in made["refused"]] == ["taken_already"]


def test_an_acceptance_is_undone_and_can_be_given_again(world: World) -> None:
    lot, line = world.shelved(quantity=5), world.line(3, size="4")
    plan = world.do("alice", "plans").made["plan"]
    done = world.do("alice", "plan-acceptances", plan=plan)

    world.do("alice", "reversals", command=done.id)

    assert (world.inside(lot), taken(world)) == ({"A1": 5}, [False])
    world.do("alice", "plan-acceptances", plan=plan)
    assert world.inside(lot) == {"A1": 2, f"A1/{line}": 3}


def test_nothing_is_taken_of_a_plan_that_was_set_aside(world: World) -> None:
    lot, _line = world.shelved(quantity=5), world.line(3, size="4")
    plan = world.do("alice", "plans").made["plan"]
    world.do("alice", "plan-set-asides", plan=plan)

    with pytest.raises(Refused, match="was set aside"):
        world.do("alice", "plan-acceptances", plan=plan)
    with pytest.raises(Refused, match="was set aside"):
        world.do("alice", "plan-set-asides", plan=plan)
    assert world.inside(lot) == {"A1": 5}


def test_another_plan_sets_the_one_before_aside(world: World) -> None:
    world.shelved()
    world.line(3, size="4")
    first = world.do("alice", "plans").made["plan"]

    world.do("alice", "plans", after=first)

    with pytest.raises(Refused, match="was set aside"):
        world.do("alice", "plan-acceptances", plan=first)

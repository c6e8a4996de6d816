"""Wanted at the door: who is told to want what, and that the desk takes whatever was offered."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stockroom.web.wanting import lots, typed
from stockroom.web.wanting.lines import MOST_SHOWN, Wanting
from stockroom.web.wanting.lots import Offer
from tests.web.visits import statements
from tests.world import NOON, World

BODY = {"product": "CL-BODY", "size": "62"}


def taken_in(world: World, outcome: str = "accept", quantity: int = 4, **about: Any) -> str:
    """A lot at the door; without an outcome it waits for its inspection."""
    said = {**BODY, **about}
    lot = str(world.do("bob", "intakes", quantity=quantity, **said).made["lot"])
    if outcome:
        world.do("bob", "inspections", lot=lot, outcome=outcome)
    return lot


def offer(world: World, lot: str) -> Offer | None:
    """What a page about the lot is told."""
    with world.house.database.snapshot() as books:
        return lots.of_lot(books, world.lot_id(lot), NOON.date())


def described(world: World, product: str = "CL-BODY", **said: str) -> Wanting:
    """What a page is told while goods are being typed."""
    with world.house.database.snapshot() as books:
        return typed.of_description(books, product, said, NOON.date())


def lines_of(wanting: Wanting) -> list[int]:
    """The lines that are shown, in their order."""
    return [one.line for one in wanting.wants]


def test_who_wants_it_is_told_the_most_urgent_first(world: World) -> None:
    routine = world.line(2, facility="E-2", **BODY)
    later = world.line(4, urgency="two_weeks", needed_by="2026-12-04", **BODY)
    sooner = world.line(5, urgency="two_weeks", needed_by="2026-11-30", set_number=3, **BODY)
    tonight = world.line(3, facility="E-2", urgency="tonight", **BODY)

    told = described(world, size="62")

    assert lines_of(told) == [tonight, sooner, later, routine]
    assert (told.pieces, told.lines, told.more) == (14, 4, 0)
    first, second = told.wants[:2]
    assert (first.facility, first.urgency, first.pieces) == ("E-2", "tonight", 3)
    assert (second.facility, str(second.needed_by), second.set_number) == ("M-1", "2026-11-30", 3)


def test_only_so_many_are_shown_and_the_rest_are_counted(world: World) -> None:
    for _each in range(MOST_SHOWN + 2):
        world.line(2, **BODY)

    told = described(world, size="62")

    assert len(told.wants) == MOST_SHOWN
    assert (told.more, told.pieces) == (2, 14)


def test_what_is_promised_already_is_no_longer_wanted(world: World) -> None:
    line = world.line(6, **BODY)
    shelved = world.shelved(quantity=5, **BODY)
    world.do("alice", "allocations", lot=shelved, line=line, quantity=4)

    (want,) = described(world, size="62").wants
    assert want.pieces == 2

    world.do("alice", "wish-list-changes", line=line, asked=4, reason="mistake")
    assert described(world, size="62") == Wanting([], 0, 0)


def test_a_list_that_was_withdrawn_wants_nothing(world: World) -> None:
    made = world.do(
        "alice", "wish-lists", facility="M-1",
        lines=[{**BODY, "quantity": 3, "urgency": "tonight"}],
    ).made  # fmt: skip
    world.do("alice", "wish-list-withdrawals", wish_list=made["wish_list"])

    assert described(world, size="62").lines == 0


@pytest.mark.parametrize(
    ("asked", "said", "will_do"),
    [
        ({}, {"size": "62"}, True),
        ({}, {"size": "68"}, True),
        ({"substitutes": False}, {"size": "68"}, False),
        ({}, {"size": "80"}, False),
        ({}, {"size": "56"}, False),
        ({}, {"size": ""}, True),
        ({}, {"size": "6"}, True),
        ({"new_only": True}, {"size": "62", "condition": "good"}, False),
        ({"new_only": True}, {"size": "62", "condition": "new"}, True),
        ({"fits": "girl"}, {"size": "62", "fits": "boy"}, False),
        ({"fits": "girl"}, {"size": "62", "fits": "any"}, True),
        ({"season": "winter"}, {"size": "62", "season": "summer"}, False),
        ({"season": "winter"}, {"size": "62", "season": "winter"}, True),
        ({"product": "CL-SLP"}, {"size": "62"}, False),
    ],
)
def test_only_what_would_do_is_called_wanted(
    world: World, asked: dict[str, Any], said: dict[str, str], will_do: bool
) -> None:
    world.line(3, **{**BODY, **asked})

    assert bool(described(world, **said).wants) == will_do


def test_the_size_is_said_where_that_of_the_goods_is_not_known(world: World) -> None:
    world.line(3, **BODY)

    assert [one.size for one in described(world, size="").wants] == ["62"]
    assert [one.size for one in described(world, size="62").wants] == [""]


def test_a_mixed_box_answers_any_clothes_that_may_be_another_kind(world: World) -> None:
    box = world.sorted_into(size="62")
    line = world.line(6, **BODY)
    world.line(6, substitutes=False, **BODY)
    world.line(6, product="NP-DISP", size="4")

    found = offer(world, box)

    assert found is not None
    assert (lines_of(found.wanting), found.ref, found.free) == ([line], box, 40)


def test_a_lot_may_go_to_the_bench_once_it_is_accepted(world: World) -> None:
    world.line(9, **BODY)
    lot = taken_in(world, outcome="")

    waiting = offer(world, lot)
    world.do("bob", "inspections", lot=lot, outcome="accept")
    accepted = offer(world, lot)

    assert waiting is not None
    assert accepted is not None
    assert (waiting.ready, accepted.ready) == (False, True)
    assert (accepted.free, accepted.sent(9), accepted.sent(3)) == (4, 4, 3)


@pytest.mark.parametrize("act", ["hold", "destroy", "promise"])
def test_nobody_is_told_of_goods_that_may_not_go(world: World, act: str) -> None:
    line = world.line(9, **BODY)
    lot = taken_in(world, outcome="destroy" if act == "destroy" else "accept")
    if act == "hold":
        world.do("bob", "holds", lot=lot, reason="perhaps recalled")
    if act == "promise":
        world.do("bob", "bench-sendings", lot=lot, line=line, quantity=4)

    assert offer(world, lot) is None


def test_many_lots_take_no_more_statements_than_one(world: World) -> None:
    world.line(9, **BODY)
    codes = [taken_in(world) for _each in range(6)]
    ids = [world.lot_id(one) for one in codes]

    with world.house.database.snapshot() as books, statements(world) as seen:
        found = lots.of_lots(books, ids, NOON.date())

    assert sorted(found) == sorted(ids)
    assert len(seen) == 2

    with world.house.database.snapshot() as books, statements(world) as seen:
        typed.of_description(books, "CL-BODY", {"size": "62"}, NOON.date())

    assert len(seen) == 2


SIZES = st.sampled_from(["56", "62", "68", "74", "80", ""])
PRODUCTS = st.sampled_from(["CL-BODY", "CL-SLP", "CL-MIX"])
WORDS = {
    "size": SIZES,
    "fits": st.sampled_from(["any", "girl", "boy"]),
    "season": st.sampled_from(["any", "summer", "winter"]),
}
ASKED = st.fixed_dictionaries(
    {
        **WORDS,
        "product": PRODUCTS,
        "quantity": st.integers(1, 6),
        "urgency": st.sampled_from(["tonight", "two_weeks", "routine", "nice_to_have"]),
        "new_only": st.booleans(),
        "substitutes": st.booleans(),
    }
)
GIVEN = st.fixed_dictionaries(
    {
        **WORDS,
        "product": PRODUCTS,
        "quantity": st.integers(1, 6),
        "condition": st.sampled_from(["new_sealed", "new", "good", "worn"]),
    }
)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    asked=st.lists(st.tuples(st.sampled_from(["M-1", "E-2"]), ASKED), min_size=1, max_size=4),
    goods=st.lists(st.tuples(GIVEN, st.booleans()), min_size=1, max_size=3),
)
def test_whatever_is_offered_is_taken_by_the_desk(
    world: World,
    asked: list[tuple[str, dict[str, Any]]],
    goods: list[tuple[dict[str, Any], bool]],
) -> None:
    for facility, line in asked:
        world.do("alice", "wish-lists", facility=facility, lines=[line])
    for given_goods, shelved in goods:
        lot = taken_in(world, **given_goods)
        if shelved:
            world.do("bob", "put-aways", thing=lot, place="A2", quantity=1)
        found = offer(world, lot)
        for want in found.wanting.wants if found is not None else ():
            assert found is not None
            assert found.free > 0
            sent = world.do(
                "bob",
                "bench-sendings",
                lot=found.ref,
                line=want.line,
                quantity=found.sent(want.pieces),
            )
            assert world.inside(lot)[f"North bench/{want.line}"] == found.sent(want.pieces)
            world.do("bob", "reversals", command=sent.id)

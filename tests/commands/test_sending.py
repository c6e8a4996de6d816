"""Straight to the bench: what is wanted goes there from the door, or stays where it is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from stockroom.errors import NotAllowed, Refused
from tests.world import World


def arrived(world: World, quantity: int = 5, outcome: str = "accept", who: str = "bob") -> str:
    """Nappies at the door, inspected."""
    lot = world.do(who, "intakes", product="NP-DISP", size="4", quantity=quantity).made["lot"]
    if outcome:
        world.do(who, "inspections", lot=lot, outcome=outcome)
    return str(lot)


def refused(world: World, who: str = "bob", **content: Any) -> Refused:
    """Why a sending is refused; nothing may have moved."""
    with pytest.raises(Refused) as fault:
        world.do(who, "bench-sendings", **content)
    return fault.value


def test_what_is_wanted_goes_from_the_door_to_the_bench_in_one_act(world: World) -> None:
    lot, line = arrived(world), world.line(3)

    world.do("bob", "bench-sendings", lot=lot, line=line, quantity=3)

    assert world.inside(lot) == {"North inbound": 2, f"North bench/{line}": 3}
    assert world.discrepancies() == []


def test_it_goes_to_the_bench_of_the_building_where_it_lies(world: World) -> None:
    lot, line = arrived(world, who="ben"), world.line(3)

    world.do("alice", "bench-sendings", lot=lot, line=line, quantity=3)

    assert world.inside(lot) == {"South inbound": 2, f"South bench/{line}": 3}


def test_what_waits_at_the_door_goes_before_what_lies_on_a_shelf(world: World) -> None:
    lot, line = arrived(world), world.line(4)
    world.do("bob", "put-aways", thing=lot, place="A1", quantity=2)

    world.do("bob", "bench-sendings", lot=lot, line=line, quantity=4)

    assert world.inside(lot) == {"A1": 1, f"North bench/{line}": 4}


def test_the_place_that_is_named_is_where_it_is_taken_from(world: World) -> None:
    lot, line = arrived(world), world.line(4)
    world.do("bob", "put-aways", thing=lot, place="A1", quantity=2)

    world.do("bob", "bench-sendings", lot=lot, line=line, quantity=2, place="A1")

    assert world.inside(lot) == {"North inbound": 3, f"North bench/{line}": 2}
    assert refused(world, lot=lot, line=line, quantity=1, place="A1").reason == "not_enough"


def test_goods_of_another_building_are_not_sent_along(world: World) -> None:
    lot, line = arrived(world), world.line(5)
    world.do("bob", "transfers", thing=lot, place="S1", quantity=2)

    fault = refused(world, lot=lot, line=line, quantity=5)

    assert str(fault) == "Of disposable nappy, 3 can be sent to the bench; 5 were to be."


def test_pieces_of_a_mixed_box_go_to_the_bench_without_it(world: World) -> None:
    lot = world.sorted_into(quantity=40, size="62")
    line = world.line(6, product="CL-BODY", size="62")

    world.do("bob", "bench-sendings", lot=lot, line=line, quantity=6)

    assert world.inside(lot) == {"Box one": 34, f"North bench/{line}": 6}


def test_a_bench_may_be_named_and_nothing_else_is_one(world: World) -> None:
    lot, line = arrived(world), world.line(3)

    assert refused(world, lot=lot, line=line, quantity=1, bench="A1").reason == "not_a_bench"
    world.do("bob", "bench-sendings", lot=lot, line=line, quantity=1, bench="North bench")

    assert world.inside(lot) == {"North inbound": 4, f"North bench/{line}": 1}


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [("", "not_accepted"), ("quarantine", "not_accepted"), ("accept", "on_hold")],
)
def test_what_may_not_be_promised_is_not_sent(world: World, outcome: str, reason: str) -> None:
    lot, line = arrived(world, outcome=outcome), world.line(3)
    if reason == "on_hold":
        world.do("bob", "holds", lot=lot, reason="perhaps recalled")
    before = world.inside(lot)

    assert refused(world, lot=lot, line=line, quantity=1).reason == reason
    assert world.inside(lot) == before


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"product": "NP-WIPE"}, "other_product"),
        ({"size": "1", "substitutes": False}, "other_size"),
        ({"new_only": True}, "new_only"),
    ],
)
def test_it_must_fit_as_for_an_allocation(world: World, asked: dict[str, Any], reason: str) -> None:
    lot, line = arrived(world), world.line(3, **asked)

    assert refused(world, lot=lot, line=line, quantity=1).reason == reason
    assert world.inside(lot) == {"North inbound": 5}


def test_what_was_met_meanwhile_stays_where_it_is(world: World) -> None:
    lot, other, line = arrived(world), arrived(world), world.line(3)
    world.do("bob", "bench-sendings", lot=other, line=line, quantity=2)

    too_many = refused(world, lot=lot, line=line, quantity=2)
    world.do("bob", "bench-sendings", lot=other, line=line, quantity=1)
    met = refused(world, lot=lot, line=line, quantity=1)

    assert str(too_many) == "That line still needs 1; 2 were to be promised."
    assert str(met) == "That was met meanwhile. The goods stay where they are."
    assert (too_many.reason, met.reason) == ("need_met", "need_met")
    assert world.inside(lot) == {"North inbound": 5}


def test_of_two_who_send_the_last_needed_piece_one_is_told_that_it_was_met(world: World) -> None:
    lots, line, ready = [arrived(world), arrived(world)], world.line(1), Barrier(2)

    def send(lot: str) -> str:
        ready.wait(timeout=10)
        try:
            return world.do("bob", "bench-sendings", lot=lot, line=line, quantity=1).status
        except Refused as fault:
            return fault.reason

    with ThreadPoolExecutor(2) as both:
        told = sorted(both.map(send, lots))

    assert told == ["need_met", "recorded"]
    spots = sorted(tuple(sorted(world.inside(lot).items())) for lot in lots)
    assert spots == [
        ((f"North bench/{line}", 1), ("North inbound", 4)),
        (("North inbound", 5),),
    ]


def test_it_is_undone_with_one_tap_and_then_still_needed(world: World) -> None:
    lot, line = arrived(world), world.line(3)
    sent = world.do("bob", "bench-sendings", lot=lot, line=line, quantity=3)

    world.do("bob", "reversals", command=sent.id)

    assert world.inside(lot) == {"North inbound": 5}
    world.do("bob", "bench-sendings", lot=lot, line=line, quantity=3)


@pytest.mark.parametrize("who", ["dora", "fatima", "sue"])
def test_only_those_inside_may_send(world: World, who: str) -> None:
    lot, line = arrived(world), world.line(3)

    with pytest.raises(NotAllowed):
        world.do(who, "bench-sendings", lot=lot, line=line, quantity=1)

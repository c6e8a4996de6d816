"""Other goods taken to the bench, instead of those of the list."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world import World


@pytest.fixture
def promised(world: World) -> tuple[str, str, int]:
    """Three pieces of a lot promised, the same sort on another shelf, and the line."""
    line = world.line(3, size="4")
    lot, other = world.shelved("A1", 5), world.shelved("A2", 5)
    world.do("alice", "allocations", lot=lot, line=line, quantity=3)
    return lot, other, line


def swap(world: World, promised: tuple[str, str, int], **more: Any) -> list[str]:
    """Bob takes three of the other lot; gives the kinds of what that opened."""
    lot, other, line = promised
    told: dict[str, Any] = {"why": "fewer", "place": "A1", "from_place": "A2"} | more
    world.do("bob", "pick-swaps", lot=lot, line=line, quantity=3, instead=other, **told)
    return world.discrepancies()


def test_the_other_lot_goes_to_the_bench_and_the_first_is_free(
    world: World, promised: tuple[str, str, int]
) -> None:
    opened = swap(world, promised)

    lot, other, line = promised
    assert opened == []
    assert world.inside(lot) == {"A1": 5}
    assert world.inside(other) == {"A2": 2, f"North bench/{line}": 3}


def test_what_is_not_there_at_all_is_counted_as_gone_and_breaks_no_promise(
    world: World, promised: tuple[str, str, int]
) -> None:
    opened = swap(world, promised, why="not_there", position=world.position())

    assert opened == ["count_difference"]
    assert world.inside(promised[0]) == {}


@pytest.mark.parametrize("known", [None, "old"])
def test_without_a_fresh_look_somebody_counts_again(
    world: World, promised: tuple[str, str, int], known: str | None
) -> None:
    about = {} if known is None else {"position": world.position()}
    world.do("bob", "transfers", thing=promised[0], place="A3", source="A1", quantity=1)

    opened = swap(world, promised, why="not_there", **about)

    assert opened == ["recount"]
    assert sum(world.inside(promised[0]).values()) == 5


def test_what_is_not_good_is_looked_at(world: World, promised: tuple[str, str, int]) -> None:
    assert swap(world, promised, why="not_good") == ["not_good"]
    assert world.inside(promised[0]) == {"A1": 5}


def test_what_does_not_do_equally_is_told_all_the_same_and_asked_about(
    world: World, promised: tuple[str, str, int]
) -> None:
    lot, _, line = promised
    larger = world.shelved("A2", 5, size="5")

    opened = swap(world, (lot, larger, line))

    assert opened == ["unlike_swap"]
    assert world.inside(larger) == {"A2": 2, f"North bench/{line}": 3}


def test_goods_on_hold_raise_an_alarm(world: World, promised: tuple[str, str, int]) -> None:
    world.do("bob", "holds", lot=promised[1], reason="recalled")

    assert swap(world, promised) == ["held_goods_packed", "unlike_swap"]


def test_what_was_promised_to_others_breaks_their_promise(
    world: World, promised: tuple[str, str, int]
) -> None:
    others = world.line(4, facility="E-2", size="4")
    world.do("alice", "allocations", lot=promised[1], line=others, quantity=4)

    assert swap(world, promised) == ["promise_broken"]


def test_a_swap_is_undone_wholly(world: World, promised: tuple[str, str, int]) -> None:
    lot, other, line = promised
    told = world.do("bob", "pick-swaps", lot=lot, line=line, quantity=3, instead=other, why="fewer")

    world.do("bob", "reversals", command=told.id)

    assert world.inside(lot) == {"A1": 2, f"A1/{line}": 3}
    assert world.inside(other) == {"A2": 5}


def test_a_promise_released_meanwhile_holds_nothing_up(
    world: World, promised: tuple[str, str, int]
) -> None:
    lot, other, line = promised
    world.do("alice", "releases", lot=lot, line=line)

    assert swap(world, promised) == []
    assert world.inside(other)[f"North bench/{line}"] == 3


def test_a_lot_is_no_swap_for_itself(world: World, promised: tuple[str, str, int]) -> None:
    lot, _, line = promised

    receipt = world.do(
        "bob", "pick-swaps", lot=lot, line=line, quantity=3, instead=lot, why="fewer"
    )

    assert receipt.status == "held"
    assert receipt.reason == "same_lot"

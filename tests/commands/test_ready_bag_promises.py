"""A ready bag is promised whole, to the lines of a kit that was asked for, or not at all."""

from __future__ import annotations

import pytest

from stockroom.errors import Refused
from tests import kits
from tests.world import World


@pytest.fixture(autouse=True)
def night(world: World) -> None:
    """The kit that all of these bags are."""
    kits.make_kit(world)


def test_each_thing_is_promised_to_its_line_and_the_bag_is_no_longer_ready(world: World) -> None:
    box, bodies, towels = kits.pack(world)
    wish_kit, (body, towel) = kits.asked(world)

    world.do("alice", "ready-bag-promises", bag=box, wish_kit=wish_kit)

    assert world.inside(bodies) == {"A1": 8, f"{box}/{body}": 2}
    assert world.inside(towels) == {"A1": 4, f"{box}/{towel}": 1}
    assert kits.ready(world) == []
    assert kits.opened(world) == [False]


def test_a_promise_taken_back_makes_the_bag_ready_again(world: World) -> None:
    box, _, _ = kits.pack(world)
    wish_kit, _ = kits.asked(world)
    receipt = world.do("alice", "ready-bag-promises", bag=box, wish_kit=wish_kit)

    world.do("alice", "reversals", command=receipt.id)

    assert kits.ready(world) == [(box, "62")]


def test_a_bag_that_one_line_does_not_need_is_not_promised_in_part(world: World) -> None:
    box, bodies, towels = kits.pack(world)
    wish_kit, (_, towel) = kits.asked(world)
    world.do("alice", "wish-list-changes", line=towel, asked=0, reason="no_longer_needed")

    with pytest.raises(Refused, match="still needs 0"):
        world.do("alice", "ready-bag-promises", bag=box, wish_kit=wish_kit)

    assert world.inside(bodies) == {"A1": 8, box: 2}
    assert world.inside(towels) == {"A1": 4, box: 1}


def test_a_bag_of_another_size_or_kit_is_refused(world: World) -> None:
    box, _, _ = kits.pack(world)
    larger, _ = kits.asked(world, size="98")
    kits.make_kit(world, "OTHER")
    other, _ = kits.asked(world, kit="OTHER")

    with pytest.raises(Refused, match="of size 62 does not fit"):
        world.do("alice", "ready-bag-promises", bag=box, wish_kit=larger)
    with pytest.raises(Refused, match="packed as one night"):
        world.do("alice", "ready-bag-promises", bag=box, wish_kit=other)


def test_a_bag_is_promised_once_and_only_from_a_shelf(world: World) -> None:
    box, _, _ = kits.pack(world)
    wish_kit, _ = kits.asked(world, number=2)
    world.do("bob", "transfers", thing=box, place="North bench")
    with pytest.raises(Refused, match="is not on a shelf"):
        world.do("alice", "ready-bag-promises", bag=box, wish_kit=wish_kit)
    world.do("bob", "transfers", thing=box, place="A2")
    world.do("alice", "ready-bag-promises", bag=box, wish_kit=wish_kit)

    with pytest.raises(Refused, match="promised already"):
        world.do("alice", "ready-bag-promises", bag=box, wish_kit=wish_kit)


def test_a_bag_with_a_thing_on_hold_is_not_promised(world: World) -> None:
    box, _, towels = kits.pack(world)
    wish_kit, _ = kits.asked(world)
    world.do("bob", "holds", lot=towels, reason="recalled")

    with pytest.raises(Refused, match="hooded towel is on hold"):
        world.do("alice", "ready-bag-promises", bag=box, wish_kit=wish_kit)


def test_a_promised_bag_goes_to_the_gate_whole(world: World) -> None:
    box, bodies, towels = kits.pack(world)
    wish_kit, (body, towel) = kits.asked(world)
    world.do("alice", "ready-bag-promises", bag=box, wish_kit=wish_kit)
    world.do("bob", "sealings", box=box, facility="M-1")
    run = world.run()
    world.do("dora", "loadings", run=run, items=[{"box": box}])

    world.do("dora", "deliveries", facility="M-1", run=run, boxes=[box])

    assert world.held(bodies)[f"M-1 gate/{body}"] == 2
    assert world.held(towels)[f"M-1 gate/{towel}"] == 1
    assert kits.opened(world) == [True]
    assert world.discrepancies() == []

"""A refuge's cupboard: ours until a bag is used, and its name never tells where it stands."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from stockroom.errors import Refused
from stockroom.tables.handovers import Delivery
from tests import kits
from tests.world import World


@pytest.fixture
def cupboard(world: World) -> str:
    """The bin of a cupboard at M-1."""
    kits.make_kit(world)
    return f"bin {world.do('alice', 'cupboards', facility='M-1').made['number']}"


def stocked(world: World, cupboard: str) -> tuple[str, str, str]:
    """A ready bag in the cupboard."""
    box, bodies, towels = kits.pack(world)
    world.do("dora", "transfers", thing=box, place=cupboard)
    return box, bodies, towels


def delivered(world: World) -> list[bool]:
    """Whether each delivery has been confirmed."""
    with world.house.database.reading() as books:
        query = sa.select(Delivery.confirmed_in).order_by(Delivery.id)  # type: ignore[call-overload]
        return [row is not None for row in books.execute(query).scalars()]


def test_a_bag_used_at_night_is_handed_over_and_confirmed(world: World, cupboard: str) -> None:
    box, bodies, towels = stocked(world, cupboard)
    assert kits.ready(world) == [(box, "62")]

    world.do("fatima", "ready-bag-uses", bag=box)

    assert world.held(bodies) == {"opening": -10, "A1": 8, "M-1 facility": 2}
    assert world.held(towels) == {"opening": -5, "A1": 4, "M-1 facility": 1}
    assert delivered(world) == [True]
    assert kits.ready(world) == []
    assert world.discrepancies() == []


def test_a_coordinator_who_is_telephoned_records_it_for_them_to_confirm(
    world: World, cupboard: str
) -> None:
    box, bodies, _ = stocked(world, cupboard)

    world.do("alice", "ready-bag-uses", bag=box)

    assert world.held(bodies)["M-1 gate"] == 2
    assert delivered(world) == [False]


def test_nobody_uses_another_facilitys_bag_or_one_on_our_shelf(world: World, cupboard: str) -> None:
    box, bodies, _ = stocked(world, cupboard)
    ours, _, _ = kits.pack(world)

    for who, bag in (("farid", box), ("fatima", ours), ("alice", ours), ("fatima", "box 9999")):
        assert world.do(who, "ready-bag-uses", bag=bag).status == "held"

    assert world.inside(bodies) == {"A1": 8, box: 2}


def test_the_same_bag_is_used_once(world: World, cupboard: str) -> None:
    box, _, _ = stocked(world, cupboard)
    world.do("fatima", "ready-bag-uses", bag=box)

    assert world.do("fatima", "ready-bag-uses", bag=box).status == "held"
    assert delivered(world) == [True]


def test_a_recalled_thing_used_raises_an_alarm(world: World, cupboard: str) -> None:
    box, bodies, _ = stocked(world, cupboard)
    world.do("bob", "holds", lot=bodies, reason="recalled")

    world.do("fatima", "ready-bag-uses", bag=box)

    assert "held_goods_delivered" in world.discrepancies()


def test_a_van_brings_bags_to_a_cupboard_and_puts_them_on_its_shelf(world: World) -> None:
    kits.make_kit(world)
    world.do("alice", "cupboards", facility="M-1", name="Amber cupboard")
    box, bodies, _ = kits.pack(world)
    run = world.do(
        "alice", "runs", day="2026-11-21", van="Van 1", driver="dora",
        stops=[{"site": "Amber cupboard"}],
    ).made["run"]  # fmt: skip
    world.do("dora", "loadings", run=run, items=[{"box": box}])

    world.do("dora", "unloadings", run=run, site="Amber cupboard", items=[{"box": box}])

    assert kits.ready(world) == [(box, "62")]
    assert world.inside(bodies)[box] == 2
    assert world.do("dora", "run-closings", run=run).made["returned"] == 3
    world.do("fatima", "ready-bag-uses", bag=box)
    assert delivered(world) == [True]


def test_nobody_works_at_a_cupboard(world: World) -> None:
    world.do("alice", "cupboards", facility="E-2", name="Amber cupboard")

    with pytest.raises(Refused, match="not a site of ours"):
        world.do("sam", "person-changes", login="bob", site="Amber cupboard")


def test_goods_in_a_cupboard_are_for_nobody_else(world: World, cupboard: str) -> None:
    towels = world.shelved(product="BA-TOW", quantity=5)
    world.do("dora", "transfers", thing=towels, place=cupboard)
    box, _, _ = stocked(world, cupboard)
    wish_kit, (_, towel) = kits.asked(world, facility="E-2")

    with pytest.raises(Refused, match="0 can be promised"):
        world.do("alice", "allocations", lot=towels, line=towel, quantity=1)
    with pytest.raises(Refused, match="stands in a cupboard"):
        world.do("alice", "ready-bag-promises", bag=box, wish_kit=wish_kit)


def test_a_cupboards_name_does_not_say_where_it_stands(world: World) -> None:
    world.do("alice", "facility-changes", facility="M-1", name="Willow wing")

    for name in ("cupboard of m-1", "Willow Wing, night"):
        with pytest.raises(Refused, match="must not say where"):
            world.do("alice", "cupboards", facility="M-1", name=name)

    world.do("alice", "cupboards", facility="M-1", name="Blue cupboard")
    with pytest.raises(Refused, match="already"):
        world.do("alice", "cupboards", facility="M-1", name="blue cupboard")

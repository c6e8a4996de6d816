"""The mirror image of a command: wholly, once, or not at all."""

from __future__ import annotations

from uuid import UUID

import pytest

from stockroom.errors import Refused
from tests.world import World


def test_a_put_away_is_mirrored(world: World) -> None:
    lot = world.do("bob", "intakes", product="NP-DISP", size="4", quantity=5).made["lot"]
    done = world.do("bob", "put-aways", thing=lot, place="A1")

    world.do("bob", "reversals", command=done.id)

    assert world.inside(lot) == {"North inbound": 5}


def test_a_reversal_names_the_later_acts_in_its_way(world: World) -> None:
    lot = world.shelved("A1")
    done = world.do("bob", "transfers", thing=lot, place="A2")
    later = world.do("bob", "transfers", thing=lot, place="A3")

    with pytest.raises(Refused, match=later.id):
        world.do("alice", "reversals", command=done.id)
    with pytest.raises(Refused, match="way: transfers"):
        world.do("bob", "reversals", command=done.id)


def test_nothing_is_reversed_twice_nor_a_reversal_itself(world: World) -> None:
    lot = world.shelved("A1")
    done = world.do("bob", "transfers", thing=lot, place="A2")
    mirror = world.do("bob", "reversals", command=done.id)

    with pytest.raises(Refused, match="already"):
        world.do("bob", "reversals", command=done.id)
    with pytest.raises(Refused, match="cannot be reversed"):
        world.do("bob", "reversals", command=mirror.id)


def test_a_delivery_is_corrected_and_not_reversed(world: World) -> None:
    lot, line = world.shelved(), world.line(2)
    done = world.do(
        "bob", "deliveries", facility="M-1", lines=[{"lot": lot, "line": line, "accepted": 2}]
    )

    with pytest.raises(Refused, match="cannot be reversed"):
        world.do("alice", "reversals", command=done.id)


def test_a_write_off_gives_back_the_promise_that_it_broke(world: World) -> None:
    lot, line = world.shelved(quantity=3), world.line(3)
    world.do("alice", "allocations", lot=lot, line=line, quantity=3)
    done = world.do("alice", "write-offs", lot=lot, quantity=1, reason="damaged")
    assert world.discrepancies() == ["promise_broken"]

    world.do("alice", "reversals", command=done.id)

    assert world.inside(lot) == {f"A1/{line}": 3}
    assert world.discrepancies() == []


def test_a_box_moved_by_mistake_stands_where_it_stood(world: World) -> None:
    lot = world.shelved("A1")
    world.do("bob", "boxings", lot=lot, box="Box one")
    moved = world.do("bob", "transfers", thing="Box one", place="A3")

    world.do("bob", "reversals", command=moved.id)
    world.do("bob", "transfers", thing="Box one", place="A2")

    assert world.inside(lot) == {"Box one": 5}


def test_a_volunteer_does_not_reverse_what_only_a_coordinator_may_do(world: World) -> None:
    lot, line = world.shelved(), world.line(2)
    done = world.do("alice", "allocations", lot=lot, line=line, quantity=2)

    with pytest.raises(Refused, match="cannot be reversed"):
        world.do("bob", "reversals", command=UUID(done.id))

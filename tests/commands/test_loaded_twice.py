"""Goods without a parcel that two tell as loaded: the run's account has them once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.world import NOON, World


def at(minutes: int) -> str:
    """A time of day some minutes before or after noon, as a device would send it."""
    return (NOON + timedelta(minutes=minutes)).isoformat()


def picked(world: World, more: int = 5) -> tuple[str, int]:
    """Four pieces on the bench for a line, and more of the same lot free on the shelf."""
    lot, line = world.shelved("A1", 4 + more), world.line(4)
    world.do("alice", "allocations", lot=lot, line=line, quantity=4)
    world.do("bob", "picks", lot=lot, line=line, quantity=4, place="A1")
    return lot, line


def load(world: World, who: str, run: int, *items: dict[str, Any], **more: Any) -> None:
    """One telling of what was loaded."""
    world.do(who, "loadings", run=run, items=list(items), **more)


def hand_over(world: World, run: int, lot: str, line: int, pieces: int, **more: Any) -> None:
    """So many pieces accepted at the gate."""
    lines = [{"lot": lot, "line": line, "accepted": pieces}]
    world.do("dora", "deliveries", facility="M-1", run=run, lines=lines, **more)


def closed(world: World, run: int) -> tuple[int, int, int]:
    """What a closed run's account says was loaded, delivered and lost."""
    made = world.do("dora", "run-closings", run=run).made
    return made["loaded"], made["delivered"], made["lost"]


def test_loose_pieces_that_two_loaded_count_once_and_take_no_others_along(world: World) -> None:
    (lot, line), run = picked(world), world.run()
    item = {"lot": lot, "line": line, "quantity": 4}
    load(world, "dora", run, item)

    load(world, "bob", run, item)

    assert world.inside(lot) == {"A1": 5, f"Van 1/{line}": 4}
    assert world.discrepancies() == ["already_there"]
    hand_over(world, run, lot, line, 4)
    assert closed(world, run) == (4, 4, 0)


def test_the_same_in_one_telling_counts_once(world: World) -> None:
    (lot, line), run = picked(world), world.run()
    item = {"lot": lot, "line": line, "quantity": 4}

    load(world, "dora", run, item, item)

    hand_over(world, run, lot, line, 4)
    assert closed(world, run) == (4, 4, 0)


def test_two_who_each_carry_a_part_are_both_counted(world: World) -> None:
    (lot, line), run = picked(world), world.run()
    load(world, "dora", run, {"lot": lot, "line": line, "quantity": 3})

    load(world, "bob", run, {"lot": lot, "line": line, "quantity": 1})

    assert world.inside(lot) == {"A1": 5, f"Van 1/{line}": 4}
    assert world.discrepancies() == []
    hand_over(world, run, lot, line, 4)
    assert closed(world, run) == (4, 4, 0)


@pytest.mark.parametrize("promised", [True, False])
def test_all_of_a_lot_told_twice_counts_once(promised: bool, world: World) -> None:
    (lot, line), run = picked(world, more=0), world.run()
    item: dict[str, Any] = {"lot": lot, "quantity": 4} | ({"line": line} if promised else {})
    load(world, "dora", run, item)

    load(world, "bob", run, item)

    hand_over(world, run, lot, line, 4)
    assert closed(world, run) == (4, 4, 0)


@pytest.mark.parametrize("depth", ["counted", "single"])
def test_two_loadings_that_come_after_the_handover_count_once(depth: str, world: World) -> None:
    pieces, product = (1, "TR-SEAT") if depth == "single" else (4, "NP-DISP")
    lot, run = world.shelved("A1", pieces, product=product), world.run()
    line = world.line(pieces, product=product)
    world.do("alice", "allocations", lot=lot, line=line, quantity=pieces)
    world.clock.forward(timedelta(hours=1))
    hand_over(world, run, lot, line, pieces, done_at=at(50))
    item = {"lot": lot, "line": line, "quantity": pieces}

    load(world, "dora", run, item, done_at=at(20))
    load(world, "bob", run, item, done_at=at(21))

    assert closed(world, run) == (pieces, pieces, 0)


def test_what_lay_on_the_van_before_is_counted_when_it_is_told_as_loaded(world: World) -> None:
    (lot, line), run = picked(world), world.run()
    world.do("alice", "transfers", thing=lot, source="North bench", place="Van 1")

    load(world, "dora", run, {"lot": lot, "line": line, "quantity": 4})

    hand_over(world, run, lot, line, 4)
    assert closed(world, run) == (4, 4, 0)


def test_a_loading_that_another_told_and_that_comes_after_the_handover_takes_no_others_along(
    world: World,
) -> None:
    (lot, line), run = picked(world), world.run()
    item = {"lot": lot, "line": line, "quantity": 4}
    load(world, "dora", run, item, done_at=at(-40))
    hand_over(world, run, lot, line, 4, done_at=at(-10))

    load(world, "bob", run, item, done_at=at(-39))

    assert world.inside(lot) == {"A1": 5}
    assert world.discrepancies() == []
    assert closed(world, run) == (4, 4, 0)


FREE = {"quantity": 3}


def test_free_goods_that_two_loaded_are_asked_about_while_more_of_them_is_there(
    world: World,
) -> None:
    lot, run = world.shelved("A1", 9), world.run()
    load(world, "dora", run, {"lot": lot} | FREE)

    held = world.do("bob", "loadings", run=run, items=[{"lot": lot} | FREE])

    assert (held.status, held.reason) == ("held", "told_already")
    assert world.inside(lot) == {"A1": 6, "Van 1": 3}
    asked = held.discrepancies[0]
    world.do("alice", "discrepancy-settlings", discrepancy=asked, settlement="apply")
    assert world.inside(lot) == {"A1": 3, "Van 1": 6}


def test_the_same_telling_is_another_persons_or_of_the_same_moment(world: World) -> None:
    lot, run = world.shelved("A1", 9), world.run()

    def loaded(who: str, minutes: int) -> str:
        items = [{"lot": lot} | FREE]
        return world.do(who, "loadings", run=run, items=items, done_at=at(minutes)).status

    assert loaded("dora", -30) == "recorded"
    assert loaded("dora", -20) == "recorded"
    assert (loaded("dora", -30), loaded("bob", -10)) == ("held", "held")


def test_another_number_or_what_was_taken_back_is_no_second_telling(world: World) -> None:
    lot, run = world.shelved("A1", 9), world.run()
    first = world.do("dora", "loadings", run=run, items=[{"lot": lot} | FREE])
    load(world, "bob", run, {"lot": lot, "quantity": 2})
    world.do("alice", "reversals", command=first.id)

    load(world, "bob", run, {"lot": lot} | FREE)

    assert world.inside(lot) == {"A1": 4, "Van 1": 5}


def test_free_goods_loaded_by_two_who_tell_it_after_the_handover_count_once(world: World) -> None:
    lot, run = world.shelved("A1", 9), world.run()
    world.clock.forward(timedelta(hours=1))
    lines = [{"lot": lot, "accepted": 3}]
    world.do("dora", "deliveries", facility="M-1", run=run, lines=lines, done_at=at(50))
    load(world, "dora", run, {"lot": lot} | FREE, done_at=at(20))

    load(world, "bob", run, {"lot": lot} | FREE, done_at=at(21))

    assert world.inside(lot) == {"A1": 6}
    assert closed(world, run) == (3, 3, 0)

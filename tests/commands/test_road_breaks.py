"""Odd turns on the road that must lose no piece and tell no stop of another."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.errors import Refused
from stockroom.tables.handovers import Delivery
from tests.driven import Loaded
from tests.world import World

DELIVERY = Delivery.__table__  # type: ignore[attr-defined]


def number_of_last(world: World) -> str:
    """The receipt number on the newest delivery."""
    query = sa.select(DELIVERY.c.receipt_number).order_by(DELIVERY.c.id.desc())
    with world.house.database.reading() as books:
        return str(books.execute(query).scalar())


@pytest.mark.parametrize("by_run", [True, False])
def test_the_number_of_another_stops_sheet_never_names_a_handover(
    by_run: bool, world: World
) -> None:
    ready = Loaded.ready(world)
    made = world.do("dora", "gate-sheets", run=ready.run, facility="M-1").made
    run: dict[str, Any] = {"run": ready.run} if by_run else {}

    world.do(
        "alice", "deliveries", facility="E-2", boxes=[ready.ref("E-2")],
        receipt_number=made["receipt_number"], **run,
    )  # fmt: skip

    assert number_of_last(world) == ""
    assert "receipt_unknown" in world.discrepancies()


def test_a_van_with_goods_aboard_stays_the_runs_van(world: World) -> None:
    ready = Loaded.ready(world)
    world.do("dora", "loadings", run=ready.run, items=[{"box": ready.ref("M-1")}])

    with pytest.raises(Refused) as refused:
        world.do("alice", "run-changes", run=ready.run, seen=world.position(), van="Van 2")

    assert refused.value.reason == "loaded_already"


def test_a_held_handover_of_a_closed_run_can_still_be_applied(world: World) -> None:
    ready = Loaded.ready(world, ["M-1"])
    world.do("dora", "run-closings", run=ready.run)
    held = world.do("dora", "deliveries", facility="M-1", run=ready.run, boxes=[ready.ref("M-1")])
    assert held.reason == "run_closed"

    world.do(
        "alice", "discrepancy-settlings", discrepancy=held.discrepancies[0], settlement="apply"
    )

    assert world.inside(ready.lots["M-1"]) == {}


def test_a_box_named_twice_is_handed_over_once(world: World) -> None:
    ready = Loaded.ready(world, ["M-1"])
    world.do("dora", "loadings", run=ready.run, items=[{"box": ready.ref("M-1")}] * 2)

    told = world.do(
        "dora", "deliveries", facility="M-1", run=ready.run, boxes=[ready.ref("M-1")] * 2
    )

    assert told.status == "recorded"
    closed = world.do("dora", "run-closings", run=ready.run).made
    assert (closed["loaded"], closed["delivered"], closed["lost"]) == (5, 5, 0)


def test_a_box_that_another_handed_over_does_not_keep_the_rest_from_the_books(
    world: World,
) -> None:
    ready = Loaded.ready(world, ["M-1"])
    lot = world.shelved("A2", 3)
    world.do("alice", "deliveries", facility="M-1", boxes=[ready.ref("M-1")])

    told = world.do(
        "dora", "deliveries", facility="M-1", run=ready.run, boxes=[ready.ref("M-1")],
        lines=[{"lot": lot, "accepted": 3}],
    )  # fmt: skip

    assert told.status == "recorded"
    assert world.inside(lot) == {}


def test_loading_reversed_takes_the_account_back(world: World) -> None:
    ready = Loaded.ready(world, ["M-1"])
    loaded = world.do("dora", "loadings", run=ready.run, items=[{"box": ready.ref("M-1")}])
    world.do(
        "dora", "stop-callings-off", run=ready.run, stop=world.stop(ready.run), reason="closed"
    )

    world.do("alice", "reversals", command=loaded.id)

    closed = world.do("dora", "run-closings", run=ready.run).made
    assert (closed["loaded"], closed["lost"]) == (0, 0)


def test_what_was_refused_comes_back_by_its_old_label_without_a_run(world: World) -> None:
    lot, run = world.shelved("A1", 9), world.run()
    world.do("dora", "loadings", run=run, items=[{"lot": lot, "quantity": 4}])
    world.do("dora", "refusals", facility="M-1", run=run, lot=lot, quantity=4, reason="damaged")

    world.do("bob", "returns", items=[{"lot": lot, "quantity": 4}])

    assert world.inside(lot) == {"A1": 5}


def test_a_box_loaded_by_two_people_counts_once(world: World) -> None:
    ready = Loaded.ready(world, ["M-1"])
    box = ready.ref("M-1")
    first = world.do("dora", "loadings", run=ready.run, items=[{"box": box}])
    world.do("bob", "loadings", run=ready.run, items=[{"box": box}])

    world.do("alice", "reversals", command=first.id)
    world.do("bob", "loadings", run=ready.run, items=[{"box": box}])

    world.do("dora", "deliveries", facility="M-1", run=ready.run, boxes=[box])
    closed = world.do("dora", "run-closings", run=ready.run).made
    assert (closed["loaded"], closed["delivered"], closed["lost"]) == (5, 5, 0)

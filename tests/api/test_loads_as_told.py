"""A van is loaded with what its facilities were told, or not at all."""

from __future__ import annotations

from tests import gate_stage
from tests.api.guests import Guests
from tests.world import World

DONE_AT = "2026-11-21T11:59:00Z"


def told(world: World, run: int) -> None:
    """M-1 gets the manifest of all that is packed for it now."""
    made = world.do("alice", "manifests", run=run, facility="M-1").made["manifest"]
    world.do("alice", "manifest-sendings", manifest=made, how="mail")


def test_another_load_than_was_told_is_not_loaded(guests: Guests) -> None:
    world = guests.world
    run = world.run()
    gate_stage.pack(world, "Box one")
    world.do("bob", "sealings", box="Box one", facility="M-1")
    told(world, run)
    gate_stage.pack(world, "Box two")
    world.do("bob", "sealings", box="Box two", facility="M-1")
    head = guests.head()

    stopped = guests.put("dora", "loadings", run=run, items=[{"box": "Box one"}])

    assert (stopped.status_code, stopped.json()["reason"]) == (422, "manifest_other_load")
    assert "What is packed for M-1 is not what its manifest says" in stopped.json()["detail"]
    assert guests.head() == head


def test_the_load_that_was_told_is_loaded_parcel_by_parcel(guests: Guests) -> None:
    world = guests.world
    run = world.run()
    for box in ("Box one", "Box two"):
        gate_stage.pack(world, box)
        world.do("bob", "sealings", box=box, facility="M-1")
    told(world, run)

    for box in ("Box one", "Box two"):
        answer = guests.put("dora", "loadings", run=run, items=[{"box": box}])
        assert answer.status_code == 201, answer.text

    assert world.discrepancies() == []


def test_what_a_device_loaded_beside_it_is_an_alarm(guests: Guests) -> None:
    world = guests.world
    run = world.run()
    gate_stage.pack(world, "Box one")
    world.do("bob", "sealings", box="Box one", facility="M-1")
    told(world, run)
    lot = world.shelved(quantity=1)
    loose = {"lot": lot, "line": world.line(1), "quantity": 1}

    stopped = guests.put("dora", "loadings", run=run, items=[loose])
    answer = guests.put("dora", "loadings", run=run, items=[loose], done_at=DONE_AT)

    assert stopped.json()["reason"] == "manifest_other_load"
    assert (answer.status_code, answer.json()["status"]) == (201, "recorded")
    assert "not_as_told" in world.discrepancies()

"""Two people tell the same thing of the road: it happens once, and a coordinator is asked."""

from __future__ import annotations

from typing import Any

import pytest

from stockroom.errors import Refused
from tests.driven import Loaded
from tests.web.roads import picked
from tests.world import World


def loose(world: World) -> tuple[int, str, int]:
    """A run with five loose pieces aboard for M-1, four more on the shelf: run, lot, line."""
    lot, line = world.shelved(quantity=9), world.line(5)
    world.do("alice", "allocations", lot=lot, line=line, quantity=5)
    run = world.run()
    items = [{"lot": lot, "line": line, "quantity": 5}]
    world.do("dora", "loadings", run=run, items=items)
    return run, lot, line


def account(world: World, run: int) -> tuple[int, ...]:
    """Loaded, delivered, returned and lost on a run, in pieces."""
    query = (
        "SELECT sum(loaded), sum(delivered), sum(returned), sum(lost) FROM run_entry"
        f" WHERE run_id = {run}"
    )
    with world.house.database.reading() as books:
        return tuple(map(int, books.exec_driver_sql(query).one()))


def test_a_handover_typed_in_from_paper_and_sent_by_the_phone_is_asked_about(world: World) -> None:
    run, lot, line = loose(world)
    refused = [{"quantity": 2, "reason": "damaged"}]
    paper = [{"lot": lot, "line": line, "accepted": 3, "refused": refused}]
    world.do("alice", "deliveries", facility="M-1", run=run, lines=paper)
    before = world.held(lot)

    phone = [{"lot": lot, "line": line, "accepted": 5}]
    held = world.do("dora", "deliveries", facility="M-1", run=run, lines=phone)

    assert (held.status, held.reason) == ("held", "told_already")
    assert world.held(lot) == before
    assert account(world, run) == (5, 3, 0, 0)
    world.do("alice", "discrepancy-settlings", discrepancy=held.discrepancies[0], settlement="drop")
    world.do("dora", "returns", run=run, items=[{"lot": lot}])
    world.do("dora", "run-closings", run=run)
    assert account(world, run) == (5, 3, 2, 0)


def test_a_coordinator_may_let_the_second_handover_happen_after_all(world: World) -> None:
    run, lot, line = loose(world)
    told = [{"lot": lot, "line": line, "accepted": 5}]
    world.do("dora", "deliveries", facility="M-1", run=run, lines=told)

    more = [{"lot": lot, "line": line, "accepted": 2}]
    held = world.do("dora", "deliveries", facility="M-1", run=run, lines=more)
    asked = held.discrepancies[0]
    world.do("alice", "discrepancy-settlings", discrepancy=asked, settlement="apply")

    assert world.held(lot)[f"M-1 gate/{line}"] == 7


def test_the_rest_of_the_same_goods_is_no_second_telling(world: World) -> None:
    run, lot, line = loose(world)
    for pieces in (3, 2):
        told = [{"lot": lot, "line": line, "accepted": pieces}]
        assert (
            world.do("dora", "deliveries", facility="M-1", run=run, lines=told).status == "recorded"
        )

    assert account(world, run) == (5, 5, 0, 0)


def test_another_stop_may_take_of_the_same_lot_what_was_never_scanned(world: World) -> None:
    run, lot, line = loose(world)
    told = [{"lot": lot, "line": line, "accepted": 5}]
    world.do("dora", "deliveries", facility="M-1", run=run, lines=told)

    other = [{"lot": lot, "accepted": 1}]
    told_there = world.do("dora", "deliveries", facility="E-2", run=run, lines=other)

    assert told_there.status == "recorded"


def test_goods_unloaded_by_two_people_come_back_once(world: World) -> None:
    run, lot, line = loose(world)
    refused = [{"quantity": 2, "reason": "damaged"}]
    told = [{"lot": lot, "line": line, "accepted": 1, "refused": refused}]
    world.do("dora", "deliveries", facility="M-1", run=run, lines=told)

    world.do("dora", "returns", run=run, items=[{"lot": lot, "quantity": 4}])
    world.do("bob", "returns", run=run, items=[{"lot": lot, "quantity": 4}])

    assert world.inside(lot) == {"A1": 4}
    assert account(world, run) == (5, 1, 4, 0)
    assert "already_there" in world.discrepancies()


@pytest.mark.parametrize("noun", ["returns", "unloadings"])
def test_a_box_unloaded_by_two_people_comes_back_once(noun: str, world: World) -> None:
    ready = Loaded.ready(world, ["M-1"])
    items = [{"box": ready.ref("M-1")}]
    world.do("dora", "loadings", run=ready.run, items=items)
    for who in ("dora", "bob"):
        world.do(who, noun, run=ready.run, items=items, site="North")

    assert account(world, ready.run) == (5, 0, 5, 0)
    world.do("dora", "run-closings", run=ready.run)
    assert "loading_unsaid" not in world.discrepancies()


def test_a_box_driven_out_a_second_time_comes_back_a_second_time(world: World) -> None:
    ready = Loaded.ready(world, ["M-1"])
    items = [{"box": ready.ref("M-1")}]
    for _time in range(2):
        world.do("dora", "loadings", run=ready.run, items=items)
        world.do("dora", "returns", run=ready.run, items=items)

    assert account(world, ready.run) == (10, 0, 10, 0)


def test_a_loading_is_not_taken_back_from_a_run_that_is_closed(world: World) -> None:
    ready = Loaded.ready(world, ["M-1"])
    world.do("bob", "transfers", thing=ready.ref("M-1"), place="Van 1")
    items = [{"box": ready.ref("M-1")}]
    loaded = world.do("dora", "loadings", run=ready.run, items=items)
    world.do("dora", "deliveries", facility="M-1", run=ready.run, boxes=[ready.ref("M-1")])
    world.do("dora", "run-closings", run=ready.run)

    with pytest.raises(Refused) as refused:
        world.do("alice", "reversals", command=loaded.id)

    assert refused.value.reason == "run_closed"
    assert account(world, ready.run) == (5, 5, 0, 0)


def test_the_run_and_the_record_of_a_handover_agree_where_fewer_were_there(world: World) -> None:
    run = world.run()
    lot, line = picked(world, 2)
    world.do("dora", "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 2}])

    told = [{"lot": lot, "line": line, "missing": 3}]
    world.do("dora", "deliveries", facility="M-1", run=run, lines=told)

    assert account(world, run) == (2, 0, 0, 2)
    world.do("dora", "run-closings", run=run)
    assert world.discrepancies() == ["missing"]


AT_THE_DOOR: dict[str, Any] = {"facility": "M-1", "way": "taxi"}


def at_the_door(world: World, who: str, lot: str, pieces: int, **more: Any) -> str:
    """So many pieces taken without a run; what the books did with it."""
    told = [{"lot": lot, "accepted": pieces}]
    return world.do(who, "deliveries", **AT_THE_DOOR | {"lines": told} | more).status


def test_a_handover_without_a_run_that_two_people_tell_is_asked_about(world: World) -> None:
    lot = world.shelved(quantity=9)
    at_the_door(world, "bob", lot, 3, done_at="2026-11-21T08:00:00Z")

    paper = [{"lot": lot, "accepted": 1, "refused": [{"quantity": 2, "reason": "damaged"}]}]
    held = world.do("alice", "deliveries", facility="M-1", lines=paper)

    assert (held.status, held.reason) == ("held", "told_already")
    assert world.inside(lot) == {"A1": 6}
    asked = held.discrepancies[0]
    world.do("alice", "discrepancy-settlings", discrepancy=asked, settlement="apply")
    assert world.held(lot)["M-1 gate"] == 4


def test_what_differs_is_another_handover(world: World) -> None:
    lot, other = world.shelved(quantity=20), world.shelved("A2", 3)
    at_the_door(world, "bob", lot, 3)

    assert at_the_door(world, "alice", lot, 2) == "recorded"
    assert at_the_door(world, "alice", other, 3) == "recorded"
    assert at_the_door(world, "alice", lot, 3, facility="E-2") == "recorded"
    assert at_the_door(world, "alice", lot, 3, done_at="2026-11-20T12:00:00Z") == "recorded"


def test_a_sheet_typed_in_twice_is_asked_about_on_another_day_too(world: World) -> None:
    run, lot, _line = loose(world)
    number = world.do("dora", "gate-sheets", run=run, facility="M-1").made["receipt_number"]
    sheet = {"receipt_number": number, "done_at": "2026-11-20T12:00:00Z"}
    at_the_door(world, "bob", lot, 3, **sheet)

    assert at_the_door(world, "alice", lot, 2, receipt_number=number) == "held"


def test_a_handover_of_a_run_that_another_told_without_it_is_asked_about(world: World) -> None:
    run, lot, line = loose(world)
    told = [{"lot": lot, "line": line, "accepted": 5}]
    world.do("alice", "deliveries", facility="M-1", lines=told)

    held = world.do("dora", "deliveries", facility="M-1", run=run, lines=told)

    assert (held.status, held.reason) == ("held", "told_already")
    assert world.inside(lot) == {"A1": 4}

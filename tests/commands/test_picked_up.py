"""What a driver fetches at a stop is on the van, in the driver's hands, until it is unloaded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.errors import Refused
from stockroom.reports import custody
from stockroom.tables.impact import Donation
from stockroom.web.api.reads.scopes import table
from tests.world import World

DONATION = table(Donation)
CODE = "7K3Q9M2XW4HTX"


def fetching(world: World) -> tuple[int, dict[str, int]]:
    """A run with a stop at a donor and one at a site of ours; each by the word for it."""
    donor = world.do("bob", "donors", name="Parish drive").made["donor"]
    stops = [{"donor": donor, "to_fetch": "six bags"}, {"site": "South"}]
    about: dict[str, Any] = {"day": "2026-11-21", "van": "Van 1", "driver": "dora"}
    run = int(world.do("alice", "runs", **about, stops=stops).made["run"])
    return run, {"donor": world.stop(run, 1), "site": world.stop(run, 2)}


def pick_up(world: World, run: int, stop: int, who: str = "dora", **about: Any) -> Any:
    """So many bags written down at a stop."""
    said: dict[str, Any] = {"product": "BAG", "quantity": 6, "weight_g": 42_000} | about
    return world.do(who, "intakes", picked_up={"run": run, "stop": stop}, **said)


def gifts(world: World) -> list[tuple[int | None, str]]:
    query = sa.select(DONATION.c.donor_id, DONATION.c.received_on)
    with world.house.database.reading() as books:
        return [(row.donor_id, str(row.received_on)) for row in books.execute(query)]


def holders(world: World) -> dict[str, int]:
    with world.house.database.reading() as books:
        return {row["holder"]: row["pieces"] for row in custody.custody(books, {})}


def test_what_is_picked_up_is_on_the_van_in_the_driver_s_hands(world: World) -> None:
    run, stops = fetching(world)

    lot = pick_up(world, run, stops["donor"], code=CODE).made["lot"]

    assert lot == CODE
    assert world.inside(lot) == {"Van 1": 6}
    assert holders(world) == {"driver": 6}


def test_all_that_a_donor_gives_at_a_stop_is_one_gift_of_that_donor(world: World) -> None:
    run, stops = fetching(world)

    pick_up(world, run, stops["donor"])
    pick_up(world, run, stops["donor"], product="CL-BODY", size="62", quantity=12, weight_g=None)
    pick_up(world, run, stops["site"], product="CL-BODY", size="68", quantity=1, weight_g=None)

    (gift,) = gifts(world)
    assert gift[0] is not None
    assert gift[1] == "2026-11-21"


def test_it_is_unloaded_at_a_site_brought_back_and_the_account_is_even(world: World) -> None:
    run, stops = fetching(world)
    pick_up(world, run, stops["donor"], code=CODE)

    world.do("dora", "unloadings", run=run, site="South", items=[{"lot": CODE, "quantity": 4}])
    world.do("dora", "returns", run=run, site="North", items=[{"lot": CODE, "quantity": 2}])
    made = world.do("dora", "run-closings", run=run).made

    assert (made["loaded"], made["returned"], made["lost"]) == (6, 6, 0)
    assert world.inside(CODE) == {"South inbound": 4, "North inbound": 2}
    assert world.discrepancies() == []


def test_a_pick_up_says_that_the_van_has_left_and_stands_there(world: World) -> None:
    run, stops = fetching(world)

    pick_up(world, run, stops["donor"])

    with pytest.raises(Refused, match="still on Van 1"):
        world.do("alice", "run-closings", run=run)
    with world.house.database.reading() as books:
        row = books.execute(sa.text("SELECT departed_in FROM run")).one()
        stop = books.execute(sa.text("SELECT arrived_at FROM stop ORDER BY position")).first()
    assert row.departed_in is not None
    assert stop is not None
    assert stop.arrived_at is not None


def test_undone_it_is_nowhere_and_the_account_is_even(world: World) -> None:
    run, stops = fetching(world)
    told = pick_up(world, run, stops["donor"], code=CODE)

    world.do("dora", "reversals", command=told.id)

    assert world.inside(CODE) == {}
    assert world.do("dora", "run-closings", run=run).made["loaded"] == 0


def test_on_a_run_that_is_another_driver_s_it_is_kept_for_a_coordinator(world: World) -> None:
    run, stops = fetching(world)

    told = pick_up(world, run, stops["donor"], who="dan")

    assert told.status == "held"
    assert gifts(world) == []


def test_after_the_run_is_closed_it_is_kept_and_can_be_carried_out(world: World) -> None:
    run, stops = fetching(world)
    world.do("dora", "run-closings", run=run)
    done_at = (world.clock.now() - timedelta(hours=2)).isoformat()

    told = pick_up(world, run, stops["donor"], done_at=done_at)

    assert told.status == "held"
    world.do(
        "alice", "discrepancy-settlings", discrepancy=told.discrepancies[0], settlement="apply"
    )
    assert len(gifts(world)) == 1
    assert holders(world) == {"site": 6}

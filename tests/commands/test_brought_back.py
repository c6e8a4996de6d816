"""What a gate refused comes back by the label that it still bears."""

from __future__ import annotations

from typing import Any

import pytest

from tests.driven import Loaded
from tests.world import World


def test_refused_pieces_are_brought_back_by_the_lot_that_they_were(world: World) -> None:
    made = Loaded.ready(world, ["M-1"])
    lot, line = made.lots["M-1"], made.lines["M-1"]
    world.do("dora", "loadings", run=made.run, items=[{"box": made.ref("M-1")}])
    refused = {"lot": lot, "line": line, "accepted": 3}
    refused |= {"refused": [{"quantity": 2, "reason": "damaged"}]}
    world.do("dora", "deliveries", facility="M-1", run=made.run, lines=[refused])

    items = [{"box": made.ref("M-1")}, {"lot": lot, "quantity": 2}]
    world.do("dora", "returns", run=made.run, site="North", items=items)

    assert world.do("dora", "run-closings", run=made.run).made["returned"] == 2
    assert world.discrepancies() == []


def test_what_was_not_refused_comes_back_after_what_was(world: World) -> None:
    made = Loaded.ready(world, ["M-1"])
    lot, line = made.lots["M-1"], made.lines["M-1"]
    world.do("dora", "loadings", run=made.run, items=[{"box": made.ref("M-1")}])
    about: dict[str, Any] = {"facility": "M-1", "run": made.run, "lot": lot, "line": line}
    world.do("dora", "refusals", **about, quantity=2, reason="damaged")

    world.do("dora", "returns", run=made.run, site="North", items=[{"lot": lot, "quantity": 4}])

    assert world.inside(lot) == {f"box {made.boxes['M-1']}/{line}": 1}


@pytest.mark.parametrize("who", ["alice", "bob", "ben"])
def test_without_a_site_it_comes_back_to_the_tellers_building_or_to_where_the_run_began(
    world: World, who: str
) -> None:
    lot = world.shelved("A1", 2)
    about: dict[str, Any] = {"day": "2026-11-23", "van": "Van 1", "driver": "dora"}
    about |= {"site": "South", "stops": [{"facility": "M-1"}]}
    run = world.do("alice", "runs", **about).made["run"]
    world.do("dora", "loadings", run=run, items=[{"lot": lot, "quantity": 2}])

    (back,) = world.do(who, "returns", run=run, items=[{"lot": lot}]).made["lots"]

    own = {"bob": "North inbound"}.get(who, "South inbound")
    assert world.inside(back) == {own: 2}

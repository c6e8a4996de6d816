"""What a gate refused comes back by the label that it still bears."""

from __future__ import annotations

from typing import Any

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

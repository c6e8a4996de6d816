"""What happens on the way, for the world that has been lived in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.api.lived_in import Days


def on_the_way(days: Days, run: int, other: int) -> None:
    """A van with its plate, a run changed, a stop called off, another arrived at and left."""
    days.do("alice", "vans", name="Van 3", plate="AB-123-CD", kg=900, litres=6000)
    days.do("alice", "van-changes", van="Van 3", kg=850)
    days.do("alice", "run-changes", run=other, seen=days.world.position(), ends_at="16:00")
    order = [{"run": other, "stops": [days.world.stop(other)]}]
    seen = days.world.position()
    days.do("alice", "day-orders", day="2026-11-23", seen=seen, runs=order)
    off, stop = days.world.stop(other), days.world.stop(run)
    days.do("dora", "stop-callings-off", run=other, stop=off, reason="locked_down")
    days.do("dora", "stop-arrivals", run=run, stop=stop)
    days.do("dora", "stop-leavings", run=run, stop=stop)
    towels = days.do("bob", "opening-counts", product="BA-TOW", place="A3", quantity=4)["lot"]
    items = [{"lot": towels, "quantity": 4}]
    days.do("dora", "loadings", run=run, items=items)
    days.do("dora", "unloadings", run=run, site="South", items=items)

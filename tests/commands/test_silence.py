"""Fourteen days of silence confirm a delivery, once."""

from __future__ import annotations

from datetime import timedelta

from stockroom.jobs import confirm_by_silence
from tests.world import World


def test_fourteen_days_of_silence_confirm_a_delivery_once(world: World) -> None:
    lot, line = world.shelved(quantity=5), world.line(5)
    world.do("bob", "deliveries", facility="M-1", lines=[{"lot": lot, "line": line, "accepted": 5}])
    house = world.house

    world.clock.forward(timedelta(days=13))
    assert confirm_by_silence(house.database, house.desk, world.clock.now()) == []
    world.clock.forward(timedelta(days=1))
    assert confirm_by_silence(house.database, house.desk, world.clock.now()) == [1]

    assert confirm_by_silence(house.database, house.desk, world.clock.now()) == []
    assert world.held(lot)[f"M-1 facility/{line}"] == 5

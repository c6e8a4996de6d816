"""Three drivers come home after two days without network, and the desk has changed its mind.

Five hundred acts each in `make long`, some of them here; what it costs over a bad line is measured
by `make bench-homecoming`.
"""

from __future__ import annotations

import random
from collections import Counter

import pytest
import sqlalchemy as sa

from stockroom.desk import JOURNAL
from stockroom.tables.discrepancies import Discrepancy
from tests.browser import three_drivers
from tests.browser.line import Air, line
from tests.browser.scanning import journalled, sign_in
from tests.browser.windows import Windows
from tests.world import World

QUICK = Air(bits_a_second=20e6, round_trip_s=0.02, loss=0.05)


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_some_acts_of_three_drivers_all_find_their_answer(windows: Windows, world: World) -> None:
    come_home(windows, world, acts=60)


@pytest.mark.long
def test_five_hundred_acts_of_three_drivers_all_find_their_answer(
    windows: Windows, world: World
) -> None:
    come_home(windows, world, acts=500)


def come_home(windows: Windows, world: World, acts: int) -> None:
    """Every act is applied, held or listed with its reason, and what is held can be settled."""
    chance = random.Random(acts)
    told = three_drivers.trips(world, acts)
    with line(windows.url, QUICK) as air:
        phones = [three_drivers.phone_on(windows, world, one.driver, air.url) for one in told]
        said = [
            three_drivers.save(phone, trip, chance, acts)
            for phone, trip in zip(phones, told, strict=True)
        ]
        assert three_drivers.meddle(world, told, chance) > acts // 4

        for phone, trip in zip(phones, told, strict=True):
            phone.base = windows.url
            sign_in(phone, windows, trip.driver)  # nobody stays signed in for two days
            phone.send(3)

    ends = Counter[str]()
    for phone, ids in zip(phones, said, strict=True):
        kept = phone.kept()
        assert [one["id"] for one in kept] == ids
        ends.update(one["state"] for one in kept)
        assert all(one["reason"] for one in kept if one["state"] in {"held", "refused"})
    assert ends["saved"] == ends["parked"] == ends["refused"] == 0, ends
    assert ends["recorded"] > acts
    assert ends["held"] >= acts // 4
    _each_held_one_has_a_choice(world, [one for ids in said for one in ids])


def _each_held_one_has_a_choice(world: World, ids: list[str]) -> None:
    """What is held stands open at the desk, which can let it happen after all, or drop it."""
    held = {one for one, outcome in journalled(world, ids).items() if outcome == "held"}
    query = (
        sa.select(Discrepancy.id, JOURNAL.c.command_id)  # type: ignore[call-overload]
        .join(JOURNAL, JOURNAL.c.sequence == Discrepancy.opened_in)
        .where(Discrepancy.kind == "held", Discrepancy.settled_in.is_(None))  # type: ignore[union-attr]
    )
    with world.house.database.reading() as books:
        listed = {row.command_id: row.id for row in books.execute(query)}
    assert held <= listed.keys()
    for one in sorted(held)[:5]:
        world.do("alice", "discrepancy-settlings", discrepancy=listed[one], settlement="drop")

"""Open pages learn that the books have moved on, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest

from stockroom.errors import TooMany
from stockroom.web import changes
from stockroom.web.changes import Changes
from tests.web.visits import Visits
from tests.world import World

PATIENCE_S = 10


async def next_of(stream: AsyncGenerator[int, None]) -> int:
    """The next position that a listener is told."""
    return await asyncio.wait_for(anext(stream), PATIENCE_S)


def test_a_listener_hears_of_each_growth_of_the_journal(world: World) -> None:
    async def listens() -> list[int]:
        heard = Changes(world.house.database)
        stream = heard.since(world.position() - 1)
        positions = [await next_of(stream)]
        await asyncio.to_thread(world.do, "bob", "blank-codes", number=1)
        positions.append(await next_of(stream))
        await heard.stop()
        assert [position async for position in stream] == []
        return positions

    before = world.position()

    assert asyncio.run(listens()) == [before, before + 1]


def test_a_stream_ends_after_its_time(world: World) -> None:
    async def listens() -> list[int]:
        heard = Changes(world.house.database)
        return [position async for position in heard.since(world.position(), lasts_s=0.05)]

    assert asyncio.run(listens()) == []


def test_no_more_listen_than_the_service_can_serve(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes, "MOST_LISTENERS", 1)

    async def listens() -> None:
        heard = Changes(world.house.database)
        await next_of(heard.since(0))
        with pytest.raises(TooMany):
            await next_of(heard.since(0))
        await heard.stop()

    asyncio.run(listens())


def test_a_stranger_hears_nothing(visits: Visits) -> None:
    answer = visits.browser().get("/changes")

    assert answer.status_code == 401

"""A manifest goes out on a day that can be: none before that version was made."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from stockroom.errors import Refused
from tests.web.roads import packed
from tests.world import World


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Our house stands in that zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize(
    ("zone", "made_at", "first", "before"),
    [
        ("UTC", 0, "2026-11-21", "2026-11-20"),
        ("Pacific/Auckland", 0, "2026-11-22", "2026-11-21"),
        ("America/Denver", -6, "2026-11-20", "2026-11-19"),
    ],
    indirect=["zone"],
)
def test_no_version_was_sent_before_the_day_on_which_it_was_made_here(
    made_at: int, first: str, before: str, world: World
) -> None:
    run = world.run()
    packed(world)
    world.clock.forward(timedelta(hours=made_at))
    number = world.do("alice", "manifests", run=run, facility="M-1").made["manifest"]
    world.clock.forward(timedelta(days=3))

    with pytest.raises(Refused) as refused:
        world.do("alice", "manifest-sendings", manifest=number, how="mail", on=before)
    world.do("alice", "manifest-sendings", manifest=number, how="mail", on=first)

    assert refused.value.reason == "not_made_yet"
    assert first in str(refused.value)

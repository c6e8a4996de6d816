"""The service over a small world on both databases, and over a lived-in one shared by a module."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from stockroom import app
from stockroom.settings import Settings, sqlite_url
from tests.api import lived_in
from tests.api.guests import Guests, visiting
from tests.world import StillClock, World


@pytest.fixture
def guests(world: World) -> Iterator[Guests]:
    """The small world of this test's own, on each database in turn."""
    with visiting(world) as found:
        yield found


@pytest.fixture(scope="module")
def lived(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[lived_in.LivedIn]:
    """A world in which each act was done once, shared by a module's read-mostly matrices."""
    folder = tmp_path_factory.mktemp("lived-in")
    for name in ("stockroom.db", "stockroom.key"):
        shutil.copy(sqlite_template / name, folder / name)
    settings = Settings(data=folder, database=sqlite_url(folder), secure_cookies=False)
    world = World.of(app.build(settings, StillClock()))
    done = lived_in.live(world)
    with visiting(world) as found:
        yield lived_in.LivedIn(found, done)
    breaches = world.breaches()
    world.house.database.close()
    assert breaches == []

"""A stockroom in which each act was done once and two photos lie; empty ones to restore into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stockroom.app import House
from stockroom.keeping.photos import Photos
from stockroom.settings import Settings, sqlite_url
from tests import postgres
from tests.api import lived_in
from tests.keeping import albums
from tests.world import World

PHOTOS = (albums.jpeg(), albums.png())


@pytest.fixture
def photos(house: House) -> Photos:
    """Where this stockroom's photos lie."""
    return Photos(house.database, house.settings.files)


@pytest.fixture
def lived(world: World, photos: Photos) -> lived_in.Done:
    """Each act done once, two photos, a phone signed in, and a box in a bin younger than it."""
    for photo in PHOTOS:
        photos.keep(photo.sha256, photo.content)
    done = lived_in.live(world)
    world.house.sessions.issue(1, "phone", "phone")
    secret = world.house.devices.begin("phone 7", 1)
    world.house.devices.heard("an outbox", world.house.devices.known(secret) or 0, [1, 3])
    world.do("bob", "bins", name="Z9", site="North")
    world.do("bob", "transfers", thing="Box one", place="Z9")
    return done


@pytest.fixture(params=("sqlite", "postgres"))
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a stockroom that is not there yet, on each database in turn."""
    yield from _empty(request.param, request, tmp_path)


@pytest.fixture
def elsewhere(
    request: pytest.FixtureRequest, settings: Settings, tmp_path: Path
) -> Iterator[Settings]:
    """Settings of a stockroom that is not there yet, on the other kind of database."""
    other = "postgres" if settings.database.startswith("sqlite") else "sqlite"
    yield from _empty(other, request, tmp_path)


def _empty(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    data = tmp_path / "elsewhere"
    if kind == "sqlite":
        yield Settings(data=data, database=sqlite_url(data), secure_cookies=False)
        return
    server: postgres.Postgres = request.getfixturevalue("postgres_server")
    url = server.create_database()
    yield Settings(data=data, database=url, secure_cookies=False)
    server.drop_database(url)

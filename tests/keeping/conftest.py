"""A stockroom in which each act was done once and two photos lie; empty ones to restore into."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url

from stockroom import app
from stockroom.app import House
from stockroom.keeping.photos import Photos
from stockroom.settings import Settings, sqlite_url
from tests import postgres
from tests.api import lived_in
from tests.keeping import albums
from tests.world import StillClock, World

PHOTOS = (albums.jpeg(), albums.png())


@pytest.fixture
def photos(house: House) -> Photos:
    """Where this stockroom's photos lie."""
    return Photos(house.database, house.settings.files)


@dataclass(frozen=True)
class Life:
    """A stockroom that was lived in, to be copied; in PostgreSQL where there is a URL of one."""

    done: lived_in.Done
    until: datetime
    folder: Path
    url: str = ""


@pytest.fixture(scope="session")
def life_in_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Life:
    """A life in a SQLite file."""
    folder = tmp_path_factory.mktemp("life")
    shutil.copytree(sqlite_template, folder, dirs_exist_ok=True)
    return _live(Settings(data=folder, database=sqlite_url(folder)))


@pytest.fixture(scope="session")
def life_in_postgres(
    postgres_server: postgres.Postgres,
    postgres_template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Life:
    """A life in PostgreSQL."""
    folder = tmp_path_factory.mktemp("life-postgres")
    shutil.copy(tmp_path_factory.getbasetemp() / "postgres.key", folder / "stockroom.key")
    url = postgres_server.create_database(template=postgres_template)
    return replace(_live(Settings(data=folder, database=url)), url=url)


def _live(settings: Settings) -> Life:
    """Each act done once, two photos, a phone signed in, and a box in a bin younger than it."""
    house = app.build(settings, StillClock())
    world = World.of(house)
    for photo in PHOTOS:
        house.photos.keep(photo.sha256, photo.content)
    done = lived_in.live(world)
    house.sessions.issue(1, "phone", "phone")
    secret = house.devices.begin("phone 7", 1)
    house.devices.heard("an outbox", house.devices.known(secret) or 0, [1, 3])
    world.do("bob", "bins", name="Z9", site="North")
    world.do("bob", "transfers", thing="Box one", place="Z9")
    house.database.close()
    return Life(done, house.clock.now(), settings.data)


@pytest.fixture
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    """Settings of a stockroom of this test's own; it was lived in where the test asks for that."""
    if "lived" in request.fixturenames:
        in_sqlite = settings.database.startswith("sqlite")
        life: Life = request.getfixturevalue("life_in_sqlite" if in_sqlite else "life_in_postgres")
        shutil.copytree(life.folder, settings.data, dirs_exist_ok=True)
        if not in_sqlite:
            server: postgres.Postgres = request.getfixturevalue("postgres_server")
            server.drop_database(settings.database)
            server.create_database(make_url(settings.database).database, template=life.url)
    return settings


@pytest.fixture
def lived(world: World, request: pytest.FixtureRequest) -> lived_in.Done:
    """What was done in this stockroom before the test began."""
    in_sqlite = world.house.settings.database.startswith("sqlite")
    life: Life = request.getfixturevalue("life_in_sqlite" if in_sqlite else "life_in_postgres")
    world.clock.forward(life.until - world.clock.now())
    return life.done


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

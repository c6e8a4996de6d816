"""Real databases for every test, a clock that stands still, and books that balance afterwards."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from stockroom import app, books
from stockroom.app import House
from stockroom.settings import Settings, sqlite_url
from tests import postgres
from tests.world import StillClock, World

DATABASES = ("sqlite", "postgres")
LONGEST_FIRST = ("fire", "story", "browser", "books", "demo")
TESTS = Path(__file__).parent
BROWSER = TESTS / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The folders whose files take minutes come first, so that no core idles at the end.

    What a browser does is done on PostgreSQL too in `make long`: that spares minutes here, and
    every page and act is asked of both databases without a browser.
    """
    ranks = {folder: at for at, folder in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: ranks.get(_folder(item.path), len(ranks)))
    for item in items:
        if BROWSER in item.path.parents and "postgres" in item.name:
            item.add_marker(pytest.mark.long)


def _folder(path: Path) -> str:
    return path.relative_to(TESTS).parts[0]


def pytest_collection_finish() -> None:
    """What is loaded by now stays, so nobody need look through it for garbage.

    That, and looking less often, spares a third of the time in which a test builds its service.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world in a SQLite file, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    house = app.build(Settings(data=folder, database=sqlite_url(folder)), StillClock())
    World.made(house)
    house.database.close()
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Postgres]:
    """A PostgreSQL server of our own, or the one that the environment names."""
    with postgres.server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_template(
    postgres_server: postgres.Postgres, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The small world in PostgreSQL, to be copied."""
    url = postgres_server.create_database()
    folder = tmp_path_factory.mktemp("template-postgres")
    house = app.build(Settings(data=folder, database=url), StillClock())
    World.made(house)
    house.database.close()
    shutil.copy(folder / "stockroom.key", tmp_path_factory.getbasetemp() / "postgres.key")
    return url


@pytest.fixture(params=DATABASES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Settings]:
    """Settings of a stockroom of this test's own, on each database in turn."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        for name in ("stockroom.db", "stockroom.key"):
            shutil.copy(template / name, tmp_path / name)
        yield Settings(data=tmp_path, database=sqlite_url(tmp_path), secure_cookies=False)
        return
    server: postgres.Postgres = request.getfixturevalue("postgres_server")
    url = server.create_database(template=request.getfixturevalue("postgres_template"))
    base = request.getfixturevalue("tmp_path_factory").getbasetemp()
    shutil.copy(base / "postgres.key", tmp_path / "stockroom.key")
    yield Settings(data=tmp_path, database=url, secure_cookies=False)
    server.drop_database(url)


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    """A stockroom; after the test its books must balance, whatever the test did."""
    built = app.build(settings, StillClock())
    yield built
    with built.database.snapshot() as connection:
        breaches = books.check(connection)
    built.database.close()
    assert breaches == []


@pytest.fixture
def world(house: House) -> World:
    """The small named world, with the whole cast."""
    return World.of(house)

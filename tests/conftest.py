"""Real databases for every test, a clock that stands still, and books that balance afterwards."""

from __future__ import annotations

import gc
import logging
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from stockroom import app, books, passwords
from stockroom.app import House
from stockroom.settings import Settings, sqlite_url
from tests import compiled, postgres, whispers
from tests.world import StillClock, World

DATABASES = ("sqlite", "postgres")
LONGEST_FIRST = ("fire", "story", "browser", "books", "demo")
TESTS = Path(__file__).parent
REAL = passwords._HASHER
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
# What pages and plans say hangs on no database; that each page and act works on both is asked in
# these files, and of every command in tests/commands and tests/api.
ONE_IS_ENOUGH = ("web", "plans")
ALWAYS_BOTH = ("test_road_again.py", "test_every_answer.py", "test_page_statements.py")
ON_POSTGRES_ONE_IN = 4


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The folders whose files take minutes come first, so that no core idles at the end.

    Time is kept by leaving some to `make long`: what a browser does on PostgreSQL, and of each test
    of a page the run on one of the two databases: one in four runs on PostgreSQL, which takes twice
    as long.
    """
    ranks = {folder: at for at, folder in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: ranks.get(_folder(item), len(ranks)))
    for item in items:
        if _is_left_to_long(item):
            item.add_marker(pytest.mark.long)


def _folder(item: pytest.Item) -> str:
    return item.path.relative_to(TESTS).parts[0]


def _is_left_to_long(item: pytest.Item) -> bool:
    if _folder(item) == "browser":
        return "postgres" in item.name
    if _folder(item) not in ONE_IS_ENOUGH or item.path.name in ALWAYS_BOTH:
        return False
    given = [one for one in DATABASES if one in item.name.partition("[")[2]]
    if not given:
        return False
    turn = zlib.crc32(item.nodeid.replace(given[0], "").encode()) % ON_POSTGRES_ONE_IN
    return given[0] != ("sqlite" if turn else "postgres")


def pytest_collection_finish() -> None:
    """What is loaded by now stays, so nobody need look through it for garbage.

    That, and looking less often, spares a third of the time in which a test builds its service.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    with compiled.shared():
        yield


@pytest.fixture(scope="session", autouse=True)
def _passwords_in_no_time() -> Iterator[None]:
    """Hashes that cost nothing: what a real one is worth, tests/test_passwords.py asks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", QUICK)
        yield


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
        assert whispers.files_that_tell(tmp_path) == []
        return
    server: postgres.Postgres = request.getfixturevalue("postgres_server")
    url = server.create_database(template=request.getfixturevalue("postgres_template"))
    base = request.getfixturevalue("tmp_path_factory").getbasetemp()
    shutil.copy(base / "postgres.key", tmp_path / "stockroom.key")
    yield Settings(data=tmp_path, database=url, secure_cookies=False)
    assert whispers.files_that_tell(tmp_path) == []
    server.drop_database(url)


@pytest.fixture(autouse=True)
def _listening() -> Iterator[None]:
    """No line of any log may tell an address, whatever the test does."""
    ears = whispers.Listening()
    logging.getLogger().addHandler(ears)
    yield
    logging.getLogger().removeHandler(ears)
    assert ears.told == []


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    """A stockroom; after the test its books must balance, whatever the test did."""
    built = app.build(settings, StillClock())
    yield built
    with built.database.snapshot() as connection:
        breaches = books.check(connection)
    told = whispers.tables_that_tell(built.database)
    built.database.close()
    assert breaches == []
    assert told == []


@pytest.fixture
def world(house: House) -> World:
    """The small named world, with the whole cast."""
    return World.of(house)

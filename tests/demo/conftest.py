"""The demo world, made once on each database and only looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stockroom import app, demo
from stockroom.app import House
from stockroom.settings import Settings, sqlite_url
from tests import postgres
from tests.conftest import DATABASES
from tests.world import NOON, StillClock


@pytest.fixture(scope="session", params=DATABASES)
def demo_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """Settings of a database in which the demo world was made, ending at the tests' noon."""
    folder: Path = tmp_path_factory.mktemp("demo")
    if request.param == "sqlite":
        made = Settings(data=folder, database=sqlite_url(folder), secure_cookies=False)
        demo.make(made, NOON)
        yield made
        return
    server: postgres.Postgres = request.getfixturevalue("postgres_server")
    url = server.create_database()
    made = Settings(data=folder, database=url, secure_cookies=False)
    demo.make(made, NOON)
    yield made
    server.drop_database(url)


@pytest.fixture
def demo_house(demo_settings: Settings) -> Iterator[House]:
    """A house over the demo world."""
    built = app.build(demo_settings, StillClock())
    yield built
    built.database.close()

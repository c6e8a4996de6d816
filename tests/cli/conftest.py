"""A real service on a free port for each test, and the command line run against it."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.app import House
from stockroom.ledger import LOT
from stockroom.settings import Settings, sqlite_url
from stockroom_cli import client, config
from stockroom_cli.__main__ import main
from stockroom_cli.config import Config
from tests.cli.proxy import Proxy
from tests.services import serving
from tests.world import World

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"


@dataclass(frozen=True)
class Ran:
    """How one command line ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The result as a script reads it."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Terminal:
    """Somebody at a terminal, with a settings file of their own."""

    world: World
    url: str
    capture: pytest.CaptureFixture[str]
    folder: Path

    def run(self, *arguments: str) -> Ran:
        """Run one command line."""
        self.capture.readouterr()
        code = main(arguments)
        out, err = self.capture.readouterr()
        return Ran(code, out, err)

    def lots(self) -> int:
        """How many lots stand in the books."""
        with self.world.house.database.reading() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(LOT)).scalar_one())


@pytest.fixture
def settings(sqlite_template: Path, tmp_path: Path) -> Settings:
    """A stockroom in SQLite: these tests are about what stands before it."""
    for name in ("stockroom.db", "stockroom.key"):
        shutil.copy(sqlite_template / name, tmp_path / name)
    return Settings(data=tmp_path, database=sqlite_url(tmp_path), secure_cookies=False)


@pytest.fixture
def service(house: House) -> Iterator[str]:
    """The address of a real service over the house."""
    with serving(house) as url:
        # The service speaks on the same stderr here, which is not the command line's doing.
        logging.getLogger("stockroom.requests").setLevel(logging.WARNING)
        yield url
    logging.getLogger("stockroom.requests").setLevel(logging.NOTSET)


@pytest.fixture
def proxy(service: str) -> Iterator[Proxy]:
    """A bad network in front of the service."""
    with Proxy.before(service) as made:
        yield made


@pytest.fixture
def terminal(
    world: World,
    service: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Terminal:
    """A terminal where nobody has signed in yet."""
    for name in ("STOCKROOM_URL", "STOCKROOM_TOKEN", "STOCKROOM_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("STOCKROOM_CLI_CONFIG", str(tmp_path / "settings" / "cli.json"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(client, "FIRST_PAUSE_S", 0.001)
    return Terminal(world, service, capsys, tmp_path)


@pytest.fixture
def alice(terminal: Terminal) -> Terminal:
    """Alice the coordinator, signed in."""
    return as_one_of_the_cast(terminal, "alice")


def as_one_of_the_cast(terminal: Terminal, login: str, url: str = "") -> Terminal:
    """The terminal with a token in its file, as if somebody had signed in there."""
    person = terminal.world.cast[login].id
    assert person is not None
    token = terminal.world.house.sessions.issue(person, login)
    config.save(Config(url=url or terminal.url, token=token, login=login))
    return terminal

"""The PostgreSQL server that tests borrow comes, copies, crashes, returns and goes."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.postgres import NotOursError, OwnPostgres, Postgres, server

LEFT_ALONE = """
import sys
from tests.postgres import OwnPostgres
postgres = OwnPostgres()
print(postgres.folder, postgres.url, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def own() -> Iterator[OwnPostgres]:
    postgres = OwnPostgres()
    yield postgres
    postgres.stop()


def test_a_copy_holds_what_its_template_held_and_no_more_is_shared(own: OwnPostgres) -> None:
    template = own.create_database()
    ask(template, "CREATE TABLE lot AS SELECT 7 AS quantity")

    copy = own.create_database(template=template)
    ask(copy, "UPDATE lot SET quantity = 3")

    assert ask(template, "TABLE lot") == [(7,)]
    assert ask(copy, "TABLE lot") == [(3,)]


def test_a_dropped_database_is_gone_even_while_in_use(own: OwnPostgres) -> None:
    url = own.create_database("in_use")
    assert url.startswith("postgresql+psycopg://stockroom@127.0.0.1:")
    assert url.endswith("/in_use")

    with psycopg.connect(plain(url)):
        own.drop_database(url)

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        ask(url, "SELECT 1")


def test_a_killed_server_returns_on_its_port_with_all_it_acknowledged(own: OwnPostgres) -> None:
    url = own.create_database()
    ask(url, "CREATE TABLE lot AS SELECT 7 AS quantity")

    own.kill()
    with pytest.raises(psycopg.OperationalError):
        ask(url, "TABLE lot")
    own.restart()

    assert ask(url, "TABLE lot") == [(7,)]


def test_the_server_runs_without_the_rights_of_root(own: OwnPostgres) -> None:
    assert own.folder.stat().st_uid != 0
    assert (own.folder / "data").stat().st_mode & 0o077 == 0


def test_stopping_leaves_nothing() -> None:
    postgres = OwnPostgres()
    url = postgres.create_database()

    postgres.stop()

    assert not postgres.folder.exists()
    with pytest.raises(psycopg.OperationalError):
        ask(url, "SELECT 1")


def test_nothing_is_left_when_the_tests_themselves_are_killed() -> None:
    tests = subprocess.Popen(
        [sys.executable, "-c", LEFT_ALONE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
        text=True,
    )
    assert tests.stdout is not None
    folder, url = tests.stdout.readline().split()
    assert ask(url, "SELECT 1") == [(1,)]

    tests.send_signal(signal.SIGKILL)
    tests.communicate()

    wait_until_gone(Path(folder))
    with pytest.raises(psycopg.OperationalError, match="refused"):
        ask(url, "SELECT 1")


def test_a_borrowed_server_is_left_as_it_was_found(
    own: OwnPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOCKROOM_TEST_POSTGRES", own.url)

    with server() as borrowed:
        url = borrowed.create_database()
        assert type(borrowed) is Postgres
        assert ask(url, "SELECT 1") == [(1,)]
        with pytest.raises(NotOursError):
            borrowed.kill()
        with pytest.raises(NotOursError):
            borrowed.restart()

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        ask(url, "SELECT 1")


def ask(url: str, statement: str) -> list[tuple[object, ...]]:
    """Run one statement and return its rows, if it has any."""
    with psycopg.connect(plain(url)) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def plain(url: str) -> str:
    """The URL as psycopg itself writes it."""
    return url.replace("postgresql+psycopg", "postgresql")


def wait_until_gone(folder: Path) -> None:
    """Wait until the folder is removed, a minute at most."""
    for _ in range(600):
        if not folder.exists():
            return
        time.sleep(0.1)
    pytest.fail(f"{folder} is still there")

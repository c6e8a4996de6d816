"""A database that cannot be reached is said to be so in a sentence, and nothing is acknowledged."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from stockroom import app
from stockroom.app import House
from stockroom.settings import Settings
from tests.fire.callers import command
from tests.fire.servers import ROOT, environment, free_port
from tests.world import StillClock, World

LOCK_WAIT_S = 0.3
NOBODY_THERE = "postgresql+psycopg://nobody@127.0.0.1:{}/nothing"
BUSY = "The books cannot be reached just now. Try again in a moment."
DAMAGED = "The database file is damaged. Nothing was written; a steward must restore a backup."
SENTENCES = {
    "garbage": DAMAGED,
    "cut short": DAMAGED,
    "a folder": BUSY,
    "nobody there": BUSY,
    "something else": "Stockroom keeps its books in SQLite or PostgreSQL only.",
}
HOLDS_THE_LOCK = """
import fcntl, sys
lock = open(sys.argv[1], "a")
fcntl.flock(lock, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""
on_sqlite = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


@pytest.fixture
def impatient(settings: Settings) -> Iterator[House]:
    """A stockroom that waits a third of a second for its turn to write."""
    quick = Settings(data=settings.data, database=settings.database, lock_wait_s=LOCK_WAIT_S)
    house = app.build(quick, StillClock())
    yield house
    house.database.close()


@contextmanager
def client_of(house: House) -> Iterator[TestClient[Litestar]]:
    """A client of the service who is signed in as Alice."""
    person = World.of(house).cast["alice"].id
    assert person is not None
    token = house.sessions.issue(person, "phone")
    with TestClient(app.application(house)) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


@contextmanager
def another_process_writes(path: Path) -> Iterator[None]:
    """Another process holds the lock beside the database."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDS_THE_LOCK, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert other.stdout is not None
    other.stdout.readline()
    yield
    other.communicate()


@on_sqlite
def test_a_writer_who_waits_too_long_is_told_to_come_again(impatient: House) -> None:
    sent = command("donors", name="Parish drive")
    with client_of(impatient) as client:
        with another_process_writes(impatient.settings.data / "stockroom.db.lock"):
            began = time.monotonic()
            busy = client.put(sent.path, json=sent.content)
            waited = time.monotonic() - began
            read = client.get("/api/lots")
        after = client.put(sent.path, json=sent.content)

    assert (busy.status_code, busy.json()["reason"]) == (503, "database_busy")
    assert int(busy.headers["retry-after"]) > 0
    assert LOCK_WAIT_S <= waited < LOCK_WAIT_S + 2
    assert read.status_code == 200
    assert after.status_code == 201


@on_sqlite
@pytest.mark.parametrize("replaced", [False, True])
def test_a_database_file_taken_away_takes_no_more_writes(impatient: House, replaced: bool) -> None:
    path = impatient.settings.data / "stockroom.db"
    sent = command("donors", name="Parish drive")
    with client_of(impatient) as client:
        kept = path.rename(path.with_name("elsewhere.db"))
        if replaced:
            path.write_bytes(kept.read_bytes())
        gone = client.put(sent.path, json=sent.content)
        path.unlink(missing_ok=True)
        kept.rename(path)
        after = client.put(sent.path, json=sent.content)

    assert (gone.status_code, gone.json()["reason"]) == (503, "database_moved")
    assert after.status_code == 201


@on_sqlite
def test_a_lock_that_cannot_be_opened_is_named(impatient: House) -> None:
    lock = impatient.settings.data / "stockroom.db.lock"
    sent = command("donors", name="Parish drive")
    with client_of(impatient) as client:
        lock.unlink()
        lock.mkdir()
        barred = client.put(sent.path, json=sent.content)
        lock.rmdir()
        after = client.put(sent.path, json=sent.content)

    assert (barred.status_code, barred.json()["reason"]) == (503, "lock_unreachable")
    assert "stockroom.db.lock" in barred.json()["detail"]
    assert after.status_code == 201


@pytest.mark.parametrize("trouble", SENTENCES)
def test_a_server_that_cannot_begin_says_why_in_one_sentence(trouble: str, tmp_path: Path) -> None:
    began = subprocess.run(
        [sys.executable, "-m", "stockroom", "serve", "--data", str(tmp_path), "--port", "1"]
        + (["--database", database] if (database := unreachable(trouble, tmp_path)) else []),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )

    assert began.returncode == 1
    assert " ".join(began.stderr.split()) == SENTENCES[trouble]


def unreachable(trouble: str, data: Path) -> str:
    """Make a database that cannot be opened, and give its address if it is not in the folder."""
    path = data / "stockroom.db"
    if trouble == "garbage":
        path.write_bytes(b"this is no database at all" * 400)
    if trouble == "cut short":
        house = app.build(Settings(data=data, database=f"sqlite:///{path}"))
        house.database.close()
        path.write_bytes(path.read_bytes()[:60_000])
    if trouble == "a folder":
        path.mkdir()
    if trouble == "nobody there":
        return NOBODY_THERE.format(free_port())
    return "mysql://nobody@127.0.0.1/nothing" if trouble == "something else" else ""

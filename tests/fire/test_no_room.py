"""Without room nothing is acknowledged that is not kept; reads go on; with room all is well."""

from __future__ import annotations

import asyncio
import resource
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from litestar.testing import TestClient

from stockroom import app
from stockroom.app import House
from stockroom.settings import Settings, sqlite_url
from tests.fire import kills
from tests.fire.callers import Caller, command
from tests.fire.people import at_the_desk, tokens
from tests.fire.races import wish_lines
from tests.fire.servers import Server, serving
from tests.fire.work import PLENTY, Memory, crew
from tests.world import World

on_sqlite = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
FULL = 507
SMALL_DISK = "24m"


@dataclass(frozen=True)
class Squeeze:
    """How room is taken away from a running server, and given back."""

    fill: Callable[[Server], None]
    free: Callable[[Server], None]


@on_sqlite
def test_a_database_that_may_not_grow_says_so_and_is_well_again(house: House, world: World) -> None:
    token = issued(world, "bob")
    with TestClient(app.application(house)) as client:
        client.headers["Authorization"] = f"Bearer {token}"
        limit_pages(house, more=2)
        sent = [command("intakes", product="NP-DISP", size="4", quantity=5) for _ in range(60)]
        first = [client.put(one.path, json=one.content) for one in sent]

        refused = [answer for answer in first if answer.status_code != 201]
        assert 0 < len(refused) < len(sent)
        for answer in refused:
            assert answer.status_code == FULL
            assert answer.headers["content-type"] == "application/problem+json"
            assert int(answer.headers["retry-after"]) > 0
            assert answer.json()["reason"] == "storage_full"
        assert journalled(house) == {
            str(one.id)
            for one, answer in zip(sent, first, strict=True)
            if answer.status_code == 201
        }
        assert client.get("/api/lots").status_code == 200

        limit_pages(house, more=10_000)
        again = [client.put(one.path, json=one.content).status_code for one in sent]

    assert again == [200 if answer.status_code == 201 else 201 for answer in first]


def limit_pages(house: House, more: int) -> None:
    """Let the file grow by so many pages only."""
    with house.database.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + more}")


def journalled(house: House) -> set[str]:
    """The ids of the intakes that the journal has."""
    query = sa.text("SELECT command_id FROM journal WHERE noun = 'intakes'")
    with house.database.reading() as connection:
        return set(connection.execute(query).scalars())


def issued(world: World, login: str) -> str:
    """A bearer token for one of the cast, by this house's own clock."""
    person = world.cast[login].id
    assert person is not None
    return world.house.sessions.issue(person, "phone")


@contextmanager
def on_a_small_disk(settings: Settings) -> Iterator[tuple[Settings, Squeeze]]:
    """The database moved to a file system of its own, with a ballast that can fill it."""
    disk = settings.data / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if made.returncode != 0:
        pytest.skip("only root can make a small disk; two other kinds of full are tried for all")
    try:
        shutil.move(settings.data / "stockroom.db", disk)
        ballast = disk / "ballast"
        squeeze = Squeeze(lambda _: fill_up(ballast), lambda _: ballast.unlink())
        yield replace(settings, database=sqlite_url(disk)), squeeze
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill_up(ballast: Path) -> None:
    """Write until no byte is left."""
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * 4096)


@contextmanager
def with_a_limit_on_files(settings: Settings) -> Iterator[tuple[Settings, Squeeze]]:
    """The server may not write any file longer than its database is now.

    The log of writes is longer than that at times, and starts over now and then: so this bites
    within a few dozen writes, whatever stands in either.
    """

    def fill(server: Server) -> None:
        limit_files(server, (settings.data / "stockroom.db").stat().st_size)

    yield settings, Squeeze(fill, lambda server: limit_files(server, resource.RLIM_INFINITY))


def limit_files(server: Server, size: int) -> None:
    """Set how long the server's files may grow, in bytes."""
    _, most = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (size, most))


@on_sqlite
@pytest.mark.parametrize("place", [on_a_small_disk, with_a_limit_on_files])
def test_a_server_without_room_keeps_what_it_acknowledged(
    settings: Settings,
    place: Callable[[Settings], Iterator[tuple[Settings, Squeeze]]],
) -> None:
    with place(settings) as (there, squeeze):  # type: ignore[attr-defined]
        with at_the_desk(there) as world:
            line = wish_lines(world, [PLENTY])[0]
        token, memory = tokens(there, "alice")["alice"], Memory()
        with serving(there) as [server]:
            for _ in range(2):
                workers = crew(server.port, token, line, 8, memory)
                before = len(memory.turned_away)

                def outage(server: Server = server, before: int = before) -> float:
                    squeeze.fill(server)
                    wait_for(lambda: len(memory.turned_away) > before + 20)
                    assert asyncio.run(reads(server, token)) == [200, 200, 200]
                    squeeze.free(server)
                    kept, began = len(memory.acknowledged), time.monotonic()
                    wait_for(lambda: len(memory.acknowledged) > kept + 20)
                    return time.monotonic() - began

                print(f"well again in {asyncio.run(workers.through(outage, 0.3)):.2f} s")
        found = kills.faults(there, memory)

    assert found == []
    assert memory.unsure == []
    assert {answer.status for answer in memory.turned_away} == {FULL}
    for answer in memory.turned_away:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["retry-after"].isdigit()
        assert answer.json()["reason"] == "storage_full"


def wait_for(happened: Callable[[], bool], within_s: float = 20.0) -> None:
    """Wait until something has happened."""
    until = time.monotonic() + within_s
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)


async def reads(server: Server, token: str) -> list[int]:
    """The statuses of a few questions."""
    paths = ("/api/stock", "/api/lots", "/ready")
    return [(await Caller(server.port, token).ask("GET", path)).status for path in paths]

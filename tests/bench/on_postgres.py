"""The same two requests on PostgreSQL, by one server process and by two, for the record."""

from __future__ import annotations

import random
import tempfile
from itertools import cycle
from pathlib import Path

from stockroom import app
from stockroom.keeping import backup, restore
from stockroom.settings import Settings
from tests.bench import fill, load, requests
from tests.postgres import server as postgres_server
from tests.world import password_of

CLIENTS = 16


def main(lots: int = 100_000) -> None:
    """Print CPU, of the server processes together, and latencies for so many lots."""
    with tempfile.TemporaryDirectory() as folder, postgres_server() as base:
        codes, settings = filled(Path(folder), lots, base.create_database())
        house = app.wire(settings)
        person = house.sessions.prove("alice", password_of("alice"), "bench")
        assert person.id is not None
        token = house.sessions.issue(person.id, "bench")
        house.database.close()
        for processes in (1, 2):
            measure(settings, token, codes, processes)


def filled(folder: Path, lots: int, url: str) -> tuple[list[str], Settings]:
    """A filled stockroom made in SQLite, backed up, and restored into PostgreSQL."""
    house, codes = fill.filled(folder / "sqlite", lots)
    made = backup.make(
        house.database, house.settings.files, folder / "backup", made_at=house.clock.now()
    )
    house.database.close()
    settings = Settings(data=folder / "postgres", database=url, secure_cookies=False)
    restore.into(made.path, settings)
    return codes, settings


def measure(settings: Settings, token: str, codes: list[str], processes: int) -> None:
    """Both requests against so many processes, the clients shared out between them."""
    servers = [requests.serve(settings.data, settings.database) for _ in range(processes)]
    ports = [port for _, port in servers]
    for port in ports:
        load.wait_ready(port)
    chance = random.Random(processes)
    for name, calls in (
        ("look up a code", requests.look_ups),
        ("put away a lot", requests.put_aways),
    ):
        sent = calls(chance, codes, "/api")
        found = load.run_on(cycle(ports), [one.pid for one, _ in servers], token, sent, CLIENTS)
        print(
            f"{name:16} {processes} processes {CLIENTS} clients  CPU {found.cpu_us:6.0f} us"
            f"  p50 {found.p50_ms:6.2f} ms  p99 {found.p99_ms:6.2f} ms"
        )
    for one, _ in servers:
        one.terminate()
        one.wait()

"""A server killed at a random moment of its work, started again, and asked what it remembers."""

from __future__ import annotations

import asyncio
import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from stockroom import books
from stockroom.books import Breach
from stockroom.db import open_database
from stockroom.settings import Settings
from tests.fire.people import at_the_desk, tokens
from tests.fire.races import wish_lines
from tests.fire.servers import Server
from tests.fire.work import PLENTY, Memory, crew, halves, lost

CLIENTS = (8, 16)
WORK = (10, 100)
MOMENT_S = 0.02
Look = Callable[[], list[str]]


@dataclass
class Lives:
    """What so many deaths left behind."""

    memory: Memory = field(default_factory=Memory)
    ready_s: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        slow, usual = max(self.ready_s), statistics.median(self.ready_s)
        return (
            f"{len(self.ready_s)} kills, {len(self.memory.acknowledged)} acknowledged, "
            f"retries {dict(self.memory.retried)}, ready again in {usual:.2f} s (at most "
            f"{slow:.2f} s), {len(self.faults)} faults"
        )


def kill_again_and_again(settings: Settings, kills: int, seed: int) -> Lives:
    """Kill the server so often, each time in the middle of its work, and look at the books."""
    with at_the_desk(settings) as world:
        line = wish_lines(world, [PLENTY])[0]
    token, chance, lives = tokens(settings, "alice")["alice"], random.Random(seed), Lives()
    server = Server(settings)
    try:
        server.start()
        for number in range(kills):
            workers = crew(server.port, token, line, chance.randint(*CLIENTS), lives.memory)
            work, moment = chance.randint(*WORK), chance.uniform(0, MOMENT_S)
            asyncio.run(workers.until(server.kill, work, moment))
            lives.faults += [f"kill {number}: {fault}" for fault in faults(settings, lives.memory)]
            lives.ready_s.append(server.start())
        asyncio.run(crew(server.port, token, line, 1, lives.memory).clients[0].settle())
        lives.faults += [f"at the end: {fault}" for fault in faults(settings, lives.memory)]
    finally:
        server.stop()
    return lives


def faults(settings: Settings, memory: Memory) -> list[str]:
    """What is wrong with the books, given what people were told."""
    database = open_database(settings.database)
    try:
        with database.snapshot() as connection:
            found: Sequence[object] = [
                *[f"{one} is lost" for one in lost(connection, memory)],
                *[f"{one} is half there" for one in halves(connection)],
                *books.check(connection),
                *damage(connection),
            ]
    finally:
        database.close()
    return [str(fault) for fault in [*found, *memory.refused]]


def damage(connection: sa.Connection) -> list[Breach]:
    """What SQLite itself says of its file; PostgreSQL has no such question to ask."""
    if connection.dialect.name != "sqlite":
        return []
    told = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    return [] if told == ["ok"] else [Breach("the file", str(told))]

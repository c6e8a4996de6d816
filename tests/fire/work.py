"""A stockroom at work: clients who take in, put away and promise, and remember what was said.

Each keeps the id of every command that the server acknowledged, with the place in the journal that
it was told, and of the one whose answer never came. After a crash the first must stand where they
stood, and the second must be recorded once when they are sent again.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from stockroom.books import JOURNAL
from stockroom.ledger import MOVEMENT
from tests.fire.callers import Answer, Caller, Sent, command

DONE = frozenset({200, 201, 202})
TRY_LATER = frozenset({503, 507})
MOVING = ("intakes", "put-aways", "allocations")
PLENTY = 900_000


@dataclass
class Memory:
    """What the clients of one stockroom were told."""

    acknowledged: dict[UUID, int] = field(default_factory=dict)
    unsure: list[Sent] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    turned_away: list[Answer] = field(default_factory=list)
    retried: Counter[int] = field(default_factory=Counter)

    def note(self, sent: Sent, answer: Answer) -> None:
        """Keep what one command became; what was neither kept nor put off is a refusal."""
        if answer.status in DONE:
            self.acknowledged[sent.id] = answer.json()["sequence"]
        elif answer.status in TRY_LATER:
            self.turned_away.append(answer)
            self.unsure.append(sent)
        else:
            self.refused.append(f"{sent.noun}: {answer.status} {answer.body.decode()[:300]}")


@dataclass
class Client:
    """One person at work with one connection; goes on until the server is gone."""

    caller: Caller
    line: int
    memory: Memory
    at_work: bool = True

    async def work(self) -> None:
        """Take in, accept, put away and promise, over and over until it is time to go home."""
        try:
            while self.at_work:
                await self._one_lot()
        except (OSError, EOFError):
            return

    async def settle(self) -> None:
        """Send again what was left unsure, first of all."""
        waiting, self.memory.unsure = self.memory.unsure, []
        for sent in waiting:
            answer = await self.put(sent)
            self.memory.retried[answer.status] += 1

    async def put(self, sent: Sent) -> Answer:
        """One command, remembered whatever becomes of it."""
        try:
            answer = await self.caller.put(sent)
        except (OSError, EOFError):
            self.memory.unsure.append(sent)
            raise
        self.memory.note(sent, answer)
        return answer

    async def _one_lot(self) -> None:
        taken = await self.put(command("intakes", product="NP-DISP", size="4", quantity=6))
        if taken.status not in DONE:
            await asyncio.sleep(0.05)
            return
        lot = taken.json()["made"]["lot"]
        for sent in (
            command("inspections", lot=lot, outcome="accept"),
            command("put-aways", thing=lot, place="A2"),
            command("allocations", lot=lot, line=self.line, quantity=2),
        ):
            if (await self.put(sent)).status not in DONE:
                return


@dataclass(frozen=True)
class Crew:
    """The clients of one stockroom, who share a memory."""

    clients: Sequence[Client]
    memory: Memory

    async def until(self, crash: Callable[[], None], acknowledged: int, more_s: float) -> None:
        """Settle what was unsure, then work until so much more is acknowledged, and a moment."""
        await self.clients[0].settle()
        enough = len(self.memory.acknowledged) + acknowledged
        working = [asyncio.create_task(client.work()) for client in self.clients]
        while len(self.memory.acknowledged) < enough and not all(one.done() for one in working):
            await asyncio.sleep(0.002)
        await asyncio.sleep(more_s)
        await asyncio.to_thread(crash)
        await asyncio.gather(*working)

    async def through(self, outage: Callable[[], float], pause_s: float) -> float:
        """Work before, during and after an outage that the server lives through; gives its value.

        What is unsure in the end is settled.
        """
        working = [asyncio.create_task(client.work()) for client in self.clients]
        await asyncio.sleep(pause_s)
        try:
            lasted = await asyncio.to_thread(outage)
            await asyncio.sleep(pause_s)
        finally:
            for client in self.clients:
                client.at_work = False
            await asyncio.gather(*working)
        await self.clients[0].settle()
        return lasted


def crew(port: int, token: str, line: int, size: int, memory: Memory | None = None) -> Crew:
    """So many clients of the server at that port."""
    memory = memory or Memory()
    return Crew([Client(Caller(port, token), line, memory) for _ in range(size)], memory)


def lost(books: sa.Connection, memory: Memory) -> list[UUID]:
    """The acknowledged commands that do not stand in the journal where they were said to."""
    rows = books.execute(sa.select(JOURNAL.c.command_id, JOURNAL.c.sequence))
    standing = {row[0]: row[1] for row in rows}
    told = memory.acknowledged.items()
    return [known for known, sequence in told if standing.get(str(known)) != sequence]


def halves(books: sa.Connection) -> list[str]:
    """The commands that should have moved one lot once, and did not."""
    moved = sa.select(sa.func.count()).where(MOVEMENT.c.sequence == JOURNAL.c.sequence)
    query = sa.select(JOURNAL.c.command_id).where(
        JOURNAL.c.noun.in_(MOVING),
        JOURNAL.c.outcome == "recorded",
        moved.scalar_subquery() != 1,
    )
    return list(books.execute(query).scalars())

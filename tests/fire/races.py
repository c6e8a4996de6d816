"""Sixty-four people reach for the same thing at the same moment, round after round.

`python -m tests.fire.races 1000` runs every race that often, on both databases, and says what it
found; the tests run the same functions.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from stockroom import app
from stockroom.db import Database, open_database
from stockroom.settings import Settings, sqlite_url
from tests import postgres
from tests.fire import naive
from tests.fire.callers import Answer, Caller, Sent, at_once, command
from tests.fire.judges import cot_faults, line_faults, lot_faults, one_winner, promised_of, unless
from tests.fire.people import at_the_desk, breaches, tokens
from tests.fire.servers import NAIVE, STOCKROOM, serving
from tests.world import World

CLIENTS = 64
TIMES_SENT = 4
NAPPIES = {"product": "NP-DISP", "urgency": "routine"}


@dataclass
class Result:
    """What so many rounds of a race gave: `wrong` has one text for each round that went wrong."""

    rounds: int = 0
    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, answers: Sequence[Answer], faults: Sequence[str]) -> None:
        """Note one round."""
        self.rounds += 1
        self.statuses.update(answer.status for answer in answers)
        if faults:
            self.wrong.append(f"round {self.rounds}: {'; '.join(faults)}")

    def __str__(self) -> str:
        told = ", ".join(f"{count} x {status}" for status, count in sorted(self.statuses.items()))
        speed = sum(self.statuses.values()) / self.seconds
        return f"{self.rounds} rounds, {len(self.wrong)} wrong ({told}; {speed:.0f} a second)"


@dataclass(frozen=True)
class Ground:
    """Where a race is run: the callers, and the books that its judge reads."""

    database: Database
    callers: Sequence[Caller]


Prepared = Callable[[Ground, int], Awaitable[tuple[Sequence[Answer], Sequence[str]]]]


@dataclass(frozen=True)
class Race:
    """How a race is prepared at the desk for so many rounds; gives the running of one round."""

    who: str
    prepare: Callable[[World, int], Prepared]


def run(
    race: Race,
    settings: Settings,
    rounds: int,
    processes: int = 1,
    program: Sequence[str] = STOCKROOM,
) -> Result:
    """Run a race over that many server processes and judge every round by the books."""
    with at_the_desk(settings) as world:
        one_round = race.prepare(world, rounds)
    token = tokens(settings, race.who)[race.who]
    if program == NAIVE:
        naive.drop_the_check(settings.database)
    result, database = Result(), open_database(settings.database)
    with serving(settings, processes, program) as servers:
        callers = [Caller(servers[i % processes].port, token) for i in range(CLIENTS)]
        began = time.monotonic()
        asyncio.run(_rounds(one_round, Ground(database, callers), rounds, result))
        result.seconds = time.monotonic() - began
    database.close()
    return result


async def _rounds(one_round: Prepared, ground: Ground, rounds: int, result: Result) -> None:
    for number in range(rounds):
        result.add(*await one_round(ground, number))
    for caller in ground.callers:
        caller.close()


def last_piece(world: World, rounds: int) -> Prepared:
    """The last available piece of a lot, wanted for as many lines as there are clients."""
    lots = [world.shelved(quantity=1) for _ in range(rounds)]
    lines = wish_lines(world, [rounds] * CLIENTS)

    async def one_round(ground: Ground, number: int) -> tuple[Sequence[Answer], Sequence[str]]:
        lot = lots[number]
        answers = await at_once(ground.callers, [allocation(lot, line) for line in lines])
        return answers, [*one_winner(answers), *lot_faults(ground.database, lot, pieces=1)]

    return one_round


def last_need(world: World, rounds: int) -> Prepared:
    """A line that needs one more piece, and as many lots as clients to give it from."""
    lots = [world.shelved(quantity=rounds) for _ in range(CLIENTS)]
    lines = wish_lines(world, [1] * rounds)

    async def one_round(ground: Ground, number: int) -> tuple[Sequence[Answer], Sequence[str]]:
        line = lines[number]
        answers = await at_once(ground.callers, [allocation(lot, line) for lot in lots])
        return answers, [*one_winner(answers), *line_faults(ground.database, line)]

    return one_round


def hold_or_allocation(world: World, rounds: int) -> Prepared:
    """Half the clients set a lot aside while the other half promise its pieces."""
    lots = [world.shelved(quantity=CLIENTS) for _ in range(rounds)]
    line = wish_lines(world, [rounds * CLIENTS])[0]

    async def one_round(ground: Ground, number: int) -> tuple[Sequence[Answer], Sequence[str]]:
        lot = lots[number]
        sent = [
            allocation(lot, line) if i % 2 else command("holds", lot=lot, reason="strap recalled")
            for i in range(CLIENTS)
        ]
        answers = await at_once(ground.callers, sent)
        held, promised = answers[0::2], answers[1::2]
        return answers, [
            *unless(all(one.status == 201 for one in held), "a hold was not recorded"),
            *unless(all(one.status in (201, 422) for one in promised), "neither yes nor no"),
            *unless(_promised_before(held, promised), "promised while on hold"),
            *unless(promised_of(ground.database, lot) == 0, "a hold left a promise standing"),
        ]

    return one_round


def packing_or_delivery(world: World, rounds: int) -> Prepared:
    """Cots told to be packed and, a moment later, handed over; each act is sent four times."""
    cots = CLIENTS // (2 * TIMES_SENT)
    lots = [world.shelved(quantity=1, product="SL-COT") for _ in range(rounds * cots)]
    line = wish_lines(world, [len(lots)], product="SL-COT")[0]

    async def one_round(ground: Ground, number: int) -> tuple[Sequence[Answer], Sequence[str]]:
        mine = lots[number * cots : (number + 1) * cots]
        told = [act for lot in mine for act in _packed_and_delivered(lot, line)]
        answers = await at_once(ground.callers, told * TIMES_SENT)
        once = Counter(answer.status for answer in answers)
        right = {201: len(told), 200: len(told) * (TIMES_SENT - 1)}
        return answers, [
            *unless(once == right, f"told acts were answered {dict(once)}"),
            *cot_faults(ground.database, mine),
        ]

    return one_round


RACES = {
    "last piece": Race("alice", last_piece),
    "last need": Race("alice", last_need),
    "hold or allocation": Race("alice", hold_or_allocation),
    "packing or delivery": Race("bob", packing_or_delivery),
}
SEEN_BY_THE_CONTROL = ("last piece", "last need")


def wish_lines(world: World, quantities: Sequence[int], product: str = "NP-DISP") -> list[int]:
    """Open wish lines that ask for so many pieces each."""
    made: list[int] = []
    for first in range(0, len(quantities), 200):
        asked = [
            NAPPIES | {"product": product, "quantity": quantity}
            for quantity in quantities[first : first + 200]
        ]
        made += world.do("alice", "wish-lists", facility="M-1", lines=asked).made["lines"]
    return made


def allocation(lot: str, line: int) -> Sent:
    """One piece of a lot for a line."""
    return command("allocations", lot=lot, line=line, quantity=1)


def _promised_before(held: Sequence[Answer], promised: Sequence[Answer]) -> bool:
    """Whether every promise stands in the journal before the first hold."""
    first = min(answer.json()["sequence"] for answer in held)
    return all(one.status != 201 or one.json()["sequence"] < first for one in promised)


def _packed_and_delivered(lot: str, line: int) -> tuple[Sent, Sent]:
    now = datetime.now(UTC)
    handed = {"lot": lot, "line": line, "accepted": 1}
    return (
        command("packings", lot=lot, line=line, quantity=1, box="Box one", done_at=now),
        command(
            "deliveries", facility="M-1", lines=[handed], done_at=now + timedelta(milliseconds=1)
        ),
    )


@contextmanager
def new_stockrooms() -> Iterator[Mapping[str, Callable[[], Settings]]]:
    """For each database how to begin a stockroom with the small world in it."""
    with postgres.server() as server, tempfile.TemporaryDirectory() as folder:

        def begin(url: str | None = None) -> Settings:
            data = Path(tempfile.mkdtemp(dir=folder))
            settings = Settings(data=data, database=url or sqlite_url(data))
            house = app.build(settings)
            World.made(house)
            house.database.close()
            return settings

        yield {"SQLite": begin, "PostgreSQL": lambda: begin(server.create_database())}


def main(rounds: int = 1000) -> None:
    """Run every race and its control on both databases; exit status 1 when one went wrong."""
    failed = False
    with new_stockrooms() as begin:
        for name, race in RACES.items():
            for database, processes in (("SQLite", 1), ("PostgreSQL", 2)):
                settings = begin[database]()
                result = run(race, settings, rounds, processes)
                print(f"{name}, {database}: {result}", flush=True)
                failed = failed or bool(result.wrong) or breaches(settings) != []
    sys.exit(failed)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

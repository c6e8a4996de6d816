"""Acts that share a transaction: each fails alone, none acts twice, a death leaves none by half."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from stockroom import together
from stockroom.app import House
from stockroom.commands import BY_NOUN
from stockroom.commands.arrivals import Intake
from stockroom.commands.base import Entry
from stockroom.db import open_database
from stockroom.desk import JOURNAL, Desk, Handed, Receipt
from stockroom.errors import Refused
from stockroom.ledger import MOVEMENT
from stockroom.tables.transport import Van
from tests.fire.stumbles import stumbling_over
from tests.world import StillClock, World

BAD_ID = UUID("0192f0c0-0000-7000-8000-00000000bad0")


def test_what_fails_amid_others_undoes_itself_alone(house: House, world: World) -> None:
    first, bad, last = intake(world), intake(world, BAD_ID), intake(world)
    told = [first, bad, last]

    refused = together.do(spoilt(unhurried(house), _refuse), told)

    assert statuses(refused) == ["recorded", "held", "recorded"]
    assert moved(house) == [first.id, last.id]


@pytest.mark.parametrize("at", [0, 1])
def test_what_the_books_refuse_is_held_and_the_others_are_recorded(
    at: int, house: House, world: World
) -> None:
    told = [intake(world), intake(world)]
    told.insert(at, intake(world, BAD_ID))

    outcomes = together.do(spoilt(unhurried(house), _write_a_row_twice), told)

    assert statuses(outcomes).pop(at) == "held"
    assert statuses(outcomes).count("recorded") == 2
    assert moved(house) == [one.id for one in told if one.id != BAD_ID]


@pytest.mark.parametrize("whose", ["the database's", "ours"])
def test_a_fault_keeps_what_was_done_before_and_tries_no_more(
    whose: str, house: House, world: World
) -> None:
    told = [intake(world), intake(world, BAD_ID), intake(world)]

    if whose == "ours":
        outcomes = together.do(spoilt(unhurried(house), _stumble), told)
    else:
        with stumbling_over(house.database, "bad0"):
            outcomes = together.do(unhurried(house), told)

    assert statuses(outcomes)[0] == "recorded"
    assert len(outcomes) == 2
    assert moved(house) == [told[0].id]


def test_what_comes_twice_is_recorded_once(house: House, world: World) -> None:
    told = [intake(world) for _ in range(3)]

    together.do(unhurried(house), [*told, told[0]])
    again = together.do(unhurried(house), told)

    assert [isinstance(one, Receipt) and one.repeated for one in again] == [True] * 3
    assert moved(house) == [one.id for one in told]


def test_what_is_asked_stands_alone(house: House, world: World) -> None:
    asked = handed(world, "alice", "donors", name="Parish drive")
    told = [intake(world), intake(world), asked, intake(world)]

    assert len(together.do(unhurried(house), told)) == 2
    assert len(together.do(unhurried(house), told[2:])) == 1


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_others_wait_for_so_many_acts_at_most_and_for_few_slow_ones(
    house: House, world: World
) -> None:
    told = [intake(world) for _ in range(together.MOST_TOGETHER + 2)]

    assert len(together.do(replace(house.desk, clock=Watch(step_s=0.02)), told)) == 2
    assert len(together.do(unhurried(house), told)) == together.MOST_TOGETHER


def test_two_who_send_the_same_at_once_are_recorded_once(house: House, world: World) -> None:
    told = [intake(world) for _ in range(30)]
    threads = [
        threading.Thread(target=all_of, args=(house.desk, some))
        for some in (told, told, told[::-1])
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(moved(house)) == sorted(one.id for one in told)


@pytest.mark.parametrize("steps", [40, 333])
def test_a_death_amid_others_loses_nothing_told_and_leaves_nothing_by_half(
    steps: int, house: House, world: World
) -> None:
    told = [intake(world) for _ in range(30)]
    house.database.close()

    heard = heard_before_death(house, told, steps)

    assert moved(house) == [one.id for one in told[: len(moved(house))]]
    assert len(moved(house)) >= heard
    assert world.breaches() == []
    repeated = [isinstance(one, Receipt) and one.repeated for one in all_of(house.desk, told)]
    assert repeated == [True] * repeated.count(True) + [False] * repeated.count(False)
    assert moved(house) == [one.id for one in told]


def heard_before_death(house: House, told: Sequence[Handed], steps: int) -> int:
    """Of how many acts a process has told what became of them, before it dies at a statement."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _die_at(house, told, steps, writing)
    os.close(writing)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    with os.fdopen(reading, "rb") as heard:
        return sum(heard.read())


def _die_at(house: House, told: Sequence[Handed], steps: int, writing: int) -> None:
    try:
        database, left = open_database(house.database.url), [steps]

        def count(*_: object) -> None:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)

        sa.event.listen(database.engine, "before_cursor_execute", count)
        desk, rest = replace(house.desk, database=database), list(told)
        while rest:
            done = len(together.do(desk, rest))
            os.write(writing, bytes([done]))
            del rest[:done]
    finally:
        os._exit(1)


@dataclass(frozen=True)
class Watch(StillClock):
    """A clock by whose watch so much time passes from look to look, and from act to act."""

    step_s: float = 0.0
    looks: list[float] = field(default_factory=list)

    def running_s(self) -> float:
        """As late as the looks so far make it."""
        self.looks.append(self.step_s)
        return sum(self.looks)


def unhurried(house: House) -> Desk:
    """A desk to which no act seems to take long."""
    return replace(house.desk, clock=Watch())


def intake(world: World, id: UUID | None = None) -> Handed:
    """Goods taken in at North."""
    about = {"product": "NP-DISP", "size": "4", "quantity": 5, "site": "North"}
    return handed(world, "bob", "intakes", id, **about)


def handed(world: World, who: str, noun: str, id: UUID | None = None, **content: Any) -> Handed:
    """A command as it is handed in."""
    command = BY_NOUN[noun].command(**content)
    return Handed(command, world.cast[who], id or uuid4())


def spoilt(desk: Desk, spoil: Any) -> Desk:
    """A desk at which something happens after the intake with the bad id, which has moved goods."""
    trade = desk.trades[Intake]

    def handler(command: Any, entry: Entry) -> None:
        trade.handler(command, entry)
        if entry.id == str(BAD_ID):
            spoil(entry)

    return replace(desk, trades={**desk.trades, Intake: replace(trade, handler=handler)})


def _refuse(_entry: Entry) -> None:
    raise Refused("not_so", "That cannot be.")


def _stumble(_entry: Entry) -> None:
    raise ZeroDivisionError


def _write_a_row_twice(entry: Entry) -> None:
    place = entry.moves[0].target.place
    entry.add(Van(place_id=place))
    entry.rows.expunge_all()
    entry.add(Van(place_id=place))


def all_of(desk: Desk, told: Sequence[Handed]) -> list[together.Outcome]:
    """What became of all of them, however many calls it takes."""
    found: list[together.Outcome] = []
    while len(found) < len(told):
        found += together.do(desk, told[len(found) :])
    return found


def statuses(outcomes: Sequence[together.Outcome]) -> list[str]:
    """Recorded, held, or the fault's own name."""
    return [one.status if isinstance(one, Receipt) else type(one).__name__ for one in outcomes]


def moved(house: House) -> list[UUID]:
    """The intakes that have brought goods, in the order of the journal; one twice would show."""
    query = (
        sa.select(JOURNAL.c.command_id)
        .join(MOVEMENT, MOVEMENT.c.sequence == JOURNAL.c.sequence)
        .where(JOURNAL.c.noun == "intakes")
        .order_by(MOVEMENT.c.id)
    )
    with house.database.reading() as books:
        return [UUID(one) for one in books.execute(query).scalars()]

"""However often and in whatever batches commands arrive, each acts once, in order of arrival."""

from __future__ import annotations

import random
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from litestar.testing import TestClient

from stockroom import app
from stockroom.app import House
from stockroom.books import JOURNAL
from stockroom.commands import BY_NOUN
from stockroom.commands.refs import LABEL
from stockroom.ledger import HOLDING, PLACE
from stockroom.settings import Settings, sqlite_url
from tests.fire.callers import Sent
from tests.fire.phones import DEVICES, Script, script, through_the_air
from tests.world import StillClock, World

SEEDS = (1, 2)
LINES = 4
YES = frozenset({201, 202})
Heard = Mapping[UUID, Sequence[tuple[int, dict[str, Any] | None]]]


@pytest.fixture
def oracle(sqlite_template: Path, tmp_path: Path) -> Iterator[World]:
    """A second stockroom with the same small world, which meets every command once."""
    folder = tmp_path / "oracle"
    folder.mkdir()
    for name in ("stockroom.db", "stockroom.key"):
        shutil.copy(sqlite_template / name, folder / name)
    house = app.build(Settings(data=folder, database=sqlite_url(folder)), StillClock())
    yield World.of(house)
    house.database.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_repeated_and_shuffled_commands_act_once_each(
    seed: int, house: House, world: World, oracle: World
) -> None:
    lines = [world.line(40) for _ in range(LINES)]
    assert lines == [oracle.line(40) for _ in range(LINES)]
    told = script(seed, lines)

    arrived, heard = delivered(world, told, seed)

    order = journalled(house, told)
    assert_one_result_each(told, heard)
    hands = [one for one in order if BY_NOUN[told.commands[one][1].noun].told]
    assert hands == [one for one in arrived if BY_NOUN[told.commands[one][1].noun].told]
    once = {one: act_once(oracle, *told.commands[one]) for one in order}
    assert once == {one: essence(first_yes(heard[one])) for one in order}
    assert state(house) == state(oracle.house)
    assert oracle.discrepancies() == world.discrepancies()
    assert oracle.breaches() == []
    kinds = Counter(essence(first_yes(heard[one]))[0] for one in order)
    assert kinds["recorded"] > 100


def delivered(world: World, told: Script, seed: int) -> tuple[list[UUID], Heard]:
    """Let everything reach the server; gives the order of first arrivals, and all answers."""
    heard: dict[UUID, list[tuple[int, dict[str, Any] | None]]] = defaultdict(list)
    chance = random.Random(seed)
    with TestClient(app.application(world.house)) as client:
        tokens = {device: token(world, device) for device in DEVICES}
        for device, batch in through_the_air(told, seed):
            client.headers["Authorization"] = f"Bearer {tokens[device]}"
            send = one_by_one if chance.random() < 0.3 else in_a_batch
            for act, status, receipt in send(client, batch):
                heard[act].append((status, receipt))
    return list(heard), heard


def token(world: World, device: str) -> str:
    """A bearer token of the device's owner."""
    person = world.cast[DEVICES[device]].id
    assert person is not None
    return world.house.sessions.issue(person, device, device)


def in_a_batch(
    client: TestClient[Any], batch: Sequence[Sent]
) -> Iterator[tuple[UUID, int, dict[str, Any] | None]]:
    """Send commands together; each gets an answer of its own."""
    body = [{"noun": one.noun, "id": str(one.id), "content": dict(one.content)} for one in batch]
    answer = client.post("/api/batches", json={"commands": body})
    assert answer.status_code == 200, answer.text
    for one in answer.json()["answers"]:
        yield UUID(one["id"]), one["status"], one["receipt"]


def one_by_one(
    client: TestClient[Any], batch: Sequence[Sent]
) -> Iterator[tuple[UUID, int, dict[str, Any] | None]]:
    """Send each command by itself."""
    for one in batch:
        answer = client.put(one.path, json=dict(one.content))
        receipt = answer.json() if answer.status_code in YES | {200} else None
        yield one.id, answer.status_code, receipt


def assert_one_result_each(told: Script, heard: Heard) -> None:
    """Told acts are taken at once; what was taken once is ever after the same receipt."""
    for act, (_, sent) in told.commands.items():
        statuses = [status for status, _ in heard[act]]
        taken = next((i for i, status in enumerate(statuses) if status in YES), None)
        refused = statuses[:taken]
        assert set(refused) <= {422}, (sent, statuses)
        assert not (BY_NOUN[sent.noun].told and refused), (sent, statuses)
        if taken is not None:
            assert set(statuses[taken + 1 :]) <= {200}, (sent, statuses)
            first, *again = [receipt for _, receipt in heard[act][taken:] if receipt is not None]
            assert all(one == first | {"repeated": True} for one in again)


def first_yes(answers: Sequence[tuple[int, dict[str, Any] | None]]) -> dict[str, Any]:
    """The receipt that a command got when it was taken."""
    return next(receipt for status, receipt in answers if status in YES and receipt is not None)


def journalled(house: House, told: Script) -> list[UUID]:
    """The script's commands in the order of the journal."""
    query = sa.select(JOURNAL.c.command_id).order_by(JOURNAL.c.sequence)
    with house.database.reading() as connection:
        ids = [UUID(one) for one in connection.execute(query).scalars()]
    return [one for one in ids if one in told.commands]


def act_once(oracle: World, device: str, sent: Sent) -> tuple[Any, ...]:
    """Hand a command in at the oracle's desk; gives the essence of its receipt."""
    actor = replace(oracle.cast[DEVICES[device]], device_id=None)
    oracle.cast["somebody"] = actor
    receipt = oracle.do("somebody", sent.noun, id=sent.id, **sent.content)
    return receipt.status, receipt.sequence, receipt.reason, len(receipt.discrepancies)


def essence(receipt: dict[str, Any]) -> tuple[Any, ...]:
    """What a receipt says, but for ids that a database draws as it likes."""
    opened = len(receipt["discrepancies"])
    return receipt["status"], receipt["sequence"], receipt["reason"], opened


def state(house: House) -> list[tuple[object, ...]]:
    """Where everything is: label code, place, wish line, pieces."""
    query = (
        sa.select(LABEL.c.code, PLACE.c.name, HOLDING.c.line_id, HOLDING.c.quantity)
        .select_from(
            HOLDING.join(LABEL, LABEL.c.lot_id == HOLDING.c.lot_id).join(
                PLACE, PLACE.c.id == HOLDING.c.place_id
            )
        )
        .where(HOLDING.c.quantity != 0)
    )
    with house.database.reading() as connection:
        return sorted((tuple(row) for row in connection.execute(query)), key=str)

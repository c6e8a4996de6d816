"""One act over which the service stumbles keeps no other from the books, and is not given up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from stockroom_cli import config
from stockroom_cli.client import Client
from stockroom_cli.scanning.act import Act
from stockroom_cli.scanning.outbox import Outbox
from stockroom_cli.scanning.sender import AT_ONCE, Sender
from tests.cli.conftest import Terminal, as_one_of_the_cast
from tests.fire.stumbles import stumbling_over

STUMBLES = UUID("00000000-0000-7000-8000-00000000dead")


@pytest.fixture
def sender(terminal: Terminal, tmp_path: Path) -> Iterator[Sender]:
    """Bob's, over an outbox that is empty."""
    as_one_of_the_cast(terminal, "bob")
    outbox = Outbox(terminal.url, 1, tmp_path / "scans")
    with Client(config.load(), lambda _told: None, tries=1) as client:
        yield Sender(client, outbox)
    outbox.close()


def a_move(number: int, lot: str, place: str, id: UUID | None = None) -> Act:
    """A lot put somewhere, with an id of its own."""
    made = id or UUID(int=0x7000_8000_0000_0000_0000 + number)
    return Act(made, "transfers", {"thing": lot, "place": place}, (lot,), "", "", 1)


def save(sender: Sender, *acts: Act) -> None:
    """Write these down for whoever the outbox is for."""
    url = sender.outbox.url
    for act in acts:
        sender.outbox.save(Act(**{**vars(act), "url": url}))


def test_one_that_it_stumbles_over_keeps_no_other_back(terminal: Terminal, sender: Sender) -> None:
    world = terminal.world
    lots = [world.shelved("A1", 2) for _ in range(3)]
    save(
        sender,
        a_move(1, lots[0], "A2"),
        a_move(2, lots[1], "A2", STUMBLES),
        a_move(3, lots[2], "A2"),
        a_move(4, lots[1], "A3"),
    )

    with stumbling_over(world.house.database, "dead"):
        settled = sender.send(0.0)

    # What touches the same thing waits for it, so that none overtakes another.
    assert [one.became for one in settled] == ["recorded", "recorded"]
    assert [world.inside(lot) for lot in lots] == [{"A2": 2}, {"A1": 2}, {"A2": 2}]
    assert len(sender.outbox.waiting) == 2
    assert sender.send(0.1) == []  # it is given a pause

    settled = sender.send(1000.0)

    assert [one.became for one in settled] == ["recorded", "recorded"]
    assert world.inside(lots[1]) == {"A3": 2}
    assert sender.outbox.waiting == []


def test_many_are_sent_in_batches_in_their_order(terminal: Terminal, sender: Sender) -> None:
    lot = terminal.world.shelved("A1", 2)
    places = ["A1", "A2", "A3"]
    moves = [a_move(at, lot, places[at % 3]) for at in range(AT_ONCE * 2 + 5)]
    save(sender, *moves)

    settled = sender.send(0.0)

    assert [one.act.id for one in settled] == [one.id for one in moves]
    assert terminal.world.inside(lot) == {places[(AT_ONCE * 2 + 4) % 3]: 2}


def test_pauses_grow_to_a_minute_and_are_over_with_an_answer(
    terminal: Terminal, sender: Sender
) -> None:
    save(sender, a_move(1, terminal.world.shelved("A1", 2), "A2", STUMBLES))

    with stumbling_over(terminal.world.house.database, "dead"):
        pauses = []
        for at in range(8):
            sender.send(at * 1000.0)
            pauses.append(sender.next_try_s - at * 1000.0)
    sender.send(9000.0)

    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    assert sender.pause_s == 2
    assert sender.mood == "here"

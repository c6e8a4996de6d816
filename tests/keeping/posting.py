"""A stockroom whose mail goes to the catcher, with a run planned for tomorrow, for tests."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import sqlalchemy as sa

from stockroom.commands.due_notices import NOTICE
from stockroom.keeping.notices import Post
from tests.keeping.catcher import Catcher
from tests.world import World

HOUSE = "house@quiet-hill.example"
FULL = "full@quiet-hill.example"


def post_of(world: World, most_s: float = 20) -> Post:
    """What the hourly job sends by."""
    house = world.house
    return Post(house.database, house.vault, house.clock, most_s=most_s)


def mails_at(world: World, port: int) -> None:
    """Mail goes to that port of this machine, and pages have a public name."""
    world.do(
        "sam",
        "mail-settings",
        host="127.0.0.1",
        port=port,
        security="none",
        sender="us@example.org",
    )
    world.do("sam", "setting-changes", name="public_host", value="stock.example.org")


def expects_us(world: World, *facilities: str, email: str = HOUSE, **window: str) -> int:
    """A run planned for tomorrow to these facilities, each with that address; gives its number."""
    for code in facilities:
        world.do("alice", "facility-changes", facility=code, email=email)
    tomorrow = world.clock.now().date() + timedelta(days=1)
    made = world.do(
        "alice", "runs", day=tomorrow.isoformat(), van="Van 1", driver="dora",
        stops=[{"facility": code, **window} for code in facilities],
    )  # fmt: skip
    return int(made.made["run"])


def changes(world: World, run: int, *stops: dict[str, Any]) -> None:
    """The run gets these stops instead."""
    world.do("alice", "run-changes", run=run, seen=10**9, stops=list(stops))


def hands_over(world: World, facility: str = "M-1", **about: Any) -> int:
    """A delivery of two pieces there, now; gives its number."""
    lot = world.shelved(quantity=2)
    lines = [{"lot": lot, "accepted": 2}]
    return int(
        world.do("bob", "deliveries", facility=facility, lines=lines, **about).made["delivery"]
    )


def kept(world: World) -> list[Any]:
    """The notices in the books, in order."""
    with world.house.database.reading() as books:
        return list(books.execute(sa.select(NOTICE).order_by(NOTICE.c.id)))


def names(catcher: Catcher) -> list[str]:
    """The Message-ID of each mail that was caught."""
    found = []
    for envelope in catcher.caught:
        assert isinstance(envelope.content, bytes)
        found.append(str(message_from_bytes(envelope.content)["Message-ID"]))
    return found


def letters(catcher: Catcher) -> list[tuple[list[str], str, str]]:
    """What was caught: to whom, subject and text."""
    found = []
    for envelope in catcher.caught:
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        text = letter.get_content().replace("\r\n", "\n")
        found.append((list(envelope.rcpt_tos), str(letter["Subject"]), text))
    return found

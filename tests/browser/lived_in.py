"""The demo world behind a real server, so that what is looked at looks lived in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa

from stockroom import app, demo
from stockroom.app import House
from stockroom.commands import BY_NOUN
from stockroom.commands.base import Actor
from stockroom.settings import Settings, sqlite_url
from stockroom.tables.people import Role
from tests.services import serving
from tests.world import NOON, StillClock

NAPPIES = """
    SELECT label_code.code FROM label_code JOIN holding ON holding.lot_id = label_code.lot_id
    JOIN place ON place.id = holding.place_id AND place.kind = 'bin'
    JOIN lot ON lot.id = holding.lot_id JOIN product ON product.id = lot.product_id
    WHERE line_id IS NULL AND quantity > 5 AND product.code = 'NP-DISP' ORDER BY lot.id
"""


@dataclass(frozen=True)
class LivedIn:
    """A house that has seen six weeks, and the address at which it is met."""

    house: House
    url: str

    def one(self, query: str) -> Any:
        """The one thing that a query finds first."""
        with self.house.database.reading() as connection:
            return connection.execute(sa.text(query)).scalars().first()


@contextmanager
def living(folder: Path) -> Iterator[LivedIn]:
    """The demo world in SQLite in that folder, served as long as the block lasts."""
    settings = Settings(data=folder, database=sqlite_url(folder), secure_cookies=False)
    demo.make(settings, NOON)
    house = app.build(settings, StillClock())
    try:
        _plan(house)
        _hand_over(house)
        with serving(house) as url:
            yield LivedIn(house, url)
    finally:
        house.database.close()


def _plan(house: House) -> None:
    """Everything planned by Alice, and nothing of it accepted yet."""
    _do(house, "plans", {})


def _hand_over(house: House) -> None:
    """Nappies to the shelter that Fatima is of, which has not counted them yet."""
    with house.database.reading() as books:
        code = books.execute(sa.text(NAPPIES)).scalars().first()
    content = {
        "facility": "BAU",
        "lines": [{"lot": code, "accepted": 5}],
        "received_by": "nurse",
    }
    _do(house, "deliveries", content)


def _do(house: House, noun: str, content: dict[str, Any]) -> None:
    with house.database.reading() as books:
        alice = books.execute(sa.text("SELECT id FROM person WHERE login = 'alice'")).scalar_one()
    command = msgspec.convert(content, type=BY_NOUN[noun].command)
    actor = Actor(id=alice, name="Alice", role=Role.COORDINATOR)
    house.desk.do(command, actor, id=house.clock.command_id())

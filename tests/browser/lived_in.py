"""The demo world behind a real server, so that what is looked at looks lived in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from stockroom import app, demo
from stockroom.app import House
from stockroom.settings import Settings, sqlite_url
from tests.browser.serving import serving
from tests.world import NOON, StillClock


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
        with serving(house) as url:
            yield LivedIn(house, url)
    finally:
        house.database.close()

"""A restored house, and how a restore fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from stockroom import app, books
from stockroom.app import House
from stockroom.errors import Problem
from stockroom.keeping import books_file, disk, restore
from stockroom.settings import Settings


@contextmanager
def opened(settings: Settings) -> Iterator[House]:
    house = app.build(settings)
    try:
        yield house
        with house.database.snapshot() as connection:
            assert books.check(connection) == []
    finally:
        house.database.close()


def reason_of(backup: Path, settings: Settings, erasures: Path | None = None) -> str:
    with pytest.raises(Problem) as refused:
        restore.into(backup, settings, erasures)
    assert str(refused.value)
    return refused.value.reason


def nothing_was_made(settings: Settings) -> bool:
    """No books at all: nothing but an empty schema, and no scratch left."""
    if settings.data.exists() and list(settings.data.rglob("*.part")):
        return False
    if settings.database.startswith("sqlite"):
        return not Path(sa.make_url(settings.database).database or "").exists()
    engine = sa.create_engine(settings.database)
    with engine.connect() as connection:
        found = sum(books_file.counts(connection).values())
    engine.dispose()
    return found == 0


def digest(path: Path) -> str:
    return disk.digest_of(path)

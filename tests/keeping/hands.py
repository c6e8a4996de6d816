"""Backups made, spoilt and read by tests."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import sqlalchemy as sa

from stockroom.app import House
from stockroom.keeping import backup, manifest
from stockroom.keeping.backup import Made
from stockroom.keeping.copying import kept_tables

Rows = dict[str, list[tuple[object, ...]]]


def take(house: House, target: Path) -> Made:
    """A backup of a house, now."""
    return backup.make(house.database, house.settings.files, target, made_at=house.clock.now())


def flip(path: Path, position: int) -> None:
    """Change one byte of a file."""
    content = bytearray(path.read_bytes())
    content[position] ^= 0x01
    path.write_bytes(content)


def reseal(folder: Path, **changes: object) -> None:
    """Rewrite a backup's manifest with other facts, as another version of us might have."""
    told = msgspec.structs.replace(manifest.read(folder), **changes)
    (folder / manifest.NAME).write_bytes(manifest.encode(told))


def files_of(folder: Path) -> list[Path]:
    """Every file in a folder and below."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def rows(connection: sa.Connection, *but: str) -> Rows:
    """Every row that a backup holds, by table."""
    return {
        table.name: [
            tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))
        ]
        for table in kept_tables()
        if table.name not in but
    }


@contextmanager
def no_file_over(most_bytes: int) -> Iterator[None]:
    """As if the disk were full once a file has that size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

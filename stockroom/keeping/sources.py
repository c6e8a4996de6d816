"""Deletes the messages and photos that wish lists were read from, once their day has come."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import msgspec
import sqlalchemy as sa

from stockroom.clock import Clock
from stockroom.db import Database
from stockroom.keeping import disk, erasure
from stockroom.keeping.erasure import CONTENT, JOURNAL
from stockroom.keeping.photos import STORED_FILE, path_of
from stockroom.tables.wishes import WishSource

SOURCE = cast(sa.Table, WishSource.__table__)  # type: ignore[attr-defined]
BATCH = 200

_SAID = (
    sa.select(JOURNAL.c.command_id, JOURNAL.c.receipt)
    .select_from(JOURNAL.join(CONTENT, CONTENT.c.command_id == JOURNAL.c.command_id))
    .where(JOURNAL.c.noun == "wish-sources")
)


def forget(database: Database, clock: Clock, erasures: Path, files: Path) -> int:
    """Delete every source whose day has come, its photo and what was said; give how many.

    Photos and contents go first and the rows last, so that a round cut short is done again by the
    next one.
    """
    forgotten = 0
    while due := _due(database, clock.now().date()):
        ids = {row.id for row in due}
        photos = _only_theirs(database, {row.photo for row in due if row.photo}, ids)
        for stored_hash in photos.values():
            with disk.plainly():
                path_of(files, stored_hash).unlink(missing_ok=True)
        erasure.erase(database, erasures, _said(database, ids))
        _delete(database, ids, photos)
        forgotten += len(due)
    return forgotten


def _due(database: Database, today: date) -> Sequence[Any]:
    query = sa.select(SOURCE).where(SOURCE.c.delete_on <= today).order_by(SOURCE.c.id)
    with database.reading() as connection:
        return connection.execute(query.limit(BATCH)).all()


def _said(database: Database, ids: Collection[int]) -> list[UUID]:
    """The commands that recorded these sources, found by what their receipts say they made."""
    with database.reading() as connection:
        rows = connection.execute(_SAID).all()
    return [
        UUID(row.command_id)
        for row in rows
        if msgspec.json.decode(row.receipt)["made"].get("wish_source") in ids
    ]


def _only_theirs(
    database: Database, photos: Collection[str], ids: Collection[int]
) -> Mapping[str, str]:
    """The kept hash of each photo by the name that was sent, but for those others still use."""
    others = sa.select(SOURCE.c.photo).where(SOURCE.c.photo.in_(photos), SOURCE.c.id.not_in(ids))
    rows = sa.select(STORED_FILE).where(STORED_FILE.c.named_hash.in_(photos))
    with database.reading() as connection:
        used = set(connection.execute(others).scalars())
        return {
            row.named_hash: row.stored_hash
            for row in connection.execute(rows)
            if row.named_hash not in used
        }


def _delete(database: Database, ids: Collection[int], photos: Collection[str]) -> None:
    with erasure.wiping(database) as books:
        books.execute(sa.delete(STORED_FILE).where(STORED_FILE.c.named_hash.in_(photos)))
        books.execute(sa.delete(SOURCE).where(SOURCE.c.id.in_(ids)))

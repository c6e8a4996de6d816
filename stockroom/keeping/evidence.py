"""Pictures that prove a handover: none is stored that a facility forbids, each goes on its day.

The rows stay, with the hash that was told; what is deleted is the file and that it was ever kept.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from stockroom.clock import Clock
from stockroom.db import Database
from stockroom.keeping import disk
from stockroom.keeping.photos import EVIDENCE, STORED_FILE, path_of, still_shown

BATCH = 200


def forget(database: Database, clock: Clock, files: Path) -> int:
    """Delete every picture whose day has come, or that was never to be; gives how many."""
    forgotten = 0
    while due := _due(database, clock.now().date()):
        let_go(database, files, {row.sha256 for row in due}, {row.id for row in due})
        forgotten += len(due)
    return forgotten


def let_go(
    database: Database, files: Path, named: Collection[str], rows: Collection[int] = ()
) -> None:
    """Delete the pictures that were sent under these hashes, unless something else shows them.

    The files go first and the rows last, so that a round cut short is done again by the next one.
    """
    going = _only_theirs(database, named, rows)
    alone = set(going.values()) - set(_drawn_alike(database, going))
    for stored_hash in alone:
        with disk.plainly():
            path_of(files, stored_hash).unlink(missing_ok=True)
    with database.writing() as books:
        books.execute(sa.delete(STORED_FILE).where(STORED_FILE.c.named_hash.in_(list(going))))
        if rows:
            books.execute(
                sa.update(EVIDENCE).where(EVIDENCE.c.id.in_(list(rows))).values(deleted=True)
            )


def _due(database: Database, today: date) -> Sequence[Any]:
    """What has had its day, and what is to be gone and lies here all the same."""
    stored = sa.exists().where(STORED_FILE.c.named_hash == EVIDENCE.c.sha256)
    stray = sa.and_(EVIDENCE.c.deleted, stored, sa.not_(still_shown(EVIDENCE.c.sha256)))
    over = sa.and_(sa.not_(EVIDENCE.c.deleted), EVIDENCE.c.delete_on <= today)
    query = sa.select(EVIDENCE.c.id, EVIDENCE.c.sha256).where(
        EVIDENCE.c.sha256.is_not(None), sa.or_(stray, over)
    )
    with database.reading() as connection:
        return connection.execute(query.order_by(EVIDENCE.c.id).limit(BATCH)).all()


def _only_theirs(
    database: Database, named: Collection[str], rows: Collection[int]
) -> Mapping[str, str]:
    """The kept hash of each picture by its name, but for those that something else shows."""
    query = sa.select(STORED_FILE.c.named_hash, STORED_FILE.c.stored_hash).where(
        STORED_FILE.c.named_hash.in_(list(named)),
        sa.not_(still_shown(STORED_FILE.c.named_hash, but_for=rows)),
    )
    with database.reading() as connection:
        return {row.named_hash: row.stored_hash for row in connection.execute(query)}


def _drawn_alike(database: Database, going: Mapping[str, str]) -> Collection[str]:
    """Hashes of files that a picture sent under another name, and staying, was drawn to as well."""
    query = sa.select(STORED_FILE.c.stored_hash).where(
        STORED_FILE.c.stored_hash.in_(list(going.values())),
        STORED_FILE.c.named_hash.not_in(list(going)),
    )
    with database.reading() as connection:
        return set(connection.execute(query).scalars())

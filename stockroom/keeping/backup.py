"""A backup: the books and the photos in one folder, proven before it has its name.

A folder and not an archive: a volunteer can copy it to a stick, photos already copied need not
be copied again, and a damaged byte spoils one file, which the manifest names. It holds `books.db`
(SQLite, whichever database it came from, guards included), `files/` and `manifest.json`. It never
holds the key of the secret fields, nor who is signed in, nor `erasures.txt`: that list must
outlive every backup, so it stays beside the database and a restore takes it by its path.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from stockroom import books
from stockroom.books import Head
from stockroom.clock import stamp
from stockroom.db import Database, Sqlite
from stockroom.errors import Problem
from stockroom.keeping import books_file, copying, disk, manifest
from stockroom.keeping.manifest import BOOKS, FILES, FORMAT, NAME, Manifest
from stockroom.keeping.photos import path_of
from stockroom.tables.stock import StoredFile


class Made(NamedTuple):
    """A backup: where it is, where its journal ends, and what it holds.

    `rows` counts by table; `missing` are photos that the books know and the disk has lost.
    """

    path: Path
    head: Head
    rows: dict[str, int]
    files: int
    missing: tuple[str, ...]


def make(database: Database, files: Path, target: Path, *, made_at: datetime) -> Made:
    """Write a backup into the new folder `target`, while the service goes on.

    The database first, then the files, so that no photo is named that could not be there yet.
    Raises `Problem` if `target` exists, the schema is not ours, or what was written does not
    prove; `Full` when no room is left. Nothing half is left behind.
    """
    target = target.absolute()
    if target.exists():
        raise Problem("backup_exists", "{path} is there already; name a new folder.", path=target)
    with disk.plainly(), disk.scratch(target.parent) as folder:
        made = _fill(database, files, folder, made_at)
        verify(folder)
        disk.sync_folder(folder)
        folder.rename(target)
        disk.sync_folder(target.parent)
    head = Head(made.sequence, made.head)
    return Made(target, head, made.rows, len(made.files), tuple(made.missing))


def folder_name(made_at: datetime) -> str:
    """A name for a backup, which sorts as time does."""
    return f"stockroom-{stamp(made_at)[:19].replace(':', '')}Z"


def verify(folder: Path) -> Manifest:
    """The manifest of a backup of which every byte is as it was written.

    Raises `Problem` naming the file that is not, or saying that the backup is of a newer schema.
    """
    with disk.plainly():
        told = manifest.read(folder)
        if told.schema not in books_file.known_schemas():
            raise Problem(
                "newer_schema",
                "The backup was made by a newer Stockroom ({revision}); install that one.",
                revision=told.schema,
            )
        _expect(folder, Path(BOOKS), told.books)
        for name in told.files:
            _expect(folder, path_of(Path(FILES), name), name)
        return told


def _fill(database: Database, files: Path, folder: Path, made_at: datetime) -> Manifest:
    path = folder / BOOKS
    _copy_books(database, path)
    with books_file.opened(path, writable=True) as connection:
        copying.forget_passing(connection)
    disk.sync_file(path)
    with books_file.opened(path) as connection:
        head = books_file.prove(connection)
        rows = books_file.counts(connection)
        schema = books_file.schema(connection)
        photos = _photos(connection)
    _expect_head(database, head)
    kept, missing = _copy_photos(photos, files, folder / FILES)
    made = Manifest(
        format=FORMAT,
        made_at=stamp(made_at),
        schema=schema,
        sequence=head.sequence,
        head=head.hash,
        rows=rows,
        books=disk.digest_of(path),
        books_bytes=path.stat().st_size,
        files=kept,
        missing=missing,
    )
    disk.write(folder / NAME, manifest.encode(made))
    return made


def _copy_books(database: Database, path: Path) -> None:
    with database.reading() as source:
        found, wanted = books_file.schema(source), books_file.known_schemas()[0]
    if found != wanted:
        raise Problem(
            "other_schema",
            "The database has another schema ({found}, not {wanted}); migrate it first.",
            found=found,
            wanted=wanted,
        )
    if isinstance(database, Sqlite):
        # VACUUM INTO and not the backup API: that one would take along what was erased.
        with database.reading() as source:
            source.exec_driver_sql("VACUUM INTO ?", (str(path),))
        return
    books_file.migrate(path)
    with database.snapshot() as source, books_file.opened(path, writable=True) as target:
        with books_file.at_once(target):
            copying.copy_tables(source, target)
        _expect_all_rows(source, target)


def _expect_all_rows(source: sa.Connection, target: sa.Connection) -> None:
    for table in copying.kept_tables():
        count = sa.select(sa.func.count()).select_from(table)
        if source.execute(count).scalar_one() != target.execute(count).scalar_one():
            raise Problem("rows_missing", "Rows of {table} were not copied.", table=table.name)


def _expect_head(database: Database, head: Head) -> None:
    with database.reading() as connection:
        breach = books.check_head(connection, head)
    if breach is not None:
        raise books_file.broken(breach)


def _photos(connection: sa.Connection) -> list[str]:
    column = StoredFile.stored_hash
    return sorted(connection.execute(sa.select(column).distinct()).scalars())  # type: ignore[call-overload]


def _copy_photos(names: list[str], files: Path, target: Path) -> tuple[dict[str, int], list[str]]:
    kept: dict[str, int] = {}
    missing: list[str] = []
    target.mkdir()
    for name in names:
        source, copied = path_of(files, name), path_of(target, name)
        disk.make_folder(copied.parent)
        # A photo already lost must not cost us the books: it is named, and the backup goes on.
        if source.is_file() and disk.copy(source, copied) == name:
            kept[name] = copied.stat().st_size
        else:
            copied.unlink(missing_ok=True)
            missing.append(name)
    for folder in (*target.iterdir(), target):
        disk.sync_folder(folder)
    return kept, missing


def _expect(folder: Path, name: Path, digest: str) -> None:
    path = folder / name
    if not path.is_file() or disk.digest_of(path) != digest:
        raise manifest.damaged(name.as_posix())

"""A restore: a new database from a backup, SQLite or PostgreSQL whatever it came from.

It never touches a database that is in use. What was erased since the backup is erased again, and
a new epoch begins, in which phones offer once more what they sent in the last seven days. Tokens
stay: on that day the phones' outboxes matter most, and without a token each would have to be
signed in by hand before it could send. So a token that was taken back after the backup was made
lives again; `Restored.tokens` says how many live, for a steward to look through. Browser sessions
and the count of sign-in tries go.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from stockroom.books import Head
from stockroom.clock import Clock
from stockroom.db import Database, Sqlite, file_lock, open_database
from stockroom.errors import Problem
from stockroom.keeping import backup as backups
from stockroom.keeping import books_file, copying, disk, erasure, manifest
from stockroom.keeping.manifest import BOOKS, FILES, Manifest
from stockroom.keeping.photos import path_of
from stockroom.settings import Settings
from stockroom.tables.people import Token
from stockroom.tables.secrets import SecretField
from stockroom.tables.stock import Setting
from stockroom.vault import open_vault

LIVE_SIDE_FILES = ("", "-wal", "-journal")


class Restored(NamedTuple):
    """What was brought back.

    `erased` contents were taken out again; `tokens` is how many still open the door; `missing`
    are photos that the backup lacks; `key_missing` says that the addresses cannot be opened until
    the key that sealed them is put at `Settings.key_file`.
    """

    head: Head
    epoch: str
    files: int
    missing: tuple[str, ...]
    erased: int
    tokens: int
    key_missing: bool


def into(
    backup: Path, settings: Settings, erasures: Path | None = None, clock: Clock | None = None
) -> Restored:
    """Bring a backup back as a new database at these settings, ready for the service.

    `erasures` is the list kept outside; without it, the one that lies at `settings.erasures`.
    Raises `Problem` if the backup is damaged or newer than we know, if the database there is in
    use, or if the list cannot be read; `Full` when no room is left. Then no database was made.
    """
    _refuse_live(settings)
    told = backups.verify(backup)
    listed = _listed(erasures, settings)
    epoch = str((clock or Clock()).command_id())
    with disk.plainly(), disk.scratch(_beside(settings)) as folder:
        path = folder / BOOKS
        if disk.copy(backup / BOOKS, path) != told.books:
            raise manifest.damaged(BOOKS)
        erased = _make_new(path, listed, epoch)
        restored = _account(path, told, settings, epoch, erased)
        _bring_photos(backup, told, settings.files)
        erasure.keep(settings.erasures, listed)
        _put(path, settings, restored.head)
    return restored


def _listed(erasures: Path | None, settings: Settings) -> list[str]:
    if erasures is not None and not erasures.is_file():
        raise Problem("no_erasures", "There is no list of erasures at {path}.", path=erasures)
    both = {*erasure.listed(settings.erasures), *erasure.listed(erasures or settings.erasures)}
    return sorted(both)


def _beside(settings: Settings) -> Path:
    url = sa.make_url(settings.database)
    sqlite = url.get_backend_name() == "sqlite"
    return Path(url.database or "").absolute().parent if sqlite else settings.data


def _make_new(path: Path, listed: Collection[str], epoch: str) -> int:
    """Bring the copy to our schema, erase again, begin the epoch; how many were erased."""
    books_file.migrate(path)
    with books_file.opened(path, writable=True) as connection, books_file.at_once(connection):
        copying.forget_passing(connection)
        connection.execute(sa.delete(Setting).where(Setting.name == "epoch"))  # type: ignore[arg-type]
        connection.execute(sa.insert(Setting).values(name="epoch", value=epoch))
        return erasure.delete(connection, listed)


def _account(path: Path, told: Manifest, settings: Settings, epoch: str, erased: int) -> Restored:
    """Prove the new books before anyone can open them, and say what they hold."""
    with books_file.opened(path) as connection:
        head = books_file.prove(connection)
        if head != (told.sequence, told.head):
            raise manifest.damaged(BOOKS)
        living = sa.select(sa.func.count()).select_from(Token).where(Token.revoked_at.is_(None))  # type: ignore[union-attr]
        keys = set(connection.execute(sa.select(SecretField.key_id)).scalars())  # type: ignore[call-overload]
        return Restored(
            head=head,
            epoch=epoch,
            files=len(told.files),
            missing=tuple(told.missing),
            erased=erased,
            tokens=connection.execute(living).scalar_one(),
            key_missing=bool(keys - _our_keys(settings)),
        )


def _our_keys(settings: Settings) -> set[str]:
    return {open_vault(settings.key_file).key_id} if settings.key_file.exists() else set()


def _bring_photos(backup: Path, told: Manifest, files: Path) -> None:
    with disk.scratch(files) as folder:
        for name in told.files:
            copied = folder / name
            if disk.copy(path_of(backup / FILES, name), copied) != name:
                raise manifest.damaged(path_of(Path(FILES), name).as_posix())
            disk.place(copied, path_of(files, name))


def _put(path: Path, settings: Settings, head: Head) -> None:
    """Let the proven copy become the database, in one step."""
    disk.sync_file(path)
    database = open_database(settings.database, settings.lock_wait_s)
    try:
        if isinstance(database, Sqlite):
            with file_lock(
                database.path.with_name(database.path.name + ".lock"), settings.lock_wait_s
            ):
                _refuse_live(settings)
                disk.place(path, database.path)
        else:
            database.migrate()
            _copy_into(database, path, head)
    finally:
        database.close()


def _copy_into(database: Database, path: Path, head: Head) -> None:
    with books_file.opened(path) as source, database.writing() as target:
        _refuse_rows(target)
        copying.copy_tables(source, target)
        copying.raise_numbers(target)
        proven = books_file.balanced(target) == head
        if not proven or books_file.counts(target) != books_file.counts(source):
            raise Problem("rows_missing", "Not all rows reached the new database.")


def _refuse_live(settings: Settings) -> None:
    url = sa.make_url(settings.database)
    if url.get_backend_name() == "sqlite":
        for suffix in LIVE_SIDE_FILES:
            path = Path(f"{url.database}{suffix}")
            if path.exists() and path.stat().st_size:
                raise _live()
        return
    database = open_database(settings.database, settings.lock_wait_s)
    try:
        with database.reading() as connection:
            _refuse_rows(connection)
    finally:
        database.close()


def _refuse_rows(connection: sa.Connection) -> None:
    standing = set(sa.inspect(connection).get_table_names())
    for table in copying.kept_tables():
        if table.name not in standing:
            continue
        if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
            raise _live()


def _live() -> Problem:
    return Problem(
        "live_database",
        "A stockroom is there already. A restore makes a new one: name an empty database, "
        "or move the old one away.",
    )

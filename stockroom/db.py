"""The database: one door to read, one door to write, for SQLite and PostgreSQL alike.

Only this module and the migrations ask which database it is. Writing takes one lock before any
read, so that the journal's sequence is the order of the books (see docs/decisions).
"""

from __future__ import annotations

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import sqlalchemy as sa

from stockroom import guards
from stockroom.errors import Busy, Problem
from stockroom.faults import busy, faults

# The newest migration; a test holds it against the scripts.
SCHEMA = "0001"
WRITER_LOCK = 0x57_0C_4B
READERS = 40


class Database:
    """Readers and the one writer; `lock_wait_s` bounds how long a writer waits its turn."""

    def __init__(self, url: str, lock_wait_s: float = 10.0) -> None:
        self.url = url
        self.lock_wait_s = lock_wait_s
        self.engine = self._make_engine()
        self.readers = self._make_readers()

    def _make_engine(self) -> sa.Engine:
        raise NotImplementedError

    def _make_readers(self) -> sa.Engine:
        return self.engine

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection for reads, each statement its own; raises `Busy` when the base is gone."""
        with faults(), self.readers.connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        """A connection whose reads all see one moment."""
        raise NotImplementedError
        yield

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """The writer's connection: locked before any read, committed whole or not at all."""
        raise NotImplementedError
        yield

    def migrate(self) -> None:
        """Bring the schema to this version's; raises `Problem` if it is newer than we know.

        It is the writer's one transaction: cut off anywhere it leaves the old schema, and of two
        servers that start at once the second finds the work done.
        """
        with self.reading() as connection:
            if schema_of(connection) == SCHEMA:
                return
        from stockroom import schema  # noqa: PLC0415 - it weighs; see there

        with self.writing() as connection:
            schema.bring_up_to_date(connection)

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()


class Sqlite(Database):
    """The embedded database: a process lock, a lock on a side file, then BEGIN IMMEDIATE."""

    def _make_engine(self) -> sa.Engine:
        self.path = Path(sa.make_url(self.url).database or "")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._process_lock = threading.Lock()
        self._writer: sa.Connection | None = None
        engine = sa.create_engine(
            self.url,
            pool_size=READERS,
            hide_parameters=True,
            max_overflow=0,
            # The last used first, so that few connections keep their prepared statements warm.
            pool_use_lifo=True,
            isolation_level="AUTOCOMMIT",
            connect_args={"check_same_thread": False, "timeout": self.lock_wait_s},
        )
        sa.event.listen(engine, "connect", prepare_sqlite)
        return engine

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        """See `Database.snapshot`."""
        with self.reading() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                connection.exec_driver_sql("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """See `Database.writing`."""
        with faults(), self._turn():
            connection = self._writer or self._open_writer()
            self._refuse_if_moved()
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                # The driver's own: a full disk has already undone it, and ROLLBACK would raise.
                connection.rollback()
                raise
            connection.commit()

    def close(self) -> None:
        """See `Database.close`."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        super().close()

    def _open_writer(self) -> sa.Connection:
        self._writer = self.engine.connect()
        self._opened = self.path.stat().st_ino
        return self._writer

    def _refuse_if_moved(self) -> None:
        # SQLite in WAL mode goes on writing to a deleted file, and what it says is kept is lost.
        if not self.path.exists() or self.path.stat().st_ino != self._opened:
            raise Busy(
                "database_moved",
                "The database file was moved or deleted. A steward must restart Stockroom.",
            )

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._process_lock.acquire(timeout=self.lock_wait_s):
            raise busy()
        try:
            with file_lock(self.path.with_name(self.path.name + ".lock"), self.lock_wait_s):
                yield
        finally:
            self._process_lock.release()


class Postgres(Database):
    """PostgreSQL: an advisory lock for the transaction, reads in the statements after it."""

    def _make_engine(self) -> sa.Engine:
        return sa.create_engine(
            self.url,
            pool_size=READERS,
            hide_parameters=True,
            max_overflow=0,
            connect_args={"connect_timeout": 5, "application_name": "stockroom"},
        )

    def _make_readers(self) -> sa.Engine:
        return self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        """See `Database.snapshot`."""
        with faults(), self.engine.connect() as connection:
            yield connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """See `Database.writing`."""
        with faults(), self.engine.connect() as connection, connection.begin():
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self.lock_wait_s * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
            yield connection


def open_database(url: str, lock_wait_s: float = 10.0) -> Database:
    """The database at that SQLAlchemy address: `sqlite:///…` or `postgresql+psycopg://…`."""
    backend = sa.make_url(url).get_backend_name()
    if backend == "sqlite":
        return Sqlite(url, lock_wait_s)
    if backend == "postgresql":
        return Postgres(url, lock_wait_s)
    raise Problem("unknown_database", "Stockroom keeps its books in SQLite or PostgreSQL only.")


def schema_of(connection: sa.Connection) -> str | None:
    """The revision of the schema that stands, or None in an empty database."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None


def prepare_sqlite(connection: Any, _record: Any) -> None:
    """Settings of every SQLite connection; FULL keeps what was acknowledged through a power cut."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "recursive_triggers=ON",
        "cache_size=-8000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def standing_guards(connection: sa.Connection) -> dict[str, str]:
    """The triggers that stand and are enabled, by name, with the statement that made each.

    On PostgreSQL the table, the events and the refusing function's body must be the wanted ones,
    since a trigger of the right name may stand elsewhere, guard half or call what lets pass.
    """
    if connection.dialect.name == "sqlite":
        query = sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {row[0]: row[1] for row in connection.execute(query)}
    body = guards.REFUSING_FUNCTION.split("$$")[1]
    return {row[0]: row[1] for row in connection.execute(_POSTGRES_GUARDS, {"body": body})}


# tgtype: 27 is before update or delete of a row, 34 is before truncate of the table.
_POSTGRES_GUARDS = sa.text(
    "SELECT tgname, pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger "
    "JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
    "WHERE NOT tgisinternal AND tgenabled = 'O' AND tgattr = '' AND prosrc = :body "
    "AND pg_table_is_visible(pg_class.oid) AND tgname = 'guard_' || relname || "
    "CASE tgtype WHEN 27 THEN '_update' WHEN 34 THEN '_truncate' END"
)


def wanted_guards(connection: sa.Connection) -> list[guards.Guard]:
    """The triggers that must stand in this database."""
    sqlite = connection.dialect.name == "sqlite"
    return guards.sqlite_guards() if sqlite else guards.postgres_guards()


@contextmanager
def file_lock(path: Path, wait_s: float) -> Iterator[None]:
    """Hold an exclusive lock on a side file, so that no second process writes meanwhile."""
    with open_lock(path) as handle:
        deadline = time.monotonic() + wait_s
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise busy() from None
                time.sleep(0.002)
        yield


def open_lock(path: Path) -> IO[str]:
    """The side file, opened; raises `Busy` when another user's file or a full disk forbids it."""
    try:
        return path.open("a")
    except OSError as fault:
        raise Busy(
            "lock_unreachable",
            "The file {name} beside the database cannot be opened. Tell a steward.",
            name=path.name,
        ) from fault

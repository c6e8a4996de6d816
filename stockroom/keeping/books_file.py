"""The books as one SQLite file at rest: opened without a trace, counted and proven."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from stockroom import books
from stockroom.books import Breach, Head
from stockroom.db import Sqlite
from stockroom.errors import Problem
from stockroom.faults import faults
from stockroom.schema import migrations

SCHEMA_TABLE = "alembic_version"


@contextmanager
def opened(path: Path, *, writable: bool = False) -> Iterator[sa.Connection]:
    """A connection to a file that nobody else uses; reading leaves no byte changed.

    Writing zeroes what it deletes. The caller syncs the file: until then it is only scratch.
    """
    mode = "mode=rw" if writable else "mode=ro&immutable=1"
    address = f"file:{quote(str(path.absolute()))}?{mode}"
    engine = sa.create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False),
        poolclass=sa.NullPool,
    )
    with faults(), engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        if writable:
            for pragma in ("journal_mode=DELETE", "synchronous=OFF", "secure_delete=ON"):
                connection.exec_driver_sql(f"PRAGMA {pragma}")
        yield connection


@contextmanager
def at_once(connection: sa.Connection) -> Iterator[None]:
    """Everything within, or nothing; only for connections from `opened`."""
    connection.exec_driver_sql("BEGIN")
    yield
    connection.exec_driver_sql("COMMIT")


def migrate(path: Path) -> None:
    """Bring the file's schema to this version's, or make it; one file is left, with no side file.

    Raises `Problem` if its schema is newer than we know.
    """
    database = Sqlite(sa.URL.create("sqlite", database=str(path)).render_as_string())
    try:
        database.migrate()
    finally:
        database.close()
        path.with_name(path.name + ".lock").unlink(missing_ok=True)


def prove(connection: sa.Connection) -> Head:
    """The head of books that hold in every way; raises `Problem` naming what does not hold."""
    verdict = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    if verdict != "ok":
        raise Problem(
            "not_whole", "The file of the books is not whole: {fault}.", fault=str(verdict)
        )
    stray = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if stray is not None:
        raise Problem(
            "not_whole",
            "The file of the books is not whole: {fault}.",
            fault=f"{stray[0]} row {stray[1]} names a row of {stray[2]} that is not there",
        )
    return balanced(connection)


def balanced(connection: sa.Connection) -> Head:
    """The head of books whose six sentences hold; raises `Problem` with the first breach."""
    for breach in books.check(connection):
        raise broken(breach)
    return books.head(connection)


def broken(breach: Breach) -> Problem:
    """The refusal of books of which a sentence does not hold."""
    return Problem(
        "books_broken",
        "The books do not hold. {breach}: {where}.",
        breach=breach.sentence,
        where=breach.where,
    )


def counts(connection: sa.Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = sorted(set(sa.inspect(connection).get_table_names()) - {SCHEMA_TABLE})
    return {
        name: connection.execute(
            sa.select(sa.func.count()).select_from(sa.table(name))
        ).scalar_one()
        for name in names
    }


def schema(connection: sa.Connection) -> str:
    """The revision of the schema, empty where there is none."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def known_schemas() -> list[str]:
    """The revisions that this version knows, the newest first."""
    scripts = ScriptDirectory.from_config(migrations())
    return [script.revision for script in scripts.walk_revisions()]

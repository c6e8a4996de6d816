"""Tables copied row by row from one database to another, whichever kind each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.tables import metadata
from stockroom.tables.people import SignInTry, WebSession

BATCH = 2000
PASSING = frozenset({WebSession.__tablename__, SignInTry.__tablename__})
"""Tables of the hour: who is signed in to a browser, who tried to be. They are never kept."""


def copy_tables(source: sa.Connection, target: sa.Connection) -> None:
    """Copy every table that is kept, in bounded batches, into empty tables of the same schema."""
    for table in kept_tables():
        _copy_rows(table, source, target)
        _copy_references_to_itself(table, source, target)


def kept_tables() -> list[sa.Table]:
    """The tables that a backup holds, each after those that it refers to."""
    return [table for table in metadata.sorted_tables if table.name not in PASSING]


def forget_passing(connection: sa.Connection) -> None:
    """Empty the tables that are never kept."""
    for name in sorted(PASSING):
        connection.execute(sa.delete(metadata.tables[name]))


def raise_numbers(connection: sa.Connection) -> None:
    """Let new rows be numbered after the copied ones; only PostgreSQL counts apart."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is None:
            continue
        highest = sa.func.max(column)
        numbers = sa.func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(
            sa.select(sa.func.setval(numbers, sa.func.coalesce(highest, 1), highest.is_not(None)))
        )


def _copy_rows(table: sa.Table, source: sa.Connection, target: sa.Connection) -> None:
    # A box may stand in a bin that was made after it: such references are filled in afterwards.
    later = dict.fromkeys(column.key for column in _references_to_itself(table))
    for rows in _batches(source, sa.select(table).order_by(*table.primary_key)):
        target.execute(sa.insert(table), [{**row, **later} for row in rows])


def _copy_references_to_itself(
    table: sa.Table, source: sa.Connection, target: sa.Connection
) -> None:
    later = _references_to_itself(table)
    if not later:
        return
    (key,) = table.primary_key
    query = sa.select(key.label("copied"), *later).where(
        sa.or_(*(column.is_not(None) for column in later))
    )
    change = sa.update(table).where(key == sa.bindparam("copied"))
    for rows in _batches(source, query):
        target.execute(
            change.values({column.key: sa.bindparam(column.key) for column in later}),
            [dict(row) for row in rows],
        )


def _references_to_itself(table: sa.Table) -> Sequence[sa.Column[Any]]:
    return [
        column
        for column in table.columns
        if any(reference.column.table is table for reference in column.foreign_keys)
    ]


def _batches(source: sa.Connection, query: sa.Select[Any]) -> Iterator[Sequence[Any]]:
    result = source.execute(query.execution_options(yield_per=BATCH))
    yield from result.mappings().partitions()

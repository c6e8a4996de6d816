"""A database's own failures, told plainly: busy, gone, damaged or full."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from stockroom.errors import Busy, Full, Problem


@contextmanager
def faults() -> Iterator[None]:
    """Turn a database's own failures into sentences: busy, gone or full."""
    try:
        yield
    except sa.exc.TimeoutError as fault:
        raise busy() from fault
    except sa.exc.DBAPIError as fault:
        problem = told_plainly(fault)
        if problem is None:
            raise
        raise problem from fault


def told_plainly(fault: sa.exc.DBAPIError) -> Problem | None:
    """The sentence for a fault of the database, or None when it is a fault of ours."""
    text = str(fault.orig).lower()
    state = getattr(fault.orig, "sqlstate", None) or ""
    if state == "53100" or "disk is full" in text or "disk i/o error" in text:
        return Full(
            "storage_full",
            "There is no room left to keep this. Nothing was written; tell a steward.",
        )
    if "not a database" in text or "malformed" in text:
        return Busy(
            "database_damaged",
            "The database file is damaged. Nothing was written; a steward must restore a backup.",
        )
    # SQLite calls a wrong statement operational too; that is a fault of ours.
    ours = getattr(fault.orig, "sqlite_errorname", "") == "SQLITE_ERROR"
    if isinstance(fault, sa.exc.OperationalError | sa.exc.InterfaceError) and not ours:
        return busy()
    return None


def busy() -> Busy:
    """The refusal of a database that cannot answer now."""
    return Busy("database_busy", "The books cannot be reached just now. Try again in a moment.")

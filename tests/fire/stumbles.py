"""A fault of our own, on purpose: the books fail over some commands as a wrong statement would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from stockroom.db import Database

ON_SQLITE = """CREATE TRIGGER stumble BEFORE INSERT ON journal WHEN {when}
BEGIN SELECT abs(-9223372036854775807 - 1); END"""
ON_POSTGRES = (
    """CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'on purpose'; END $$""",
    """CREATE TRIGGER stumble BEFORE INSERT ON journal FOR EACH ROW WHEN ({when})
    EXECUTE FUNCTION stumble()""",
)


@contextmanager
def stumbling_over(database: Database, ends_in: str) -> Iterator[None]:
    """While the block lasts, commands whose id ends so meet a fault of the service."""
    when = f"NEW.command_id LIKE '%{ends_in}'"
    sqlite = database.url.startswith("sqlite")
    made = (ON_SQLITE,) if sqlite else ON_POSTGRES
    _do(database, *(text.format(when=when) for text in made))
    try:
        yield
    finally:
        _do(database, "DROP TRIGGER stumble" + ("" if sqlite else " ON journal"))
        if not sqlite:
            _do(database, "DROP FUNCTION stumble()")


def _do(database: Database, *texts: str) -> None:
    with database.writing() as books:
        for text in texts:
            books.exec_driver_sql(text.replace("%", "%%") if "postgres" in database.url else text)

"""The triggers that keep movements and journal as they were written, for both databases.

SQLite's INSERT OR REPLACE walks past a delete trigger, so inserting over a row is refused too.
PostgreSQL refuses that by its keys; there TRUNCATE needs a guard of its own.
"""

from __future__ import annotations

from typing import NamedTuple

GUARDED = ("movement", "journal")
SENTENCE = "{table} is never rewritten"
# One EXISTS for each key: joined by OR inside one, SQLite would read the whole table.
_SAME_ROW = {
    "movement": ("id",),
    "journal": ("sequence", "command_id", "reverses"),
}


class Guard(NamedTuple):
    """A trigger by its name and table, with the statement that makes it."""

    name: str
    table: str
    statement: str

    def stands_as(self, statement: str) -> bool:
        """Whether a statement read back from the database makes this very trigger.

        PostgreSQL writes the table's schema and the events in an order of its own; its trigger
        must still call the refusing function, for each row or statement, without a condition.
        """
        if "stockroom_never_rewritten" in self.statement:
            return "stockroom_never_rewritten()" in statement and " WHEN " not in statement
        return statement == self.statement


def sqlite_guards() -> list[Guard]:
    """The triggers of the embedded database."""
    return [guard for table in GUARDED for guard in _sqlite(table)]


def postgres_guards() -> list[Guard]:
    """The triggers of PostgreSQL, which call `REFUSING_FUNCTION`."""
    return [guard for table in GUARDED for guard in _postgres(table)]


REFUSING_FUNCTION = """
CREATE OR REPLACE FUNCTION stockroom_never_rewritten() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is never rewritten', TG_TABLE_NAME; END $$
"""


def _sqlite(table: str) -> list[Guard]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE.format(table=table)}'); END"
    same = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608
        for key in _SAME_ROW[table]
    )
    whens = (
        ("update", "BEFORE UPDATE", ""),
        ("delete", "BEFORE DELETE", ""),
        ("replace", "BEFORE INSERT", f" WHEN {same}"),
    )
    return [
        Guard(
            f"guard_{table}_{word}",
            table,
            f"CREATE TRIGGER guard_{table}_{word} {when} ON {table}{only} {refuse}",
        )
        for word, when, only in whens
    ]


def _postgres(table: str) -> list[Guard]:
    def guard(word: str, when: str, each: str) -> Guard:
        name = f"guard_{table}_{word}"
        return Guard(
            name,
            table,
            f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {each} "
            "EXECUTE FUNCTION stockroom_never_rewritten()",
        )

    return [
        guard("update", "BEFORE UPDATE OR DELETE", "ROW"),
        guard("truncate", "BEFORE TRUNCATE", "STATEMENT"),
    ]

"""Ways to tamper with the books behind the program's back, each an act of its own.

Each tamper is done by somebody who may do anything in the database: the guards that stand in the
way are taken down first and put back as they were, except where taking them down is the tamper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from stockroom import chain
from stockroom.books import JOURNAL
from stockroom.db import wanted_guards

Statements = Sequence[str]
AN_ENTRY = "(SELECT min(sequence) + 1 FROM journal WHERE noun = 'donors')"


@dataclass(frozen=True)
class Tamper:
    """What somebody does with every right, and the sentence and words by which it is found.

    `{entry}` in the words is the journal position of `AN_ENTRY`, `{after}` the one after it.
    """

    does: Callable[[sa.Connection], None]
    sentence: str
    where: str


def statements(*each: str) -> Callable[[sa.Connection], None]:
    """A tamper that is so many statements, done with the guards taken down and put back."""

    def does(books: sa.Connection) -> None:
        with_no_guards(books, lambda: [books.exec_driver_sql(one) for one in each])

    return does


def with_no_guards(books: sa.Connection, act: Callable[[], Any]) -> None:
    """Take the guards down, act, and put them back as they were."""
    for guard in wanted_guards(books):
        take_down(books, guard.name)
    act()
    for guard in wanted_guards(books):
        books.exec_driver_sql(guard.statement)


def take_down(books: sa.Connection, name: str) -> None:
    """Drop one guard."""
    on = f" ON {name.split('_')[1]}" if books.dialect.name == "postgresql" else ""
    books.exec_driver_sql(f"DROP TRIGGER {name}{on}")


def rehashed(books: sa.Connection) -> None:
    """Change an entry and recompute its own hash, but not those of the entries after it."""

    def act() -> None:
        entry = entry_struck(books)
        change = sa.update(JOURNAL).where(JOURNAL.c.sequence == entry)
        books.execute(change.values(actor_id=None))
        books.execute(change.values(hash=hash_of(books, entry)))

    with_no_guards(books, act)


def entry_struck(books: sa.Connection) -> int:
    """The journal position of `AN_ENTRY`."""
    return int(books.exec_driver_sql(f"SELECT {AN_ENTRY}").scalar_one())


def hash_of(books: sa.Connection, sequence: int) -> str:
    """The hash that an entry without movements should have as it stands."""
    entries = sa.select(JOURNAL)
    previous = books.execute(entries.where(JOURNAL.c.sequence == sequence - 1)).one()
    row = books.execute(entries.where(JOURNAL.c.sequence == sequence)).one()
    return chain.link(previous.hash, (row._mapping[name] for name in chain.FIELDS), "")


def swapped(books: sa.Connection) -> None:
    """Let two neighbouring entries change places, each with its own hash."""
    far, here = 9000, entry_struck(books)
    step = "UPDATE journal SET sequence = {} WHERE sequence = {}"
    steps = ((far, here), (here, here + 1), (here + 1, far))
    statements(*(step.format(*one) for one in steps))(books)


def no_longer_refusing(books: sa.Connection) -> None:
    """A guard of the right name that lets everything pass."""
    if books.dialect.name == "sqlite":
        take_down(books, "guard_movement_delete")
        books.exec_driver_sql(
            "CREATE TRIGGER guard_movement_delete BEFORE DELETE ON movement BEGIN SELECT 1; END"
        )
        return
    books.exec_driver_sql(
        "CREATE FUNCTION shrug() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'"
    )
    take_down(books, "guard_movement_update")
    books.exec_driver_sql(
        "CREATE TRIGGER guard_movement_update BEFORE UPDATE OR DELETE ON movement "
        "FOR EACH ROW EXECUTE FUNCTION shrug()"
    )


def with_a_condition(books: sa.Connection) -> None:
    """A guard that refuses only sometimes."""
    name = "guard_movement_update"
    [guard] = [one for one in wanted_guards(books) if one.name == name]
    take_down(books, name)
    if books.dialect.name == "sqlite":
        weaker = guard.statement.replace(" BEGIN", " WHEN OLD.quantity > 100 BEGIN", 1)
    else:
        weaker = guard.statement.replace(" EXECUTE", " WHEN (pg_trigger_depth() > 5) EXECUTE")
    books.exec_driver_sql(weaker)


def shrugging_function(books: sa.Connection) -> None:
    """The function that all guards of PostgreSQL call, made to refuse nothing."""
    books.exec_driver_sql(
        "CREATE OR REPLACE FUNCTION stockroom_never_rewritten() RETURNS trigger "
        "LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
    )


def guarding_something_else(books: sa.Connection) -> None:
    """A guard of the right name that stands before another table."""
    [guard] = [one for one in wanted_guards(books) if one.name == "guard_movement_update"]
    take_down(books, guard.name)
    books.exec_driver_sql(guard.statement.replace("ON movement", "ON lot"))


def guarding_half(books: sa.Connection) -> None:
    """A guard of the right name that refuses a change and lets a deletion pass."""
    [guard] = [one for one in wanted_guards(books) if one.name == "guard_movement_update"]
    take_down(books, guard.name)
    books.exec_driver_sql(guard.statement.replace(" OR DELETE", ""))


def guarding_one_column(books: sa.Connection) -> None:
    """A guard of the right name that minds a change of one column only."""
    [guard] = [one for one in wanted_guards(books) if one.name == "guard_movement_update"]
    take_down(books, guard.name)
    books.exec_driver_sql(guard.statement.replace("UPDATE OR", "UPDATE OF reason OR"))


def unchecked_negative(books: sa.Connection) -> None:
    """A holding below nothing, its CHECK taken away."""
    if books.dialect.name == "sqlite":
        books.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    else:
        books.exec_driver_sql(
            "ALTER TABLE holding DROP CONSTRAINT ck_holding_no_stock_from_nowhere"
        )
    books.exec_driver_sql(
        "UPDATE holding SET quantity = -1 "
        "WHERE id = (SELECT min(id) FROM holding WHERE outside = 0)"
    )

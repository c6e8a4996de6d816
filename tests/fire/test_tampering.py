"""The database refuses to rewrite its past; who forces it is found out by the books."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from stockroom import app, books, ledger
from stockroom.app import House
from stockroom.ledger import HOLDING
from stockroom.settings import Settings
from tests.fire import tampering, tampers
from tests.fire.tampering import Tamper, statements
from tests.world import StillClock, World

WITHOUT_ENTRY = (
    "DELETE FROM command_content WHERE command_id NOT IN (SELECT command_id FROM journal)"
)


@pytest.fixture
def struck(settings: Settings) -> Iterator[House]:
    """A stockroom with some stock, whose books need not balance when the test ends."""
    house = app.build(settings, StillClock())
    world = World.of(house)
    for name in ("Parish drive", "Crèche", "A neighbour"):
        world.do("alice", "donors", name=name)
    for place in ("A1", "A2", "Box one"):
        world.shelved(place, 7)
    world.do("alice", "allocations", lot=world.shelved(quantity=4), line=world.line(4), quantity=3)
    assert world.breaches() == []
    yield house
    house.database.close()


def table_for(house: House, *tables: dict[str, str]) -> dict[str, str]:
    """What is forbidden in both databases, and in this one."""
    ours, sqlite, postgres = tables
    return ours | (sqlite if house.settings.database.startswith("sqlite") else postgres)


def tampers_for(house: House) -> dict[str, Tamper]:
    """The tampers that can be done in this database."""
    if house.settings.database.startswith("sqlite"):
        return tampers.FOUND | tampers.FOUND_IN_SQLITE
    return tampers.FOUND | tampers.FOUND_IN_POSTGRES


def test_the_database_itself_refuses_to_rewrite_the_past(struck: House) -> None:
    forbidden = table_for(
        struck,
        tampers.FORBIDDEN,
        tampers.FORBIDDEN_IN_SQLITE,
        tampers.FORBIDDEN_IN_POSTGRES,
    )
    for name, statement in forbidden.items():
        with (
            pytest.raises(sa.exc.DBAPIError) as refusal,
            struck.database.engine.begin() as connection,
        ):
            connection.exec_driver_sql(statement)
        said = str(refusal.value.orig)
        assert "is never rewritten" in said or "duplicate key" in said, name

    assert World.of(struck).breaches() == []


def test_every_tampering_is_found_by_the_sentence_that_it_breaks(struck: House) -> None:
    missed = [
        name for name, tamper in tampers_for(struck).items() if not found(struck, name, tamper)
    ]

    assert missed == []
    assert World.of(struck).breaches() == []


def found(house: House, name: str, tamper: Tamper) -> bool:
    """Tamper, look, and undo it all; prints the row of the table."""
    with house.database.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN" if connection.dialect.name == "sqlite" else "SELECT 1")
        entry = tampering.entry_struck(connection)
        try:
            tamper.does(connection)
            breaches = books.check(connection)
        finally:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
            connection.rollback()
    print(f"{name}: {'; '.join(f'{one}: {where}' for one, where in breaches) or 'NOT FOUND'}")
    wanted = tamper.where.format(entry=entry, after=entry + 1)
    return any(one == tamper.sentence and wanted in where for one, where in breaches)


def test_a_tail_cut_off_is_found_by_the_head_kept_elsewhere(struck: House) -> None:
    with struck.database.snapshot() as connection:
        kept = books.head(connection)
    last = kept.sequence
    cut = statements(
        f"DELETE FROM movement WHERE sequence = {last}",
        f"DELETE FROM journal WHERE sequence = {last}",
        WITHOUT_ENTRY,
    )

    with struck.database.writing() as connection:
        cut(connection)
        ledger.rebuild(connection)

    with struck.database.snapshot() as connection:
        assert books.check(connection) == []
        breach = books.check_head(connection, kept)
    assert breach == books.Breach("No rewriting", f"entry {last} of the exported head is missing")


def test_a_tail_written_anew_is_found_by_the_head_kept_elsewhere(struck: House) -> None:
    with struck.database.snapshot() as connection:
        kept = books.head(connection)
    last = kept.sequence
    with struck.database.writing() as connection:
        statements(
            f"DELETE FROM movement WHERE sequence = {last}",
            f"DELETE FROM journal WHERE sequence = {last}",
            WITHOUT_ENTRY,
        )(connection)
        ledger.rebuild(connection)

    World.of(struck).do("alice", "donors", name="Another past")

    with struck.database.snapshot() as connection:
        assert books.check(connection) == []
        breach = books.check_head(connection, kept)
    assert breach is not None
    assert "has another hash" in breach.where


def test_rebuilding_mends_the_holdings_byte_for_byte(struck: House) -> None:
    before = holdings(struck)
    with struck.database.writing() as connection:
        connection.exec_driver_sql("UPDATE holding SET quantity = quantity + 5 WHERE outside = 0")
        connection.exec_driver_sql("DELETE FROM holding WHERE lot_id = 3")
    assert holdings(struck) != before
    assert [breach.sentence for breach in World.of(struck).breaches()] == [
        "Conservation",
        "Faithfulness",
    ]

    with struck.database.writing() as connection:
        ledger.rebuild(connection)

    assert holdings(struck) == before
    assert World.of(struck).breaches() == []


def holdings(house: House) -> bytes:
    """Every spot that holds or owes something, as text in one order."""
    columns = (HOLDING.c.lot_id, HOLDING.c.place_id, HOLDING.c.line_id, HOLDING.c.quantity)
    query = sa.select(*columns, HOLDING.c.outside).where(HOLDING.c.quantity != 0)
    with house.database.reading() as connection:
        rows = connection.execute(query.order_by(*columns)).all()
    return "\n".join(map(str, rows)).encode()

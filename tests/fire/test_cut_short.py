"""A command that is cut short anywhere leaves nothing, and its repetition is the first time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from stockroom.app import House
from stockroom.books import head
from stockroom.db import open_database
from stockroom.errors import Busy
from stockroom.settings import Settings
from tests.fire.servers import ROOT, environment
from tests.world import World

STRIDE = 31
MOST_STRIDES = 4000

DIES_AT = """
import os, sys
import sqlalchemy as sa
from stockroom.db import open_database
database, countdown = open_database(sys.argv[1]), [int(sys.argv[2])]
def count(*_):
    countdown[0] -= 1
    if not countdown[0]:
        os._exit(9)
sa.event.listen(database.engine, "before_cursor_execute", count)
database.migrate()
"""
BEGINS = """
import sys
from pathlib import Path
from stockroom import app
from stockroom.settings import Settings
app.build(Settings(data=Path(sys.argv[2]), database=sys.argv[1])).database.close()
"""


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_command_interrupted_at_any_step_leaves_nothing(house: House, world: World) -> None:
    lot, line, act = world.shelved(quantity=5), world.line(5), uuid4()
    before, cut = contents(house), 0
    for steps in range(STRIDE, MOST_STRIDES * STRIDE, STRIDE):
        with interrupted_after(house, steps):
            try:
                done = world.do("alice", "allocations", id=act, lot=lot, line=line, quantity=3)
                break
            except Busy:
                cut += 1
        assert contents(house) == before

    assert cut > 5
    assert not done.repeated
    assert world.inside(lot) == {"A1": 2, f"A1/{line}": 3}


@pytest.mark.parametrize("settings", ["postgres"], indirect=True)
def test_a_command_cut_off_at_any_statement_leaves_nothing(house: House, world: World) -> None:
    lot, line, act = world.shelved(quantity=5), world.line(5), uuid4()
    before, cut = contents(house), 0
    for statement in range(1, 100):
        with cut_off_at(house, statement):
            try:
                done = world.do("alice", "allocations", id=act, lot=lot, line=line, quantity=3)
                break
            except Busy:
                cut += 1
        assert contents(house) == before

    assert cut > 5
    assert not done.repeated
    assert world.inside(lot) == {"A1": 2, f"A1/{line}": 3}


def test_an_answer_lost_after_the_commit_is_given_again(house: House, world: World) -> None:
    lot, line, act = world.shelved(quantity=5), world.line(5), uuid4()
    lost = world.do("alice", "allocations", id=act, lot=lot, line=line, quantity=3)

    again = world.do("alice", "allocations", id=act, lot=lot, line=line, quantity=3)

    assert again.repeated
    assert (again.sequence, again.made) == (lost.sequence, lost.made)
    assert world.inside(lot) == {"A1": 2, f"A1/{line}": 3}


def test_a_schema_change_cut_off_anywhere_is_made_whole_by_the_next_start(
    settings: Settings, request: pytest.FixtureRequest
) -> None:
    url = empty_database(settings, request)
    for statement in (1, 3, 20, 60, 90):
        died = subprocess.run(
            [sys.executable, "-c", DIES_AT, url, str(statement)],
            cwd=ROOT,
            env=environment(),
            check=False,
        )
        assert died.returncode == 9
        assert tables_of(url) == []

    database = open_database(url)
    database.migrate()
    database.close()

    assert "movement" in tables_of(url)


@pytest.mark.parametrize("settings", ["postgres"], indirect=True)
def test_two_servers_that_start_at_once_on_an_empty_database_both_serve(
    settings: Settings, request: pytest.FixtureRequest
) -> None:
    url = empty_database(settings, request)
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", BEGINS, url, str(settings.data)], cwd=ROOT, env=environment()
        )
        for _ in range(3)
    ]

    assert [one.wait(60) for one in starting] == [0, 0, 0]


def empty_database(settings: Settings, request: pytest.FixtureRequest) -> str:
    """The address of a new database of the same kind, with nothing in it."""
    if settings.database.startswith("sqlite"):
        return f"sqlite:///{settings.data / 'empty.db'}"
    return str(request.getfixturevalue("postgres_server").create_database())


def tables_of(url: str) -> list[str]:
    """The tables that a database has."""
    engine = sa.create_engine(url)
    try:
        return sorted(sa.inspect(engine).get_table_names())
    finally:
        engine.dispose()


def contents(house: House) -> tuple[object, ...]:
    """What a command could change: the journal's head and the number of rows of every table."""
    with house.database.snapshot() as connection:
        tables = sa.inspect(connection).get_table_names()
        counted = [
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in tables
        ]
        return (head(connection), *counted)


@contextmanager
def interrupted_after(house: House, steps: int) -> Iterator[None]:
    """Interrupt SQLite in the writer's connection after so many steps of its machine."""
    with house.database.writing() as connection:
        driver: Any = connection.connection.dbapi_connection
    left = [steps]

    def strike() -> bool:
        left[0] -= 1
        return left[0] == 0

    driver.set_progress_handler(strike, 1)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)


@contextmanager
def cut_off_at(house: House, number: int) -> Iterator[None]:
    """Have PostgreSQL end the connection just before the n-th statement of a writer."""
    count = [number]

    def strike(connection: sa.Connection, *_rest: object) -> None:
        count[0] -= 1
        if count[0] == 0:
            driver: Any = connection.connection.dbapi_connection
            end_connection(house.settings.database, driver.info.backend_pid)

    sa.event.listen(house.database.engine, "before_cursor_execute", strike)
    try:
        yield
    finally:
        sa.event.remove(house.database.engine, "before_cursor_execute", strike)


def end_connection(url: str, backend: int) -> None:
    """End somebody's connection from another one."""
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_terminate_backend({backend}, 2000)")
    engine.dispose()

"""Who signs in: changed by a steward, changed by themselves, and begun by the first one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from stockroom import app, passwords
from stockroom.app import House
from stockroom.commands import BY_NOUN
from stockroom.errors import Refused, TooMany
from stockroom.jobs import ITSELF
from stockroom.ledger import PLACE
from stockroom.sessions import TRIES_FOR_LOGIN
from stockroom.settings import Settings, sqlite_url
from stockroom.tables.people import Person, WebSession
from tests.world import StillClock, World, password_of

NEW = "a new and longer password"
BEGINNING = BY_NOUN["beginnings"].example


def test_a_new_password_needs_the_old_one(world: World) -> None:
    for old in (None, "a wrong password", "proven"):
        with pytest.raises(Refused, match="present password"):
            world.do("bob", "own-changes", password=NEW, old_password=old)

    world.do("bob", "own-changes", password=NEW, old_password=password_of("bob"))

    assert passwords.matches(NEW, person(world.house, "bob").password_hash)


def test_a_new_password_sent_twice_is_changed_once(world: World) -> None:
    same = world.clock.command_id()
    content = {"password": NEW, "old_password": password_of("bob")}
    world.do("bob", "own-changes", id=same, **content)

    again = world.do("bob", "own-changes", id=same, **content)

    assert again.repeated


def test_guessing_the_old_password_is_slowed(world: World) -> None:
    for _ in range(TRIES_FOR_LOGIN):
        with pytest.raises(Refused):
            world.do("bob", "own-changes", password=NEW, old_password="a guess")

    with pytest.raises(TooMany):
        world.do("bob", "own-changes", password=NEW, old_password=password_of("bob"))


def test_neither_password_enters_the_journal(world: World) -> None:
    world.do("bob", "own-changes", password=NEW, old_password=password_of("bob"))

    with world.house.database.reading() as connection:
        told = str(connection.exec_driver_sql("SELECT body FROM command_content").all())
    assert NEW not in told
    assert password_of("bob") not in told


def test_everybody_chooses_their_own_language(world: World) -> None:
    world.do("sue", "own-changes", language="ar")

    assert person(world.house, "sue").language == "ar"


@pytest.mark.parametrize("change", [{"lapsed": True}, {"password": NEW}])
def test_who_lapses_or_gets_a_new_password_is_signed_out(
    world: World, change: dict[str, Any]
) -> None:
    sign_in(world, "bob")
    sign_in(world, "ben")

    world.do("sam", "person-changes", login="bob", **change)

    assert signed_in(world) == ["ben"]


def test_a_new_password_of_ones_own_signs_out_everywhere(world: World) -> None:
    sign_in(world, "bob")

    world.do("bob", "own-changes", password=NEW, old_password=password_of("bob"))

    assert signed_in(world) == []


@pytest.mark.parametrize("change", [{"lapsed": True}, {"role": "volunteer"}])
def test_somebody_stays_a_steward(world: World, change: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="the last steward"):
        world.do("sam", "person-changes", login="sam", **change)
    world.do("sam", "person-changes", login="alice", role="steward")

    world.do("sam", "person-changes", login="sam", **change)


def test_a_person_moves_to_a_facility_and_back(world: World) -> None:
    with pytest.raises(Refused, match="facility's own people"):
        world.do("sam", "person-changes", login="bob", role="facility")
    world.do("sam", "person-changes", login="bob", role="facility", facility="M-1", site="")
    moved = person(world.house, "bob")
    assert moved.facility_id is not None
    assert moved.site_id is None

    world.do("sam", "person-changes", login="bob", role="driver", facility="", site="South")

    assert person(world.house, "bob").facility_id is None
    assert person(world.house, "bob").site_id is not None


def test_a_person_belongs_to_a_site_and_not_to_a_shelf(world: World) -> None:
    with pytest.raises(Refused, match="A1 is not a site"):
        world.do("sam", "person-changes", login="bob", site="A1")


def test_a_stockroom_begins_with_its_sites_and_its_steward(empty: House) -> None:
    begin(empty, charity="Warm Start", sites=["North", "South"])

    with empty.database.reading() as connection:
        names = set(connection.execute(sa.select(PLACE.c.name)).scalars())
    assert {"North bench", "South inbound", "South quarantine"} <= names
    assert empty.sessions.prove("sam", BEGINNING["password"], "here").role == "steward"
    assert not empty.setup_code.is_wanted()


def test_of_two_who_begin_at_once_one_wins(empty: House) -> None:
    def tried(login: str) -> str:
        try:
            return begin(empty, login=login)
        except Refused as refusal:
            return refusal.reason

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(tried, ("eve", "sam", "tom", "una")))

    assert answers == ["begun_already"] * 3 + ["recorded"]
    with empty.database.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(Person)).scalar() == 1


def test_a_begun_stockroom_does_not_begin_again(world: World) -> None:
    with pytest.raises(Refused, match="begun already"):
        begin(world.house)


def test_a_beginning_that_is_refused_leaves_nothing(empty: House) -> None:
    with pytest.raises(Refused):
        begin(empty, sites=["North", "North"])

    assert empty.setup_code.is_wanted()
    with empty.database.reading() as connection:
        assert "North" not in set(connection.execute(sa.select(PLACE.c.name)).scalars())


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[House]:
    """A stockroom that nobody can sign in to yet."""
    house = app.build(Settings(data=tmp_path, database=sqlite_url(tmp_path)), StillClock())
    yield house
    house.database.close()


def begin(house: House, **changes: object) -> str:
    """Begin, and say how it was recorded."""
    command = msgspec.convert({**BEGINNING, **changes}, BY_NOUN["beginnings"].command)
    return house.desk.do(command, ITSELF, id=house.clock.command_id()).status


def person(house: House, login: str) -> Person:
    """Somebody's row."""
    with house.database.reading() as books, Session(bind=books) as rows:
        return rows.exec(select(Person).where(Person.login == login)).one()


def sign_in(world: World, login: str) -> None:
    """A browser session begun."""
    world.house.sessions.start(person(world.house, login))


def signed_in(world: World) -> list[str]:
    """Who has a browser session."""
    with world.house.database.reading() as books, Session(bind=books) as rows:
        query = select(Person.login).join(WebSession, WebSession.person_id == Person.id)  # type: ignore[arg-type]
        return sorted(rows.exec(query).all())

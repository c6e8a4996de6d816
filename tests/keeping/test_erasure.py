"""What was said can be forgotten; what was done stands, and a repeat still acts once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from stockroom import books
from stockroom.app import House
from stockroom.commands import BY_NOUN
from stockroom.desk import Receipt
from stockroom.errors import Problem, Refused
from stockroom.keeping import disk, erasure
from stockroom.keeping.erasure import CONTENT
from tests.keeping import hands
from tests.world import World

YEAR = timedelta(days=366)


@pytest.fixture
def listed(house: House) -> Path:
    """Where the erased ids are listed."""
    return house.settings.erasures


def _contents(world: World) -> set[str]:
    with world.house.database.reading() as connection:
        return set(connection.execute(sa.select(CONTENT.c.command_id)).scalars())


def _found(folder: Path, words: bytes) -> list[str]:
    return [path.name for path in hands.files_of(folder) if words in path.read_bytes()]


def _erase(world: World, *receipts: Receipt) -> int:
    ids = [UUID(one.id) for one in receipts]
    return erasure.erase(world.house.database, world.house.settings.erasures, ids)


@contextmanager
def _unchanged_but_contents(world: World) -> Iterator[None]:
    with world.house.database.snapshot() as connection:
        before = hands.rows(connection, "command_content")
    yield
    with world.house.database.snapshot() as connection:
        assert hands.rows(connection, "command_content") == before
        assert books.check(connection) == []


def test_only_what_was_said_goes(world: World, listed: Path) -> None:
    said = world.do("bob", "intakes", product="CL-BODY", size="62", quantity=2)
    before = _contents(world)

    with _unchanged_but_contents(world):
        assert _erase(world, said) == 1

    assert before - _contents(world) == {said.id}
    assert erasure.listed(listed) == [said.id]


# PostgreSQL writes over what was deleted once its own VACUUM has passed.
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_what_was_said_is_nowhere_on_the_disk_afterwards(world: World) -> None:
    said = [
        world.do("bob", "put-aways", thing="nowhere", place="A1", source=source)
        for source in ("Quillfeather", "A2") * 10
    ]
    database, folder = world.house.database, world.house.settings.data
    with database.writing() as connection:
        # Some builds of SQLite zero what they delete unasked; ours must not depend on that.
        connection.exec_driver_sql("PRAGMA secure_delete=OFF")
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert _found(folder, b"Quillfeather") == ["stockroom.db"]

    _erase(world, *said[::2])

    assert _found(folder, b"Quillfeather") == []


def test_an_erased_command_sent_again_gives_its_receipt(world: World) -> None:
    sent = world.house.clock.command_id()
    first = world.do("bob", "intakes", id=sent, product="CL-BODY", size="62", quantity=2)
    _erase(world, first)

    again = world.do("bob", "intakes", id=sent, product="CL-BODY", size="62", quantity=2)

    assert (again.sequence, again.made, again.repeated) == (first.sequence, first.made, True)


def test_erasing_twice_erases_once_and_lists_once(world: World, listed: Path) -> None:
    said = world.do("bob", "intakes", product="CL-BODY", size="62", quantity=2)

    assert [_erase(world, said), _erase(world, said, said)] == [1, 0]
    assert erasure.listed(listed) == [said.id]


def test_an_unknown_id_erases_and_lists_nothing(world: World, listed: Path) -> None:
    assert erasure.erase(world.house.database, listed, [UUID(int=1)]) == 0
    assert erasure.listed(listed) == []


def test_an_id_is_listed_before_it_is_erased(
    world: World, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = world.do("bob", "intakes", product="CL-BODY", size="62", quantity=2)

    def crash(_books: object, _ids: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(erasure, "delete", crash)
        with pytest.raises(KeyboardInterrupt):
            _erase(world, said)

    assert erasure.listed(listed) == [said.id]
    assert said.id in _contents(world)
    assert _erase(world, said) == 1


def test_the_list_is_on_the_disk_before_anything_is_erased(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = world.do("bob", "intakes", product="CL-BODY", size="62", quantity=2)

    def fail(_handle: int) -> None:
        raise OSError(5, "the disk is gone")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "sync", fail)
        with pytest.raises(Problem, match="tell a steward"):
            _erase(world, said)

    assert said.id in _contents(world)


def test_many_are_erased_in_batches(
    world: World, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = sorted(_contents(world))
    monkeypatch.setattr(erasure, "BATCH", len(ids) // 3)

    assert erasure.erase(world.house.database, listed, map(UUID, ids)) == len(ids)
    assert (_contents(world), sorted(erasure.listed(listed))) == (set(), ids)


def test_a_line_cut_off_by_a_crash_spoils_no_other(world: World, listed: Path) -> None:
    first, second = (world.do("bob", "blank-codes", number=1) for _ in range(2))
    _erase(world, first)
    with listed.open("a") as file:
        file.write(second.id[:20])
    assert erasure.listed(listed) == [first.id]

    _erase(world, second)

    assert erasure.listed(listed) == [first.id, second.id]


def test_a_damaged_list_is_not_read_as_a_shorter_one(listed: Path) -> None:
    listed.write_text(f"{UUID(int=1)}\nsomething else\n{UUID(int=2)}\n")

    with pytest.raises(Problem, match="Line 2"):
        erasure.listed(listed)


def test_what_is_older_than_asked_is_erased(world: World, listed: Path) -> None:
    house, clock = world.house, world.clock
    before = _contents(world)
    clock.forward(timedelta(days=10))
    said = world.do("bob", "blank-codes", number=1)
    clock.forward(timedelta(days=10))

    erased = erasure.erase_older(house.database, clock, listed, timedelta(days=15))

    assert erased == len(before)
    assert _contents(world) == {said.id}


def test_older_sayings_of_one_noun_can_be_erased_alone(world: World, listed: Path) -> None:
    before = _contents(world)
    said = [world.do("bob", "blank-codes", number=1) for _ in range(3)]
    world.clock.forward(YEAR)

    erased = erasure.erase_older(world.house.database, world.clock, listed, YEAR / 2, "blank-codes")

    assert erased == len(said)
    assert _contents(world) == before


def test_what_a_coordinator_has_still_to_read_is_left(world: World, listed: Path) -> None:
    held = world.do("bob", "put-aways", thing="nowhere", place="A1")
    world.clock.forward(10 * YEAR)

    erasure.keep_to_retention(world.house.database, world.clock, listed)
    assert _contents(world) == {held.id}

    (opened,) = held.discrepancies
    world.do("alice", "discrepancy-settlings", discrepancy=opened, settlement="drop")
    erasure.keep_to_retention(world.house.database, world.clock, listed)
    assert held.id not in _contents(world)


def test_a_held_command_erased_on_request_is_never_carried_out(world: World) -> None:
    held = world.do("bob", "put-aways", thing="A2", place="A1")
    assert held.status == "held"
    _erase(world, held)
    (opened,) = held.discrepancies

    with pytest.raises(Refused, match="has been erased"):
        world.do("alice", "discrepancy-settlings", discrepancy=opened, settlement="apply")


def test_each_noun_is_kept_as_long_as_the_table_says(world: World, listed: Path) -> None:
    world.line()
    world.run()
    world.do("bob", "donations", donor="Parish drive", received_on="2026-11-21")
    world.shelved()

    def left_after(days: int) -> set[str]:
        world.clock.forward(timedelta(days=days))
        erasure.keep_to_retention(world.house.database, world.clock, listed)
        query = sa.select(erasure.JOURNAL.c.noun).join(
            CONTENT, CONTENT.c.command_id == erasure.JOURNAL.c.command_id
        )
        with world.house.database.reading() as connection:
            return set(connection.execute(query).scalars())

    assert "runs" in left_after(89)
    assert "runs" not in (quarter := left_after(2))
    assert {"wish-lists", "people", "bins", "donations"} <= quarter
    assert {"wish-lists", "people"}.isdisjoint(year := left_after(276))
    assert {"bins", "donations"} <= year
    assert left_after(365) == {"donations", "opening-counts"}
    assert left_after(5 * 366) == set()


def test_the_table_names_only_nouns_that_there_are() -> None:
    named = [noun for kept in erasure.RETENTION for noun in kept.nouns]

    assert set(named) <= set(BY_NOUN)
    assert len(named) == len(set(named))
    assert all(kept.reason for kept in (*erasure.RETENTION, erasure.OTHERWISE))

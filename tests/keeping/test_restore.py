"""A restore brings all back into a new database of either kind, and never over a live one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from stockroom import books
from stockroom.clock import Clock
from stockroom.errors import NotSignedIn
from stockroom.first_start import epoch
from stockroom.keeping import books_file, copying, erasure, manifest, restore
from stockroom.keeping.photos import Photos
from stockroom.settings import Settings
from stockroom.tables.stock import Setting
from tests.api.lived_in import Done
from tests.keeping import hands
from tests.keeping.conftest import PHOTOS
from tests.keeping.restoring import digest, nothing_was_made, opened, reason_of
from tests.world import World, password_of

BODIES: dict[str, Any] = {"product": "CL-BODY", "size": "62", "quantity": 2}


def test_every_row_and_photo_comes_back_in_either_database(
    world: World, lived: Done, anywhere: Settings, tmp_path: Path
) -> None:
    made = hands.take(world.house, tmp_path / "kept")

    restored = restore.into(made.path, anywhere)

    assert (restored.head, restored.files, restored.missing) == (made.head, len(PHOTOS), ())
    with world.house.database.snapshot() as source, opened(anywhere) as house:
        with house.database.snapshot() as target:
            assert hands.rows(target, "setting") == hands.rows(source, "setting")
        photos = Photos(house.database, anywhere.files)
        for photo in PHOTOS:
            kept = photos.find(photo.sha256)
            assert (
                photos.path(kept).read_bytes()
                == (
                    world.house.settings.files / kept.stored_hash[:2] / kept.stored_hash
                ).read_bytes()
            )


def test_the_work_goes_on_where_it_was(
    world: World, lived: Done, anywhere: Settings, tmp_path: Path
) -> None:
    for code in ("M-1", "E-2"):
        world.do("alice", "facility-changes", facility=code, address="3 street", contact="porter")
    made = hands.take(world.house, tmp_path / "kept")
    anywhere.data.mkdir()
    shutil.copy(world.house.settings.key_file, anywhere.key_file)

    restored = restore.into(made.path, anywhere)

    assert not restored.key_missing
    with opened(anywhere) as house:
        again = World.of(house)
        again.run()
        again.line()
        house.sessions.issue(1, "phone", "phone")
        receipt = again.do("bob", "put-aways", thing=again.shelved(), place="A2")
        assert receipt.sequence > made.head.sequence
        with house.database.reading() as connection:
            assert books.check_head(connection, made.head) is None


def test_a_command_sent_again_after_the_restore_acts_once(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    sent = world.house.clock.command_id()
    first = world.do("bob", "intakes", id=sent, **BODIES)
    restore.into(hands.take(world.house, tmp_path / "kept").path, elsewhere)

    with opened(elsewhere) as house:
        again = World.of(house).do("bob", "intakes", id=sent, **BODIES)

    assert (again.sequence, again.made, again.repeated) == (first.sequence, first.made, True)


def test_a_new_epoch_begins(world: World, elsewhere: Settings, tmp_path: Path) -> None:
    with world.house.database.reading() as connection:
        before = epoch(connection)

    restored = restore.into(hands.take(world.house, tmp_path / "kept").path, elsewhere)

    with opened(elsewhere) as house, house.database.reading() as connection:
        assert epoch(connection) == restored.epoch != before
        count = sa.select(sa.func.count()).where(Setting.name == "epoch")  # type: ignore[arg-type]
        assert connection.execute(count).scalar_one() == 1


def test_two_restores_of_one_backup_are_two_epochs(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    made = hands.take(world.house, tmp_path / "kept")
    first = restore.into(made.path, elsewhere)
    data = tmp_path / "third"
    second = restore.into(made.path, Settings(data=data, database=f"sqlite:///{data}/third.db"))

    assert first.epoch != second.epoch
    assert first.head == second.head


def test_phones_stay_signed_in_and_browsers_do_not(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    sessions = world.house.sessions
    person = sessions.prove("bob", password_of("bob"), "192.0.2.1")
    assert person.id is not None
    sessions.issue(person.id, "phone", "phone")
    sessions.start(person)

    restored = restore.into(hands.take(world.house, tmp_path / "kept").path, elsewhere)

    assert restored.tokens == 1
    with opened(elsewhere) as house, house.database.reading() as connection:
        found = books_file.counts(connection)
    assert {name: found[name] for name in copying.PASSING} == dict.fromkeys(copying.PASSING, 0)
    assert found["token"] == 1


def test_a_backup_that_kept_sessions_after_all_does_not_bring_them_back(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    made = hands.take(world.house, tmp_path / "kept")
    path = made.path / manifest.BOOKS
    with books_file.opened(path, writable=True) as kept:
        kept.exec_driver_sql(
            "INSERT INTO sign_in_try (key, tried_at) VALUES ('x', '2026-11-21 12:00:00')"
        )
    hands.reseal(made.path, books=digest(path))

    restore.into(made.path, elsewhere)

    with opened(elsewhere) as house, house.database.reading() as connection:
        assert books_file.counts(connection)["sign_in_try"] == 0


def test_what_was_erased_since_the_backup_is_erased_again(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    sent = world.house.clock.command_id()
    first = world.do("bob", "intakes", id=sent, **BODIES)
    made = hands.take(world.house, tmp_path / "kept")
    erased = world.house.settings.erasures
    assert erasure.erase(world.house.database, erased, [sent]) == 1

    restored = restore.into(made.path, elsewhere, erased)

    assert restored.erased == 1
    assert erasure.listed(elsewhere.erasures) == [str(sent)]
    with opened(elsewhere) as house:
        with house.database.reading() as connection:
            assert not connection.execute(
                sa.select(erasure.CONTENT).where(erasure.CONTENT.c.command_id == str(sent))
            ).all()
        assert World.of(house).do("bob", "intakes", id=sent, **BODIES).sequence == first.sequence


def test_the_list_beside_the_database_is_obeyed_unasked(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    receipt = world.do("bob", "intakes", **BODIES)
    made = hands.take(world.house, tmp_path / "kept")
    erasure.keep(elsewhere.erasures, [receipt.id])
    erasure.keep(tmp_path / "other.txt", [str(UUID(int=7))])

    restored = restore.into(made.path, elsewhere, tmp_path / "other.txt")

    assert restored.erased == 1
    assert sorted(erasure.listed(elsewhere.erasures)) == sorted([receipt.id, str(UUID(int=7))])


def test_a_list_of_erasures_that_is_not_there_stops_the_restore(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    made = hands.take(world.house, tmp_path / "kept")

    assert reason_of(made.path, elsewhere, tmp_path / "nowhere.txt") == "no_erasures"
    assert nothing_was_made(elsewhere)


def test_a_missing_key_is_told_before_anyone_needs_an_address(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    made = hands.take(world.house, tmp_path / "kept")

    assert restore.into(made.path, elsewhere).key_missing
    assert not elsewhere.key_file.exists()


def test_a_key_of_another_stockroom_is_told(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    made = hands.take(world.house, tmp_path / "kept")
    elsewhere.data.mkdir()
    elsewhere.key_file.write_text(Clock().salt().hex() * 2)

    assert restore.into(made.path, elsewhere).key_missing


def test_a_password_still_opens_the_door(world: World, elsewhere: Settings, tmp_path: Path) -> None:
    restore.into(hands.take(world.house, tmp_path / "kept").path, elsewhere)

    with opened(elsewhere) as house:
        assert house.sessions.prove("bob", password_of("bob"), "192.0.2.1").login == "bob"
        with pytest.raises(NotSignedIn):
            house.sessions.prove("bob", "another long password", "192.0.2.1")

"""What a restore refuses, before anything is made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from stockroom.errors import Full, Problem
from stockroom.keeping import books_file, manifest, restore
from stockroom.settings import Settings
from tests.api.lived_in import Done
from tests.keeping import hands
from tests.keeping.restoring import digest, nothing_was_made, opened, reason_of
from tests.world import World


def test_a_flipped_byte_stops_the_restore_before_anything_is_made(
    world: World, lived: Done, elsewhere: Settings, tmp_path: Path
) -> None:
    made = hands.take(world.house, tmp_path / "kept")

    for path in hands.files_of(made.path):
        hands.flip(path, path.stat().st_size // 2)
        with pytest.raises(Problem, match=path.name):
            restore.into(made.path, elsewhere)
        assert nothing_was_made(elsewhere)
        hands.flip(path, path.stat().st_size // 2)
    assert restore.into(made.path, elsewhere)


def test_books_that_were_rewritten_are_refused_even_under_a_fitting_seal(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    world.shelved(quantity=5)
    made = hands.take(world.house, tmp_path / "kept")
    path = made.path / manifest.BOOKS
    with books_file.opened(path, writable=True) as kept:
        kept.exec_driver_sql("UPDATE holding SET quantity = 6 WHERE quantity = 5")
    hands.reseal(made.path, books=digest(path))

    assert reason_of(made.path, elsewhere) == "books_broken"
    assert nothing_was_made(elsewhere)


def test_a_backup_with_its_tail_cut_off_is_refused(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    old = hands.take(world.house, tmp_path / "old")
    world.shelved()
    new = hands.take(world.house, tmp_path / "new")
    shutil.copy(old.path / manifest.BOOKS, new.path / manifest.BOOKS)
    hands.reseal(new.path, books=digest(new.path / manifest.BOOKS))

    assert reason_of(new.path, elsewhere) == "backup_damaged"
    assert nothing_was_made(elsewhere)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"schema": "9999"}, "newer_schema"), ({"format": 2}, "newer_backup")],
)
def test_a_backup_of_a_newer_stockroom_is_refused(
    world: World, elsewhere: Settings, tmp_path: Path, changes: dict[str, object], reason: str
) -> None:
    made = hands.take(world.house, tmp_path / "kept")
    hands.reseal(made.path, **changes)

    assert reason_of(made.path, elsewhere) == reason
    assert nothing_was_made(elsewhere)


def test_books_of_a_newer_schema_are_refused_whatever_the_manifest_says(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    made = hands.take(world.house, tmp_path / "kept")
    path = made.path / manifest.BOOKS
    with books_file.opened(path, writable=True) as kept:
        kept.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    hands.reseal(made.path, books=digest(path))

    assert reason_of(made.path, elsewhere) == "newer_schema"
    assert nothing_was_made(elsewhere)


def test_a_live_database_is_never_touched(world: World, tmp_path: Path) -> None:
    made = hands.take(world.house, tmp_path / "kept")
    world.shelved()
    with world.house.database.snapshot() as connection:
        before = hands.rows(connection)

    assert reason_of(made.path, world.house.settings) == "live_database"

    with world.house.database.snapshot() as connection:
        assert hands.rows(connection) == before


def test_a_database_that_was_only_begun_is_not_written_over(
    world: World, elsewhere: Settings, tmp_path: Path
) -> None:
    made = hands.take(world.house, tmp_path / "kept")
    with opened(elsewhere):
        pass

    assert reason_of(made.path, elsewhere) == "live_database"


@pytest.mark.parametrize("suffix", ["", "-wal", "-journal"])
def test_what_a_crash_left_of_another_database_is_not_mixed_in(
    world: World, tmp_path: Path, suffix: str
) -> None:
    made = hands.take(world.house, tmp_path / "kept")
    data = tmp_path / "elsewhere"
    data.mkdir()
    left = data / f"stockroom.db{suffix}"
    left.write_bytes(b"not ours to judge")

    reason = reason_of(made.path, Settings(data=data, database=f"sqlite:///{data}/stockroom.db"))

    assert reason == "live_database"
    assert left.read_bytes() == b"not ours to judge"


def test_a_full_disk_makes_no_database_and_the_next_try_succeeds(
    world: World, lived: Done, elsewhere: Settings, tmp_path: Path
) -> None:
    made = hands.take(world.house, tmp_path / "kept")

    for most in (10_000, 150_000):
        with hands.no_file_over(most), pytest.raises(Full):
            restore.into(made.path, elsewhere)
        assert nothing_was_made(elsewhere)

    assert restore.into(made.path, elsewhere).head == made.head

"""A backup is one moment of the books, proven, without a secret, or it is not there at all."""

from __future__ import annotations

import threading
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from stockroom import books, db, schema
from stockroom.app import House
from stockroom.errors import Full, Problem
from stockroom.keeping import backup, books_file, copying, disk, erasure, manifest
from stockroom.keeping.photos import Photos, path_of
from stockroom.ledger import HOLDING
from tests.api.lived_in import Done
from tests.keeping import hands
from tests.keeping.conftest import PHOTOS
from tests.world import World, password_of


def _reason(house: House, target: Path) -> str:
    with pytest.raises(Problem) as refused:
        hands.take(house, target)
    assert str(refused.value)
    return refused.value.reason


def _left(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()] if folder.exists() else []


def test_a_backup_taken_while_four_write_is_one_whole_moment(world: World, tmp_path: Path) -> None:
    stop, faults = threading.Event(), list[Exception]()

    def write() -> None:
        try:
            while not stop.is_set():
                world.shelved(quantity=3)
        except Exception as fault:
            faults.append(fault)

    writers = [threading.Thread(target=write) for _ in range(4)]
    for writer in writers:
        writer.start()
    made = [hands.take(world.house, tmp_path / "kept" / str(number)) for number in range(3)]
    stop.set()
    for writer in writers:
        writer.join()

    assert faults == []
    assert made[0].head.sequence < made[1].head.sequence < made[2].head.sequence
    for one in made:
        with books_file.opened(one.path / manifest.BOOKS) as kept:
            assert books_file.prove(kept) == one.head
            assert books_file.counts(kept) == one.rows
        with world.house.database.snapshot() as source:
            assert books.check_head(source, one.head) is None


def test_a_backup_holds_every_row_and_every_photo(
    world: World, lived: Done, tmp_path: Path
) -> None:
    made = hands.take(world.house, tmp_path / "kept")

    with (
        world.house.database.snapshot() as source,
        books_file.opened(made.path / manifest.BOOKS) as kept,
    ):
        found = hands.rows(kept)
        assert found == hands.rows(source)
        assert made.head == books.head(source)
    assert [name for name, rows in found.items() if not rows] == []
    assert (made.files, made.missing) == (len(PHOTOS), ())
    assert len(hands.files_of(made.path)) == 2 + len(PHOTOS)
    assert backup.verify(made.path).rows == made.rows


def test_the_kept_books_are_guarded_as_the_living_ones_are(world: World, tmp_path: Path) -> None:
    made = hands.take(world.house, tmp_path / "kept")

    with books_file.opened(made.path / manifest.BOOKS, writable=True) as kept:
        for change in ("UPDATE journal SET noun = 'x'", "DELETE FROM journal"):
            with pytest.raises(sa.exc.DBAPIError, match="journal is never rewritten"):
                kept.exec_driver_sql(change)


def test_no_secret_is_in_a_backup(world: World, lived: Done, tmp_path: Path) -> None:
    house = world.house
    person = house.sessions.prove("alice", password_of("alice"), "192.0.2.1")
    session = house.sessions.start(person)
    key = house.settings.key_file.read_text().strip()
    held = world.do("bob", "put-aways", thing="nowhere", place="A1", source="Quillfeather")
    assert held.status == "held"
    _erase(world, held.id)

    made = hands.take(house, tmp_path / "kept")

    content = b"".join(path.read_bytes() for path in hands.files_of(made.path))
    for secret in (key, key.upper(), "invented street", "invented nurse", password_of("alice"),
                   session.csrf, session.secret, "Quillfeather"):  # fmt: skip
        assert secret.encode() not in content, secret
    assert bytes.fromhex(key) not in content
    assert house.settings.erasures.read_bytes() not in content


def test_who_is_signed_in_is_not_kept(world: World, tmp_path: Path) -> None:
    person = world.house.sessions.prove("alice", password_of("alice"), "192.0.2.1")
    world.house.sessions.start(person)

    made = hands.take(world.house, tmp_path / "kept")

    assert {made.rows[name] for name in copying.PASSING} == {0}


def test_a_flipped_byte_of_any_file_is_found_and_named(
    world: World, lived: Done, tmp_path: Path
) -> None:
    made = hands.take(world.house, tmp_path / "kept")

    for path in hands.files_of(made.path):
        size = path.stat().st_size
        for position in (0, size // 3, size - 1):
            hands.flip(path, position)
            with pytest.raises(Problem, match=path.name):
                backup.verify(made.path)
            hands.flip(path, position)
    assert backup.verify(made.path)


def test_a_flipped_byte_anywhere_in_the_manifest_is_found(world: World, tmp_path: Path) -> None:
    made = hands.take(world.house, tmp_path / "kept")
    path = made.path / manifest.NAME

    for position in range(path.stat().st_size):
        hands.flip(path, position)
        with pytest.raises(Problem, match=manifest.NAME):
            manifest.read(made.path)
        hands.flip(path, position)


def test_a_file_taken_away_is_found_and_named(world: World, lived: Done, tmp_path: Path) -> None:
    made = hands.take(world.house, tmp_path / "kept")
    photo = hands.files_of(made.path / manifest.FILES)[0]
    photo.unlink()

    with pytest.raises(Problem, match=photo.name):
        backup.verify(made.path)


def test_a_folder_that_is_no_backup_is_told_from_one(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        backup.verify(tmp_path)

    assert refused.value.reason == "no_backup"


def test_a_backup_never_writes_over_another(world: World, tmp_path: Path) -> None:
    made = hands.take(world.house, tmp_path / "kept")
    before = made.path.joinpath(manifest.NAME).read_bytes()

    assert _reason(world.house, made.path) == "backup_exists"
    assert made.path.joinpath(manifest.NAME).read_bytes() == before


def test_a_full_disk_leaves_nothing_half_and_says_so(
    world: World, lived: Done, tmp_path: Path
) -> None:
    for most in (10_000, 150_000):
        with hands.no_file_over(most), pytest.raises(Full, match="no room"):
            hands.take(world.house, tmp_path / "kept" / "one")
        assert _left(tmp_path / "kept") == []

    assert hands.take(world.house, tmp_path / "kept" / "one")


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(
    world: World, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()

    assert _reason(world.house, tmp_path / "file" / "kept") == "storage_fault"


def test_books_that_do_not_hold_are_not_kept(world: World, tmp_path: Path) -> None:
    lot = world.lot_id(world.shelved())
    _shift(world.house, lot, 1)

    assert _reason(world.house, tmp_path / "kept" / "one") == "books_broken"
    assert _left(tmp_path / "kept") == []
    _shift(world.house, lot, -1)


def test_a_database_of_another_schema_is_migrated_first(world: World, tmp_path: Path) -> None:
    with books_file.opened(hands.take(world.house, tmp_path / "one").path / "books.db") as kept:
        ours = books_file.schema(kept)
    _name_schema(world.house, "0000")

    assert _reason(world.house, tmp_path / "two") == "other_schema"
    _name_schema(world.house, ours)


def test_a_photo_already_lost_is_named_and_the_books_are_kept(
    world: World, lived: Done, photos: Photos, tmp_path: Path
) -> None:
    gone, spoilt = (photos.find(photo.sha256) for photo in PHOTOS)
    photos.path(gone).unlink()
    hands.flip(photos.path(spoilt), 100)

    made = hands.take(world.house, tmp_path / "kept")

    assert set(made.missing) == {gone.stored_hash, spoilt.stored_hash}
    assert made.files == 0
    assert backup.verify(made.path)


def test_a_backup_is_for_our_eyes_only(world: World, tmp_path: Path) -> None:
    made = hands.take(world.house, tmp_path / "kept")

    assert made.path.stat().st_mode & 0o077 == 0


def test_a_backup_is_named_by_its_time(world: World) -> None:
    assert backup.folder_name(world.clock.now()) == "stockroom-2026-11-21T120000Z"


def test_a_photo_lies_under_its_hash() -> None:
    name = PHOTOS[0].sha256

    assert path_of(Path("files"), name) == Path("files", name[:2], name)


def test_each_file_is_synced_before_the_backup_has_its_name(
    world: World, lived: Done, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, synced = tmp_path / "kept" / "one", set[int]()

    def note(handle: int) -> None:
        assert not target.exists() or Path(f"/proc/self/fd/{handle}").resolve() == target.parent
        synced.add(Path(f"/proc/self/fd/{handle}").stat().st_ino)

    monkeypatch.setattr(disk, "sync", note)
    made = hands.take(world.house, target)

    folders = [path for path in made.path.rglob("*") if path.is_dir()]
    wanted = [*hands.files_of(made.path), *folders, made.path, made.path.parent]
    assert {path.stat().st_ino for path in wanted} <= synced


def _erase(world: World, command_id: str) -> None:
    erasure.erase(world.house.database, world.house.settings.erasures, [UUID(command_id)])


def _shift(house: House, lot: int, by: int) -> None:
    change = sa.update(HOLDING).where(HOLDING.c.lot_id == lot, HOLDING.c.outside == 0)
    with house.database.writing() as connection:
        connection.execute(change.values(quantity=HOLDING.c.quantity + by))


def _name_schema(house: House, revision: str) -> None:
    with house.database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")


def test_the_schema_that_we_start_on_is_the_newest_migration() -> None:
    newest = ScriptDirectory.from_config(schema.migrations()).get_current_head()

    assert newest == db.SCHEMA

"""A photo is on the disk before its row is written, and either both are there or neither."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from stockroom.app import House
from stockroom.errors import Busy, Full, NotFound, Refused
from stockroom.keeping import disk
from stockroom.keeping.photos import STORED_FILE, KeptPhoto, Photos
from tests.keeping import albums, hands

PHOTO = albums.jpeg()


def _rows(house: House) -> list[KeptPhoto]:
    with house.database.reading() as connection:
        return [KeptPhoto(*row) for row in connection.execute(sa.select(*STORED_FILE.c))]


def _files(house: House) -> list[Path]:
    return hands.files_of(house.settings.files) if house.settings.files.exists() else []


def test_a_photo_is_kept_under_its_own_hash(house: House, photos: Photos) -> None:
    kept, new = photos.keep(PHOTO.sha256, PHOTO.content)

    assert new
    assert _rows(house) == [kept]
    assert _files(house) == [photos.path(kept)]
    assert disk.digest_of(photos.path(kept)) == kept.stored_hash != PHOTO.sha256
    assert kept.size_bytes == photos.path(kept).stat().st_size


def test_a_photo_sent_again_changes_nothing(house: House, photos: Photos) -> None:
    first, _ = photos.keep(PHOTO.sha256, PHOTO.content)

    assert photos.keep(PHOTO.sha256, PHOTO.content) == (first, False)
    assert (_rows(house), _files(house)) == ([first], [photos.path(first)])


def test_a_photo_that_two_send_at_once_is_kept_once(house: House, photos: Photos) -> None:
    answers = list[tuple[KeptPhoto, bool]]()
    start = threading.Barrier(4)

    def send() -> None:
        start.wait()
        answers.append(photos.keep(PHOTO.sha256, PHOTO.content))

    senders = [threading.Thread(target=send) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert sorted(new for _, new in answers) == [False, False, False, True]
    assert len({kept for kept, _ in answers}) == len(_rows(house)) == len(_files(house)) == 1


def test_a_photo_lost_by_the_disk_is_brought_back_by_its_sender(photos: Photos) -> None:
    kept, _ = photos.keep(PHOTO.sha256, PHOTO.content)
    photos.path(kept).unlink()
    with pytest.raises(NotFound):
        photos.find(PHOTO.sha256)

    assert photos.keep(PHOTO.sha256, PHOTO.content) == (kept, False)
    assert photos.path(photos.find(PHOTO.sha256)).is_file()


def test_a_lost_photo_that_is_drawn_otherwise_today_is_found_again(
    house: House, photos: Photos
) -> None:
    kept, _ = photos.keep(PHOTO.sha256, PHOTO.content)
    photos.path(kept).unlink()
    with house.database.writing() as connection:
        connection.execute(sa.update(STORED_FILE).values(stored_hash="0" * 64))

    assert photos.keep(PHOTO.sha256, PHOTO.content) == (kept, False)
    assert photos.find(PHOTO.sha256) == kept


def test_bytes_with_another_hash_are_refused(house: House, photos: Photos) -> None:
    with pytest.raises(Refused) as refused:
        photos.keep(albums.png().sha256, PHOTO.content)

    assert refused.value.reason == "other_hash"
    assert (_rows(house), _files(house)) == ([], [])


def test_a_known_name_does_not_open_the_door_to_other_bytes(photos: Photos) -> None:
    photos.keep(PHOTO.sha256, PHOTO.content)

    with pytest.raises(Refused):
        photos.keep(PHOTO.sha256, b"something else")


def test_a_full_disk_keeps_nothing_half(house: House, photos: Photos) -> None:
    with hands.no_file_over(500), pytest.raises(Full, match="no room"):
        photos.keep(PHOTO.sha256, PHOTO.content)

    assert (_rows(house), _files(house)) == ([], [])
    assert photos.keep(PHOTO.sha256, PHOTO.content)[1]


def test_the_photo_is_synced_and_named_before_its_row_is_written(
    house: House, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = list[str]()

    def note(handle: int) -> None:
        assert _rows(house) == []
        synced.append(Path(f"/proc/self/fd/{handle}").resolve().name)

    monkeypatch.setattr(disk, "sync", note)
    kept, _ = photos.keep(PHOTO.sha256, PHOTO.content)

    assert synced == [kept.stored_hash, "files", kept.stored_hash[:2]]


def test_without_a_disk_that_answers_no_row_is_written(
    house: House, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(28, "no space left")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "sync", fail)
        with pytest.raises(Full):
            photos.keep(PHOTO.sha256, PHOTO.content)

    assert (_rows(house), _files(house)) == ([], [])


def test_no_more_than_two_are_redrawn_at_a_time(
    photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stockroom.keeping.photos.TURN_WAIT_S", 0.01)
    with photos.turns, photos.turns, pytest.raises(Busy):
        photos.keep(PHOTO.sha256, PHOTO.content)

    assert photos.keep(PHOTO.sha256, PHOTO.content)[1]

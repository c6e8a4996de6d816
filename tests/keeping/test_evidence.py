"""Pictures of a handover: what a facility forbids never lies here, the rest goes on its day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.app import House
from stockroom.errors import NotFound, Refused
from stockroom.keeping import evidence
from stockroom.keeping.photos import EVIDENCE, STORED_FILE, Photos
from stockroom.rules.proofs import PROFILES
from tests.keeping import albums, hands
from tests.world import World

PHOTO, PAPER = albums.jpeg(), albums.png()


def files(house: House) -> list[Path]:
    """Every picture on the disk."""
    return hands.files_of(house.settings.files) if house.settings.files.exists() else []


def names(house: House) -> list[str]:
    """The names under which pictures are kept."""
    with house.database.reading() as connection:
        return list(connection.execute(sa.select(STORED_FILE.c.named_hash)).scalars())


def handed_over(world: World, profile: str, *proofs: dict[str, Any]) -> None:
    """A delivery to M-1 under that profile, with these proofs."""
    found = PROFILES[profile]
    world.do(
        "alice", "facility-changes", facility="M-1",
        proof=dict(found.proof), photo_days=found.photo_days,
    )  # fmt: skip
    lot = world.shelved(quantity=2)
    world.do(
        "bob", "deliveries", facility="M-1", lines=[{"lot": lot, "accepted": 2}],
        proofs=list(proofs),
    )  # fmt: skip


def test_a_forbidden_photo_that_is_here_already_goes_at_once(world: World, photos: Photos) -> None:
    photos.keep(PHOTO.sha256, PHOTO.content)

    handed_over(world, "gate", {"kind": "photo", "sha256": PHOTO.sha256})

    assert (files(world.house), names(world.house)) == ([], [])
    with pytest.raises(NotFound):
        photos.find(PHOTO.sha256)


def test_a_forbidden_photo_that_comes_later_is_not_taken_in(world: World, photos: Photos) -> None:
    handed_over(world, "gate", {"kind": "photo", "sha256": PHOTO.sha256})

    with pytest.raises(Refused, match="allows none"):
        photos.keep(PHOTO.sha256, PHOTO.content)

    assert (files(world.house), names(world.house)) == ([], [])


def test_a_photo_forbidden_while_it_was_redrawn_goes_again(
    world: World, photos: Photos, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Photos._write

    def forbidden_meanwhile(*given: Any) -> Any:
        kept = write(*given)
        handed_over(world, "gate", {"kind": "photo", "sha256": PHOTO.sha256})
        return kept

    monkeypatch.setattr(Photos, "_write", forbidden_meanwhile)
    with pytest.raises(Refused):
        photos.keep(PHOTO.sha256, PHOTO.content)

    assert (files(world.house), names(world.house)) == ([], [])


def test_what_a_facility_asks_for_stays_until_its_day(world: World, photos: Photos) -> None:
    photos.keep(PAPER.sha256, PAPER.content)
    handed_over(world, "gate", {"kind": "paper", "sha256": PAPER.sha256})
    house = world.house

    world.clock.forward(timedelta(days=89))
    assert evidence.forget(house.database, house.clock, house.settings.files) == 0
    assert names(house) == [PAPER.sha256]
    world.clock.forward(timedelta(days=1))
    assert evidence.forget(house.database, house.clock, house.settings.files) == 1
    assert evidence.forget(house.database, house.clock, house.settings.files) == 0

    assert (files(house), names(house)) == ([], [])
    with house.database.reading() as connection:
        row = connection.execute(sa.select(EVIDENCE)).one()
    assert (row.sha256, row.deleted) == (PAPER.sha256, True)
    with pytest.raises(Refused):
        photos.keep(PAPER.sha256, PAPER.content)


def test_a_picture_that_another_handover_shows_stays(world: World, photos: Photos) -> None:
    photos.keep(PAPER.sha256, PAPER.content)
    handed_over(world, "gate", {"kind": "paper", "sha256": PAPER.sha256})
    handed_over(world, "refuge", {"kind": "paper", "sha256": PAPER.sha256})

    assert photos.find(PAPER.sha256)
    evidence.forget(world.house.database, world.clock, world.house.settings.files)
    assert names(world.house) == [PAPER.sha256]


def test_pictures_drawn_alike_share_a_file_until_the_last_goes(
    world: World, photos: Photos
) -> None:
    twin = albums.Photo(PHOTO.content + b"more after its end")
    for photo in (PHOTO, twin):
        photos.keep(photo.sha256, photo.content)

    handed_over(world, "gate", {"kind": "photo", "sha256": PHOTO.sha256})
    assert photos.path(photos.find(twin.sha256)).is_file()
    handed_over(world, "gate", {"kind": "photo", "sha256": twin.sha256})

    assert files(world.house) == []


def test_a_forbidden_picture_that_a_restored_backup_brings_is_found_by_the_hour(
    world: World, photos: Photos
) -> None:
    kept, _ = photos.keep(PHOTO.sha256, PHOTO.content)
    content = photos.path(kept).read_bytes()
    handed_over(world, "gate", {"kind": "photo", "sha256": PHOTO.sha256})
    house = world.house
    photos.path(kept).parent.mkdir(parents=True, exist_ok=True)
    photos.path(kept).write_bytes(content)
    with house.database.writing() as books:
        books.execute(sa.insert(STORED_FILE).values(kept._asdict()))

    assert evidence.forget(house.database, house.clock, house.settings.files) == 1

    assert (files(house), names(house)) == ([], [])

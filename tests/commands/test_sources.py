"""A message is kept blacked out, never in the journal, and goes on its day."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.errors import Refused
from stockroom.keeping import erasure, sources
from stockroom.keeping.erasure import CONTENT
from stockroom.keeping.photos import Photos
from stockroom.keeping.sources import SOURCE
from tests.pictures import code, png
from tests.world import World

MESSAGE = "Bonjour Nadezhda, 10 bodies taille 62 pour Zacharie, 3 mois. Tel 06 12 34 56 78"
PERSONAL = (b"Nadezhda", b"Zacharie", b"06 12 34", b"12 34 56")


def _rows(world: World) -> Sequence[Any]:
    with world.house.database.reading() as connection:
        return connection.execute(sa.select(SOURCE).order_by(SOURCE.c.id)).all()


def _forget(world: World) -> int:
    house = world.house
    return sources.forget(
        house.database, house.clock, house.settings.erasures, house.settings.files
    )


def _contents(world: World) -> set[str]:
    with world.house.database.reading() as connection:
        return set(connection.execute(sa.select(CONTENT.c.command_id)).scalars())


def _photo(world: World, text: str = "a paper list") -> tuple[Photos, str]:
    photos = Photos(world.house.database, world.house.settings.files)
    picture = png(code("qr_code", text))
    named = hashlib.sha256(picture).hexdigest()
    photos.keep(named, picture)
    return photos, named


def test_a_source_is_kept_without_what_tells_who_somebody_is(world: World) -> None:
    receipt = world.do("alice", "wish-sources", facility="M-1", text=MESSAGE)

    [row] = _rows(world)
    assert row.id == receipt.made["wish_source"]
    assert "10 bodies taille 62" in row.text
    assert "3 mois" in row.text
    assert not any(word.decode() in row.text for word in PERSONAL)


def test_nothing_of_the_text_enters_the_journal(world: World) -> None:
    world.do("alice", "wish-sources", facility="M-1", text=MESSAGE)

    with world.house.database.reading() as connection:
        bodies = connection.execute(sa.select(CONTENT.c.body)).scalars().all()
    assert not any(word in bytes(body) for body in bodies for word in (*PERSONAL, b"bodies"))


# PostgreSQL keeps its files where a test must not look.
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_what_was_blacked_out_is_nowhere_on_the_disk(world: World) -> None:
    world.do("alice", "wish-sources", facility="M-1", text=MESSAGE)

    for path in world.house.settings.data.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not [word for word in PERSONAL if word in content], path.name


def test_the_same_message_sent_twice_is_kept_once(world: World) -> None:
    twice = world.clock.command_id()
    world.do("alice", "wish-sources", id=twice, facility="M-1", text=MESSAGE)

    again = world.do("alice", "wish-sources", id=twice, facility="M-1", text=MESSAGE)

    assert again.repeated
    assert len(_rows(world)) == 1


@pytest.mark.parametrize("days", [30, 7])
def test_a_source_goes_on_its_day_with_its_photo_and_what_was_said(world: World, days: int) -> None:
    if days != 30:
        world.do("sam", "setting-changes", name="source_days", value=str(days))
    photos, named = _photo(world)
    receipt = world.do("alice", "wish-sources", facility="M-1", text=MESSAGE, photo=named)
    kept = photos.path(photos.find(named))

    world.clock.forward(timedelta(days=days - 1))
    assert _forget(world) == 0
    assert kept.is_file()
    world.clock.forward(timedelta(days=1))
    assert _forget(world) == 1

    assert _rows(world) == []
    assert not kept.exists()
    assert receipt.id not in _contents(world)
    assert receipt.id in erasure.listed(world.house.settings.erasures)
    assert world.breaches() == []


def test_a_photo_that_another_source_shows_stays(world: World) -> None:
    photos, named = _photo(world)
    world.do("alice", "wish-sources", facility="M-1", text="first", photo=named)
    world.clock.forward(timedelta(days=10))
    world.do("alice", "wish-sources", facility="E-2", text="second", photo=named)

    world.clock.forward(timedelta(days=20))
    assert _forget(world) == 1

    assert photos.path(photos.find(named)).is_file()


def test_a_source_can_go_before_its_day(world: World) -> None:
    made = world.do("alice", "wish-sources", facility="M-1", text=MESSAGE).made

    world.do("alice", "wish-source-removals", source=made["wish_source"])

    assert [row.text for row in _rows(world)] == [""]
    assert _forget(world) == 1
    assert _rows(world) == []


@pytest.mark.parametrize("days", ["0", "181", "x", "1000", "-3"])
def test_the_days_are_bounded(world: World, days: str) -> None:
    with pytest.raises(Refused) as refused:
        world.do("sam", "setting-changes", name="source_days", value=days)

    assert refused.value.reason == "setting_value"


def test_a_source_of_nothing_and_an_unknown_photo_are_refused(world: World) -> None:
    for photo, reason in ((None, "no_source"), ("0" * 64, "unknown_photo")):
        with pytest.raises(Refused) as refused:
            world.do("alice", "wish-sources", facility="M-1", photo=photo)
        assert refused.value.reason == reason

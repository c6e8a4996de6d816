"""An address is opened for two reasons, by few, for a quarter of an hour, and leaves no trace."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from stockroom import addresses
from stockroom.addresses import Whereabouts
from stockroom.errors import NotAllowed, NotFound, Refused
from stockroom.tables.stock import CommandContent, Journal
from tests.web.roads import packed
from tests.world import World

ADDRESS = "1 invented street"


def opened(world: World, who: str, run: int, **said: Any) -> int:
    """The number of an opening of the run's first stop."""
    return int(
        world.do(who, "address-openings", run=run, stop=world.stop(run), **said).made["opening"]
    )


def read(world: World, who: str, opening: int) -> Whereabouts:
    """What that opening shows to one of the cast now."""
    with world.house.database.reading() as books:
        person = world.cast[who].id
        now = world.clock.now()
        return addresses.opened(books, world.house.vault, opening, person, now)


def test_the_desk_reads_what_it_opened(world: World) -> None:
    found = read(world, "alice", opened(world, "alice", world.run(), purpose="sheet"))

    assert (found.address, found.contact) == (ADDRESS, "the invented nurse")
    assert (found.position, found.purpose, found.meeting_point) == (1, "sheet", "")
    assert ADDRESS not in repr(found)


def test_a_driver_opens_it_on_the_day_or_once_loading_began(world: World) -> None:
    run = world.run()
    with pytest.raises(Refused, match="on the day of the run"):
        opened(world, "dora", run)
    packed(world)
    world.do("dora", "loadings", run=run, items=[{"box": "Box one"}])

    assert read(world, "dora", opened(world, "dora", run)).address == ADDRESS

    another = world.run(van="Van 2")
    with pytest.raises(Refused):
        opened(world, "dora", another)
    world.clock.forward(timedelta(days=2))
    assert read(world, "dora", opened(world, "dora", another)).address == ADDRESS


def test_nobody_else_reads_it_and_not_later(world: World) -> None:
    run = world.run()
    opening = opened(world, "alice", run)

    for who in ("sam", "dora", "dan"):
        with pytest.raises(NotFound, match="15 minutes"):
            read(world, who, opening)
    with pytest.raises(NotFound):
        read(world, "alice", opening + 1)
    world.clock.forward(timedelta(minutes=15))
    assert read(world, "alice", opening).address == ADDRESS
    world.clock.forward(timedelta(seconds=1))
    with pytest.raises(NotFound):
        read(world, "alice", opening)


def test_once_the_run_is_closed_it_is_read_no_more(world: World) -> None:
    run = world.run()
    opening = opened(world, "alice", run)

    world.do("dora", "run-closings", run=run)

    with pytest.raises(NotFound):
        read(world, "alice", opening)
    with pytest.raises(Refused, match="closed"):
        opened(world, "alice", run)


@pytest.mark.parametrize("who", ["bob", "fatima", "sue"])
def test_others_may_not_open_one(who: str, world: World) -> None:
    run = world.run()

    with pytest.raises(NotAllowed):
        opened(world, who, run)


def test_another_driver_may_not_open_one(world: World) -> None:
    run = world.run()

    with pytest.raises(Refused, match="no run"):
        opened(world, "dan", run)
    other = world.stop(world.run(van="Van 2"))
    with pytest.raises(Refused, match=f"no stop {other}"):
        world.do("alice", "address-openings", run=run, stop=other)


def test_the_books_know_who_opened_it_and_not_what_it_said(world: World) -> None:
    run = world.run()
    receipt = world.do("alice", "address-openings", run=run, stop=world.stop(run))

    with world.house.database.reading() as books:
        kept = [str(row) for row in books.execute(CommandContent.__table__.select())]  # type: ignore[attr-defined]
        kept += [str(row) for row in books.execute(Journal.__table__.select())]  # type: ignore[attr-defined]
    assert receipt.made.keys() == {"opening"}
    assert any("address-openings" in one for one in kept)
    assert not any("invented" in one for one in kept)

"""What a steward looks after says in time when it needs somebody."""

from __future__ import annotations

import dataclasses
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from stockroom.app import House
from stockroom.errors import Full
from stockroom.keeping.task import Task
from stockroom.keeping.upkeep import Upkeep
from stockroom.web.pages.admin import health_facts
from stockroom.web.pages.admin.health_facts import Fact, steward_facts
from stockroom.web.pages.frame import Reader
from tests.keeping.catcher import certificate
from tests.world import NOON, StillClock, World


def fact(house: House, name: str, upkeep: Upkeep | None = None) -> Fact:
    """One fact as an English steward reads it."""
    with house.database.snapshot() as books:
        found = steward_facts(upkeep or house.upkeep, books, Reader("en"))
    return next(one for one in found if one.name == name)


def test_an_old_backup_is_told_and_a_damaged_one_is_none(world: World) -> None:
    house = world.house
    assert fact(house, "backup").state == "care"
    house.upkeep.backing_up.start()
    assert house.upkeep.backing_up.wait(60).fault is None

    states = []
    for days in (1, 2, 5):
        world.clock.forward(timedelta(days=days))
        states.append(fact(house, "backup").state)
    (kept,) = house.upkeep.kept()
    (house.upkeep.folder / kept.name / "manifest.json").write_text("{}")

    assert states == ["good", "care", "stop"]
    assert "no backup" in fact(house, "backup").sentence


@pytest.mark.parametrize(
    ("days", "state"), [(60, "good"), (10, "care"), (2, "stop"), (-400, "stop")]
)
def test_a_certificate_tells_in_time_that_it_ends(
    house: House, tmp_path: Path, days: int, state: str
) -> None:
    path = certificate(tmp_path, days=days, begins=NOON - timedelta(days=500), now=NOON)
    settings = dataclasses.replace(house.settings, certificate=path)
    upkeep = Upkeep(settings, house.database, house.clock, house.vault)

    assert fact(house, "certificate", upkeep).state == state


def test_without_a_certificate_of_our_own_the_proxy_has_it(house: House, tmp_path: Path) -> None:
    assert "proxy" in fact(house, "certificate").sentence
    settings = dataclasses.replace(house.settings, certificate=tmp_path / "none.pem")
    upkeep = Upkeep(settings, house.database, house.clock, house.vault)

    assert fact(house, "certificate", upkeep).state == "stop"


@pytest.mark.parametrize(("left", "state"), [(3, "good"), (1, "care"), (0, "stop")])
def test_a_full_disk_is_told_in_time(
    house: House, monkeypatch: pytest.MonkeyPatch, left: int, state: str
) -> None:
    # The one thing that a test cannot do for real is to fill the disk.
    monkeypatch.setattr(house.upkeep, "free_bytes", lambda: left * health_facts.GIGABYTE)

    assert fact(house, "disk").state == state


def test_a_task_asked_for_twice_is_done_once() -> None:
    go, done = threading.Event(), []

    def work() -> int:
        go.wait(10)
        done.append(1)
        return len(done)

    task = Task("work", StillClock(), work)
    assert [task.start(), task.start()] == [True, False]
    assert task.state.running
    go.set()

    assert task.wait(10).result == 1
    assert task.start()
    assert task.wait(10).result == 2


def test_what_goes_wrong_in_a_task_is_told_and_it_can_be_tried_again() -> None:
    def work() -> None:
        raise Full("storage_full", "There is no room left.")

    task = Task("work", StillClock(), work)
    task.start()

    assert str(task.wait(10).fault) == "There is no room left."
    assert not task.state.running
    assert task.start()

"""The practice world: marked as such, begun again at will, and never taken for the real one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from stockroom import app, demo
from stockroom.app import House
from stockroom.demo import practice
from stockroom.errors import Problem
from stockroom.settings import Settings, sqlite_url
from tests.world import StillClock


def fresh(folder: Path) -> Settings:
    """Settings of a stockroom in a folder that is empty so far."""
    return Settings(data=folder, database=sqlite_url(folder))


def test_the_demo_world_is_practice(demo_settings: Settings) -> None:
    assert practice.marked(demo_settings).practice
    assert not demo_settings.practice


def test_what_has_no_past_may_become_practice(tmp_path: Path) -> None:
    assert practice.marked(fresh(tmp_path)).practice


def test_a_practice_world_that_was_cut_short_is_practice_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo.facilities, "meet", cut)
    with pytest.raises(KeyboardInterrupt):
        demo.make(fresh(tmp_path))

    assert practice.marked(fresh(tmp_path)).practice


def test_a_real_stockroom_is_never_called_practice(settings: Settings, house: House) -> None:
    with pytest.raises(Problem, match="is a real stockroom"):
        practice.marked(settings)


def test_beginning_again_leaves_nothing_of_what_was_practised(tmp_path: Path) -> None:
    settings = fresh(tmp_path)
    app.build(settings, StillClock()).database.close()
    settings.files.mkdir(exist_ok=True)
    for path in (settings.files / "photo", settings.erasures, settings.setup_code):
        path.write_text("of before")

    practice.clear(practice.marked(settings))

    assert list(tmp_path.iterdir()) == []


def test_what_is_not_marked_is_never_thrown_away(tmp_path: Path) -> None:
    settings = fresh(tmp_path)
    app.build(settings, StillClock()).database.close()

    with pytest.raises(Problem, match="is a real stockroom"):
        practice.clear(settings)

    assert (tmp_path / "stockroom.db").exists()


def test_a_database_elsewhere_is_never_thrown_away(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    app.build(fresh(elsewhere), StillClock()).database.close()
    mixed = dataclasses.replace(fresh(tmp_path / "here"), database=sqlite_url(elsewhere))

    with pytest.raises(Problem, match="give it a new database"):
        practice.clear(practice.marked(mixed))

    assert (elsewhere / "stockroom.db").exists()

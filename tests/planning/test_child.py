"""The child process: its plan is ours, and without it there is one too."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from stockroom.planning import child, matching, telling
from stockroom.planning.facts import Snapshot
from tests.planning.lawful import carries_out
from tests.planning.little import at_random, home, need, snapshot, stock

BEFORE_IT_SPEAKS_S = 0.05
"""Sooner than Python has read what a plan is made with."""

PARENT = (
    "import sys; import stockroom.planning.child, stockroom.planning.costs; print(*sys.modules)"
)


def hard() -> Snapshot:
    """Goods that are all alike, in so many odd lots that the fewest picks are hard to prove."""
    lots = [stock(number, 1 + number * 7 % 11) for number in range(1, 60)]
    homes = [home(number, served=number % 3) for number in range(1, 25)]
    return snapshot(lots, [need(one.id, one.id, 9) for one in homes], homes)


def test_the_child_s_plan_is_the_plan() -> None:
    made = at_random(3, kits=True, trips=True)

    assert child.planned(made, 20) == matching.plan(made, 20)


def test_whoever_asks_for_a_plan_loads_no_solver() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", PARENT], check=True, capture_output=True, text=True
    ).stdout.split()

    assert not {"ortools", "numpy", "pandas"} & set(loaded)


def test_a_child_killed_in_the_middle_leaves_a_plan_that_can_be_carried_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun = []
    start = subprocess.Popen

    def killed_soon(*command: object, **how: object) -> object:
        process = start(*command, **how)  # type: ignore[call-overload]
        begun.append(process)
        threading.Timer(BEFORE_IT_SPEAKS_S, process.kill).start()
        return process

    monkeypatch.setattr(subprocess, "Popen", killed_soon)
    made = hard()

    plan = child.planned(made, 20)

    assert begun[0].returncode == -9
    carries_out(made, plan)
    assert plan == telling.by_hand(made)


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "GRACE_SECONDS", 0.0)
    made = hard()

    plan = child.planned(made, 0.1)

    carries_out(made, plan)
    assert plan == telling.by_hand(made)


def test_without_a_solver_there_is_a_plan(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "ortools" / "__init__.py"
    broken.parent.mkdir()
    broken.write_text("raise ImportError('not here')")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path(child.__file__).parents[2]}")
    made = at_random(5)

    plan = child.planned(made, 20)

    carries_out(made, plan)
    assert plan == telling.by_hand(made)


def test_what_was_said_in_full_counts_though_the_rest_was_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = at_random(5)
    plan = matching.plan(made, 20)
    said = child.frame(telling.by_hand(made)) + child.frame(plan)
    monkeypatch.setattr(child, "_answer", lambda *_: said + child.frame(plan)[:-5])

    assert child.planned(made, 20) == plan


def test_time_that_is_too_short_to_polish_gives_a_plan_all_the_same() -> None:
    made = hard()

    plan = matching.plan(made, 0.01)

    carries_out(made, plan)

"""A suggestion comes from a child process, with the extra or without, and always comes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from stockroom.planning import child
from stockroom.planning.routes import Checked, Day, as_it_is, suggest, suggesting, ways_of
from stockroom.planning.routes.facts import Suggestion
from stockroom.planning.routes.searching import searched
from stockroom.planning.routes.weighing import points
from tests.bench.routes import made_up
from tests.planning.routes import random_days

STARTED = "import sys, stockroom.app, stockroom.planning.routes; print(*sys.modules)"
HEAVY = {"pyvrp", "numpy", "matplotlib", "ortools", "pandas"}


def breaks(found: Checked) -> int:
    """How bad it is what a suggestion breaks."""
    return sum(points(one.broken) for one in found.timelines)


@pytest.mark.parametrize("without_extra", [False, True])
def test_a_day_is_put_in_order(without_extra: bool) -> None:
    day = made_up.day(9, 2)

    found = suggest(day, 0.6, without_extra=without_extra)

    assert found.suggestion.by == ("own" if without_extra else "pyvrp")
    assert (found.faults, found.suggestion.left_out, breaks(found)) == ((), (), 0)
    assert found.cost == suggest(day, 0.6, without_extra=not without_extra).cost


def test_whoever_asks_for_an_order_loads_no_solver() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", STARTED], check=True, capture_output=True, text=True
    ).stdout.split()

    assert "stockroom.planning.routes.suggesting" in loaded
    assert not HEAVY & set(loaded)


def test_without_the_extra_our_own_search_answers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "pyvrp" / "__init__.py"
    broken.parent.mkdir()
    broken.write_text("raise ImportError('not here')")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path(child.__file__).parents[2]}")
    day = made_up.day(6, 1)

    found = suggest(day, 0.4)

    assert (found.suggestion.by, found.faults) == ("own", ())


@pytest.mark.parametrize(
    "last",
    [None, Suggestion(((1, 2, 3, 4, 5, 6), ()), (4,), "child"), Suggestion(((), ()), (), "child")],
)
def test_a_silent_child_or_one_that_is_wrong_leaves_a_suggestion(
    monkeypatch: pytest.MonkeyPatch, last: Suggestion | None
) -> None:
    body = None if last is None else child.frame(last)[8:]
    monkeypatch.setattr(child, "last_word", lambda *_: body)

    found = suggest(made_up.day(6, 1), 0.1)

    assert (found.suggestion.by, found.faults) == ("own", ())


@pytest.mark.parametrize("seed", range(0, 60, 7))
def test_days_at_random_hold_from_the_child_too(seed: int) -> None:
    day = random_days.day(seed)

    found = suggest(day, 0.3, seed=seed)

    assert found.faults == ()
    assert breaks(found) <= breaks(suggesting.told(day, searched(day, 60, rounds=0)))


def test_people_s_own_order_is_told_as_it_is() -> None:
    day = made_up.day(4, 1, price=None)
    backwards = ((4, 3, 2, 1), ())

    found = as_it_is(day, backwards)

    assert (found.suggestion.orders, found.suggestion.by) == (backwards, "present")
    assert [call.stop for call in found.timelines[0].calls] == [4, 3, 2, 1]
    assert found.faults == ()
    assert as_it_is(Day(stops=day.stops, trips=day.trips, ways=(), now=backwards)).faults == ()


def test_a_table_of_minutes_goes_there_and_back() -> None:
    day = made_up.day(4, 1)

    assert ways_of(day.minutes) == day.ways

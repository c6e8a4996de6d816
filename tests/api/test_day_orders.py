"""The whole day suggested to a program, and taken over as it was told."""

from __future__ import annotations

import pytest

from stockroom.web.pages.road import together
from tests.api.guests import Guests
from tests.commands.test_run_changes import order
from tests.web.test_whole_day import DAY, crossed


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two vans need no three seconds."""
    monkeypatch.setattr(together, "SECONDS", 0.4)


def test_a_program_asks_for_the_whole_day_and_takes_it_over(guests: Guests) -> None:
    one, other = crossed(guests.world)

    told = guests.get("alice", "day-orders/suggested", day=DAY).json()
    taken = {name: told[name] for name in ("day", "seen", "runs")}
    answer = guests.put("alice", "day-orders", **taken)

    assert (told["better"], told["moved"]) == (True, 1)
    assert told["drives_less_min"] > 0
    (came,) = (stop for run in told["told"] for stop in run["stops"] if stop["comes_from"])
    assert (came["name"], came["comes_from"]) == ("E-2", one)
    now = [run["now"]["driven_min"] for run in told["told"]]
    then = [run["then"]["driven_min"] for run in told["told"]]
    assert sum(now) - sum(then) == told["drives_less_min"]
    assert answer.json()["made"] == {"moved": 1}
    assert (order(guests.world, one), len(order(guests.world, other))) == ([1], 3)
    again = guests.get("alice", "day-orders/suggested", day=DAY).json()
    assert (again["better"], again["moved"], again["mends"]) == (False, 0, [])


def test_a_day_without_runs_is_answered_with_none(guests: Guests) -> None:
    told = guests.get("alice", "day-orders/suggested").json()

    assert told["day"] == "2026-11-22"
    assert (told["better"], told["runs"], told["told"]) == (False, [], [])


def test_a_day_of_too_many_stops_is_refused(
    guests: Guests, monkeypatch: pytest.MonkeyPatch
) -> None:
    crossed(guests.world)
    monkeypatch.setattr(together, "MOST_STOPS", 3)

    answer = guests.get("alice", "day-orders/suggested", day=DAY)

    assert (answer.status_code, answer.json()["reason"]) == (422, "too_many_stops")


@pytest.mark.parametrize("who", ["bob", "dora", "fatima", "sue"])
def test_only_the_desk_is_told(guests: Guests, who: str) -> None:
    assert guests.get(who, "day-orders/suggested", day=DAY).status_code == 403


def test_a_day_that_is_none_is_said(guests: Guests) -> None:
    assert guests.get("alice", "day-orders/suggested", day="never").status_code == 400

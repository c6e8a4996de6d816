"""Of many who reach for one thing at the same moment one gets it, and the others are told no."""

from __future__ import annotations

import pytest

from stockroom.settings import Settings
from tests.fire import races
from tests.fire.people import breaches
from tests.fire.servers import NAIVE

pytestmark = pytest.mark.slow
ROUNDS = {1: 12, 2: 6}
"""By the number of server processes: two on PostgreSQL take their turns more slowly. `make kill`
runs a thousand of each."""
ROUNDS_OF_THE_CONTROL = 20


def processes_for(settings: Settings) -> int:
    """SQLite is served by one process; PostgreSQL here by two."""
    return 1 if settings.database.startswith("sqlite") else 2


@pytest.mark.parametrize("name", races.RACES)
def test_a_race_has_one_outcome_and_the_books_hold(name: str, settings: Settings) -> None:
    processes = processes_for(settings)

    result = races.run(races.RACES[name], settings, ROUNDS[processes], processes)

    print(f"{name}: {result}")
    assert result.wrong == []
    assert [status for status in result.statuses if status >= 500] == []
    assert breaches(settings) == []


@pytest.mark.parametrize("name", races.SEEN_BY_THE_CONTROL)
def test_the_races_catch_an_allocation_that_does_not_think_of_others(
    name: str, settings: Settings
) -> None:
    result = races.run(races.RACES[name], settings, ROUNDS_OF_THE_CONTROL, 2, NAIVE)

    print(f"{name}, naive: {result}")
    assert len(result.wrong) >= 0.7 * ROUNDS_OF_THE_CONTROL

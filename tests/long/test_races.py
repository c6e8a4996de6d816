"""A thousand rounds of every race: one outcome each, and no answer of the 500s."""

from __future__ import annotations

import pytest

from stockroom.settings import Settings
from tests.fire import races
from tests.fire.people import breaches
from tests.fire.test_races import processes_for

ROUNDS = 1000


@pytest.mark.parametrize("name", races.RACES)
def test_a_thousand_races_have_one_outcome_each(name: str, settings: Settings) -> None:
    result = races.run(races.RACES[name], settings, ROUNDS, processes_for(settings))

    print(f"{name}: {result}")
    assert result.wrong == []
    assert [status for status in result.statuses if status >= 500] == []
    assert breaches(settings) == []

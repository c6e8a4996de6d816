"""Two hundred deaths: what was acknowledged outlives each of them, and the server is soon back."""

from __future__ import annotations

import statistics

import pytest

from stockroom.settings import Settings
from tests.fire import kills

KILLS = 200
READY_WITHIN_S = 3.0


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_acknowledged_outlives_two_hundred_deaths(seed: int, settings: Settings) -> None:
    lives = kills.kill_again_and_again(settings, KILLS // 2, seed)

    print(lives)
    assert lives.faults == []
    assert lives.memory.unsure == []
    assert statistics.median(lives.ready_s) < READY_WITHIN_S

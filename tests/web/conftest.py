"""The pages over the small world, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.visits import Visits, visiting
from tests.world import World


@pytest.fixture
def visits(world: World) -> Iterator[Visits]:
    """A running service of this test's own."""
    with visiting(world) as found:
        yield found

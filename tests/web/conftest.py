"""The pages over the small world, on both databases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.web.visits import Visits, visiting
from tests.world import World

# Files whose page tests run on PostgreSQL too every time; those of the others do in `make long`.
ON_BOTH = {
    "test_acting",
    "test_changes",
    "test_page_statements",
    "test_road_stops",
    "test_sorting",
    "test_stock",
    "test_wishes_promising",
}


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Leave to `make long` what differs between the databases below the pages, not in them."""
    for item in items:
        in_here = item.path.parent == Path(__file__).parent
        if in_here and item.path.stem not in ON_BOTH and "[postgres" in item.name:
            item.add_marker(pytest.mark.long)


@pytest.fixture
def visits(world: World) -> Iterator[Visits]:
    """A running service of this test's own."""
    with visiting(world) as found:
        yield found

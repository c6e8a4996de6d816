"""Headcounts: numbers that a facility gives of itself, the newest beside the earlier ones."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from stockroom.errors import NotAllowed, Refused
from stockroom.tables.wishes import Headcount
from tests.world import World

HEADCOUNT = Headcount.__table__  # type: ignore[attr-defined]


def kept(world: World) -> list[Any]:
    """Every row, the oldest first."""
    with world.house.database.reading() as books:
        return list(books.execute(sa.select(HEADCOUNT).order_by(HEADCOUNT.c.id)))


def test_a_facility_tells_its_own_numbers_and_the_earlier_ones_stay(world: World) -> None:
    world.do("fatima", "headcounts", facility="M-1", declared_on="2026-11-01", mothers=6)
    world.do("alice", "headcounts", facility="m-1", declared_on="2026-11-20", months_0_5=2)

    rows = kept(world)

    assert [(row.mothers, row.months_0_5, row.older) for row in rows] == [(6, 0, 0), (0, 2, 0)]


def test_another_facility_is_not_known_to_exist(world: World) -> None:
    for code in ("E-2", "X-9"):
        with pytest.raises(Refused) as refused:
            world.do("fatima", "headcounts", facility=code, declared_on="2026-11-01", mothers=6)
        assert (refused.value.reason, refused.value.facts) == ("unknown_code", {"code": code})
    assert kept(world) == []


@pytest.mark.parametrize("who", ["bob", "dora", "sue"])
def test_nobody_else_tells_numbers(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        world.do(who, "headcounts", facility="M-1", declared_on="2026-11-01", mothers=6)


def test_a_day_to_come_is_refused_but_a_day_that_has_begun_elsewhere_is_not(world: World) -> None:
    world.do("fatima", "headcounts", facility="M-1", declared_on="2026-11-22", mothers=1)
    with pytest.raises(Refused, match="2026-11-23 has not come yet"):
        world.do("fatima", "headcounts", facility="M-1", declared_on="2026-11-23", mothers=1)


@pytest.mark.parametrize("number", [-1, 10_001])
def test_numbers_are_bounded(world: World, number: int) -> None:
    with pytest.raises(msgspec.ValidationError):
        world.do("alice", "headcounts", facility="M-1", declared_on="2026-11-01", older=number)

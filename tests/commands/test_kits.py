"""Kits: recipes kept for good, and how many bags should stand ready."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.errors import Malformed, Refused
from stockroom.tables.kits import KitMinimum, KitPart
from tests.world import World

WEEK: list[dict[str, Any]] = [
    {"product": "CL-BODY", "quantity": 2},
    {"product": "CL-SLP", "quantity": 1},
    {"product": "BA-TOW", "quantity": 1},
]


def minimums(world: World) -> list[tuple[str, int]]:
    """Every minimum in force: its size and number."""
    with world.house.database.reading() as books:
        query = sa.select(KitMinimum).where(sa.column("minimum") > 0)
        return [(row.size_label, row.minimum) for row in books.execute(query)]


def test_a_kit_keeps_its_recipe_in_order(world: World) -> None:
    world.do("alice", "kits", code="WEEK", name="week", names={"fr": "semaine"}, parts=WEEK)

    with world.house.database.reading() as books:
        rows = books.execute(sa.select(KitPart).where(sa.column("kit_id") > 0)).all()
    mine = rows[-3:]
    assert [(row.position, row.quantity, row.size_label) for row in mine] == [
        (1, 2, ""),
        (2, 1, ""),
        (3, 1, ""),
    ]


def test_a_code_names_one_kit(world: World) -> None:
    world.do("alice", "kits", code="MINE", name="week", parts=WEEK)

    with pytest.raises(Refused, match="MINE is taken"):
        world.do("alice", "kits", code="MINE", name="another", parts=WEEK)


def test_what_is_not_in_use_goes_into_no_kit(world: World) -> None:
    world.do("alice", "product-changes", product="CL-SLP", active=False)

    with pytest.raises(Refused, match="sleepsuit is not in use"):
        world.do("alice", "kits", code="MINE", name="week", parts=WEEK)


def test_a_size_that_its_product_cannot_have_is_refused(world: World) -> None:
    parts = [{"product": "CL-BODY", "quantity": 2, "size": "ninety"}]

    with pytest.raises(Malformed):
        world.do("alice", "kits", code="MINE", name="week", parts=parts)


def test_a_kit_is_renamed_and_laid_aside_but_its_recipe_stands(world: World) -> None:
    world.do("alice", "kits", code="MINE", name="week", parts=WEEK)

    world.do("alice", "kit-changes", kit="mine", name="seven days", active=False)

    with pytest.raises(Refused, match="not known"):
        world.do("alice", "kit-changes", kit="NONE", active=True)


def test_a_minimum_is_one_number_for_a_kit_size_and_site(world: World) -> None:
    world.do("alice", "kits", code="MINE", name="week", parts=WEEK)

    for number in (3, 5):
        world.do("alice", "kit-minimums", kit="MINE", size=" 62 ", site="North", minimum=number)
    world.do("alice", "kit-minimums", kit="MINE", size="68", site="North", minimum=1)
    world.do("alice", "kit-minimums", kit="MINE", size="68", site="North", minimum=0)

    assert minimums(world) == [("62", 5)]


def test_a_minimum_is_for_a_site_of_ours_and_a_size_of_the_kit(world: World) -> None:
    world.do("alice", "kits", code="MINE", name="week", parts=WEEK)

    with pytest.raises(Refused, match="A1 is not a site"):
        world.do("alice", "kit-minimums", kit="MINE", size="62", site="A1", minimum=1)
    with pytest.raises(Malformed, match="week needs a size"):
        world.do("alice", "kit-minimums", kit="MINE", site="North", minimum=1)

"""The kits that every new stockroom begins with."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from stockroom import catalogue
from stockroom.catalogue.kits import KITS, StarterKit
from stockroom.rules import kit_sizes
from tests.world import World

PRODUCTS = {product["code"]: product for product in catalogue.products()}


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.code)
def test_each_kit_is_of_the_catalogue_and_its_sizes_can_be_read(kit: StarterKit) -> None:
    parts = [
        (part.size, PRODUCTS[part.product]["sizing"], PRODUCTS[part.product]["name"])
        for part in kit.parts
    ]

    assert kit_sizes.sizing_of(parts) == ("" if kit.code == "NEWBORN" else "EUCM")
    assert set(kit.names) == set(catalogue.LANGUAGES)
    assert max(map(len, kit.names.values())) <= 40


def test_a_new_stockroom_has_them(world: World) -> None:
    with world.house.database.reading() as books:
        codes = books.execute(sa.text("SELECT code FROM kit")).scalars().all()
        parts = books.execute(sa.select(sa.func.count()).select_from(sa.table("kit_part")))

        assert set(codes) == {kit.code for kit in KITS}
        assert parts.scalar_one() == sum(len(kit.parts) for kit in KITS)

"""What comes back from the road: on the van until unloaded, then inbound, and wished for again."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.errors import Refused
from stockroom.tables.stock import Lot, Standing
from tests.world import World


@pytest.fixture
def loaded(world: World) -> tuple[str, int, int]:
    """Nine pieces for one line, on a van of a run: the lot, the line, the run."""
    lot, line, run = world.shelved(quantity=9), world.line(9), world.run()
    world.do("alice", "allocations", lot=lot, line=line, quantity=9)
    world.do("bob", "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 9}])
    return lot, line, run


def promised(world: World, line: int) -> int:
    """Pieces that are still promised to a line, wherever they are."""
    with world.house.database.reading() as books:
        query = sa.text("SELECT COALESCE(SUM(quantity), 0) FROM holding WHERE line_id = :line")
        return int(books.execute(query, {"line": line}).scalar() or 0)


def standing(world: World, code: str) -> Any:
    """Whether a lot may be promised."""
    with world.house.database.reading() as books:
        query = sa.select(Lot.standing).where(Lot.id == world.lot_id(code))  # type: ignore[call-overload]
        return books.execute(query).scalar_one()


def test_refused_goods_are_on_the_van_until_unloaded_and_the_wish_is_open(
    world: World, loaded: tuple[str, int, int]
) -> None:
    lot, line, run = loaded

    told = world.do(
        "dora", "deliveries", facility="M-1", run=run,
        lines=[{"lot": lot, "line": line, "accepted": 7,
                "refused": [{"quantity": 2, "reason": "damaged"}]}],
    )  # fmt: skip
    (refused,) = told.made["lots"]

    assert world.inside(refused) == {"Van 1": 2}
    assert standing(world, refused) == Standing.WAITING
    assert promised(world, line) == 7
    with pytest.raises(Refused, match="2 pieces are still on Van 1"):
        world.do("dora", "run-closings", run=run)

    world.do("dora", "returns", run=run, items=[{"lot": refused}], site="North")
    assert world.inside(refused) == {"North inbound": 2}
    assert world.do("dora", "run-closings", run=run).made["returned"] == 2


def test_undelivered_goods_come_in_as_a_new_lot_and_the_wish_is_open(
    world: World, loaded: tuple[str, int, int]
) -> None:
    lot, line, run = loaded
    assert world.inside(lot) == {f"Van 1/{line}": 9}
    with pytest.raises(Refused, match="9 pieces are still on Van 1"):
        world.do("dora", "run-closings", run=run)

    back = world.do("dora", "returns", run=run, items=[{"lot": lot}], site="North")
    (fresh,) = back.made["lots"]

    assert world.inside(lot) == {}
    assert world.inside(fresh) == {"North inbound": 9}
    assert standing(world, fresh) == Standing.WAITING
    assert promised(world, line) == 0
    assert world.do("dora", "run-closings", run=run).made["returned"] == 9
    assert world.discrepancies() == []

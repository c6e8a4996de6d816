"""What was turned away at the door: noted with its reason, without a lot and without a movement."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from stockroom.errors import NotAllowed
from stockroom.ledger import MOVEMENT
from stockroom.web.api.reads import rows
from stockroom.web.api.reads.people import DONOR, TURNED_AWAY, TURNINGS_AWAY
from tests.world import World


def listed(world: World) -> list[dict[str, Any]]:
    """What the list of turnings away shows."""
    return rows(world.house.database, TURNINGS_AWAY, world.cast["bob"], {}).items


def test_what_was_turned_away_is_noted_with_its_reason_and_nothing_moves(world: World) -> None:
    world.do("bob", "turnings-away", what="sl-cot", reason="unsafe", quantity=2)

    (row,) = listed(world)
    assert (row["product"], row["quantity"], row["reason"]) == ("SL-COT", 2, "unsafe")
    with world.house.database.reading() as books:
        assert books.execute(sa.select(sa.func.count()).select_from(MOVEMENT)).scalar() == 0


def test_words_that_are_no_product_stay_words(world: World) -> None:
    world.do("bob", "turnings-away", what=" baby walker ", reason="unsafe")

    (row,) = listed(world)
    assert (row["what"], row["product"]) == ("baby walker", None)


def test_whoever_brought_it_is_known_from_then_on(world: World) -> None:
    for _ in range(2):
        world.do("bob", "turnings-away", what="CL-MIX", reason="dirty", donor="Parish drive")

    with world.house.database.reading() as books:
        assert books.execute(sa.select(DONOR.c.name)).scalars().all() == ["Parish drive"]
        donors = books.execute(sa.select(TURNED_AWAY.c.donor_id).distinct()).scalars().all()
    assert len(donors) == 1
    assert donors[0] is not None


def test_what_was_noted_by_mistake_is_listed_no_more(world: World) -> None:
    wrong = world.do("bob", "turnings-away", what="CL-MIX", reason="dirty")

    world.do("bob", "reversals", command=wrong.id)

    assert listed(world) == []


@pytest.mark.parametrize("who", ["dora", "fatima", "sue"])
def test_only_those_inside_turn_things_away(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        world.do(who, "turnings-away", what="CL-MIX", reason="dirty")


def test_a_reason_that_we_do_not_know_is_no_reason(world: World) -> None:
    with pytest.raises(msgspec.ValidationError, match="whim"):
        world.do("bob", "turnings-away", what="CL-MIX", reason="whim")

"""What a donor gave for some only goes to nobody else, whatever becomes of it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.errors import Malformed, Refused
from stockroom.ledger import LOT
from stockroom.tables.impact import Donation
from tests.commands.test_gates import promise, wished
from tests.world import World

DONATION = Donation.__table__  # type: ignore[attr-defined]


def given(world: World, only_for: list[str], **about: Any) -> str:
    """Goods of such a gift, taken in; the code of their lot."""
    gift = world.do("bob", "donations", received_on="2026-11-20", only_for=only_for).id
    goods: dict[str, Any] = {"product": "NP-DISP", "size": "4", "quantity": 9, **about}
    return str(world.do("bob", "intakes", donation=gift, **goods).made["lot"])


def shelved(world: World, only_for: list[str], **about: Any) -> str:
    """The same, accepted and put away."""
    lot = given(world, only_for, **about)
    world.do("bob", "inspections", lot=lot, outcome="accept")
    world.do("bob", "put-aways", thing=lot, place="A1")
    return lot


def gifts_of_mixed(world: World) -> list[Any]:
    """Which gift each mixed lot stands for."""
    with world.house.database.reading() as books:
        query = sa.select(LOT.c.donation_id).where(LOT.c.source == "many").order_by(LOT.c.id)
        return list(books.execute(query).scalars())


@pytest.mark.parametrize(
    ("only_for", "sentence"),
    [
        (["shelter"], "The donor gave disposable nappy for shelters only."),
        (["e-2"], "The donor gave disposable nappy for E-2 only."),
    ],
)
def test_goods_given_for_others_are_refused(
    world: World, only_for: list[str], sentence: str
) -> None:
    lot = shelved(world, only_for)

    with pytest.raises(Refused) as refused:
        promise(world, lot, wished(world, "M-1"))

    assert (refused.value.reason, str(refused.value)) == ("given_for_others", sentence)
    assert promise(world, lot, wished(world, "E-2")).status == "recorded"


def test_what_is_made_of_them_is_for_the_same(world: World) -> None:
    lot, line = shelved(world, ["shelter"]), wished(world, "M-1")

    other = world.do("bob", "redescriptions", lot=lot, quantity=4, condition="worn").made["lots"][0]

    with pytest.raises(Refused, match="for shelters only"):
        promise(world, other, line)


def test_kinds_and_codes_are_not_mixed_and_a_code_must_be_known(world: World) -> None:
    with pytest.raises(Malformed, match="not both"):
        world.do("bob", "donations", received_on="2026-11-20", only_for=["prison", "E-2"])
    held = world.do("bob", "donations", received_on="2026-11-20", only_for=["X-9"])
    assert (held.status, held.reason) == ("held", "unknown_code")


def test_both_kinds_are_anybody(world: World) -> None:
    lot = shelved(world, ["prison", "shelter"])

    assert promise(world, lot, wished(world, "M-1")).status == "recorded"
    with world.house.database.reading() as books:
        assert books.execute(sa.select(DONATION.c.only_for)).scalars().all() == [[]]


def sort_into(world: World, bags: str, box: str = "Box one", **about: Any) -> Any:
    """A bag of these emptied into a box."""
    part = {"box": box, "size": "68", "quantity": 10} | about
    return world.do("bob", "sortings", lot=bags, bags=1, into=[part])


def test_a_mixed_box_keeps_the_word_of_the_first_gift_in_it(world: World) -> None:
    bags = given(world, ["shelter"], product="BAG", size="", quantity=3)
    sort_into(world, bags)
    sort_into(world, bags)
    line = wished(world, "M-1", product="CL-BODY", size="68")

    with pytest.raises(Refused, match="for shelters only"):
        promise(world, "Box one", line)

    assert promise(world, "Box one", wished(world, "E-2", product="CL-BODY", size="68"))
    assert gifts_of_mixed(world) == [1]


@pytest.mark.parametrize(("first", "second"), [([], ["prison"]), (["prison"], [])])
def test_goods_for_some_and_goods_for_others_do_not_share_a_box(
    world: World, first: list[str], second: list[str]
) -> None:
    one, other = (given(world, who, product="BAG", size="", quantity=2) for who in (first, second))
    sort_into(world, one)

    held = sort_into(world, other)

    assert (held.status, held.reason) == ("held", "other_restriction")
    assert sort_into(world, other, "Box two").status == "recorded"


def test_nor_do_they_by_topping_up(world: World) -> None:
    bags = given(world, [], product="BAG", size="", quantity=2)
    sort_into(world, bags)
    loose = given(world, ["prison"], product="CL-MIX", size="68", quantity=6)

    held = world.do("bob", "toppings-up", lot=loose, box="Box one", quantity=6)

    assert (held.status, held.reason) == ("held", "other_restriction")

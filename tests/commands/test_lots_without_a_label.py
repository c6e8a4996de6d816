"""A lot of a mixed box has no label: commands take it by its number, "lot 328"."""

from __future__ import annotations

import pytest

from stockroom.errors import Refused
from tests.world import World


@pytest.fixture
def mixed(world: World) -> str:
    """Forty pieces in Box one, as commands call their lot."""
    return world.sorted_into()


@pytest.mark.parametrize("said", ["lot {}", "LOT {}", " Lot  {} ", "الدفعة {}", "партия {}"])
def test_it_is_moved_by_its_number_however_that_is_written(
    world: World, mixed: str, said: str
) -> None:
    world.do("bob", "transfers", thing=said.format(mixed.split()[1]), place="A2", quantity=3)

    assert world.inside(mixed) == {"Box one": 37, "A2": 3}


def test_it_is_promised_released_and_counted(world: World, mixed: str) -> None:
    line = world.line(10, product="CL-MIX", size="62")

    world.do("alice", "allocations", lot=mixed, line=line, quantity=4)
    world.do("alice", "releases", lot=mixed, line=line, quantity=1)
    lines = [{"lot": mixed, "counted": 38}]
    world.do("bob", "counts", place="Box one", position=world.position(), lines=lines)

    assert world.inside(mixed) == {"Box one": 35, f"Box one/{line}": 3}


@pytest.mark.parametrize("unknown", ["lot 999999999", "lot 0", "lot 1234567890", "lot", "#1"])
def test_a_number_that_no_lot_has_is_unknown(world: World, mixed: str, unknown: str) -> None:
    line = world.line(10, product="CL-MIX", size="62")

    with pytest.raises(Refused):
        world.do("alice", "allocations", lot=unknown, line=line, quantity=4)

    assert world.inside(mixed) == {"Box one": 40}


def test_a_place_may_be_called_so_and_is_meant_where_a_place_is_asked_for(
    world: World, mixed: str
) -> None:
    world.do("sam", "bins", name=mixed, site="North")
    world.do("sam", "boxes", name="lot 99999", place="A3")

    world.do("bob", "transfers", thing=mixed, place=mixed, quantity=2)
    world.do("bob", "transfers", thing="lot 99999", place="A1")

    assert world.inside(mixed) == {"Box one": 38, mixed: 2}


def test_a_facility_names_no_lot_but_those_of_its_delivery(world: World, mixed: str) -> None:
    other = world.sorted_into("Box two", 7, "74")
    made = world.do("alice", "deliveries", facility="M-1", boxes=["Box one"], received_by="nurse")
    delivery = made.made["delivery"]

    for lot in (other, "lot 99999"):
        lines = [{"lot": lot, "counted": 7}]
        with pytest.raises(Refused, match=f"{lot} is not known here."):
            world.do("fatima", "confirmations", delivery=delivery, lines=lines)
    lines = [{"lot": mixed, "counted": 40}]
    world.do("fatima", "confirmations", delivery=delivery, lines=lines)

    assert world.held(mixed)["M-1 facility"] == 40

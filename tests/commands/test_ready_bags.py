"""Bags packed ahead: right when closed, whole while ready, opened by whoever reaches in."""

from __future__ import annotations

from typing import Any

import pytest

from stockroom.errors import Refused
from tests import kits
from tests.world import World


@pytest.fixture(autouse=True)
def night(world: World) -> None:
    """The kit that all of these bags are."""
    kits.make_kit(world)


def pack(world: World, *contents: tuple[str, int], **more: Any) -> dict[str, Any]:
    """A bag of size 62 of these goods."""
    inside = [{"lot": lot, "quantity": quantity} for lot, quantity in contents]
    return world.do("bob", "ready-bags", kit="NIGHT", size="62", contents=inside, **more).made


def test_a_bag_is_a_box_with_exactly_its_kit(world: World) -> None:
    bodies, towels = kits.goods(world)

    made = pack(world, (bodies, 2), (towels, 1))

    box = f"box {made['box']}"
    assert world.inside(bodies) == {"A1": 8, box: 2}
    assert world.inside(towels) == {"A1": 4, box: 1}
    assert kits.ready(world) == [(box, "62")]


def test_a_label_for_a_new_box_and_a_box_with_goods_in_it_both_serve(world: World) -> None:
    bodies, towels = kits.goods(world)
    blank = world.blank()
    world.do("bob", "boxings", lot=bodies, box="Box one", quantity=2)

    first = pack(world, (bodies, 2), (towels, 1), box=blank)
    second = pack(world, (towels, 1), box="Box one")

    assert first["code"] == blank
    assert [box for box, _ in kits.ready(world)] == [f"box {first['box']}", "Box one"]
    assert second["box"] != first["box"]


def test_a_wrong_content_is_refused_by_the_name_of_the_part(world: World) -> None:
    bodies, towels = kits.goods(world)
    larger = world.shelved(product="CL-BODY", size="68", quantity=4)

    with pytest.raises(Refused, match="one night holds 1 of hooded towel; 0 of them are in"):
        pack(world, (bodies, 2))
    with pytest.raises(Refused, match="one night holds 2 of bodysuit 62; 1 of them are in"):
        pack(world, (bodies, 1), (towels, 1))
    with pytest.raises(Refused, match="1 of bodysuit 62 in the bag are more than one night holds"):
        pack(world, (bodies, 3), (towels, 1))
    with pytest.raises(Refused, match="one night holds 2 of bodysuit 62; 0 of them are in"):
        pack(world, (larger, 2), (towels, 1))
    assert kits.ready(world) == []


def test_what_may_not_be_given_goes_into_no_bag(world: World) -> None:
    bodies, towels = kits.goods(world)
    world.do("bob", "holds", lot=bodies, reason="a stud came off")

    with pytest.raises(Refused, match="bodysuit is on hold"):
        pack(world, (bodies, 2), (towels, 1))
    world.do("alice", "hold-liftings", lot=bodies)
    world.do("alice", "allocations", lot=towels, line=world.line(5, product="BA-TOW"), quantity=5)
    with pytest.raises(Refused, match="Of hooded towel, 0 lie free there"):
        pack(world, (bodies, 2), (towels, 1))


def test_what_stands_in_one_bag_goes_into_no_other(world: World) -> None:
    box, bodies, _ = kits.pack(world)

    with pytest.raises(Refused, match="0 lie free there"):
        world.do(
            "bob", "ready-bags", kit="NIGHT", size="62",
            contents=[{"lot": bodies, "quantity": 2, "place": box}],
        )  # fmt: skip


def test_a_bag_is_not_packed_over_another_or_a_parcel(world: World) -> None:
    box, bodies, towels = kits.pack(world)
    world.do("bob", "sealings", box="Box two", facility="M-1")

    for closed in (box, "Box two"):
        with pytest.raises(Refused, match="closed already"):
            pack(world, (bodies, 2), (towels, 1), box=closed)


def test_no_single_piece_is_promised_out_of_a_ready_bag(world: World) -> None:
    box, _bodies, towels = kits.pack(world)
    line = world.line(5, product="BA-TOW")
    world.do("alice", "allocations", lot=towels, line=line, quantity=4)

    with pytest.raises(Refused, match=f"in the ready bag {box}; open the bag first"):
        world.do("alice", "allocations", lot=towels, line=line, quantity=1)
    with pytest.raises(Refused, match=f"in the ready bag {box}"):
        world.do("alice", "allocations", lot=towels, line=line, quantity=1, place=box)

    world.do("bob", "ready-bag-openings", bag=box)
    world.do("alice", "allocations", lot=towels, line=line, quantity=1)
    assert kits.opened(world) == [True]


def test_what_is_asked_of_a_ready_bags_goods_is_refused(world: World) -> None:
    box, bodies, _ = kits.pack(world)

    with pytest.raises(Refused, match=f"ready bag {box}"):
        world.do("alice", "write-offs", lot=bodies, quantity=1, place=box, reason="damaged")
    assert kits.ready(world) == [(box, "62")]


@pytest.mark.parametrize(
    ("noun", "content"),
    [
        ("transfers", {"place": "A3", "quantity": 1}),
        ("boxings", {"box": "Box one", "quantity": 1}),
        ("redescriptions", {"size": "68", "quantity": 1}),
        ("counts", {"counted": 1}),
    ],
)
def test_hands_that_reach_into_a_ready_bag_have_opened_it(
    world: World, noun: str, content: dict[str, Any]
) -> None:
    box, bodies, _ = kits.pack(world)
    about: dict[str, Any] = {
        "transfers": {"thing": bodies, "source": box},
        "boxings": {"lot": bodies, "source": box},
        "redescriptions": {"lot": bodies, "place": box},
    }.get(noun, {})
    if noun == "counts":
        lines = [{"lot": bodies, **content}]
        content = {"place": box, "position": world.position(), "lines": lines}

    receipt = world.do("bob", noun, **about, **content)

    assert receipt.made["bags_opened"] == [box]
    assert kits.ready(world) == []


def test_a_count_that_finds_a_bag_as_it_was_leaves_it_ready(world: World) -> None:
    box, bodies, _ = kits.pack(world)
    lines = [{"lot": bodies, "counted": 2}]

    world.do("bob", "counts", place=box, position=world.position(), lines=lines)

    assert kits.ready(world) == [(box, "62")]


def test_goods_put_into_a_ready_bag_end_it_too(world: World) -> None:
    box, bodies, _ = kits.pack(world)

    world.do("bob", "boxings", lot=bodies, box=box, quantity=1, source="A1")

    assert kits.opened(world) == [True]


def test_hands_that_name_no_place_leave_ready_bags_for_last(world: World) -> None:
    box, bodies, _ = kits.pack(world)
    line = world.line(8, product="CL-BODY", size="62")

    world.do("bob", "picks", lot=bodies, line=line, quantity=8)

    assert kits.ready(world) == [(box, "62")]


def test_a_bag_moved_as_a_whole_stays_ready(world: World) -> None:
    box, _, _ = kits.pack(world)

    world.do("bob", "transfers", thing=box, place="S1")

    assert kits.ready(world) == [(box, "62")]


def test_a_hold_on_what_is_inside_keeps_a_bag_back_until_it_is_lifted(world: World) -> None:
    box, bodies, _ = kits.pack(world)

    world.do("bob", "holds", lot=bodies, reason="recalled")
    assert kits.ready(world) == []

    world.do("alice", "hold-liftings", lot=bodies)
    assert kits.ready(world) == [(box, "62")]


def test_an_act_before_the_closing_is_not_undone_under_a_ready_bag(world: World) -> None:
    bodies, towels = kits.goods(world)
    boxing = world.do("bob", "boxings", lot=bodies, box="Box one", quantity=2)
    pack(world, (towels, 1), box="Box one")

    with pytest.raises(Refused, match="ready bag Box one"):
        world.do("bob", "reversals", command=boxing.id)


def test_a_held_act_that_a_coordinator_lets_happen_opens_the_bag(world: World) -> None:
    box, bodies, _ = kits.pack(world)
    held = world.do("bob", "transfers", thing=bodies, source=box, place="B9", quantity=1)
    world.do("sam", "bins", name="B9", site="North")

    world.do(
        "alice", "discrepancy-settlings", discrepancy=held.discrepancies[0], settlement="apply"
    )

    assert kits.opened(world) == [True]


def test_a_bag_is_opened_once(world: World) -> None:
    box, _, _ = kits.pack(world)
    world.do("bob", "ready-bag-openings", bag=box)

    assert world.do("bob", "ready-bag-openings", bag=box).status == "held"


def test_a_kit_that_is_not_given_any_more_is_not_packed(world: World) -> None:
    bodies, towels = kits.goods(world)
    world.do("alice", "kit-changes", kit="NIGHT", active=False)

    with pytest.raises(Refused, match="not given any more"):
        pack(world, (bodies, 2), (towels, 1))

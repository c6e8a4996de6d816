"""Bags, packs and weights taken in, sorted, opened and described anew."""

from __future__ import annotations

from tests.world import World


def test_bags_are_sorted_into_mixed_boxes_and_a_guess_opens_no_discrepancy(world: World) -> None:
    bags = world.do("bob", "intakes", product="BAG", quantity=40, weight_g=240_000).made["lot"]

    world.do(
        "bob", "sortings", lot=bags, bags=40, rags_g=12_000, rubbish_g=3_000,
        into=[{"box": "Box one", "size": "68", "fits": "girl", "season": "winter", "quantity": 60},
              {"box": "Box two", "size": "80", "quantity": 45}],
    )  # fmt: skip

    assert world.inside(bags) == {}
    lot_68 = world.do("bob", "code-claims", code=world.blank(), thing="Box one")
    assert lot_68.status == "recorded"
    world.do(
        "bob",
        "counts",
        place="Box one",
        position=world.position(),
        lines=[{"lot": "Box one", "counted": 55}],
    )
    assert world.discrepancies() == []


def test_a_redescribed_piece_is_another_lot_where_it_lies(world: World) -> None:
    lot = world.shelved(quantity=6, product="CL-BODY", size="62")

    receipt = world.do("bob", "redescriptions", lot=lot, quantity=2, size="68")

    assert world.inside(lot) == {"A1": 4}
    assert world.inside(receipt.made["lots"][0]) == {"A1": 2}


def test_a_pack_opened_becomes_lots_of_pieces(world: World) -> None:
    lot = world.shelved(quantity=108, condition="new_sealed")

    receipt = world.do(
        "bob", "conversions", lot=lot, quantity=54, into=[{"quantity": 54, "condition": "new"}]
    )

    assert world.inside(lot) == {"A1": 54}
    assert world.inside(receipt.made["lots"][0]) == {"A1": 54}


def test_lots_of_packs_are_taken_in_as_pieces(world: World) -> None:
    lot = world.do(
        "bob", "intakes", product="CL-VEST", size="18 mois", description="vests 5-pack",
        packs={"packs": 8, "pieces_per_pack": 5},
    ).made["lot"]  # fmt: skip

    assert world.inside(lot) == {"North inbound": 40}


def test_a_weight_over_a_sample_of_ten_gives_the_pieces(world: World) -> None:
    lot = world.do(
        "bob", "intakes", product="CL-BODY", size="62",
        weighed={"total_g": 3000, "sample_g": 600, "sample_pieces": 10},
    ).made["lot"]  # fmt: skip

    assert world.inside(lot) == {"North inbound": 50}

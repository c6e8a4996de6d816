"""What happens when the warehouse does not do things in the order of the manual."""

from __future__ import annotations

from uuid import UUID

import pytest

from stockroom.errors import IdReused, Refused
from tests.world import World


def test_a_count_made_offline_before_a_pick_asks_for_a_recount(world: World) -> None:
    lot, line = world.shelved(quantity=12), world.line(3)
    position = world.do("alice", "allocations", lot=lot, line=line, quantity=3).sequence
    world.do("bob", "picks", lot=lot, line=line, quantity=3, place="A1")

    count = world.do(
        "bob", "counts", place="A1", position=position, lines=[{"lot": lot, "counted": 12}]
    )

    assert count.made == {"recount": [lot]}
    assert world.inside(lot) == {"A1": 9, f"North bench/{line}": 3}
    assert world.discrepancies() == ["recount"]


def test_a_count_of_an_untouched_shelf_is_posted_against_the_difference(world: World) -> None:
    lot = world.shelved(quantity=12)
    position = world.do("bob", "blank-codes", number=1).sequence

    world.do("bob", "counts", place="A1", position=position, lines=[{"lot": lot, "counted": 10}])

    assert world.held(lot) == {"opening": -12, "A1": 10, "count_difference": 2}
    assert world.discrepancies() == ["count_difference"]


def test_a_count_that_loses_promised_pieces_breaks_the_least_urgent_promise(world: World) -> None:
    lot = world.shelved(quantity=10)
    tonight, nice = world.line(4, urgency="tonight"), world.line(4, urgency="nice_to_have")
    for line in (tonight, nice):
        world.do("alice", "allocations", lot=lot, line=line, quantity=4)

    world.do(
        "bob", "counts", place="A1", position=world.position(), lines=[{"lot": lot, "counted": 5}]
    )

    assert world.inside(lot) == {f"A1/{tonight}": 4, f"A1/{nice}": 1}
    assert world.discrepancies() == ["count_difference", "promise_broken"]


def test_refused_pieces_become_a_lot_of_their_own_and_the_wish_opens_again(world: World) -> None:
    lot, line, run = world.shelved(quantity=5), world.line(5), world.run()
    world.do("alice", "allocations", lot=lot, line=line, quantity=5)
    world.do("bob", "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 5}])

    receipt = world.do(
        "dora", "deliveries", facility="M-1", run=run,
        lines=[{"lot": lot, "line": line, "accepted": 3,
                "refused": [{"quantity": 2, "reason": "not_sealed"}]}],
    )  # fmt: skip

    new = receipt.made["lots"][0]
    assert world.inside(lot) == {}
    assert world.inside(new) == {"Van 1": 2}
    world.do("dora", "returns", run=run, items=[{"lot": new}], site="North")
    assert world.inside(new) == {"North inbound": 2}
    with pytest.raises(Refused, match="not been accepted"):
        world.do("alice", "allocations", lot=new, line=line, quantity=2)
    world.do("bob", "inspections", lot=new, outcome="accept")
    world.do("bob", "put-aways", thing=new, place="A2")
    world.do("alice", "allocations", lot=new, line=line, quantity=2)
    closing = world.do("dora", "run-closings", run=run)
    assert closing.made == {"loaded": 5, "delivered": 3, "returned": 2, "lost": 0}


def test_a_line_lowered_while_its_goods_are_in_the_van_asks_instead_of_taking(
    world: World,
) -> None:
    lot, line, run = world.shelved(quantity=10), world.line(8), world.run()
    world.do("alice", "allocations", lot=lot, line=line, quantity=8)
    world.do("bob", "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 5}])

    world.do("alice", "wish-list-changes", line=line, asked=2, reason="no_longer_needed")

    assert world.inside(lot) == {"A1": 5, f"Van 1/{line}": 5}
    assert world.discrepancies() == ["still_needed"]


def test_two_boxes_each_put_into_the_other_are_held(world: World) -> None:
    first = world.do("bob", "transfers", thing="Box one", place="Box two")
    second = world.do("bob", "transfers", thing="Box two", place="Box one")

    assert (first.status, first.reason) == ("held", "box_in_box")
    assert second.status == "held"


def test_a_box_delivered_leaves_nothing_inside_it(world: World) -> None:
    lot, line, run = world.shelved(quantity=6), world.line(4), world.run()
    world.do("alice", "allocations", lot=lot, line=line, quantity=4)
    world.do("bob", "packings", lot=lot, line=line, quantity=4, box="Box one")
    world.do("bob", "sealings", box="Box one", facility="M-1")
    world.do("bob", "loadings", run=run, items=[{"box": "Box one"}])

    world.do("dora", "deliveries", facility="M-1", run=run, boxes=["Box one"])

    assert world.held(lot) == {"opening": -6, "A1": 2, f"M-1 gate/{line}": 4}
    again = world.do("bob", "boxings", lot=lot, box="Box one")
    assert (again.status, again.reason) == ("held", "not_inside")


def test_the_same_id_with_the_same_content_gives_the_stored_receipt(world: World) -> None:
    lot = world.shelved()
    first = world.do("bob", "transfers", thing=lot, place="A2")

    again = world.do("bob", "transfers", id=UUID(first.id), thing=lot, place="A2")

    assert (again.sequence, again.repeated) == (first.sequence, True)
    with pytest.raises(IdReused):
        world.do("bob", "transfers", id=UUID(first.id), thing=lot, place="A3")


def test_an_unknown_code_is_held_and_can_be_carried_out_later(world: World) -> None:
    lot = world.shelved()
    held = world.do("bob", "put-aways", thing=lot, place="B7")
    assert (held.status, held.reason) == ("held", "unknown_code")
    world.do("alice", "bins", name="B7", site="North")

    world.do(
        "alice", "discrepancy-settlings", discrepancy=held.discrepancies[0], settlement="apply"
    )

    assert world.inside(lot) == {"B7": 5}
    assert world.discrepancies() == []


def test_a_told_act_on_a_closed_run_is_held(world: World) -> None:
    lot, run = world.shelved(), world.run()
    world.do("dora", "run-closings", run=run)

    held = world.do("bob", "loadings", run=run, items=[{"lot": lot, "quantity": 1}])

    assert (held.status, held.reason) == ("held", "run_closed")


def test_a_run_does_not_close_while_something_is_aboard(world: World) -> None:
    lot, run = world.shelved(), world.run()
    world.do("bob", "loadings", run=run, items=[{"lot": lot, "quantity": 2}])

    with pytest.raises(Refused, match="2 pieces are still on Van 1"):
        world.do("dora", "run-closings", run=run)

    world.do("dora", "returns", run=run, items=[{"lot": lot}], site="North")
    closing = world.do("dora", "run-closings", run=run)
    assert closing.made == {"loaded": 2, "delivered": 0, "returned": 2, "lost": 0}


def test_a_hold_releases_every_promise_and_stops_new_ones(world: World) -> None:
    lot, line = world.shelved(quantity=9), world.line(6)
    world.do("alice", "allocations", lot=lot, line=line, quantity=6)

    world.do("bob", "holds", lot=lot, reason="recalled strap")

    assert world.inside(lot) == {"A1": 9}
    with pytest.raises(Refused, match="on hold"):
        world.do("alice", "allocations", lot=lot, line=line, quantity=1)
    world.do("alice", "hold-liftings", lot=lot)
    world.do("alice", "allocations", lot=lot, line=line, quantity=1)


def test_delivering_goods_on_hold_raises_an_alarm(world: World) -> None:
    lot, line = world.shelved(), world.line(2)
    world.do("bob", "holds", lot=lot, reason="recalled strap")

    world.do("bob", "deliveries", facility="M-1", lines=[{"lot": lot, "line": line, "accepted": 2}])

    assert world.discrepancies() == ["held_goods_delivered"]


def test_goods_handed_over_at_the_door_need_no_pick_load_or_run(world: World) -> None:
    lot, line = world.shelved(quantity=7), world.line(3)

    world.do("bob", "deliveries", facility="M-1", lines=[{"lot": lot, "line": line, "accepted": 3}])

    assert world.held(lot) == {"opening": -7, "A1": 4, f"M-1 gate/{line}": 3}
    assert world.discrepancies() == []


def test_missing_pieces_can_be_found_again_or_written_off(world: World) -> None:
    lot, line, run = world.shelved(quantity=5), world.line(5), world.run()
    world.do("bob", "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 5}])
    receipt = world.do(
        "dora", "deliveries", facility="M-1", run=run,
        lines=[{"lot": lot, "line": line, "accepted": 3, "missing": 2}],
    )  # fmt: skip
    world.do("dora", "run-closings", run=run)

    world.do(
        "alice", "discrepancy-settlings",
        discrepancy=receipt.discrepancies[0], settlement="found", place="A2",
    )  # fmt: skip

    assert world.held(lot) == {"opening": -5, "A2": 2, f"M-1 gate/{line}": 3}


def test_more_handed_over_than_was_loaded_is_found_and_noted(world: World) -> None:
    lot, line, run = world.shelved(quantity=3), world.line(5), world.run()
    world.do("bob", "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 3}])

    world.do(
        "dora", "deliveries", facility="M-1", run=run,
        lines=[{"lot": lot, "line": line, "accepted": 5}],
    )  # fmt: skip

    assert world.held(lot) == {
        "opening": -3, f"M-1 gate/{line}": 5, "count_difference": -2,
    }  # fmt: skip
    assert world.discrepancies() == ["found"]
    world.do("dora", "run-closings", run=run)


def test_a_confirmation_moves_the_goods_inside_and_notes_what_differs(world: World) -> None:
    lot, line = world.shelved(quantity=5), world.line(5)
    delivery = world.do(
        "bob", "deliveries", facility="M-1", lines=[{"lot": lot, "line": line, "accepted": 5}]
    ).made["delivery"]

    world.do(
        "fatima", "confirmations", delivery=delivery,
        lines=[{"lot": lot, "line": line, "counted": 4}],
    )  # fmt: skip

    assert world.held(lot)[f"M-1 facility/{line}"] == 4
    assert world.held(lot)[f"M-1 gate/{line}"] == 1
    assert world.discrepancies() == ["confirmed_other"]


def test_a_corrected_delivery_confirms_only_what_is_left_of_it(world: World) -> None:
    lot, line = world.shelved(quantity=5), world.line(5)
    delivery = world.do(
        "bob", "deliveries", facility="M-1", lines=[{"lot": lot, "line": line, "accepted": 5}]
    ).made["delivery"]
    world.do(
        "alice", "delivery-corrections", delivery=delivery,
        lines=[{"lot": lot, "line": line, "fewer": 2}],
    )  # fmt: skip

    world.do("fatima", "confirmations", delivery=delivery)

    assert world.held(lot)[f"M-1 facility/{line}"] == 3
    assert f"M-1 gate/{line}" not in world.held(lot)

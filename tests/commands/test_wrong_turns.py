"""Ways to make the books say what never happened, each of them closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from stockroom.errors import Malformed, Refused
from tests.world import NOON, World


def test_nothing_is_put_back_into_a_box_that_has_left(world: World) -> None:
    lot = world.shelved("Box one")
    moved = world.do("bob", "transfers", thing=lot, place="A2")
    world.do("bob", "deliveries", facility="M-1", boxes=["Box one"])

    with pytest.raises(Refused, match="not a place of ours"):
        world.do("alice", "reversals", command=moved.id)


def test_one_delivery_with_accepted_and_refused_pieces_makes_none_from_nowhere(
    world: World,
) -> None:
    lot, line, run = world.shelved(quantity=4), world.line(4), world.run()
    world.do("alice", "allocations", lot=lot, line=line, quantity=4)

    receipt = world.do(
        "dora", "deliveries", facility="M-1", run=run,
        lines=[{"lot": lot, "line": line, "accepted": 3,
                "refused": [{"quantity": 1, "reason": "damaged"}]}],
    )  # fmt: skip

    assert world.inside(lot) == {}
    assert world.inside(receipt.made["lots"][0]) == {"Van 1": 1}


def test_an_earlier_packing_of_other_pieces_is_not_swallowed(world: World) -> None:
    lot, line = world.shelved(quantity=5), world.line(5)
    world.do("alice", "allocations", lot=lot, line=line, quantity=5)
    item = [("Box one", 2, 30), ("Box two", 3, 20)]

    for box, pieces, minute in item:
        done_at = (NOON - timedelta(minutes=60 - minute)).isoformat()
        world.do("bob", "packings", lot=lot, line=line, quantity=pieces, box=box, done_at=done_at)

    assert world.inside(lot) == {f"Box one/{line}": 2, f"Box two/{line}": 3}


def test_a_late_act_about_a_single_thing_makes_no_second_one(world: World) -> None:
    cot = world.shelved("A1", 1, product="SL-COT")
    world.clock.forward(timedelta(hours=2))
    world.do("bob", "transfers", thing=cot, place="A2")

    late = world.do(
        "bob", "redescriptions", lot=cot, place="A1", quantity=1, condition="worn",
        done_at=(NOON + timedelta(minutes=30)).isoformat(),
    )  # fmt: skip

    assert late.made == {"late": True}
    assert world.inside(cot) == {"A2": 1}


def test_a_promise_made_meanwhile_does_not_hide_what_a_driver_did(world: World) -> None:
    cot, line, run = world.shelved("A1", 1, product="SL-COT"), world.line(1), world.run()
    world.do("bob", "loadings", run=run, items=[{"lot": cot, "quantity": 1}])
    world.clock.forward(timedelta(hours=2))
    world.do("bob", "holds", lot=cot, reason="recalled")

    world.do(
        "dora", "deliveries", facility="M-1", run=run,
        done_at=(NOON + timedelta(hours=1)).isoformat(),
        lines=[{"lot": cot, "line": line, "accepted": 1}],
    )  # fmt: skip

    assert world.inside(cot) == {}
    assert "held_goods_delivered" in world.discrepancies()


def test_a_hold_follows_the_pieces_into_their_new_lot(world: World) -> None:
    lot, line = world.shelved(), world.line(2)
    world.do("bob", "holds", lot=lot, reason="recalled")

    new = world.do("bob", "redescriptions", lot=lot, quantity=2, condition="worn").made["lots"][0]

    with pytest.raises(Refused, match="on hold"):
        world.do("alice", "allocations", lot=new, line=line, quantity=2)


def test_a_count_that_was_settled_is_not_reversed(world: World) -> None:
    lot = world.shelved(quantity=5)
    count = world.do(
        "bob", "counts", place="A1", position=world.position(),
        lines=[{"lot": lot, "counted": 2}],
    )  # fmt: skip
    world.do(
        "alice", "discrepancy-settlings", discrepancy=count.discrepancies[0],
        settlement="found", place="A2",
    )  # fmt: skip

    with pytest.raises(Refused, match="settled already"):
        world.do("alice", "reversals", command=count.id)


def test_a_delivery_is_not_corrected_below_nothing(world: World) -> None:
    lot, line = world.shelved(), world.line(3)
    item = {"lot": lot, "line": line}
    delivery = world.do("bob", "deliveries", facility="M-1", lines=[item | {"accepted": 3}]).made[
        "delivery"
    ]
    fewer = [item | {"fewer": 3}]
    world.do("alice", "delivery-corrections", delivery=delivery, lines=fewer)

    with pytest.raises(Refused, match="handed over 0"):
        world.do("alice", "delivery-corrections", delivery=delivery, lines=fewer)

    assert world.discrepancies() == ["missing"]


def test_what_a_correction_adds_is_confirmed_with_its_delivery(world: World) -> None:
    lot, line = world.shelved(), world.line(4)
    item = {"lot": lot, "line": line}
    delivery = world.do("bob", "deliveries", facility="M-1", lines=[item | {"accepted": 3}]).made[
        "delivery"
    ]
    world.do("alice", "delivery-corrections", delivery=delivery, lines=[item | {"more": 1}])

    world.do("fatima", "confirmations", delivery=delivery)

    assert world.held(lot)[f"M-1 facility/{line}"] == 4


def test_another_facilitys_line_is_not_served_by_a_delivery(world: World) -> None:
    lot, theirs = world.shelved(), world.line(2, facility="E-2")

    world.do(
        "bob", "deliveries", facility="M-1", lines=[{"lot": lot, "line": theirs, "accepted": 2}]
    )

    assert world.held(lot)["M-1 gate"] == 2
    assert world.discrepancies() == ["not_theirs"]


def test_a_run_that_hands_over_where_it_has_no_stop_raises_an_alarm(world: World) -> None:
    lot, run = world.shelved(), world.run(facility="M-1")

    world.do("dora", "deliveries", facility="E-2", run=run, lines=[{"lot": lot, "accepted": 1}])

    assert "not_on_the_run" in world.discrepancies()


def test_a_conversion_gives_as_many_pieces_as_it_takes(world: World) -> None:
    lot = world.shelved()

    with pytest.raises(Malformed, match="as many pieces"):
        world.do("bob", "conversions", lot=lot, quantity=1, into=[{"quantity": 1000}])


def test_a_redescription_of_promised_pieces_breaks_the_promise_aloud(world: World) -> None:
    lot, line = world.shelved(quantity=5), world.line(5)
    world.do("alice", "allocations", lot=lot, line=line, quantity=5)

    world.do("bob", "redescriptions", lot=lot, quantity=2, size="5")

    assert world.discrepancies() == ["promise_broken"]


def test_a_line_that_does_not_exist_holds_the_refusal_instead_of_failing(world: World) -> None:
    lot, run = world.shelved(), world.run()

    held = world.do(
        "dora", "refusals", facility="M-1", run=run, lot=lot, line=9999, quantity=1,
        reason="damaged",
    )  # fmt: skip

    assert (held.status, held.reason) == ("held", "unknown")


def test_a_facility_learns_nothing_of_places_by_confirming(world: World) -> None:
    lot = world.shelved()
    delivery = world.do(
        "bob", "deliveries", facility="M-1", lines=[{"lot": lot, "accepted": 2}]
    ).made["delivery"]

    with pytest.raises(Refused, match=r"^104 is not known here"):
        world.do("fatima", "confirmations", delivery=delivery, lines=[{"lot": "104", "counted": 0}])


def test_a_held_act_is_carried_out_at_the_site_of_whoever_told_it(world: World) -> None:
    held = world.do("ben", "intakes", product="NO-SUCH", quantity=3)
    world.do("alice", "products", code="NO-SUCH", name="new thing", category="toys")

    done = world.do(
        "alice", "discrepancy-settlings", discrepancy=held.discrepancies[0], settlement="apply"
    )

    assert world.inside(done.made["lot"]) == {"South inbound": 3}


def test_a_count_from_beyond_the_journals_end_asks_for_a_recount(world: World) -> None:
    lot = world.shelved()

    world.do("bob", "counts", place="A1", position=10**6, lines=[{"lot": lot, "counted": 1}])

    assert world.inside(lot) == {"A1": 5}
    assert world.discrepancies() == ["recount"]


def test_a_late_word_about_a_box_does_not_take_it_off_the_van(world: World) -> None:
    lot, run = world.shelved("Box one"), world.run()
    world.clock.forward(timedelta(hours=2))
    world.do("bob", "loadings", run=run, items=[{"box": "Box one"}])

    world.do(
        "bob", "put-aways", thing="Box one", place="A3",
        done_at=(NOON + timedelta(hours=1)).isoformat(),
    )  # fmt: skip

    with pytest.raises(Refused, match="still on Van 1"):
        world.do("dora", "run-closings", run=run)
    assert world.inside(lot) == {"Box one": 5}

"""The record of a handover: every piece that came, what proves it, and what was forbidden."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.rules.proofs import PROFILES
from stockroom.tables.handovers import Delivery, DeliveryLine, Evidence
from tests.world import World

HASH, OTHER = "a" * 64, "b" * 64


def rows(world: World, table: Any) -> list[Any]:
    """Every row of a table, oldest first."""
    with world.house.database.reading() as connection:
        return list(connection.execute(sa.select(table.__table__)).all())


def lines(world: World) -> list[tuple[int, ...]]:
    """Shipped, over, accepted, refused and missing of each line, most accepted first."""
    told = [
        (one.shipped, one.over_shipped, one.accepted, one.refused, one.missing)
        for one in rows(world, DeliveryLine)
    ]
    return sorted(told, key=lambda one: -one[2])


def policy(world: World, name: str, **more: Any) -> None:
    """M-1 wants what that profile wants."""
    profile = PROFILES[name]
    world.do(
        "alice", "facility-changes", facility="M-1",
        proof=dict(profile.proof), photo_days=profile.photo_days, **more,
    )  # fmt: skip


def hand_over(world: World, **more: Any) -> Any:
    """Two pieces from the shelf, handed over at our door."""
    lot = world.shelved(quantity=2)
    return world.do(
        "bob", "deliveries", facility="M-1", lines=[{"lot": lot, "accepted": 2}], **more
    )


def test_every_piece_of_a_line_is_accounted_for(world: World) -> None:
    lot, line, run = world.shelved(quantity=9), world.line(9), world.run()
    world.do("alice", "allocations", lot=lot, line=line, quantity=9)
    world.do("bob", "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 9}])

    world.do(
        "dora", "deliveries", facility="M-1", run=run,
        lines=[{"lot": lot, "line": line, "accepted": 5, "missing": 1,
                "refused": [{"quantity": 2, "reason": "not_sealed"},
                            {"quantity": 1, "reason": "damaged"}]}],
    )  # fmt: skip

    assert lines(world) == [(9, 0, 5, 3, 1)]


def test_pieces_that_the_books_did_not_have_are_over(world: World) -> None:
    lot, run = world.shelved(quantity=2), world.run()

    world.do(
        "dora", "deliveries", facility="M-1", run=run,
        lines=[{"lot": lot, "accepted": 3, "refused": [{"quantity": 1, "reason": "other"}]}],
    )  # fmt: skip

    assert lines(world) == [(2, 2, 3, 1, 0)]


def test_a_box_taken_whole_has_a_line_for_each_lot_in_it(world: World) -> None:
    first, line = world.shelved(quantity=3), world.line(3)
    second = world.shelved("Box one", 4, size="5")
    world.do("alice", "allocations", lot=first, line=line, quantity=3)
    world.do("bob", "packings", lot=first, line=line, quantity=3, box="Box one")

    world.do("bob", "deliveries", facility="M-1", boxes=["Box one"])

    told = {(one.lot_id, one.line_id): one.accepted for one in rows(world, DeliveryLine)}
    assert told == {(world.lot_id(first), line): 3, (world.lot_id(second), None): 4}


def test_without_a_run_goods_were_collected_unless_another_way_is_told(world: World) -> None:
    hand_over(world)
    hand_over(world, way="taxi", organisation="the river house")

    told = [(one.way, one.organisation) for one in rows(world, Delivery)]
    assert told == [("collected", ""), ("taxi", "the river house")]


def test_a_run_that_is_not_named_is_asked_for(world: World) -> None:
    receipt = hand_over(world, way="run")

    assert (receipt.status, receipt.reason) == ("held", "which_run")


def test_a_required_proof_that_is_missing_is_a_discrepancy_and_nothing_is_refused(
    world: World,
) -> None:
    policy(world, "gate")

    receipt = hand_over(world)

    assert receipt.status == "recorded"
    assert world.discrepancies() == ["proof_missing"]


def test_a_paper_proves_what_a_gate_asks_for(world: World) -> None:
    policy(world, "gate")

    hand_over(world, proofs=[{"kind": "paper", "sha256": HASH}, {"kind": "scan"}])

    assert world.discrepancies() == []
    kept = [(one.kind, one.sha256, str(one.delete_on)) for one in rows(world, Evidence)]
    assert kept == [("paper", HASH, "2027-02-19"), ("scan", None, "None")]


@pytest.mark.parametrize("kind", ["photo", "signature"])
def test_what_a_gate_forbids_leaves_its_hash_and_a_discrepancy(world: World, kind: str) -> None:
    policy(world, "gate")

    hand_over(world, proofs=[{"kind": "paper"}, {"kind": kind, "sha256": OTHER}])

    assert world.discrepancies() == ["proof_forbidden"]
    kept = [(one.kind, one.sha256, one.deleted) for one in rows(world, Evidence)]
    assert kept == [("paper", None, False), (kind, OTHER, True)]


def test_a_refuge_keeps_no_picture_even_of_the_paper(world: World) -> None:
    policy(world, "refuge")

    hand_over(world, proofs=[{"kind": "paper", "sha256": HASH}])

    assert world.discrepancies() == ["proof_forbidden"]
    assert [(one.sha256, one.deleted) for one in rows(world, Evidence)] == [(HASH, True)]


@pytest.mark.parametrize(
    ("pin", "found"), [("4711", []), ("٤٧١١", []), ("4712", ["pin_wrong", "proof_missing"])]
)
def test_a_pin_is_compared_with_the_facilitys_own(world: World, pin: str, found: list[str]) -> None:
    world.do("alice", "facility-changes", facility="M-1", pin="4711", proof={"pin": "required"})

    hand_over(world, pin=pin)

    assert world.discrepancies() == found


def test_a_pin_is_not_in_the_journal_and_still_compared_when_a_held_act_is_done(
    world: World,
) -> None:
    world.do("alice", "facility-changes", facility="M-1", pin="4711", proof={"pin": "required"})
    lot, run = world.shelved(quantity=2), world.run()
    world.do("alice", "run-closings", run=run)
    taken = [{"lot": lot, "accepted": 2}]
    held = world.do("dora", "deliveries", facility="M-1", run=run, lines=taken, pin="4711")
    again = world.do("bob", "deliveries", facility="E-2", way="run", lines=taken, pin="")

    assert (held.status, again.status) == ("held", "held")
    with world.house.database.reading() as connection:
        bodies = connection.execute(sa.text("SELECT body FROM command_content")).scalars().all()
    assert not any(b'"4711"' in bytes(body) for body in bodies)


def test_a_receipt_number_of_another_sheet_is_a_discrepancy(world: World) -> None:
    hand_over(world, receipt_number="482 9137")

    assert world.discrepancies() == ["receipt_unknown"]

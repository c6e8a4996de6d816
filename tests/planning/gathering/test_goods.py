"""What a plan may draw from, and what keeps the rest back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.ledger import PLACE
from stockroom.planning.fitting import why_not
from stockroom.planning.plans import Why
from stockroom.words import Condition
from tests.planning.gathering.looking import (
    TODAY,
    facility_id,
    home_of,
    look,
    need_of,
    place_id,
    stocks_of,
)
from tests.world import World


def kept(world: World, code: str) -> list[Why | None]:
    """Why each of a lot's stocks may not go to the world's first line."""
    found = look(world).snapshot
    need = found.needs[0]
    home = next(one for one in found.homes if one.id == need.home)
    return [why_not(one, need, home) for one in stocks_of(world, code)]


def test_free_pieces_come_by_lot_and_place_and_are_found_again_in_the_books(world: World) -> None:
    world.line(size="4")
    code = world.shelved("A1", 5)
    world.do("bob", "transfers", thing=code, source="A1", place="A2", quantity=2)

    found = look(world)

    lot, spots = world.lot_id(code), [place_id(world, name) for name in ("A1", "A2")]
    assert [(one.lot, one.place, one.pieces) for one in found.snapshot.stocks] == [
        (lot, spots[0], 3),
        (lot, spots[1], 2),
    ]
    assert found.spots == {1: (lot, spots[0]), 2: (lot, spots[1])}
    assert found.stocks == {spot: number for number, spot in found.spots.items()}
    assert found.position == world.position()


def test_what_is_promised_is_nobody_else_s(world: World) -> None:
    line = world.line(2, size="4")
    code = world.shelved("A1", 5)
    world.line(2, size="4", facility="E-2")

    world.do("alice", "allocations", lot=code, line=line, quantity=2)

    assert [one.pieces for one in stocks_of(world, code)] == [3]


def test_only_products_that_somebody_asks_for_are_read(world: World) -> None:
    world.line(size="4")
    world.shelved(product="BA-WASH")

    assert look(world).snapshot.stocks == ()


def test_what_is_not_on_a_shelf_or_not_accepted_or_on_hold_is_told_as_not_yet(
    world: World,
) -> None:
    world.line(9, size="4")
    waiting = str(world.do("bob", "intakes", product="NP-DISP", size="4", quantity=5).made["lot"])
    accepted = str(world.do("bob", "intakes", product="NP-DISP", size="4", quantity=5).made["lot"])
    world.do("bob", "inspections", lot=accepted, outcome="accept")
    quarantined = world.shelved()
    world.do("bob", "inspections", lot=quarantined, outcome="quarantine")
    held = world.shelved()
    world.do("alice", "holds", lot=held, reason="recalled")
    picked = world.shelved()
    world.do("bob", "transfers", thing=picked, source="A1", place="North bench", quantity=5)

    for code in (waiting, accepted, quarantined, held, picked):
        assert kept(world, code) == [Why.NOT_YET]
    assert [one.accepted for one in stocks_of(world, waiting)] == [False]
    assert [one.on_hold for one in stocks_of(world, held)] == [True]


def test_goods_that_are_gone_on_the_road_or_lent_out_are_no_stock(world: World) -> None:
    world.line(9, size="4")
    gone = world.shelved()
    world.do("bob", "inspections", lot=gone, outcome="destroy")
    on_the_road = world.shelved()
    world.do("dora", "transfers", thing=on_the_road, source="A1", place="Van 1", quantity=5)

    assert look(world).snapshot.stocks == ()


def test_a_box_on_a_shelf_is_named_and_a_sealed_parcel_is_left_alone(world: World) -> None:
    line = world.line(9, size="4")
    code = world.shelved("A1", 5)
    world.do("bob", "transfers", thing=code, source="A1", place="Box one", quantity=5)
    boxed = stocks_of(world, code)
    world.do("alice", "allocations", lot=code, line=line, quantity=1)

    world.do("bob", "sealings", box="Box one", facility="M-1")

    assert [(one.box, kept_for) for one, kept_for in zip(boxed, [None], strict=True)] == [
        (place_id(world, "Box one"), None)
    ]
    assert stocks_of(world, code) == []


def test_a_bag_packed_ahead_is_nobody_s_single_pieces(world: World) -> None:
    world.line(9, size="4")
    code = world.shelved("A1", 5)
    parts = [{"product": "NP-DISP", "quantity": 3, "size": "4"}]
    world.do("alice", "kits", code="CHANGE", name="nappies", parts=parts)

    contents = [{"lot": code, "quantity": 3, "place": "A1"}]
    bag = world.do("bob", "ready-bags", kit="CHANGE", contents=contents).made
    packed = stocks_of(world, code)
    world.do("bob", "ready-bag-openings", bag=str(bag["box"]))

    assert [one.pieces for one in packed] == [2]
    assert sum(one.pieces for one in stocks_of(world, code)) == 5


def test_a_refuge_s_cupboard_is_its_own(world: World) -> None:
    world.line(9, size="4")
    world.do("alice", "cupboards", facility="E-2", name="Yellow cupboard")
    code = world.shelved("A1", 5)
    with world.house.database.reading() as books:
        bins = sa.select(PLACE.c.number).where(PLACE.c.kind == "bin").order_by(PLACE.c.id.desc())
        shelf = books.execute(bins).scalars().first()

    world.do("alice", "transfers", thing=code, source="A1", place=f"bin {shelf}", quantity=5)

    assert stocks_of(world, code) == []


@pytest.mark.parametrize(
    ("words", "homes"),
    [((), None), (("M-1",), {"M-1"}), (("shelter",), {"E-2"}), (("prison",), {"M-1"})],
)
def test_a_donor_s_word_is_kept_by_code_and_by_kind(
    world: World, words: tuple[str, ...], homes: set[str] | None
) -> None:
    world.line(size="4")
    donation = world.clock.command_id()
    whom = {"only_for": list(words)}
    world.do("bob", "donations", id=donation, received_on="2026-11-20", **whom)
    about: dict[str, Any] = {"product": "NP-DISP", "size": "4", "donation": str(donation)}
    code = str(world.do("bob", "intakes", quantity=5, **about).made["lot"])

    found = stocks_of(world, code)[0].only_for

    assert found == (None if homes is None else {facility_id(world, one) for one in homes})


def test_a_plan_reads_what_a_gate_asks_about(world: World) -> None:
    world.line(product="BA-WASH")
    code = world.shelved(product="BA-WASH", use_by="2027-01-01", condition="new_sealed", quantity=3)

    found = stocks_of(world, code)[0]

    assert found.flags == {"L"}
    assert found.condition is Condition.NEW_SEALED
    assert found.use_by is not None
    assert found.use_by > TODAY + timedelta(days=30)
    assert why_not(found, need_of(world, 1), home_of(world)) is None


def test_pins_and_bans_are_told_in_the_books_words(world: World) -> None:
    line = world.line(9, size="4")
    code = world.shelved("A1", 5)
    world.do("bob", "transfers", thing=code, source="A1", place="A2", quantity=2)
    lot, first, second = world.lot_id(code), place_id(world, "A1"), place_id(world, "A2")

    found = look(
        world,
        pins=[(lot, second, line, 2), (lot, first + 999, line, 1)],
        forbidden={(lot, line), (lot + 999, line)},
    )

    assert [(pin.stock, pin.line, pin.pieces) for pin in found.snapshot.pins] == [
        (found.stocks[lot, second], line, 2)
    ]
    assert found.snapshot.forbidden == {(1, line), (2, line)}

"""A signed sheet typed in by its receipt number: all accepted but these, whenever it comes home."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.rules import receipt_numbers
from stockroom.tables.handovers import Delivery, DeliveryLine, Evidence
from stockroom.tables.papers import GateSheet
from tests.web.roads import at_the_gate, field_of, on_the_road, send
from tests.web.visits import EVERYBODY, STRANGER, Visits

NUMBER = receipt_numbers.make(482_913)
PAGE = f"/receipts/new?number={NUMBER}"


@pytest.fixture
def signed(visits: Visits) -> tuple[int, str, str]:
    """A run on the road with a parcel of five and three loose, whose sheet has come home."""
    run, parcel, loose = on_the_road(visits.world)
    with visits.world.house.database.writing() as books:
        facility = books.execute(sa.text("SELECT id FROM facility WHERE code = 'M-1'")).scalar()
        row = {"run_id": run, "facility_id": facility, "code": "7K3Q9M2XW4HTX", "printed_in": 1}
        books.execute(sa.insert(GateSheet).values(receipt_number=NUMBER, **row))
    return run, parcel[0], loose[0]


def rows(visits: Visits, table: Any) -> list[Any]:
    """Every row of a table."""
    with visits.world.house.database.reading() as books:
        return list(books.execute(sa.select(table.__table__)).all())


def test_sheets_are_typed_in_by_those_who_hand_over(visits: Visits) -> None:
    for who in EVERYBODY:
        status = visits.browser(who).get("/receipts/new").status_code

        hands = {"alice", "bob", "ben", "dora", "dan", "sam"}
        assert status == (200 if who in hands else 303 if who == STRANGER else 403), who


@pytest.mark.parametrize("who", ["alice", "bob", "dora"])
def test_all_of_it_is_one_tap(visits: Visits, signed: tuple[int, str, str], who: str) -> None:
    answer = send(visits.browser(who), PAGE, received_by="officer", when="now")

    assert answer.status_code == 303
    assert (at_the_gate(visits.world, signed[1]), at_the_gate(visits.world, signed[2])) == (5, 3)
    (told,) = rows(visits, Delivery)
    assert (told.receipt_number, told.run_id, told.way) == (NUMBER, signed[0], "run")
    assert [one.kind for one in rows(visits, Evidence)] == ["paper"]
    assert visits.world.discrepancies() == []


def test_all_but_these(visits: Visits, signed: tuple[int, str, str]) -> None:
    dora = visits.browser("dora")
    field = field_of(dora.get(PAGE).text, 5)

    send(
        dora, PAGE, received_by="nurse", when="yesterday",
        **{f"{field}.refused": "1", f"{field}.reason": "not_sealed", f"{field}.missing": "1"},
    )  # fmt: skip

    told = [
        (one.shipped, one.accepted, one.refused, one.missing) for one in rows(visits, DeliveryLine)
    ]
    assert sorted(told) == [(3, 3, 0, 0), (5, 3, 1, 1)]
    assert visits.world.discrepancies() == ["missing"]


def test_a_number_that_was_misread_is_asked_for_again(visits: Visits) -> None:
    for number, said in (("482 9137", "wrong digit"), (receipt_numbers.make(7), "No gate sheet")):
        answer = visits.browser("bob").get(f"/receipts/new?number={number}")

        assert (answer.status_code, said in answer.text) == (200, True)


def test_another_drivers_sheet_is_not_shown(visits: Visits, signed: tuple[int, str, str]) -> None:
    assert signed
    assert visits.browser("dan").get(PAGE).status_code == 404


def test_what_comes_home_after_the_run_was_closed_is_kept_for_a_coordinator(
    visits: Visits, signed: tuple[int, str, str]
) -> None:
    world = visits.world
    lot = world.shelved(quantity=1)
    send(visits.browser("dora"), f"/runs/{signed[0]}/stops/1", received_by="nurse")
    world.do("alice", "run-closings", run=signed[0])
    page = visits.browser("bob").get(PAGE).text

    answer = send(
        visits.browser("bob"), PAGE,
        **{"extra.0.lot": lot, "received_by": "nurse", "when": "now"},
    )  # fmt: skip

    assert "kept for a coordinator" in page
    assert "written down for this sheet already" in page
    assert answer.status_code in (200, 303)
    assert world.discrepancies() == ["held"]

"""A facility counts by the code on its paper: without signing in, and without learning anything."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from stockroom import paper_codes
from stockroom.rules import receipt_numbers
from stockroom.tables.handovers import Delivery
from stockroom.tables.papers import GateSheet
from stockroom.web.pages.portal.counting import WRONG_FOR_NUMBER, WRONG_FROM_ADDRESS
from tests.web.visits import CSRF, Browser, Visits
from tests.words import tells

NUMBER = receipt_numbers.make(482_913)
WRONG = "not right"
OWN_ID = re.compile(r'name="id" value="([^"]+)"')


def handed_over(visits: Visits) -> str:
    """Three nappies and two seats for M-1, on a gate sheet; the code of the facility's copy."""
    world = visits.world
    run, nappies = world.run(), world.shelved(quantity=3)
    towels = world.shelved(quantity=2, product="BA-TOW")
    with world.house.database.writing() as books:
        facility = books.execute(sa.text("SELECT id FROM facility WHERE code = 'M-1'")).scalar()
        row = {"run_id": run, "facility_id": facility, "code": "7K3Q9M2XW4HTX"}
        books.execute(sa.insert(GateSheet).values(receipt_number=NUMBER, printed_in=1, **row))
    lines = [{"lot": nappies, "accepted": 3}, {"lot": towels, "accepted": 2}]
    world.do("dora", "deliveries", facility="M-1", run=run, lines=lines)
    return paper_codes.code_for(world.house.vault, NUMBER)


def sent(browser: Browser, number: str, code: str, **more: Any) -> httpx.Response:
    """The form sent by somebody who is not signed in."""
    csrf = CSRF.findall(browser.get("/confirm").text)[0]
    return browser.post("/confirm", number=number, code=code, csrf=csrf, **more)


def confirmed(visits: Visits) -> Any:
    """How the delivery was confirmed."""
    columns = Delivery.__table__.c  # type: ignore[attr-defined]
    query = sa.select(columns.confirmed_by, columns.confirmed_role, columns.confirmed_in)
    with visits.world.house.database.reading() as books:
        return books.execute(query).one()


def test_the_code_on_the_paper_opens_its_delivery_and_takes_the_count(visits: Visits) -> None:
    code, browser = handed_over(visits), visits.browser()

    shown = sent(browser, "482 9131"[:3] + " " + NUMBER[3:], code.lower().replace("-", " "))
    own_id = OWN_ID.findall(shown.text)[0]
    counts = {"counted.0": "3", "counted.1": "1"}
    taken = sent(browser, NUMBER, code, count="yes", id=own_id, role="nurse", **counts)
    again = sent(browser, NUMBER, code)

    assert shown.status_code == 200
    assert not tells(shown.text, "M-1")
    assert "Thank you" in taken.text
    assert tuple(confirmed(visits))[:2] == ("paper_code", "nurse")
    assert visits.world.discrepancies() == ["confirmed_other"]
    assert (again.status_code, "counted already" in again.text) == (422, True)


def test_all_is_right_is_one_tap_and_a_second_one_does_nothing_more(visits: Visits) -> None:
    code, browser = handed_over(visits), visits.browser()
    own_id = OWN_ID.findall(sent(browser, NUMBER, code).text)[0]

    first = sent(browser, NUMBER, code, count="yes", id=own_id, all_right="true")
    assert first.status_code == 200
    assert confirmed(visits).confirmed_in is not None
    assert visits.world.discrepancies() == []


def test_a_wrong_code_tells_no_more_than_a_number_that_nobody_has(visits: Visits) -> None:
    handed_over(visits)
    browser, strange = visits.browser(), receipt_numbers.make(1)

    answers = [
        sent(browser, number, "AAAA-AAAA")
        for number in (NUMBER, strange, "1234567", "nothing at all", "")
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert all(WRONG in answer.text for answer in answers)
    assert all("no-store" in answer.headers["cache-control"] for answer in answers)
    assert confirmed(visits).confirmed_in is None


def test_a_code_that_fits_a_number_without_a_delivery_opens_nothing(visits: Visits) -> None:
    strange = receipt_numbers.make(1)
    code = paper_codes.code_for(visits.world.house.vault, strange)

    answer = sent(visits.browser(), strange, code)

    assert answer.status_code == 422
    assert "Nothing has been handed over" in answer.text


@pytest.mark.parametrize("one_number", [True, False])
def test_tries_are_slowed(visits: Visits, one_number: bool) -> None:
    code, browser = handed_over(visits), visits.browser()
    most = WRONG_FOR_NUMBER if one_number else WRONG_FROM_ADDRESS

    for number in range(most):
        sent(browser, NUMBER if one_number else receipt_numbers.make(number), "AAAA-AAAA")
    last = sent(browser, NUMBER, code)

    assert last.status_code == 429


def test_a_page_of_another_origin_cannot_send_a_count(visits: Visits) -> None:
    code = handed_over(visits)

    answer = visits.browser().post("/confirm", number=NUMBER, code=code, csrf="made up")

    assert answer.status_code == 403

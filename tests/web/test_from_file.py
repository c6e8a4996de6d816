"""A file of wishes is looked at row by row, and sent whole or not at all."""

from __future__ import annotations

import re

import httpx

from stockroom.web.pages.wishes.known import LIST
from tests.web.test_from_message import CSRF, rows
from tests.web.visits import EVERYBODY, STRANGER, Browser, Visits

PATH = "/wish-lists/from-file"
GOOD = """facility,product_code,size,quantity,urgency,note
M-1,CL-BODY,62,10,tonight,
M-1,NP-DISP,4,60,,
E-2,BD-BLK,,5,two weeks,
"""
WRONG = """facility;description;quantity
M-1;bodysuit;ten
Z-9;nappies;5
M-1;flux capacitor;1
M-1;couvertures;3
"""
BATCH = re.compile(r'name="batch" value="([^"]+)"')


def handed_in(browser: Browser, text: str) -> httpx.Response:
    """Hand the file in, as the form of the page does."""
    given = CSRF.findall(browser.get(PATH).text)[0]
    return browser.upload(PATH, text.encode(), csrf=given)


def confirmed(browser: Browser, preview: httpx.Response, text: str) -> httpx.Response:
    """Confirm what the page showed."""
    fields = {"csrf": CSRF.findall(preview.text)[0], "batch": BATCH.findall(preview.text)[0]}
    return browser.post(PATH + "/confirmation", csv=text, **fields)


def test_only_the_desk_hands_in_files(visits: Visits) -> None:
    for who in EVERYBODY:
        answer = visits.browser(who).get(PATH)

        expected = 303 if who == STRANGER else 200 if who in ("alice", "sam") else 403
        assert answer.status_code == expected, who


def test_each_facility_gets_its_list(visits: Visits) -> None:
    alice = visits.browser("alice")
    preview = handed_in(alice, GOOD)
    assert preview.status_code == 200
    assert rows(visits.world, LIST) == []

    answer = confirmed(alice, preview, GOOD)

    assert answer.headers["location"] == "/wish-lists"
    assert [row.came_by for row in rows(visits.world, LIST)] == ["file", "file"]
    with visits.world.house.database.reading() as connection:
        query = "select asked from wish_change order by id"
        assert list(connection.exec_driver_sql(query).scalars()) == [10, 60, 5]


def test_a_file_confirmed_twice_is_sent_once(visits: Visits) -> None:
    alice = visits.browser("alice")
    preview = handed_in(alice, GOOD)

    for _ in range(2):
        confirmed(alice, preview, GOOD)

    assert len(rows(visits.world, LIST)) == 2


def test_every_wrong_row_is_named_and_nothing_can_be_sent(visits: Visits) -> None:
    alice = visits.browser("alice")

    preview = handed_in(alice, WRONG)

    assert preview.status_code == 200
    for told in ("Row 2", "Row 3", "Row 4", "ten", "Z-9", "flux capacitor"):
        assert told in preview.text
    assert "Row 5" not in preview.text
    assert 'name="batch"' not in preview.text


def test_a_file_that_has_become_wrong_meanwhile_sends_nothing(visits: Visits) -> None:
    alice = visits.browser("alice")
    preview = handed_in(alice, GOOD)
    visits.world.do("alice", "facility-changes", facility="E-2", active=False)

    answer = confirmed(alice, preview, GOOD)

    assert answer.status_code == 422
    assert rows(visits.world, LIST) == []


def test_what_is_no_such_file_is_said_so(visits: Visits) -> None:
    alice = visits.browser("alice")
    many = "facility,product_code,quantity\n" + "M-1,BD-BLK,1\n" * 501

    for text in ("", "a,b\n1,2\n", "facility,quantity\nM-1,1\n", GOOD.partition("\n")[0], many):
        assert handed_in(alice, text).status_code == 422
    given = CSRF.findall(alice.get(PATH).text)[0]
    assert alice.upload(PATH, b"facility,quantity\nM-1,\xe9", csrf=given).status_code == 422
    assert rows(visits.world, LIST) == []

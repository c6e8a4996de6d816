"""Whom gates let in, on the facility's page, in one list, and asked about before it lapses."""

from __future__ import annotations

import html
from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.tables.gates import Clearance
from tests.web.test_wishes import send
from tests.web.visits import EVERYBODY, STRANGER, Visits

DESK = ("alice", "sam")
NEW, END = "/clearances/new", "/clearance-endings/new"
DORA: dict[str, Any] = {
    "facility": "M-1",
    "driver": "dora",
    "identity": "passport",
    "cleared_until": "2027-05-31",
    "source": "e-mail, the security office",
}
CLEARED = Clearance.__table__  # type: ignore[attr-defined]


def test_a_driver_and_a_van_are_noted_and_shown(visits: Visits) -> None:
    browser = visits.browser("alice")
    page = f"{NEW}?facility=M-1"
    van = visits.world.house.database
    with van.reading() as books:
        number = books.execute(sa.text("SELECT number FROM place WHERE name = 'Van 1'")).scalar()

    send(browser, NEW, page, **DORA)
    told = {**DORA, "driver": "", "identity": "", "cleared_until": "2026-12-01"}
    answer = send(browser, NEW, page, **told, van=str(number))

    shown = html.unescape(browser.get(answer.headers["location"]).text)
    assert "until 31 May 2027" in shown
    assert "until 1 December 2026 only" in shown
    assert shown.index("Van 1") < shown.index("Dora")
    listed = visits.browser("alice").get("/clearances?soon=true").text
    assert ("Van 1" in listed, "passport" in listed) == (True, False)
    assert "passport" in browser.get("/clearances?driver=dora").text


def test_what_lapses_soon_asks_on_the_home(visits: Visits) -> None:
    browser, world = visits.browser("alice"), visits.world
    world.do("alice", "clearances", **DORA)
    assert "Clearances that lapse" not in browser.get("/").text

    world.do("alice", "clearances", **DORA | {"driver": "dan", "cleared_until": "2026-12-01"})

    assert "Clearances that lapse" in browser.get("/").text


def test_neither_or_both_is_asked_again_and_a_name_is_questioned(visits: Visits) -> None:
    browser, page = visits.browser("alice"), f"{NEW}?facility=M-1"

    nobody = send(browser, NEW, page, **DORA | {"driver": ""})
    person = send(browser, NEW, page, **DORA | {"source": "Mrs Smith"})
    number = send(browser, NEW, page, **DORA | {"identity": "passport 12345678"})

    assert "one of the two" in nobody.text
    assert "It is a role, not a person" in person.text
    assert "never its number" in number.text


def test_an_ended_one_is_gone(visits: Visits) -> None:
    browser = visits.browser("alice")
    made = visits.world.do("alice", "clearances", **DORA).made["clearance"]
    page = f"{END}?clearance={made}"
    assert "Dora" in browser.get(page).text

    answer = send(browser, END, page, clearance=str(made), facility="M-1", reason="withdrawn")

    assert answer.status_code == 303
    assert "passport" not in browser.get("/facilities/M-1").text
    assert browser.get(page).status_code == 404
    with visits.world.house.database.reading() as books:
        assert books.execute(sa.select(CLEARED.c.ended_in)).scalar() is not None


@pytest.mark.parametrize("path", ["/clearances", f"{NEW}?facility=M-1", f"{END}?clearance=1"])
def test_clearances_are_the_desks(visits: Visits, path: str) -> None:
    visits.world.do("alice", "clearances", **DORA)
    for who in EVERYBODY:
        expected = 303 if who == STRANGER else 200 if who in DESK else 403
        assert visits.browser(who).get(path).status_code == expected, who


def test_a_van_leads_to_the_gates_that_let_it_in(visits: Visits) -> None:
    world = visits.world
    with world.house.database.reading() as books:
        number = books.execute(sa.text("SELECT number FROM place WHERE name = 'Van 1'")).scalar()
    told = {name: said for name, said in DORA.items() if name not in ("driver", "identity")}
    world.do("alice", "clearances", van="Van 1", **told)

    led = "/clearances?van=Van%201"

    assert led in visits.browser("alice").get(f"/places/{number}").text
    assert led not in visits.browser("bob").get(f"/places/{number}").text
    assert "M-1" in visits.browser("alice").get(led).text

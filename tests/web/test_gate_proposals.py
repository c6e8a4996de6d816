"""What gates refused twice stands as a question on the desk's pages, and becomes a rule or not."""

from __future__ import annotations

import html
import re

from tests.commands.test_gates import kept
from tests.commands.test_proposals import refused
from tests.web.test_wishes import send
from tests.web.visits import EVERYBODY, STRANGER, Visits

DESK = ("alice", "sam")
ASKED = "Refused 2 times at M-1 for glass: make it a rule?"
NO = "/proposal-dismissals/new"


def test_the_question_stands_on_the_home_the_facility_and_the_list(visits: Visits) -> None:
    browser = visits.browser("alice")
    refused(visits.world)
    assert "make it a rule?" not in browser.get("/").text
    refused(visits.world)

    for path in ("/", "/facilities/M-1", "/gate-rules"):
        assert ASKED in browser.get(path).text, path
    assert "make it a rule?" not in browser.get("/facilities/E-2").text


def test_its_form_is_filled_in_and_makes_the_rule(visits: Visits) -> None:
    browser = visits.browser("alice")
    refused(visits.world)
    refused(visits.world)
    found = re.search(r'href="(/gate-rules/new\?[^"]*proposed[^"]*)"', browser.get("/").text)
    assert found is not None
    path = html.unescape(found[1])

    form = browser.get(path).text
    said = {"facility": "M-1", "kind": "flags", "flag": "G", "confirmed_on": "2026-11-21"}
    answer = send(browser, "/gate-rules/new", path, **said, source="refused at the gate")

    assert re.search(r'name="flag" value="G" checked', form)
    assert 'value="refused at the gate on 21 November 2026"' in form
    assert answer.status_code == 303
    assert kept(visits.world)[0].facts == {"letters": "G"}
    assert "make it a rule?" not in browser.get("/").text


def test_not_a_rule_is_one_tap(visits: Visits) -> None:
    browser = visits.browser("alice")
    refused(visits.world)
    refused(visits.world)
    page = f"{NO}?facility=M-1&reason=banned_material"
    assert ASKED in browser.get(page).text

    answer = send(browser, NO, "/gate-rules", facility="M-1", reason="banned_material")

    assert answer.status_code == 303
    assert "make it a rule?" not in browser.get("/facilities/M-1").text
    assert "Nothing is asked" in browser.get(page).text


def test_the_questions_are_the_desks(visits: Visits) -> None:
    refused(visits.world)
    refused(visits.world)
    for who in EVERYBODY:
        expected = 303 if who == STRANGER else 200 if who in DESK else 403
        path = f"{NO}?facility=M-1&reason=banned_material"
        assert visits.browser(who).get(path).status_code == expected, who
        if expected == 403:
            assert "make it a rule?" not in visits.browser(who).get("/").text

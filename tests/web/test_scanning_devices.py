"""At the desk: which phones scan, who takes turns on them, what never came, and taking one back."""

from __future__ import annotations

import html
import re

import pytest

from tests.web.test_turns import intake, send, shared, told
from tests.web.visits import Browser, Visits

MISSING = re.compile(r'chip-stop">([^<]+)</span> <bdi dir="ltr">([^<]+)</bdi>')


def text_of(browser: Browser, path: str) -> str:
    """A page as it is read."""
    return html.unescape(re.sub(r"\s+", " ", browser.get(path).text))


def test_the_desk_sees_who_takes_turns_and_which_numbers_are_missing(visits: Visits) -> None:
    phone = shared(visits, "ben", "bob")
    send(phone, intake(counter=1), intake(counter=4), intake(counter=6))

    for who in ("alice", "sam"):
        page = text_of(visits.browser(who), "/devices")
        assert "phone 7" in page
        assert "<bdi>Ben</bdi>, <bdi>Bob</bdi>" in page
        assert "3 acts have come" in page
        assert MISSING.findall(page) == [("3 are missing", "2–3, 5")]
        assert "Phones with something missing" in text_of(visits.browser(who), "/")


def test_what_came_after_all_raises_no_attention(visits: Visits) -> None:
    phone = shared(visits, "bob")
    send(phone, intake(counter=2))
    send(phone, intake(counter=1))

    assert MISSING.findall(text_of(visits.browser("alice"), "/devices")) == []
    assert "something missing" not in text_of(visits.browser("alice"), "/")


@pytest.mark.parametrize("who", ["bob", "dora"])
def test_others_see_no_phones_and_take_none_back(visits: Visits, who: str) -> None:
    shared(visits, "bob")
    browser = visits.browser(who)

    assert "phone 7" not in browser.get("/devices").text
    ending = "/scanning-devices/1/ending"
    assert browser.post(ending, csrf=browser.csrf()).status_code == 403


def test_a_phone_that_is_taken_back_opens_nothing_and_raises_no_attention(visits: Visits) -> None:
    phone, alice = shared(visits, "ben", "bob"), visits.browser("alice")
    send(phone, intake(counter=3))
    ending = re.findall(r'action="(/scanning-devices/\d+/ending)"', alice.get("/devices").text)[0]
    assert alice.post(ending, csrf=alice.csrf()).status_code == 303

    page = text_of(alice, "/devices")
    assert "phone 7" not in page
    assert "something missing" not in text_of(alice, "/")
    assert told(phone, "GET", "/api/turns").json()["device"] is None
    of_ben = {"commands": [intake(actor=visits.person("ben").id)]}
    answer = told(phone, "POST", "/api/batches", of_ben).json()["answers"][0]
    assert answer["problem"]["reason"] == "not_on_this_device"


def test_no_program_s_device_is_taken_back_as_a_phone(visits: Visits) -> None:
    visits.world.house.sessions.issue(visits.person("bob").id or 0, "office", "office")
    alice = visits.browser("alice")

    assert alice.post("/scanning-devices/1/ending", csrf=alice.csrf()).status_code == 404

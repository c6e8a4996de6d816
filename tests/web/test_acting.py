"""The forms of acts: sent once, never losing what was typed, open to their roles alone."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from tests.web.visits import Browser, Visits, fields
from tests.world import World, password_of

ID = re.compile(r'name="id" value="([^"]+)"')
ALICE = {"login": "alice", "password": password_of("alice")}
FORM = "/discrepancy-settlings/new"


@pytest.fixture
def question(world: World) -> int:
    """An open discrepancy: two nappies were told from a shelf that held none."""
    code = world.shelved("A1", 2)
    receipt = world.do("bob", "put-aways", thing=code, source="A2", place="A3", quantity=1)
    return receipt.discrepancies[0]


def filled(browser: Browser, question: int, **more: str) -> dict[str, str]:
    """The fields of the form as the page gives them, with these in them."""
    page = browser.get(f"{FORM}?discrepancy={question}").text
    sent = {"id": ID.findall(page)[-1], "csrf": browser.csrf(), "discrepancy": str(question)}
    return {**sent, "settlement": "accept", **more}


def test_a_form_acts_and_leads_on_to_what_it_did(visits: Visits, question: int) -> None:
    alice = visits.browser("alice")

    answer = alice.post(FORM, **filled(alice, question))

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/discrepancies?done=")
    assert "Settled" in alice.get(answer.headers["Location"]).text
    assert visits.world.discrepancies() == []


def test_a_form_sent_twice_acts_once(visits: Visits, question: int) -> None:
    alice = visits.browser("alice")
    sent = filled(alice, question)
    before = visits.world.position()

    answers = [alice.post(FORM, **sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert visits.world.position() == before + 1


def test_a_refused_form_comes_back_with_all_that_was_typed_and_why(
    visits: Visits, question: int
) -> None:
    alice = visits.browser("alice")
    sent = filled(alice, question, settlement="apply", note="looked <everywhere>")

    answer = alice.post(FORM, **sent)

    assert answer.status_code == 422
    assert "That is not an answer to this kind of discrepancy." in answer.text
    assert 'value="looked &lt;everywhere&gt;"' in answer.text
    assert sent["id"] in answer.text


def test_a_form_that_was_used_is_offered_anew_with_another_id(
    visits: Visits, question: int
) -> None:
    alice = visits.browser("alice")
    sent = filled(alice, question)
    alice.post(FORM, **sent)

    answer = alice.post(FORM, **{**sent, "note": "once more"})

    assert answer.status_code == 409
    assert "This form was sent before." in answer.text
    assert sent["id"] not in answer.text


@pytest.fixture
def signed_out(visits: Visits, question: int) -> tuple[Browser, dict[str, str]]:
    """A browser whose session ended while its writer typed, and the form that it sends."""
    alice = visits.browser("alice")
    sent = filled(alice, question, note="typed for a while")
    alice.cookies.clear()
    return alice, sent


def test_whoever_was_signed_out_meanwhile_finds_what_they_typed_after_signing_in(
    visits: Visits, signed_out: tuple[Browser, dict[str, str]]
) -> None:
    alice, sent = signed_out

    answer = alice.post(FORM, **sent)
    signed_in = alice.post("/sign-in", **{**fields(answer), **ALICE})
    found = alice.post(FORM, **fields(signed_in))

    assert (answer.status_code, found.status_code) == (401, 200)
    assert 'value="typed for a while"' in found.text
    assert sent["csrf"] not in answer.text + found.text
    assert visits.world.discrepancies() != []
    assert alice.post(FORM, **{**fields(found), "settlement": "accept"}).status_code == 303


def test_what_waits_for_its_writer_stands_in_no_address_and_is_no_act_yet(
    visits: Visits, signed_out: tuple[Browser, dict[str, str]]
) -> None:
    alice, sent = signed_out

    answer = alice.post(FORM, **sent)
    refused = alice.post("/sign-in", **{**fields(answer), **ALICE, "password": "wrong"})
    signed_in = alice.post("/sign-in", **{**fields(refused), **ALICE})

    for one in (answer, refused, signed_in):
        assert "Location" not in one.headers
        assert "typed for a while" in one.text
    assert visits.world.discrepancies() != []


def test_a_piece_of_a_page_makes_room_for_signing_in(
    signed_out: tuple[Browser, dict[str, str]],
) -> None:
    alice, sent = signed_out
    alice.client.headers["HX-Request"] = "true"

    answer = alice.post(FORM, **sent)
    del alice.client.headers["HX-Request"]

    assert answer.status_code == 401
    assert answer.headers["HX-Retarget"] == answer.headers["HX-Reselect"] == "#main"
    assert "typed for a while" in answer.text


def test_a_form_of_a_foreign_page_does_nothing(visits: Visits, question: int) -> None:
    alice = visits.browser("alice")

    answer = alice.post(FORM, **{**filled(alice, question), "csrf": "made-up"})

    assert answer.status_code == 403
    assert visits.world.discrepancies() != []


@pytest.mark.parametrize(
    "path",
    [
        "/picks/99999999999999999999",
        "/wish-lists/2147483648",
        "/donors/9" + "0" * 30,
        "/products/a%00",
        "/facilities/a%00",
    ],
)
def test_an_address_that_no_database_can_hold_is_no_page(visits: Visits, path: str) -> None:
    assert visits.browser("alice").get(path).status_code == 404


def test_a_form_leads_nowhere_but_to_ourselves(visits: Visits, question: int) -> None:
    alice = visits.browser("alice")

    answer = alice.post(FORM, **filled(alice, question, next="//elsewhere.example/"))

    assert answer.headers["Location"].startswith("/discrepancies?done=")


@pytest.mark.parametrize("who", ["bob", "dora", "fatima", "sue"])
def test_another_role_gets_neither_the_form_nor_the_act(
    visits: Visits, question: int, who: str
) -> None:
    browser = visits.browser(who)
    csrf = re.findall(r'name="csrf" value="([^"]+)"', browser.get("/").text)[0]
    sent = {"id": str(uuid4()), "csrf": csrf, "discrepancy": str(question), "settlement": "accept"}

    assert browser.get(f"{FORM}?discrepancy={question}").status_code == 403
    assert browser.post(FORM, **sent).status_code == 403
    assert visits.world.discrepancies() != []


def test_what_was_done_is_told_to_whoever_did_it_and_undone_with_one_tap(visits: Visits) -> None:
    code = visits.world.shelved("A1", 5)
    receipt = visits.world.do("bob", "transfers", thing=code, place="A3")
    bob = visits.browser("bob")

    page = bob.get(f"/?done={receipt.id}").text

    assert "Undo: 5 back to A1" in page
    sent = {"id": ID.findall(page)[0], "csrf": bob.csrf(), "command": receipt.id, "next": "/"}
    answer = bob.post("/reversals/new", **sent)
    assert answer.status_code == 303
    assert visits.world.inside(code) == {"A1": 5}
    assert "Undone" in bob.get(answer.headers["Location"]).text


def test_what_another_did_is_not_told(visits: Visits) -> None:
    code = visits.world.shelved("A1", 5)
    receipt = visits.world.do("bob", "transfers", thing=code, place="A3")

    for who, told in (("bob", True), ("alice", True), ("ben", False), ("dora", False)):
        assert ("back to A1" in visits.browser(who).get(f"/?done={receipt.id}").text) is told


def test_an_undo_that_came_too_late_says_what_stands_in_the_way(visits: Visits) -> None:
    code = visits.world.shelved("A1", 5)
    receipt = visits.world.do("bob", "transfers", thing=code, place="A3")
    visits.world.do("bob", "transfers", thing=code, place="A2")
    bob = visits.browser("bob")
    page = bob.get(f"/reversals/new?command={receipt.id}").text

    answer = bob.post(
        "/reversals/new", id=ID.findall(page)[-1], csrf=bob.csrf(), command=receipt.id
    )

    assert answer.status_code == 422
    assert "Later acts stand in the way" in answer.text
    assert visits.world.inside(code) == {"A2": 5}

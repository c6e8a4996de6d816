"""The pages of looking after goods: inspection, and pieces that are not as they were."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import httpx
import pytest

from stockroom.web.pages.care.checklists import CHECKLISTS, NO, YES
from tests.web.visits import EVERYBODY, STRANGER, Browser, Visits, statements
from tests.world import World

ROWS = re.compile(r'class="row-main row-link thing" href="/inspections/new\?lot=([^"]+)"')
INSIDE = {"alice", "bob", "ben", "sam"}
DESK = {"alice", "sam"}
HANDS = INSIDE | {"dora", "dan"}
MAY = {
    "/inspections": HANDS,
    "/inspections/new": HANDS,
    "/redescriptions/new": INSIDE,
    "/conversions/new": INSIDE,
    "/holds/new": INSIDE,
    "/hold-liftings/new": DESK,
    "/write-offs/new": DESK,
    "/releases/new": DESK,
}


def given(world: World, quantity: int = 5, **about: str) -> str:
    """A lot that has just been taken in and waits for inspection, by its code."""
    content: dict[str, Any] = {"product": "NP-DISP", "size": "4", "quantity": quantity}
    return str(world.do("bob", "intakes", **(content | about)).made["lot"])


def hand_in(browser: Browser, path: str, **fields: str) -> httpx.Response:
    """Open the form, fill it in and send it."""
    page = browser.get(query(path, **fields))
    csrf = re.findall(r'name="csrf" value="([^"]+)"', page.text)[0]
    form_id = re.findall(r'name="id" value="([^"]+)"', page.text)[-1]
    return browser.post(path, csrf=csrf, id=form_id, **fields)


def answers(profile: str, **said: str) -> dict[str, str]:
    """Every question of a family answered with yes but for those named."""
    return {f"check.{check.name}": said.get(check.name, YES) for check in CHECKLISTS[profile]}


def query(path: str, **fields: str) -> str:
    """The address with these in its query."""
    return str(httpx.URL(path, params=fields))


def test_each_page_opens_for_whom_it_is_and_for_nobody_else(visits: Visits) -> None:
    code = visits.world.shelved()
    for who, path in product(EVERYBODY, MAY):
        answer = visits.browser(who).get(f"{path}?lot={code}")

        wanted = 303 if who == STRANGER else 200 if who in MAY[path] else 403
        assert answer.status_code == wanted, (who, path)
        assert (f"/lots/{code}" in answer.text) == (wanted == 200 and path != "/inspections")


def test_what_waits_shows_by_place_single_things_first_and_the_oldest_first(
    visits: Visits,
) -> None:
    world = visits.world
    nappies, cot, wipes = given(world), given(world, 1, product="SL-COT", size=""), given(world)
    accepted = world.shelved()

    answer = visits.browser("bob").get("/inspections")

    assert ROWS.findall(answer.text) == [cot, nappies, wipes]
    assert accepted not in answer.text
    assert "North inbound" in answer.text


def test_a_longer_list_goes_on_where_it_ended_and_costs_no_more(
    visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, bob = visits.world, visits.browser("bob")
    codes = [given(world) for _ in range(5)]
    with statements(world) as few:
        bob.get("/inspections")
    monkeypatch.setattr("stockroom.web.pages.care.waiting.AT_ONCE", 2)

    seen, path = [], "/inspections"
    while path:
        with statements(world) as sent:
            page = bob.get(path).text
        assert len(sent) == len(few)
        seen += ROWS.findall(page)[:2]
        path = next(iter(re.findall(r'href="([^"]+)" rel="next"', page)), "").replace("&amp;", "&")

    assert seen[: len(codes)] == codes


def test_the_questions_come_first_and_a_no_keeps_the_thing_back(visits: Visits) -> None:
    cot, bob = given(visits.world, 1, product="SL-COT", size=""), visits.browser("bob")

    asked = bob.get(query("/inspections/new", lot=cot)).text
    judged = bob.get(query("/inspections/new", lot=cot, **answers("SLEEP", fixed_sides=NO))).text

    assert "none that slides or drops" in asked
    assert 'name="outcome"' not in asked
    assert "take it apart and recycle it" in judged
    assert "16 CFR 1219" in judged
    assert re.search(r'value="recycle" checked', judged)
    assert 'value="accept"' not in judged


def test_good_answers_lead_by_way_of_acceptance_to_a_shelf(visits: Visits) -> None:
    cot, bob = given(visits.world, 1, product="SL-COT", size=""), visits.browser("bob")

    judged = bob.get(query("/inspections/new", lot=cot, **answers("SLEEP"))).text
    answer = hand_in(bob, "/inspections/new", lot=cot, outcome="accept", **answers("SLEEP"))

    assert re.search(r'value="accept" checked', judged)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(
        f"/put-aways/new?thing={cot}&next=%2Finspections&done="
    )
    assert cot not in bob.get("/inspections").text


def test_some_pieces_are_inspected_apart_from_the_rest(visits: Visits) -> None:
    lot, bob = given(visits.world, 5), visits.browser("bob")

    answer = hand_in(
        bob, "/inspections/new", lot=lot, outcome="quarantine", quantity="2", **answers("HYG")
    )

    assert answer.headers["location"].startswith("/inspections?done=")
    assert visits.world.inside(lot) == {"North inbound": 3}
    assert "North quarantine" in bob.get("/inspections?standing=quarantined").text
    assert lot in bob.get("/inspections").text


def test_a_code_that_nobody_knows_is_said_so_and_asked_for_again(visits: Visits) -> None:
    for path in MAY:
        if path != "/inspections":
            answer = visits.browser("alice").get(f"{path}?lot=7K3Q9M2XW4HTX")

            assert "is not known here" in answer.text
            assert 'name="lot"' in answer.text


def test_pieces_of_another_size_become_a_lot_with_a_label_of_its_own(visits: Visits) -> None:
    lot, bob = visits.world.shelved(quantity=5, product="CL-VEST", size="62"), visits.browser("bob")

    answer = hand_in(bob, "/redescriptions/new", lot=lot, quantity="2", size="68", condition="good")
    refused = hand_in(bob, "/redescriptions/new", lot=lot, size="62")

    assert answer.headers["location"].startswith("/labels/sheet?code=")
    assert visits.world.inside(lot) == {"A1": 3}
    assert refused.status_code == 422
    assert "Nothing is other than before" in refused.text


def test_a_lot_in_several_places_is_asked_which(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    lot = world.shelved(quantity=5)
    world.do("bob", "transfers", thing=lot, place="A2", quantity=2)

    refused = hand_in(alice, "/write-offs/new", lot=lot, quantity="1", reason="damaged")
    number = re.findall(r'name="place" value="(\d+)"[^>]*>\s*<[^>]*><[^>]*><bdi>A2', refused.text)
    done = hand_in(
        alice, "/write-offs/new", lot=lot, quantity="1", reason="damaged", place=number[0]
    )

    assert refused.status_code == 422
    assert "Say from which one" in refused.text
    assert done.status_code == 303
    assert world.inside(lot) == {"A1": 3, "A2": 1}
    assert "Undo" in alice.get(done.headers["location"]).text


def test_opened_packs_come_out_as_so_many_pieces(visits: Visits) -> None:
    world = visits.world
    receipt = world.do(
        "bob",
        "intakes",
        product="NP-PULL",
        size="5",
        packs={"packs": 3, "pieces_per_pack": 22},
        condition="new_sealed",
    )
    lot = str(receipt.made["lot"])

    answer = hand_in(visits.browser("bob"), "/conversions/new", lot=lot, packs="1", condition="new")

    made = re.findall(r"code=([0-9A-Z]{13})", answer.headers["location"])
    assert world.inside(lot) == {"North inbound": 44}
    assert [world.inside(code) for code in made] == [{"North inbound": 22}]


def test_a_lot_is_split_into_parts_and_a_refusal_keeps_what_was_typed(visits: Visits) -> None:
    lot = visits.world.shelved(quantity=10, product="CL-VEST", size="62")
    parts = {
        "into.0.quantity": "4", "into.0.size": "62", "into.0.condition": "good",
        "into.1.quantity": "3", "into.1.size": "68", "into.1.condition": "worn",
        "into.2.quantity": "", "into.2.size": "62", "into.2.condition": "good",
    }  # fmt: skip

    none = hand_in(visits.browser("bob"), "/conversions/new", lot=lot, **{"into.1.size": "74"})
    answer = hand_in(visits.browser("bob"), "/conversions/new", lot=lot, **parts)

    assert none.status_code == 422
    assert "Say how many pieces come out" in none.text
    assert 'value="74"' in none.text
    assert answer.status_code == 303
    assert visits.world.inside(lot) == {"A1": 3}


def test_a_hold_says_what_it_ends_and_a_coordinator_lifts_it(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    lot, line = world.shelved(quantity=5), world.line(quantity=2)
    world.do("alice", "allocations", lot=lot, line=line, quantity=2)

    shown = visits.browser("bob").get(f"/holds/new?lot={lot}").text
    hand_in(visits.browser("bob"), "/holds/new", lot=lot, why="recall", reason="strap 5")
    lifting = alice.get(f"/hold-liftings/new?lot={lot}").text
    hand_in(alice, "/hold-liftings/new", lot=lot)

    assert f"2 pieces for M-1, wish line {line}" in shown
    assert "Perhaps recalled: strap 5" in lifting
    assert world.inside(lot) == {"A1": 5}
    assert "That lot is not on hold" in alice.get(f"/hold-liftings/new?lot={lot}").text


def test_a_promise_is_undone_for_the_line_that_is_named(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    lot, line = world.shelved(quantity=5), world.line(quantity=4)
    world.do("alice", "allocations", lot=lot, line=line, quantity=4)

    answer = hand_in(alice, "/releases/new", lot=lot, line=str(line), quantity="1")

    assert answer.status_code == 303
    assert world.inside(lot) == {"A1": 2, f"A1/{line}": 3}


def test_no_question_lacks_its_reason_or_its_source() -> None:
    for checks in CHECKLISTS.values():
        names = [check.name for check in checks]
        assert len(set(names)) == len(names)
        assert all(check.question.endswith("?") and check.why and check.source for check in checks)

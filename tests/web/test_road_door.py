"""Handed over at our door, one delivery as a page, and the papers that go with the goods."""

from __future__ import annotations

from itertools import product

import pytest

from tests.web.roads import (
    TICKS,
    at_the_gate,
    field_of,
    on_the_road,
    opened,
    packed,
    picked,
    send,
    text_of,
)
from tests.web.visits import EVERYBODY, STRANGER, Visits


def test_the_door_is_for_those_who_hand_over(visits: Visits) -> None:
    for who in EVERYBODY:
        status = visits.browser(who).get("/deliveries/new").status_code

        hands = {"alice", "bob", "ben", "dora", "dan", "sam"}
        assert status == (200 if who in hands else 303 if who == STRANGER else 403), who


def test_what_is_promised_is_handed_over_by_ticking_it(visits: Visits) -> None:
    world = visits.world
    parcel, loose = packed(world), picked(world)
    bob = visits.browser("bob")
    page = "/deliveries/new?facility=M-1"
    box, pieces = TICKS.findall(bob.get(page).text)

    answer = send(
        bob, page, **{"item": [box, pieces], f"pieces {pieces}": "2", "received_by": "nurse"}
    )

    assert answer.status_code == 303
    assert at_the_gate(world, parcel[0]) == 5
    assert world.inside(loose[0]) == {f"North bench/{loose[1]}": 1}
    assert world.discrepancies() == []


def test_goods_go_straight_from_the_shelf_also_the_morning_after(visits: Visits) -> None:
    world = visits.world
    cot = world.shelved("A2", 1, product="SL-COT")
    alice = visits.browser("alice")

    answer = send(
        alice,
        "/deliveries/new?facility=e-2",
        **{"extra.0.lot": cot, "received_by": "night desk", "when": "now"},
    )

    assert answer.headers["location"].startswith("/deliveries/1?")
    assert at_the_gate(world, cot) == 1
    text = alice.get(answer.headers["location"]).text
    assert "collected at our door" in text
    assert "received by: night desk" in text


def test_a_handover_of_yesterday_evening_keeps_its_own_day(visits: Visits) -> None:
    lot = visits.world.shelved(quantity=6)
    alice = visits.browser("alice")

    answer = send(
        alice,
        "/deliveries/new?facility=M-1",
        **{"extra.0.lot": lot, "extra.0.accepted": "6", "received_by": "nurse"},
        **{"when": "yesterday", "at": "19:30"},
    )

    text = alice.get(answer.headers["location"]).text
    assert "20 Nov 2026 19:30" in text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"received_by": "nurse"}, "Tick what you carried, or scan it."),
        ({"extra.0.lot": "LOT"}, "Say who received it, by role."),
        (
            {"extra.0.lot": "LOT", "received_by": "nurse", "when": "today", "at": "23:59"},
            "That moment is still to come.",
        ),
        (
            {"extra.0.lot": "LOT", "received_by": "nurse", "when": "day", "day": "soon"},
            "soon is not a day.",
        ),
        ({"extra.0.lot": "LOT", "extra.0.accepted": "some"}, "some is not a whole number."),
        ({"extra.0.lot": "A1", "received_by": "nurse"}, "A1 is not known here."),
    ],
)
def test_what_cannot_be_told_so_is_said_in_a_sentence(
    visits: Visits, fields: dict[str, str], sentence: str
) -> None:
    lot = visits.world.shelved(quantity=2)
    said = {name: lot if value == "LOT" else value for name, value in fields.items()}

    answer = send(visits.browser("bob"), "/deliveries/new?facility=M-1", **said)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert visits.world.inside(lot) == {"A1": 2}


def test_the_door_told_twice_by_two_people_is_told_once(visits: Visits) -> None:
    world = visits.world
    parcel = packed(world)
    page = "/deliveries/new?facility=M-1"
    alice, bob = visits.browser("alice"), visits.browser("bob")
    item = TICKS.findall(bob.get(page).text)[0]
    form = opened(alice, page)

    send(bob, page, item=item, received_by="nurse")
    second = alice.post("/deliveries/new", **{**form, "item": item, "received_by": "nurse"})

    assert second.status_code == 422
    assert at_the_gate(world, parcel[0]) == 5


def test_a_driver_hands_over_at_the_stops_of_own_runs_and_sees_no_others(visits: Visits) -> None:
    visits.world.run(driver="dora", facility="M-1")

    assert "M-1" in visits.browser("dora").get("/deliveries/new").text
    text = visits.browser("dan").get("/deliveries/new?facility=M-1").text
    assert "<bdi>M-1" not in text
    assert "No run of yours is open." in text


def test_a_delivery_is_seen_by_its_own_people_only(visits: Visits) -> None:
    world = visits.world
    run, _parcel, _loose = on_the_road(world)
    send(visits.browser("dora"), f"/runs/{run}/stops/1", received_by="nurse")
    sees = {"alice": 200, "sam": 200, "dora": 200, "fatima": 200, "dan": 404, "farid": 404}

    for who, path in product(EVERYBODY, ("/deliveries/1", "/deliveries/1/paper")):
        status = visits.browser(who).get(path).status_code

        assert status == sees.get(who, 303 if who == STRANGER else 403), (who, path)


def test_a_delivery_says_what_came_over_and_above(visits: Visits) -> None:
    world = visits.world
    run, _parcel, _loose = on_the_road(world)
    dora = visits.browser("dora")
    three = field_of(dora.get(f"/runs/{run}/stops/1").text, 3)

    send(dora, f"/runs/{run}/stops/1", **{"received_by": "nurse", f"{three}.accepted": "4"})

    text = dora.get("/deliveries/1").text
    assert ">more than expected</dt><dd>1<" in text
    assert ">accepted</dt><dd>4<" in text


def test_a_correction_and_the_facilitys_count_stand_beside_what_was_told(visits: Visits) -> None:
    world = visits.world
    run, parcel, _loose = on_the_road(world)
    send(visits.browser("dora"), f"/runs/{run}/stops/1", received_by="nurse")
    fewer = [{"lot": parcel[0], "line": parcel[1], "fewer": 1}]
    world.do("alice", "delivery-corrections", delivery=1, lines=fewer)
    world.do("fatima", "confirmations", delivery=1)

    text = visits.browser("fatima").get("/deliveries/1").text

    assert ">accepted</dt><dd>5<" in text
    assert '>corrected later</dt><dd dir="ltr">−1<' in text
    assert ">counted by the facility</dt><dd>4<" in text
    assert "confirmed by the facility" in text


@pytest.mark.parametrize(
    ("language", "sentence"), [("", "Feuille de remise pour M-1"), ("en", "Gate sheet for M-1")]
)
def test_the_papers_of_a_stop_speak_the_facilitys_language(
    visits: Visits, language: str, sentence: str
) -> None:
    run, _parcel, _loose = on_the_road(visits.world)

    visits.world.do("sam", "setting-changes", name="public_host", value="labels.example.org")
    visits.world.do("dora", "gate-sheets", run=run, facility="M-1")

    path = f"/runs/{run}/stops/1/gate-sheet.pdf" + (f"?paper={language}" if language else "")
    answer = visits.browser("dora").get(path)

    assert answer.headers["content-type"] == "application/pdf"
    assert "no-store" in answer.headers["cache-control"]
    assert sentence in text_of(answer)


def test_the_note_of_a_delivery_says_what_was_refused_and_why(visits: Visits) -> None:
    run, _parcel, _loose = on_the_road(visits.world)
    dora = visits.browser("dora")
    five = field_of(dora.get(f"/runs/{run}/stops/1").text, 5)
    send(
        dora,
        f"/runs/{run}/stops/1",
        **{"received_by": "officer", f"{five}.refused": "2", f"{five}.reason": "not_sealed"},
    )

    text = text_of(visits.browser("fatima").get("/deliveries/1/paper?paper=en"))

    assert "not sealed, or not new" in text
    assert "Delivery note for M-1" in text

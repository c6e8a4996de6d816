"""Rows judged by the service's own rules, without a word being written."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.cli.conftest import Terminal
from tests.world import World

ROW = {"line": 2, "product_code": "CL-BODY", "size": "62", "quantity": "4", "condition": "good"}
WISH = {"line": 2, "facility": "M-1", "product_code": "CL-BODY", "size": "62", "quantity": "4"}


def token(world: World, login: str) -> dict[str, str]:
    """The header with which one of the cast signs in."""
    person = world.cast[login].id
    assert person is not None
    return {"Authorization": f"Bearer {world.house.sessions.issue(person, login)}"}


def ask(
    terminal: Terminal,
    *rows: dict[str, Any],
    noun: str = "intakes",
    login: str = "bob",
    **headers: str,
) -> list[dict[str, Any]]:
    """What the service reads in these rows."""
    response = httpx.post(
        f"{terminal.url}/api/readings/{noun}",
        json={"rows": rows},
        headers={**token(terminal.world, login), **headers},
    )
    assert response.status_code == 200, response.text
    return list(response.json()["rows"])


def faults(read: dict[str, Any]) -> list[str]:
    """The cells that cannot stand."""
    return [fault["field"] for fault in read["problems"]]


def test_a_good_row_is_read_as_the_intake_that_it_would_be(terminal: Terminal) -> None:
    row = {
        **ROW,
        "donor": " Parish  drive ",
        "condition": "New, tags on",
        "gtin": "5901234123457",
        "use_by": "08.2027",
        "unit": "ea",
    }

    (read,) = ask(terminal, row)

    assert read["ok"]
    assert read["problems"] == []
    assert (read["product"], read["product_name"], read["pieces"]) == ("CL-BODY", "bodysuit", 4)
    assert (read["donor"], read["condition"]) == ("Parish drive", "new")
    assert (read["gtin"], read["use_by"]) == ("05901234123457", "2027-08-31")
    assert read["size_read"] == {"scheme": "body_cm", "low": 62, "high": 62, "label": "62"}


FAULTY = [
    ({"quantity": "2.5"}, "quantity"),
    ({"quantity": "-3"}, "quantity"),
    ({"quantity": "1000001"}, "quantity"),
    ({"quantity": ""}, "quantity"),
    ({"size": "three"}, "size"),
    ({"gtin": "5901234123458"}, "gtin"),
    ({"use_by": "2027-02-30"}, "use_by"),
    ({"use_by": "03/04/2027"}, "use_by"),
    ({"use_by": "2026-11-20"}, "use_by"),
    ({"condition": "lovely"}, "condition"),
    ({"unit": "pk"}, "unit"),
    ({"note": "x" * 201}, "note"),
    ({"description": "y" * 121}, "description"),
    ({"donor": "=cmd"}, "donor"),
    ({"brand": "@x"}, "brand"),
    ({"note": "a\x00b"}, "note"),
    ({"product_code": "XX-NOPE"}, "product_code"),
    ({"product_code": "", "description": "flux capacitor"}, "description"),
    ({"product_code": ""}, "product_code"),
    ({"product_code": "TR-CAR", "size": "", "quantity": "201"}, "quantity"),
]


def test_each_fault_is_found_alone(terminal: Terminal) -> None:
    reads = ask(terminal, *({**ROW, **changes} for changes, _field in FAULTY))

    assert [faults(read) for read in reads] == [[field] for _changes, field in FAULTY]
    assert not any(read["ok"] for read in reads)
    assert all(read["problems"][0]["sentence"] for read in reads)


def test_what_is_used_by_today_may_still_come_in(terminal: Terminal) -> None:
    (read,) = ask(terminal, {**ROW, "use_by": "2026-11-21"})

    assert read["ok"]


NEVER_TAKEN = [
    ("TR-SEAT", {"condition": "no label, after a crash"}),
    ("TR-SEAT", {"note": "sans étiquette"}),
    ("FE-FORM", {"condition": "dented, opened"}),
    ("FE-RTF", {"description": "ouverte"}),
    ("SL-COT", {"description": "cot with drop side"}),
]


def test_what_the_trade_must_refuse_is_refused(terminal: Terminal) -> None:
    for product, words in NEVER_TAKEN:
        row = {"line": 2, "product_code": product, "quantity": "1", "condition": "good"}

        good, bad = ask(terminal, row, {**row, **words})

        assert good["ok"]
        assert faults(bad) == ["condition"]


def test_an_empty_row_says_so_once(terminal: Terminal) -> None:
    (read,) = ask(terminal, {"line": 268, "donor": "Parish drive"})

    assert faults(read) == ["line"]


def test_a_guess_is_marked_and_an_unknown_code_is_answered_with_one(terminal: Terminal) -> None:
    guess = {**ROW, "product_code": "", "description": "боди"}
    guessed, wrong = ask(terminal, guess, {**guess, "product_code": "CL-BODDY"})

    assert (guessed["ok"], guessed["product"], guessed["guessed"]) == (True, "CL-BODY", True)
    assert "CL-BODY" in wrong["problems"][0]["sentence"]


def test_packs_are_asked_about_once(terminal: Terminal) -> None:
    row = {**ROW, "product_code": "CL-VEST", "description": "vests 5-pack", "quantity": "8"}

    (before,) = ask(terminal, row)
    terminal.world.do(
        "bob",
        "intakes",
        product="CL-VEST",
        description="Vests 5-pack",
        packs={"packs": 1, "pieces_per_pack": 5},
    )
    (after,) = ask(terminal, row)

    assert before["ask"] == {"pieces": 8, "if_packs": 40, "pieces_per_pack": 5}
    assert (after["ask"], after["pieces"]) == (None, 40)
    assert after["packs"] == {"packs": 8, "pieces_per_pack": 5}


def test_a_note_that_names_a_person_is_warned_about_not_refused(terminal: Terminal) -> None:
    (read,) = ask(terminal, {**ROW, "note": "call Mrs Invented 020 7946 0000"})

    assert read["ok"]
    assert {warning["field"] for warning in read["warnings"]} == {"note"}


def test_products_are_named_in_the_readers_language(terminal: Terminal) -> None:
    (read,) = ask(terminal, ROW, **{"Accept-Language": "ar"})

    assert read["product_name"] == "بودي أطفال"


def test_a_wish_is_read_as_the_line_that_it_would_be(terminal: Terminal) -> None:
    row = {
        **WISH,
        "size_as_of": "2026-11-20",
        "urgency": "48 hours",
        "needed_by": "2026-12-01",
        "new_only": "yes",
    }

    (read,) = ask(terminal, row, noun="wishes", login="alice")

    assert read["asked"] == {
        "product": "CL-BODY",
        "size": "62",
        "as_of": "2026-11-20",
        "quantity": 4,
        "urgency": "tonight",
        "needed_by": "2026-12-01",
        "new_only": True,
        "substitutes": True,
    }


FAULTY_WISHES = [
    ({"facility": "Z-1"}, "facility"),
    ({"urgency": "soon"}, "urgency"),
    ({"new_only": "perhaps"}, "new_only"),
    ({"size_as_of": "yesterday"}, "size_as_of"),
    ({"needed_by": "2026-02-30"}, "needed_by"),
    ({"note": "z" * 121}, "note"),
    ({"size": "three"}, "size"),
]


def test_each_fault_of_a_wish_is_found_alone(terminal: Terminal) -> None:
    rows = [{**WISH, **changes} for changes, _field in FAULTY_WISHES]

    reads = ask(terminal, *rows, noun="wishes", login="alice")

    assert [faults(read) for read in reads] == [[field] for _changes, field in FAULTY_WISHES]
    assert [read["asked"] for read in reads] == [None] * len(rows)


def test_a_facility_learns_nothing_of_others(terminal: Terminal) -> None:
    own, other, none = ask(
        terminal,
        WISH,
        {**WISH, "facility": "E-2"},
        {**WISH, "facility": "Z-9"},
        noun="wishes",
        login="fatima",
    )

    assert own["ok"]
    assert other["problems"][0]["sentence"].replace("E-2", "Z-9") == none["problems"][0]["sentence"]


@pytest.mark.parametrize(("noun", "login"), [("intakes", "fatima"), ("wishes", "bob")])
def test_only_those_who_may_record_may_try(terminal: Terminal, noun: str, login: str) -> None:
    headers = token(terminal.world, login)
    url = f"{terminal.url}/api/readings/{noun}"

    assert httpx.post(url, json={"rows": [ROW]}, headers=headers).status_code in (400, 403)
    assert httpx.post(url, json={"rows": [{"line": 1}]}, headers=headers).status_code == 403
    assert httpx.post(url, json={"rows": [{"line": 1}]}).status_code == 401


def test_too_many_rows_at_once_are_refused(terminal: Terminal) -> None:
    response = httpx.post(
        f"{terminal.url}/api/readings/intakes",
        json={"rows": [ROW] * 501},
        headers=token(terminal.world, "bob"),
    )

    assert response.status_code == 400


def test_nothing_is_written_by_reading(terminal: Terminal) -> None:
    ask(terminal, ROW)

    assert terminal.lots() == 0

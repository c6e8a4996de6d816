"""An act at the API's door: recorded, known already, held, refused; alone and in batches."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from stockroom import speech
from tests.api.guests import STRANGER, Guests

INTAKE = {"product": "NP-DISP", "size": "4", "quantity": 12}


def new_id(guests: Guests) -> UUID:
    """A command id that nobody used."""
    return guests.world.house.clock.command_id()


def test_what_is_done_is_recorded_with_a_receipt(guests: Guests) -> None:
    command = new_id(guests)

    answer = guests.put("bob", "intakes", id=command, **INTAKE)

    assert answer.status_code == 201
    receipt = answer.json()
    assert (receipt["id"], receipt["noun"]) == (str(command), "intakes")
    assert (receipt["status"], receipt["repeated"]) == ("recorded", False)
    assert receipt["made"]["pieces"] == 12
    assert guests.world.inside(receipt["made"]["lot"]) == {"North inbound": 12}
    assert guests.get("sam", f"journal/{command}").json() == receipt


def test_the_same_again_changes_nothing_and_gives_the_stored_receipt(guests: Guests) -> None:
    command = new_id(guests)
    first = guests.put("bob", "intakes", id=command, **INTAKE).json()
    head = guests.head()

    again = guests.put("bob", "intakes", id=command, **INTAKE)

    assert again.status_code == 200
    assert again.json() == {**first, "repeated": True}
    assert guests.head() == head


def test_an_id_used_for_something_else_is_refused(guests: Guests) -> None:
    command = new_id(guests)
    guests.put("bob", "intakes", id=command, **INTAKE)
    head = guests.head()

    other_content = guests.put("bob", "intakes", id=command, **{**INTAKE, "quantity": 13})
    other_noun = guests.put("bob", "blank-codes", id=command, number=1)

    assert other_content.status_code == other_noun.status_code == 409
    assert other_content.json()["reason"] == "id_reused"
    assert guests.head() == head


def test_what_hands_did_is_held_when_it_cannot_be_understood_yet(guests: Guests) -> None:
    command = new_id(guests)

    held = guests.put("bob", "put-aways", id=command, thing="Z9", place="A1")
    again = guests.put("bob", "put-aways", id=command, thing="Z9", place="A1")

    assert (held.status_code, again.status_code) == (202, 200)
    receipt = held.json()
    assert (receipt["status"], receipt["reason"]) == ("held", "unknown_code")
    assert receipt["sentence"] == "Z9 is not known here."
    opened = guests.items("alice", "discrepancies", kind="held")
    assert [row["id"] for row in opened] == receipt["discrepancies"]


def test_why_an_act_is_held_is_told_in_the_language_that_is_asked_for(guests: Guests) -> None:
    arabic = {"Accept-Language": "ar"}
    known = speech.say("ar", "{code} is not known here.", {"code": "Z9"})
    content = {"thing": "Z9", "place": "A1"}
    act = {"id": str(new_id(guests)), "noun": "put-aways", "content": content}

    alone = guests.ask(
        "bob", "PUT", f"/api/put-aways/{new_id(guests)}", json=content, headers=arabic
    )
    body = {"commands": [act]}
    batch = guests.ask("bob", "POST", "/api/batches", json=body, headers=arabic).json()

    assert "Z9" in known
    assert known != "Z9 is not known here."
    assert alone.json()["sentence"] == known
    assert batch["answers"][0]["receipt"]["sentence"] == known


def test_a_misread_code_is_sent_back_to_be_looked_at_again(guests: Guests) -> None:
    head = guests.head()

    answer = guests.put("bob", "put-aways", thing="7K3Q9M2XW4HTA", place="A1")

    assert (answer.status_code, answer.json()["reason"]) == (422, "wrong_check")
    assert "7K3Q-9M2X-W4HTA" in answer.json()["detail"]
    assert guests.head() == head


def test_what_is_asked_may_be_refused_and_then_nothing_is_written(guests: Guests) -> None:
    code, line = guests.world.shelved(quantity=2), guests.world.line(5)
    head, command = guests.head(), new_id(guests)

    refused = guests.put("alice", "allocations", id=command, lot=code, line=line, quantity=3)
    smaller = guests.put("alice", "allocations", id=command, lot=code, line=line, quantity=2)

    assert (refused.status_code, refused.json()["reason"]) == (422, "not_enough")
    detail = refused.json()["detail"]
    assert re.fullmatch("Of .+, 2 can be promised; 3 were to be.", detail)
    assert smaller.status_code == 201
    assert smaller.json()["sequence"] == head.sequence + 1


def test_in_a_batch_each_is_answered_as_its_own_put_would_be(guests: Guests) -> None:
    known = new_id(guests)
    guests.put("bob", "intakes", id=known, **INTAKE)
    sent: list[tuple[int, str, UUID, dict[str, Any]]] = [
        (201, "intakes", new_id(guests), INTAKE),
        (202, "put-aways", new_id(guests), {"thing": "Z9", "place": "A1"}),
        (200, "intakes", known, INTAKE),
        (409, "intakes", known, {**INTAKE, "quantity": 1}),
        (400, "intakes", new_id(guests), {"product": "NP-DISP", "quantity": 0}),
        (400, "intakes", new_id(guests), {**INTAKE, "unheard_of": 1}),
        (404, "no-such-noun", new_id(guests), {}),
        (422, "holds", new_id(guests), {"lot": "Z9", "reason": "recalled"}),
        (403, "allocations", new_id(guests), {"lot": "Z9", "line": 1, "quantity": 1}),
        (201, "blank-codes", new_id(guests), {"number": 1}),
    ]
    commands = [
        {"noun": noun, "id": str(command), "content": content} for _, noun, command, content in sent
    ]

    answer = guests.ask("bob", "POST", "/api/batches", json={"commands": commands})

    assert answer.status_code == 200
    answers = answer.json()["answers"]
    assert [one["status"] for one in answers] == [status for status, *_ in sent]
    assert [one["id"] for one in answers] == [str(command) for _, _, command, _ in sent]
    for one in answers:
        assert (one["receipt"] is None) == (one["status"] >= 400) == (one["problem"] is not None)
    alone = [guests.put("bob", noun, id=command, **content) for _, noun, command, content in sent]
    firm = [(one["status"], again.status_code) for one, again in zip(answers, alone, strict=True)]
    assert all(alone == batch if batch >= 400 else alone == 200 for batch, alone in firm), firm


def test_in_a_batch_a_later_act_sees_what_an_earlier_one_made(guests: Guests) -> None:
    code = guests.world.shelved()
    moves = [
        {
            "noun": "transfers",
            "id": str(new_id(guests)),
            "content": {"thing": code, "place": place},
        }
        for place in ("A2", "A3", "A1")
    ]

    answers = guests.ask("bob", "POST", "/api/batches", json={"commands": moves}).json()

    sequences = [one["receipt"]["sequence"] for one in answers["answers"]]
    assert sequences == sorted(sequences)
    assert guests.world.inside(code) == {"A1": 5}


def test_a_problem_is_told_in_arabic_where_it_has_been_translated(
    guests: Guests, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages = tmp_path / "locales" / "ar" / "LC_MESSAGES" / "messages.po"
    messages.parent.mkdir(parents=True)
    messages.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Please sign in first."\nmsgstr "سجّل الدخول أولاً."\n\n'
        'msgid "{code} is not known here."\nmsgstr "لا نعرف {code} هنا."\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(speech, "LOCALES", tmp_path / "locales")
    speech.catalogue.cache_clear()
    arabic = {"Accept-Language": "ar-EG,ar;q=0.9,en;q=0.5"}

    stranger = guests.ask(STRANGER, "GET", "/api/lots", headers=arabic).json()
    unknown = guests.ask("bob", "GET", "/api/codes/Z9", headers=arabic).json()
    untranslated = guests.ask("sue", "GET", "/api/lots", headers=arabic).json()
    english = guests.ask("bob", "GET", "/api/codes/Z9").json()
    speech.catalogue.cache_clear()

    assert stranger["detail"] == "سجّل الدخول أولاً."
    assert unknown["detail"] == "لا نعرف Z9 هنا."
    assert untranslated["detail"] == "Your role may not do this."
    assert english["detail"] == "Z9 is not known here."

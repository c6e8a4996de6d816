"""People who take turns on one device: who may act on it, and which of its acts never came."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest
import sqlalchemy as sa

from stockroom.desk import JOURNAL
from stockroom.devices import OUTBOX
from tests.web.visits import Browser, Visits
from tests.world import World

OUTBOX_ID = "0192f0c0-0000-7000-8000-000000000001"


def told(browser: Browser, method: str, path: str, body: object = None) -> httpx.Response:
    """A JSON request as the scan page sends it, with the session's secret."""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    headers = {"Cookie": cookies, "X-CSRF-Token": browser.csrf() if method != "GET" else ""}
    browser.client.cookies.clear()
    answer = browser.client.request(method, path, json=body, headers=headers)
    for name, value in answer.cookies.items():
        browser.cookies[name] = value
    return answer


def shared(visits: Visits, *who: str) -> Browser:
    """A browser on which these people signed in one after the other; the last one still is."""
    phone = visits.browser(who[0])
    for login in who:
        phone.cookies |= visits.browser(login).cookies
        assert told(phone, "POST", "/api/turns", {"name": "phone 7"}).status_code == 201
    return phone


def intake(actor: int | None = None, counter: int | None = None) -> dict[str, Any]:
    content = {"product": "NP-DISP", "size": "4", "quantity": 5}
    about = {"actor": actor, "counter": counter}
    return {"noun": "intakes", "id": str(uuid4()), "content": content} | {
        name: value for name, value in about.items() if value is not None
    }


def send(phone: Browser, *commands: dict[str, Any]) -> list[dict[str, Any]]:
    body = {"commands": list(commands), "outbox": OUTBOX_ID}
    answer = told(phone, "POST", "/api/batches", body)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["answers"]
    return found


def gaps(world: World) -> tuple[int, list[list[int]]]:
    with world.house.database.reading() as books:
        row = books.execute(sa.select(OUTBOX.c.highest, OUTBOX.c.gaps)).one()
    return row.highest, row.gaps


def actor_of(world: World, command_id: str) -> int:
    mine = JOURNAL.c.command_id == command_id
    with world.house.database.reading() as books:
        return int(books.execute(sa.select(JOURNAL.c.actor_id).where(mine)).scalar_one())


def test_an_act_is_of_whoever_did_it_and_not_of_whoever_is_signed_in_when_it_is_sent(
    visits: Visits,
) -> None:
    phone = shared(visits, "ben", "bob")
    ben = visits.person("ben").id

    (answer,) = send(phone, intake(actor=ben))

    assert answer["status"] == 201
    assert actor_of(visits.world, answer["id"]) == ben


def test_nobody_acts_as_somebody_who_has_not_signed_in_on_that_device(visits: Visits) -> None:
    phone = shared(visits, "bob")

    answers = send(phone, intake(actor=visits.person("alice").id), intake())

    assert [one["status"] for one in answers] == [403, 201]
    assert answers[0]["problem"]["reason"] == "not_on_this_device"


def test_a_device_taken_back_speaks_for_nobody_else(visits: Visits) -> None:
    phone = shared(visits, "ben", "bob")
    ben = visits.person("ben").id
    with visits.world.house.database.writing() as books:
        books.execute(sa.text("UPDATE device SET revoked = true"))

    (answer,) = send(phone, intake(actor=ben))

    assert answer["status"] == 403


def test_a_number_that_never_came_shows_until_it_does(visits: Visits) -> None:
    phone = shared(visits, "bob")

    send(phone, intake(counter=1), intake(counter=4))
    missing = gaps(visits.world)
    send(phone, intake(counter=3), intake(counter=2))

    assert missing == (4, [[2, 3]])
    assert gaps(visits.world) == (4, [])


def test_the_answer_names_the_epoch_of_the_books(visits: Visits) -> None:
    phone = shared(visits, "bob")
    with visits.world.house.database.writing() as books:
        books.execute(sa.text("UPDATE setting SET value = 'second' WHERE name = 'epoch'"))

    body = {"commands": [intake()], "outbox": OUTBOX_ID}

    assert told(phone, "POST", "/api/batches", body).json()["epoch"] == "second"


def test_a_browser_learns_who_takes_turns_on_it(visits: Visits) -> None:
    phone = shared(visits, "ben", "bob", "bob")

    turns = told(phone, "GET", "/api/turns").json()

    assert turns["me"]["name"] == visits.person("bob").name
    assert sorted(one["name"] for one in turns["people"]) == ["Ben", "Bob"]
    assert turns["device"] is not None
    assert turns["csrf"]


@pytest.mark.parametrize("who", ["fatima", "sue"])
def test_who_has_no_hands_here_begins_no_device(visits: Visits, who: str) -> None:
    assert told(visits.browser(who), "GET", "/api/turns").status_code == 403


def test_a_token_begins_no_device(visits: Visits) -> None:
    token = visits.world.house.sessions.issue(visits.person("bob").id or 0, "test")
    answer = visits.client.post("/api/turns", json={}, headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 403

"""People who take turns on one device: who may act on it, and which of its acts never came."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest
import sqlalchemy as sa

from stockroom import together
from stockroom.desk import JOURNAL
from stockroom.devices import MOST_OUTBOXES, MOST_PEOPLE, ON_DEVICE, OUTBOX
from stockroom.errors import TooMany
from stockroom.web.api import batches
from stockroom.web.door import PERSON
from tests.fire.stumbles import stumbling_over
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


def test_a_device_taken_back_opens_nothing_and_its_outbox_is_kept_for_later(
    visits: Visits,
) -> None:
    phone = shared(visits, "ben", "bob")
    ben, kept = visits.person("ben").id, intake(counter=1)
    with visits.world.house.database.writing() as books:
        books.execute(sa.text("UPDATE device SET revoked = true"))

    whole = told(phone, "POST", "/api/batches", {"commands": [kept], "outbox": OUTBOX_ID})
    single = told(phone, "POST", "/api/batches", {"commands": [intake(actor=ben)]})
    turns = told(phone, "GET", "/api/turns").json()

    assert (whole.status_code, whole.json()["reason"]) == (403, "not_on_this_device")
    assert single.json()["answers"][0]["status"] == 403
    assert (turns["device"], turns["people"]) == (None, [])
    assert told(phone, "POST", "/api/turns", {"name": "phone 7 again"}).status_code == 201
    assert send(phone, kept)[0]["status"] == 201


def test_who_signed_in_in_the_browser_alone_sends_nothing_of_the_device_s(visits: Visits) -> None:
    phone = shared(visits, "ben")
    phone.cookies |= visits.browser("bob").cookies
    body = {"commands": [intake(actor=visits.person("ben").id)], "outbox": OUTBOX_ID}

    assert told(phone, "POST", "/api/batches", body).status_code == 403
    assert told(phone, "POST", "/api/turns", {}).status_code == 201
    assert told(phone, "POST", "/api/batches", body).json()["answers"][0]["status"] == 201


def test_one_act_over_which_the_service_fails_neither_undoes_nor_overtakes_others(
    visits: Visits,
) -> None:
    phone, before, fails, after = shared(visits, "bob"), intake(counter=1), intake(), intake()
    fails |= {"id": fails["id"][:-4] + "dead", "counter": 2}
    after |= {"counter": 3}
    with stumbling_over(visits.world.house.database, "dead"):
        answers = send(phone, before, fails, after)
        known = gaps(visits.world)

    assert [one["status"] for one in answers] == [201, 500, 503]
    assert [one["problem"]["reason"] for one in answers[1:]] == ["fault", "not_tried"]
    assert known == (1, [])
    assert [one["status"] for one in send(phone, before, fails, after)] == [200, 201, 201]
    assert gaps(visits.world) == (3, [])


def test_a_batch_that_takes_long_is_answered_in_time_and_goes_on_later(
    visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, acts = shared(visits, "bob"), [intake(counter=1), intake(counter=2), intake(counter=3)]
    monkeypatch.setattr(together, "LONGEST_TOGETHER_S", -1.0)
    monkeypatch.setattr(batches, "LONGEST_S", -1.0)

    answers = send(phone, *acts)

    assert [one["status"] for one in answers] == [201, 503, 503]
    assert answers[1]["problem"]["reason"] == "not_yet"
    assert gaps(visits.world) == (1, [])
    assert [one["status"] for one in send(phone, *acts[1:])] == [201, 503]


def test_an_outbox_whose_device_lost_its_cookie_goes_on_with_what_it_misses(
    visits: Visits,
) -> None:
    phone = shared(visits, "bob")
    send(phone, intake(counter=3))
    phone.cookies.pop(visits.world.house.door.device_cookie)
    assert told(phone, "POST", "/api/turns", {"name": "phone 7"}).status_code == 201

    send(phone, intake(counter=2))

    assert gaps(visits.world) == (3, [[1, 1]])
    newest = told(phone, "GET", "/api/turns").json()["device"]
    with visits.world.house.database.reading() as books:
        assert books.execute(sa.select(OUTBOX.c.device_id)).scalar_one() == newest


def test_a_browser_that_loses_its_storage_again_and_again_is_still_heard(visits: Visits) -> None:
    phone = shared(visits, "bob")
    with visits.world.house.database.writing() as books:
        device = books.execute(sa.text("SELECT id FROM device")).scalar_one()
    for number in range(MOST_OUTBOXES):
        visits.world.house.devices.heard(f"outbox {number:03}", device, [1, 3])

    assert send(phone, intake(counter=1))[0]["status"] == 201
    with visits.world.house.database.reading() as books:
        kept = books.execute(sa.select(OUTBOX.c.id).order_by(OUTBOX.c.id)).scalars().all()
    assert kept == [OUTBOX_ID, *(f"outbox {number:03}" for number in range(1, MOST_OUTBOXES))]


def test_a_full_device_still_knows_who_is_on_it(visits: Visits) -> None:
    phone = shared(visits, "bob")
    bob = visits.person("bob").id
    assert bob is not None
    devices = visits.world.house.devices
    with visits.world.house.database.writing() as books:
        device = books.execute(sa.text("SELECT id FROM device")).scalar_one()
        person = sa.select(PERSON).where(PERSON.c.id == bob)
        about = dict(books.execute(person).one()._mapping)
        for number in range(MOST_PEOPLE - 1):
            made = about | {"id": 1000 + number, "login": f"helper {number}"}
            books.execute(sa.insert(PERSON).values(**made))
            who = {"device_id": device, "person_id": made["id"], "since": visits.world.clock.now()}
            books.execute(sa.insert(ON_DEVICE).values(**who))

    assert told(phone, "POST", "/api/turns", {}).status_code == 201
    with pytest.raises(TooMany):
        devices.join(device, visits.person("ben").id or 0)


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
    assert [*map(set, turns["people"])] == [{"id", "name", "role"}] * 2
    assert turns["device"] is not None
    assert turns["csrf"]


@pytest.mark.parametrize("who", ["fatima", "sue"])
def test_who_has_no_hands_here_begins_no_device(visits: Visits, who: str) -> None:
    assert told(visits.browser(who), "GET", "/api/turns").status_code == 403


def test_a_token_begins_no_device(visits: Visits) -> None:
    token = visits.world.house.sessions.issue(visits.person("bob").id or 0, "test")
    answer = visits.client.post("/api/turns", json={}, headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 403

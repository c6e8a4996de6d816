"""Each thing that goes wrong between a phone and the books, by itself: nothing is lost or stuck."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Route

from stockroom.devices import ON_DEVICE
from tests.browser.scanning import NAME, Phone, counted, journalled, phone_of, sign_in
from tests.browser.windows import Windows
from tests.fire.stumbles import stumbling_over
from tests.world import World

BATCHES = "**/api/batches"
LOT, OTHER = "28T5CY4TQKFFA", "0000000000038"
PORTALS: dict[str, dict[str, Any]] = {
    "a hotel's page": {"status": 200, "body": "<h1>Welcome</h1>", "content_type": "text/html"},
    "a page that forbids": {"status": 403, "body": "<h1>Pay first</h1>"},
    "a page that asks who we are": {"status": 401, "body": "{}"},
    "a redirect": {"status": 302, "headers": {"Location": "/sign-in"}},
    "JSON that is none of ours": {"status": 200, "body": '{"answers": null, "epoch": "hotel"}'},
    "answers of no form": {"status": 200, "body": '{"answers": [null, {"id": 7}], "epoch": "x"}'},
    "nothing at all": {"status": 200, "body": ""},
    "a gateway's fault": {"status": 502, "body": "<h1>Bad gateway</h1>"},
    "a server before ours": {"status": 404, "body": "<h1>Not found</h1>"},
    "too many": {"status": 429, "body": '{"reason": "too_many", "detail": "Wait."}'},
}


# One database is enough where the trouble is on the phone or on its way.
pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


def fulfilled(answer: dict[str, Any], way: Route) -> None:
    """Answer in the service's place."""
    way.fulfill(**answer)


def ids(phone: Phone) -> list[str]:
    """The ids of all acts that the phone keeps."""
    return [one["id"] for one in phone.kept()]


def test_a_network_that_answers_for_us_changes_nothing(phone: Phone) -> None:
    phone.save(phone.intake(), phone.intake())
    for name, portal in PORTALS.items():
        phone.context.route(BATCHES, partial(fulfilled, portal))
        assert phone.send() == "waiting", name
        assert phone.states() == ["saved", "saved"], name
        phone.context.unroute(BATCHES)

    assert phone.send() == "idle"
    assert phone.states() == ["recorded", "recorded"]


def test_who_is_signed_out_loses_nothing(phone: Phone, windows: Windows) -> None:
    phone.save(phone.intake(), phone.intake(who="ben"))
    phone.context.clear_cookies(name=windows.house.door.cookie)
    assert phone.send() == "sign-in"
    assert phone.states() == ["saved", "saved"]

    sign_in(phone, windows, "ben")

    assert phone.send() == "idle"
    assert phone.states() == ["recorded", "recorded"]


def test_a_secret_that_is_too_old_is_fetched_anew(phone: Phone) -> None:
    phone.save(phone.intake())
    mood = """([name, csrf]) => tested.Outbox.open(name).then(async (outbox) => {
      const way = tested.byHttp(async (fresh) => fresh ? csrf : "old");
      const sender = new tested.Sender(outbox, way, () => {});
      await sender.kick();
      return sender.mood;
    })"""

    assert phone.page.evaluate(mood, [NAME, phone.csrf]) == "idle"
    assert phone.states() == ["recorded"]


def test_what_is_refused_parks_what_touches_it_and_no_other(phone: Phone, world: World) -> None:
    used, blank = phone.intake(LOT), {"product": "NP-DISP", "size": "4", "quantity": 1}
    answer = phone.context.request.put(
        f"/api/intakes/{used['id']}", data=blank, headers={"X-CSRF-Token": phone.csrf}
    )
    assert answer.status == 201
    after = phone.act("put-aways", [LOT, "A1"], thing=LOT, place="A1")
    phone.save(used, phone.intake(quantity="many"))
    phone.send()
    phone.save(after, phone.act("put-aways", [OTHER], thing=OTHER, place="A1"))

    phone.send()

    assert phone.states() == ["refused", "refused", "parked", "held"]
    assert counted(world, phone.outbox()) == (4, [[3, 3]])
    remove = "([name, n]) => tested.Outbox.open(name).then((outbox) => outbox.remove(n))"
    phone.page.evaluate(remove, [NAME, 1])
    phone.send()
    assert phone.states() == ["refused", "held", "held"]
    assert counted(world, phone.outbox()) == (4, [])


def test_an_act_over_which_the_service_fails_for_ever_stops_no_other(
    phone: Phone, world: World
) -> None:
    fails, after = phone.intake(LOT), phone.act("put-aways", [LOT], thing=LOT, place="A1")
    fails["id"] = fails["id"][:-4] + "dead"
    others = [phone.intake() for _ in range(60)]
    with stumbling_over(world.house.database, "dead"):
        phone.save(fails, after, *others)
        phone.send(2)
        assert set(phone.states()[2:]) == {"recorded"}
        assert phone.states()[:2] == ["saved", "saved"]
        phone.send()
        assert phone.states()[:2] == ["refused", "parked"]
        assert counted(world, phone.outbox()) == (62, [[1, 2]])

    retry = "([name, n]) => tested.Outbox.open(name).then((outbox) => outbox.retry(n))"
    phone.page.evaluate(retry, [NAME, 1])

    assert phone.send() == "idle"
    assert phone.states()[:2] == ["recorded", "recorded"]
    assert counted(world, phone.outbox()) == (62, [])


def test_a_service_that_fails_over_everything_makes_nothing_need_somebody(
    phone: Phone, world: World
) -> None:
    phone.save(*(phone.intake() for _ in range(3)))
    with stumbling_over(world.house.database, ""):
        phone.send(12)
        assert phone.states() == ["saved"] * 3

    phone.send()

    assert phone.states() == ["recorded"] * 3


def test_one_act_that_spoils_its_batch_stops_no_other(phone: Phone) -> None:
    spoilt = phone.intake() | {"actor": -1}
    acts = [phone.intake() for _ in range(20)]
    phone.save(*acts[:7], spoilt, *acts[7:])

    phone.send()

    assert phone.states() == ["recorded"] * 7 + ["refused"] + ["recorded"] * 13


def test_somebody_taken_off_the_device_has_acts_that_need_somebody(
    phone: Phone, windows: Windows, world: World
) -> None:
    phone.save(phone.intake(who="ben"), phone.intake(who="bob"))
    with world.house.database.writing() as books:
        ben = ON_DEVICE.c.person_id == phone.people["ben"]
        books.execute(sa.delete(ON_DEVICE).where(ben))

    phone.send()
    assert phone.states() == ["refused", "recorded"]
    sign_in(phone, windows, "ben")
    retry = "([name, n]) => tested.Outbox.open(name).then((outbox) => outbox.retry(n))"
    phone.page.evaluate(retry, [NAME, 1])
    phone.send()

    assert phone.states() == ["recorded", "recorded"]


def test_two_phones_that_move_one_lot_are_both_told_and_the_books_hold(
    windows: Windows, world: World
) -> None:
    lot = world.shelved("A1", 5)
    one, other = phone_of(windows, world, "bob"), phone_of(windows, world, "ben")
    for phone, place in ((one, "A2"), (other, "A3")):
        for _ in range(2):
            phone.save(phone.act("put-aways", [lot], thing=lot, place=place, quantity=4))

    for phone in (one, other, one):
        phone.send()

    states = one.states() + other.states()
    assert set(states) <= {"recorded", "held"}
    assert journalled(world, ids(one) + ids(other)).keys() == {*ids(one), *ids(other)}
    assert sum(world.inside(lot).values()) == 5


def test_after_a_restore_the_phone_tells_again_what_the_books_lost(
    phone: Phone, world: World, tmp_path: Path
) -> None:
    path = Path(sa.make_url(world.house.database.url).database or "")
    phone.save(phone.intake(), phone.intake())
    phone.send()
    with closing(sqlite3.connect(path)) as now, closing(sqlite3.connect(tmp_path / "old")) as old:
        now.backup(old)
        phone.save(*(phone.intake() for _ in range(3)))
        phone.send()
        old.backup(now)
    with world.house.database.writing() as books:
        books.execute(sa.text("UPDATE setting SET value = 'restored' WHERE name = 'epoch'"))
    assert len(journalled(world, ids(phone))) == 2

    met = """([name, csrf]) => tested.Outbox.open(name).then(async (outbox) => {
      const way = tested.byHttp(async () => csrf);
      await new tested.Sender(outbox, way, () => {}).met("restored");
    })"""
    phone.page.evaluate(met, [NAME, phone.csrf])

    assert phone.states() == ["recorded"] * 5
    assert len(journalled(world, ids(phone))) == 5
    assert counted(world, phone.outbox()) == (5, [])


def test_an_answer_that_never_comes_is_waited_for_no_longer_than_it_must(phone: Phone) -> None:
    waits: list[Route] = []
    phone.save(phone.intake())
    phone.context.route(BATCHES, partial(list.append, waits))
    hurry = "t => { AbortSignal.timeout = () => t(200) }"

    phone.page.evaluate(f"() => ({hurry})(AbortSignal.timeout.bind(AbortSignal))")
    assert phone.send() == "waiting"
    phone.context.unroute(BATCHES)

    assert phone.states() == ["saved"]

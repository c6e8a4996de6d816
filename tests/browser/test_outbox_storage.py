"""What a phone keeps, on the phone alone: numbered without gaps, once each, or not saved."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page

from tests.browser.scanning import NAME, PATH, Phone, counted
from tests.browser.windows import Windows
from tests.world import World

LOT = "28T5CY4TQKFFA"
# One database is enough where the trouble is on the phone.
pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)


def test_two_windows_of_one_phone_share_one_outbox(phone: Phone, world: World) -> None:
    second = phone.context.new_page()
    second.goto(PATH)
    both = """([name, csrf, acts]) => Promise.all([
      tested.saveAll(name, acts), tested.sendAll(name, csrf, 3), tested.saveAll(name, acts),
    ])"""
    for page in (phone.page, second):
        acts = [phone.intake() for _ in range(10)]
        page.evaluate(f"args => {{ window.under = ({both})(args) }}", [NAME, phone.csrf, acts])
    for page in (phone.page, second):
        page.evaluate("() => window.under.then(() => 0)")
    phone.send()

    assert [one["counter"] for one in phone.kept()] == list(range(1, 21))
    assert phone.states() == ["recorded"] * 20
    assert counted(world, phone.outbox()) == (20, [])


def test_a_write_that_fails_takes_no_number(phone: Phone) -> None:
    unwritable = """([name, act]) => tested.saveAll(name, [{...act, content: {no: () => 0}}])"""
    phone.save(phone.intake())

    assert phone.page.evaluate(unwritable, [NAME, phone.intake()]) == ["DataCloneError"]
    assert phone.save(phone.intake()) == ["saved"]

    assert [one["counter"] for one in phone.kept()] == [1, 2]


def test_a_storage_that_lost_its_connection_is_opened_anew(phone: Phone) -> None:
    lost = """([name, act]) => tested.Outbox.open(name).then(async (outbox) => {
      outbox.shelves.base.close();
      return (await outbox.save(act)).counter;
    })"""

    assert phone.page.evaluate(lost, [NAME, phone.intake()]) == 1


def test_a_full_disk_is_said_and_nothing_is_kept_in_memory_alone(
    phone: Phone, windows: Windows
) -> None:
    big = random.Random(1).randbytes(100_000).hex()
    with little_room(phone.page, windows.url, 1_000_000):
        phone.save(phone.intake())
        found = phone.save(*(phone.intake() | {"says": big} for _ in range(30)))
        full = found.index("QuotaExceededError")
        assert set(found[full:]) == {"QuotaExceededError"}
        phone.page.reload()
        assert len(phone.kept()) == 1 + full
        assert phone.send() in {"idle", "waiting"}

    phone.save(phone.intake())
    assert phone.send() == "idle"
    assert phone.states() == ["recorded"] * (2 + full)
    assert [one["counter"] for one in phone.kept()] == list(range(1, 3 + full))


@contextmanager
def little_room(page: Page, url: str, size: int) -> Iterator[None]:
    """The browser gives this origin so many bytes, for as long as the block lasts."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Storage.overrideQuotaForOrigin", {"origin": url, "quotaSize": size})
    yield
    cdp.send("Storage.overrideQuotaForOrigin", {"origin": url})


def test_an_act_that_is_saved_twice_is_one_act(phone: Phone) -> None:
    act = phone.intake()

    assert phone.save(act, act, phone.intake()) == ["saved"] * 3
    assert [one["counter"] for one in phone.kept()] == [1, 2]


def test_what_waited_already_is_parked_behind_what_is_refused(phone: Phone) -> None:
    first, other = phone.intake(LOT, quantity="many"), phone.intake()
    away = phone.act("put-aways", [LOT, "A1"], thing=LOT, place="A1")
    then = phone.act("counts", ["A1"], place="A1", lines=[])
    answer = """([name, id]) => tested.Outbox.open(name).then((outbox) =>
      outbox.answer([{id, status: 400, reason: "no"}], "first", 7))"""
    phone.save(first, other, away, then)

    assert phone.page.evaluate(answer, [NAME, first["id"]]) == 1
    assert phone.states() == ["refused", "saved", "parked", "parked"]


def test_what_is_no_answer_yet_leaves_an_act_as_it_was(phone: Phone) -> None:
    act = phone.intake()
    answer = """([name, id, status]) => tested.Outbox.open(name).then((outbox) =>
      outbox.answer([{id, status, reason: "later"}], "first", 7))"""
    phone.save(act)

    for status in (0, 302, 401, 408, 429, 500, 502, 503, 507):
        assert phone.page.evaluate(answer, [NAME, act["id"], status]) == 0
        assert phone.states() == ["saved"], status

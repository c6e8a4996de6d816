"""Wish lists on pages: found, entered, followed, changed and withdrawn."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import httpx
import pytest

from tests.web.visits import EVERYBODY, STRANGER, Browser, Visits, statements
from tests.world import World

ID = re.compile(r'name="id" value="([^"]+)"')
LISTS = re.compile(r'href="/wish-lists/(\d+)"')
READERS = ("alice", "sam", "fatima", "farid")


def send(browser: Browser, path: str, shown: str = "", **form: str) -> httpx.Response:
    """Fill in the form that a page shows and send it."""
    page = browser.get(shown or path).text
    csrf = re.findall(r'name="csrf" value="([^"]+)"', page)[0]
    return browser.post(path, csrf=csrf, id=ID.findall(page)[0], **form)


def line(at: int, product: str, quantity: str, **about: str) -> dict[str, str]:
    """One line as the form names its fields."""
    fields = {"product": product, "quantity": quantity, "urgency": "routine"} | about
    return {f"lines.{at}.{name}": value for name, value in fields.items()}


def listed(page: httpx.Response) -> list[int]:
    """The numbers of the lists on a page, in its order."""
    return [int(number) for number in LISTS.findall(page.text)]


def list_of(world: World, line: int) -> int:
    """The list that a line stands on: each of these tests' lists has one line."""
    rows = world.house.database.engine
    with rows.connect() as books:
        text = "select wish_list_id from wish_line where id = :line"
        return int(books.exec_driver_sql(text.replace(":line", str(line))).scalar_one())


def test_coordinators_and_the_facility_read_wish_lists_and_nobody_else(visits: Visits) -> None:
    number = list_of(visits.world, visits.world.line())

    for who in EVERYBODY:
        for path in ("/wish-lists", f"/wish-lists/{number}", f"/wish-lists/{number}/paper"):
            answer = visits.browser(who).get(path)

            if who == STRANGER:
                assert answer.status_code == 303
            elif who == "farid" and path != "/wish-lists":
                assert answer.status_code == 404
            else:
                assert answer.status_code == (200 if who in READERS else 403), (who, path)


def test_the_most_urgent_and_longest_waiting_list_stands_first(visits: Visits) -> None:
    world = visits.world
    routine = list_of(world, world.line())
    soon = list_of(world, world.line(urgency="two_weeks"))
    tonight = list_of(world, world.line(urgency="tonight", facility="E-2"))
    also = list_of(world, world.line(urgency="two_weeks"))

    assert listed(visits.browser("alice").get("/wish-lists")) == [tonight, soon, also, routine]


def test_the_address_narrows_the_lists(visits: Visits) -> None:
    world = visits.world
    code = world.shelved(quantity=8)
    short = list_of(world, world.line(9))
    promised = world.line(5, facility="E-2", urgency="tonight")
    world.do("alice", "allocations", lot=code, line=promised, quantity=5)
    served = list_of(world, promised)
    gone = list_of(world, world.line(1))
    world.do("alice", "wish-list-withdrawals", wish_list=gone)
    browser = visits.browser("alice")

    assert listed(browser.get("/wish-lists?state=short")) == [short]
    assert listed(browser.get("/wish-lists?state=new")) == [short]
    assert listed(browser.get("/wish-lists?facility=E-2")) == [served]
    assert listed(browser.get("/wish-lists?urgency=tonight")) == [served]
    assert listed(browser.get("/wish-lists?state=withdrawn")) == [gone]
    assert listed(browser.get("/wish-lists?state=all")) == [gone, served, short]
    for nonsense in ("state=x", "urgency=x", "after=x", "after=1-x"):
        assert browser.get(f"/wish-lists?{nonsense}").status_code == 422


def test_a_list_that_was_handed_over_is_done(visits: Visits) -> None:
    world = visits.world
    code, wanted = world.shelved(quantity=5), world.line(5)
    world.do("alice", "allocations", lot=code, line=wanted, quantity=5)
    lines = [{"lot": code, "line": wanted, "accepted": 5}]
    world.do("alice", "deliveries", facility="M-1", lines=lines, received_by="nurse")
    browser = visits.browser("alice")

    assert listed(browser.get("/wish-lists")) == []
    assert listed(browser.get("/wish-lists?state=done")) == [list_of(world, wanted)]
    assert "5 handed over" in browser.get(f"/wish-lists/{list_of(world, wanted)}").text


def test_lists_go_on_after_the_last_one_shown(
    visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stockroom.web.pages.wishes.lists.ON_A_PAGE", 2)
    world = visits.world
    made = [list_of(world, world.line(urgency=one)) for one in ("routine", "tonight", "routine")]
    browser = visits.browser("alice")

    first = browser.get("/wish-lists")
    further = unescape(re.findall(r'href="([^"]+)" rel="next"', first.text)[0])

    assert listed(first) == [made[1], made[0]]
    assert listed(browser.get(further)) == [made[2]]


def test_lists_cost_the_same_statements_however_many_there_are(visits: Visits) -> None:
    browser = visits.browser("alice")
    visits.world.line()
    with statements(visits.world) as few:
        browser.get("/wish-lists")
    for _more in range(6):
        visits.world.line()

    with statements(visits.world) as many:
        browser.get("/wish-lists")

    assert len(few) == len(many) <= 8


def test_a_list_of_several_lines_is_entered_at_once(visits: Visits) -> None:
    form = {
        **line(0, "CL-BODY", "14", size="62", urgency="tonight", new_only="true", fits="girl"),
        **line(2, "NP-DISP", "3", size="4", pack="27", fixed="true", set_number="2"),
    }

    answer = send(visits.browser("alice"), "/wish-lists/new", facility="M-1", **form)

    assert answer.status_code == 303
    text = visits.browser("alice").get(answer.headers["location"]).text
    for said in ("Wish list sent", "14 asked", "81 asked", "size 62", "girl", "new only", "set 2"):
        assert said in text
    assert "nothing else instead" in text


def test_a_facility_asks_for_itself_whatever_the_form_says(visits: Visits) -> None:
    form = line(0, "NP-DISP", "٣", size="4")

    answer = send(visits.browser("fatima"), "/wish-lists/new", facility="E-2", **form)

    where = answer.headers["location"].split("?")[0]
    assert visits.browser("fatima").get(where).status_code == 200
    assert visits.browser("farid").get(where).status_code == 404
    assert "3 asked" in visits.browser("fatima").get(where).text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Choose at least one thing"),
        (line(0, "NP-DISP", ""), "Line 1: choose the thing and say how many."),
        (line(0, "", "4"), "Line 1: choose the thing and say how many."),
        (line(0, "NP-DISP", "0", size="4"), "Line 1: say how many"),
        (line(0, "NP-DISP", "many", size="4"), "many is not a whole number."),
        (line(0, "CL-BODY", "4", size="very large"), "very large"),
    ],
)
def test_what_cannot_be_asked_comes_back_as_it_was_typed(
    visits: Visits, form: dict[str, str], said: str
) -> None:
    browser = visits.browser("fatima")

    answer = send(browser, "/wish-lists/new", **form, note="ring twice")

    assert answer.status_code == 422
    assert said in unescape(answer.text)
    assert 'value="ring twice"' in answer.text
    assert listed(browser.get("/wish-lists")) == []


def test_one_more_line_keeps_what_was_typed_and_sends_nothing(visits: Visits) -> None:
    browser = visits.browser("fatima")

    answer = send(browser, "/wish-lists/new", more="1", **line(0, "NP-DISP", "7", size="4"))

    assert 'name="lines.1.product"' in answer.text
    assert 'name="lines.2.product"' not in answer.text
    assert 'name="lines.0.quantity" inputmode="numeric" maxlength="9" value="7"' in answer.text
    assert "alert-triangle" not in answer.text
    assert listed(browser.get("/wish-lists")) == []


def test_a_note_about_a_person_is_asked_about_and_sent_only_when_meant(visits: Visits) -> None:
    browser = visits.browser("fatima")
    form = line(0, "NP-DISP", "7", size="4", note="for Mrs Baker, call 020 7946 0000")

    doubted = send(browser, "/wish-lists/new", **form)
    kept = listed(browser.get("/wish-lists"))
    meant = send(browser, "/wish-lists/new", **form, sure="true")

    assert doubted.status_code == 422
    assert "looks like a telephone number" in doubted.text
    assert "Mrs Baker looks like a person" in unescape(doubted.text)
    assert kept == []
    assert meant.status_code == 303


def test_the_last_list_is_filled_in_again(visits: Visits) -> None:
    world = visits.world
    world.line(9, facility="E-2", product="CL-HAT", size="0-6 m")
    world.line(14, product="CL-BODY", size="62", urgency="tonight")

    text = visits.browser("fatima").get("/wish-lists/new?from=last").text

    assert re.search(r'value="CL-BODY" selected', text)
    assert 'name="lines.0.size" maxlength="40" value="62"' in text
    assert 'value="14"' in text
    assert 'CL-HAT" selected' not in text
    assert 'name="lines.1.product"' not in text
    assert "Children have grown" in text


def test_another_facilitys_list_is_never_filled_in(visits: Visits) -> None:
    other = list_of(visits.world, visits.world.line(14, facility="E-2", product="CL-BODY"))

    text = visits.browser("fatima").get(f"/wish-lists/new?from={other}").text

    assert "selected>bodysuit" not in text


def test_a_line_is_followed_from_wish_to_arrival(visits: Visits) -> None:
    world = visits.world
    code, wanted = world.shelved(quantity=9), world.line(9)
    world.do("alice", "allocations", lot=code, line=wanted, quantity=6)
    run = world.run()
    items = [{"lot": code, "line": wanted, "quantity": 2}]
    world.do("bob", "loadings", run=run, items=items)

    text = visits.browser("fatima").get(f"/wish-lists/{list_of(world, wanted)}").text

    for said in ("9 asked", "2 on the road", "4 set aside", "3 still to find"):
        assert said in text
    assert code not in text


def test_a_facility_changes_and_withdraws_its_own_list(visits: Visits) -> None:
    world = visits.world
    wanted = world.line(9)
    number = list_of(world, wanted)
    browser, path = visits.browser("fatima"), "/wish-list-changes/new"

    changed = send(
        browser, path, f"{path}?line={wanted}", line=str(wanted), asked="4", reason="mistake",
        next=f"/wish-lists/{number}",
    )  # fmt: skip
    text = browser.get(changed.headers["location"]).text
    path = "/wish-list-withdrawals/new"
    withdrawn = send(
        browser, path, f"{path}?wish_list={number}", wish_list=str(number),
        reason="no_longer_needed",
    )  # fmt: skip

    assert "Wish changed" in text
    assert "4 asked" in text
    assert "Wish list withdrawn" in browser.get(withdrawn.headers["location"]).text


def test_another_facilitys_line_cannot_be_changed_nor_seen(visits: Visits) -> None:
    wanted = visits.world.line(9, facility="E-2")
    browser = visits.browser("fatima")

    for path in (f"/wish-list-changes/new?line={wanted}", "/wish-list-withdrawals/new?wish_list=1"):
        assert browser.get(path).status_code == 404


def test_products_are_offered_in_the_readers_language(visits: Visits) -> None:
    text = visits.browser("fatima").get("/wish-lists/new?language=ar").text

    offered: list[Any] = re.findall(r'value="CL-BODY">([^<]+)<', text)
    assert offered[0] == "بودي أطفال"

"""Bags sorted on the board into boxes old and new, and all the boxes put away at once."""

from __future__ import annotations

import re

import httpx
import pytest

from stockroom.commands.arrivals import UNSORTED
from tests.web.arriving import ID, INSIDE, buttons, said
from tests.web.visits import EVERYBODY, STRANGER, Browser, Visits, statements
from tests.world import World

GIRL_68, BOY_62 = "n-girl-winter-68", "n-boy-any-62"


@pytest.fixture
def bags(world: World) -> str:
    """Ten unsorted bags in North, by their code."""
    return str(
        world.do("bob", "intakes", product=UNSORTED, quantity=10, weight_g=58_000).made["lot"]
    )


def board(browser: Browser, lot: str, **fields: str) -> httpx.Response:
    """Open the board of these bags, fill it in and send it."""
    page = browser.get(f"/sortings/new?lot={lot}").text
    form_id, at = ID.findall(page)[-1], re.findall(r'name="at" value="(\d+)"', page)[0]
    form = {"lot": lot, "at": at, "bags": "10", "how": "guessed", **fields}
    return browser.post("/sortings/new", csrf=browser.csrf(), id=form_id, **form)


def put_away(browser: Browser, path: str, **fields: str) -> httpx.Response:
    """Open the page of the boxes, choose shelves and send it."""
    page = browser.get(path).text
    boxes = re.findall(r'name="box" value="(\d+)"', page)
    form_id = ID.findall(page)[-1]
    form: dict[str, object] = {"csrf": browser.csrf(), "id": form_id, "box": boxes, "next": path}
    form |= fields
    return browser._send("POST", "/sortings/boxes", {}, data=form)


def shelf(visits: Visits, name: str) -> str:
    """The number of a shelf."""
    page = visits.browser("bob").get("/opening-counts/new?place=" + name).text
    return str(re.findall(r"place=(\d+)", page)[0])


@pytest.mark.parametrize("path", ["/sortings", "/sortings/new?lot={bags}", "/sortings/boxes"])
def test_sorting_is_open_to_those_inside(visits: Visits, bags: str, path: str) -> None:
    for who in EVERYBODY:
        status = visits.browser(who).get(path.format(bags=bags)).status_code

        assert status == (200 if who in INSIDE else 303 if who == STRANGER else 403), who


def test_nobody_else_puts_boxes_away(visits: Visits) -> None:
    for who in EVERYBODY:
        browser = visits.browser(who)
        csrf = browser.csrf() if who in INSIDE else "x"
        status = browser.post("/sortings/boxes", csrf=csrf, id="x").status_code

        assert status == (422 if who in INSIDE else 401 if who == STRANGER else 403), who


def test_bags_wait_in_the_order_in_which_they_came(visits: Visits, bags: str) -> None:
    gift = visits.world.do("bob", "donations", donor="Parish drive", received_on="2026-11-21")
    visits.world.do("ben", "intakes", product=UNSORTED, quantity=3, donation=str(gift.id))
    browser = visits.browser("bob")

    text = browser.get("/sortings").text
    south = browser.get("/sortings?site=South").text

    assert re.findall(r"(\d+) bags?\b", text) == ["10", "3"]
    assert "Parish drive" in text
    assert "58 kg when they came" in text
    assert re.findall(r"(\d+) bags?\b", south) == ["3"]


def test_bags_beyond_a_page_are_one_link_away(visits: Visits) -> None:
    for _ in range(31):
        visits.world.do("bob", "intakes", product=UNSORTED, quantity=1)
    browser = visits.browser("bob")

    first = browser.get("/sortings").text
    more = re.findall(r'href="(\?after=\d+)" rel="next"', first)[0]

    assert len(re.findall(r"bag-row", first)) == 30
    assert len(re.findall(r"bag-row", browser.get(f"/sortings{more}").text)) == 1


def test_no_bags_say_what_to_do(visits: Visits) -> None:
    assert "take them in first" in visits.browser("bob").get("/sortings").text


def test_one_send_makes_the_new_boxes_and_one_sorting(visits: Visits, bags: str) -> None:
    browser = visits.browser("bob")

    answer = board(browser, bags, **{GIRL_68: "40", BOY_62: "25"}, rags_kg="1,5", rubbish_kg="0.3")
    page = browser.get(answer.headers["location"]).text

    assert answer.headers["location"].startswith("/sortings/boxes?sorting=")
    (sorting,) = said(visits.world, "sortings")
    assert (sorting["bags"], sorting["rags_g"], sorting["rubbish_g"]) == (10, 1500, 300)
    kinds = {(one["size"], one["fits"], one["season"], one["quantity"]) for one in sorting["into"]}
    assert kinds == {("68", "girl", "winter", 40), ("62", "boy", "any", 25)}
    assert len(said(visits.world, "boxes")) == 2 + 2
    assert len(re.findall(r"away-row", page)) == 2
    assert visits.world.held(bags) == {"donor": -10, "conversion": 10}


def test_an_open_box_is_offered_and_topped_up(visits: Visits, bags: str) -> None:
    world, browser = visits.world, visits.browser("bob")
    part = {"box": "Box one", "size": "68", "fits": "girl", "season": "winter", "quantity": 5}
    world.do("bob", "sortings", lot=bags, bags=1, into=[part])

    page = browser.get(f"/sortings/new?lot={bags}").text
    field = re.findall(r'name="(b-\d+-girl-winter-68)"', page)[0]
    answer = board(browser, bags, bags="9", **{field: "30"})
    after = browser.get(answer.headers["location"]).text

    assert len(said(world, "boxes")) == 2
    assert said(world, "sortings")[-1]["into"][0]["quantity"] == 30
    assert world.discrepancies() == []
    assert after.count("away-row") == 1
    assert "All of them have their shelf already." in after


@pytest.mark.parametrize("state", ["hold", "promise", "other lot", "sealed"])
def test_a_box_that_takes_no_more_is_not_offered(visits: Visits, bags: str, state: str) -> None:
    world = visits.world
    part = {"box": "Box one", "size": "68", "quantity": 5}
    lot = world.do("bob", "sortings", lot=bags, bags=1, into=[part]).made["boxes"][0]["lot"]
    if state == "hold":
        world.do("alice", "holds", lot="Box one", reason="smells of smoke")
    if state == "promise":
        line = world.line(2, product="CL-MIX", size="68")
        world.do("alice", "allocations", lot="Box one", line=line, quantity=2)
    if state == "other lot":
        world.shelved("Box one", 3)
    if state == "sealed":
        line = world.line(5, product="CL-MIX", size="68")
        world.do("alice", "allocations", lot="Box one", line=line, quantity=5)
        world.do("bob", "sealings", box="Box one", facility="M-1")

    page = visits.browser("bob").get(f"/sortings/new?lot={bags}").text

    assert lot
    assert not re.findall(r'name="b-\d+-', page)


def test_a_board_sent_twice_sorts_once(visits: Visits, bags: str) -> None:
    browser = visits.browser("bob")
    page = browser.get(f"/sortings/new?lot={bags}").text
    form_id, at = ID.findall(page)[-1], re.findall(r'name="at" value="(\d+)"', page)[0]
    form = {"lot": bags, "at": at, "bags": "10", GIRL_68: "40", "csrf": browser.csrf()}

    answers = [browser.post("/sortings/new", id=form_id, **form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(said(visits.world, "sortings")) == 1
    assert len(said(visits.world, "boxes")) == 2 + 1
    assert visits.world.discrepancies() == []


def test_a_refused_board_keeps_every_number_and_the_tally(visits: Visits, bags: str) -> None:
    tally = f"{GIRL_68}:30;{GIRL_68}:10"

    answer = board(visits.browser("bob"), bags, **{GIRL_68: "40"}, tally=tally, rags_kg="many")

    assert answer.status_code == 422
    assert f'name="{GIRL_68}" inputmode="numeric" maxlength="6" autocomplete="off" value="40"' in (
        answer.text
    )
    assert f'name="tally" value="{tally}"' in answer.text
    assert len(said(visits.world, "boxes")) == 2


def test_a_board_with_nothing_on_it_is_not_sent(visits: Visits, bags: str) -> None:
    answer = board(visits.browser("bob"), bags)

    assert answer.status_code == 422
    assert "Say what came out of the bags" in answer.text


def test_bags_that_were_all_rubbish_are_sorted_too(visits: Visits, bags: str) -> None:
    answer = board(visits.browser("bob"), bags, rubbish_kg="50")

    assert answer.headers["location"].startswith("/sortings?done=")


@pytest.mark.parametrize("lot", ["7K3Q9M2XW4HTX", "x", "9999999", "A1"])
def test_what_is_no_bag_has_no_board(visits: Visits, lot: str) -> None:
    answer = visits.browser("bob").get(f"/sortings/new?lot={lot}")

    assert answer.status_code in (404, 422)
    assert "not unsorted bags" in answer.text


def test_all_boxes_go_to_one_shelf_but_for_those_with_their_own(visits: Visits, bags: str) -> None:
    browser = visits.browser("bob")
    going = board(browser, bags, **{GIRL_68: "40", BOY_62: "25"}).headers["location"]
    first = re.findall(r'name="box" value="(\d+)"', browser.get(going).text)[0]
    fields = {"all": shelf(visits, "A2"), f"shelf-{first}": shelf(visits, "A3")}

    answer = put_away(browser, going, sorting=going.partition("sorting=")[2][:36], **fields)
    page = browser.get(answer.headers["location"]).text

    assert answer.status_code == 303
    assert {one["place"] for one in said(visits.world, "put-aways")} == set(fields.values())
    assert "2 boxes put away." in page
    undos = buttons(page, "/reversals/new")
    assert browser.post("/reversals/new", **undos[0]).status_code == 303
    assert "1 box put away." in browser.get(answer.headers["location"]).text


def test_what_cannot_be_put_away_is_said_singly_and_the_rest_is_done(
    visits: Visits, bags: str
) -> None:
    browser = visits.browser("bob")
    going = board(browser, bags, **{GIRL_68: "40", BOY_62: "25"}).headers["location"]
    first, second = re.findall(r'name="box" value="(\d+)"', browser.get(going).text)
    fields = {f"shelf-{first}": "7K3Q-9M2X-W4HTA", f"shelf-{second}": shelf(visits, "A2")}

    answer = put_away(browser, going, sorting=going.partition("sorting=")[2][:36], **fields)

    assert answer.status_code == 422
    assert "has a wrong letter" in answer.text
    assert re.findall(r'name="box" value="(\d+)"', answer.text) == [first]
    assert [one["thing"] for one in said(visits.world, "put-aways")] == [second]


def test_no_shelf_chosen_is_said(visits: Visits, bags: str) -> None:
    browser = visits.browser("bob")
    going = board(browser, bags, **{GIRL_68: "40"}).headers["location"]

    answer = put_away(browser, going)

    assert answer.status_code == 422
    assert "Choose a shelf" in answer.text


def test_boxes_at_the_door_are_listed_for_whoever_comes_later(visits: Visits, bags: str) -> None:
    board(visits.browser("bob"), bags, **{GIRL_68: "40"})

    assert "1 sorted box still stands at the door." in visits.browser("alice").get("/sortings").text
    assert visits.browser("bob").get("/sortings/boxes").text.count("away-row") == 1
    assert visits.browser("ben").get("/sortings/boxes").text.count("away-row") == 0


def test_the_pages_of_sorting_cost_the_same_however_many_boxes_stand(
    visits: Visits, bags: str
) -> None:
    browser = visits.browser("bob")
    paths = ("/sortings", f"/sortings/new?lot={bags}", "/sortings/boxes")
    counted = []
    for sizes in (("62",), ("68", "74", "80")):
        for size in sizes:
            board(browser, bags, **{f"n-any-any-{size}": "9"}, bags="1")
        visits.world.do("bob", "intakes", product=UNSORTED, quantity=2)
        with statements(visits.world) as seen:
            for path in paths:
                browser.get(path)
        counted.append(len(seen))

    assert counted[0] == counted[1]

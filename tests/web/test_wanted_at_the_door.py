"""Wherever goods pass, whoever has them in hand is told that somebody waits, and may send them."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from stockroom.web.pages.care.checklists import CHECKLISTS, YES
from tests.web.arriving import ID, buttons, sent
from tests.web.visits import STRANGER, Visits, statements
from tests.world import World

COT: dict[str, Any] = {"product": "SL-COT"}
PATH = "/bench-sendings/new"
BANNER = re.compile(r'<div class="note note-wanted">(.*?)</ul>', re.DOTALL)
LINK = re.compile(r'href="(/inspections/new\?[^"]+)"[^>]*>.*?Inspect it now', re.DOTALL)


def wants(page: str) -> list[str]:
    """The wants of a page's banner, in words."""
    found = BANNER.search(page)
    if found is None:
        return []
    items = re.findall(r"<li[^>]*>(.*?)</li>", found[1], re.DOTALL)
    bare = [re.sub(r"<[^>]+>", " ", item) for item in items]
    return [" ".join(html.unescape(item).split()) for item in bare]


def cot(world: World, outcome: str = "") -> str:
    """A cot at the door."""
    lot = str(world.do("bob", "intakes", quantity=1, **COT).made["lot"])
    if outcome:
        world.do("bob", "inspections", lot=lot, outcome=outcome)
    return lot


def wish(world: World, quantity: int = 1, facility: str = "E-2", **about: Any) -> int:
    """A cot for tonight."""
    return world.line(quantity, facility, **{**COT, "urgency": "tonight", **about})


def going(answer: httpx.Response) -> str:
    """Where an answer leads, without the act that it tells."""
    assert answer.status_code == 303
    return re.sub(r"[?&]done=[^&]*", "", answer.headers["location"])


def accepted(world: World, visits: Visits, lot: str, going_on: str = "") -> httpx.Response:
    """The inspection of a cot, all answers yes, as its form is sent."""
    said = {f"check.{check.name}": YES for check in CHECKLISTS["SLEEP"]}
    browser = visits.browser("bob")
    page = browser.get(str(httpx.URL("/inspections/new", params={"lot": lot, **said})))
    more = {"next": going_on} if going_on else {}
    form = {"csrf": browser.csrf(), "id": ID.findall(page.text)[-1], "lot": lot, **said, **more}
    return browser.post("/inspections/new", outcome="accept", **form)


def test_intake_tells_who_wants_it_as_it_is_typed(visits: Visits) -> None:
    visits.world.line(3, "M-1", product="CL-BODY", size="62", urgency="tonight")
    visits.world.line(2, "E-2", product="CL-BODY", size="62", needed_by="2026-11-30")
    page = "/intakes/new?product=CL-BODY&size="
    browser = visits.browser("bob")

    assert wants(browser.get(page + "62").text) == [
        "3 for M-1 tonight",
        "2 for E-2 by 30 November 2026",
    ]
    assert wants(browser.get(page + "80").text) == []
    assert wants(browser.get("/intakes/new?product=CL-BODY&size_other=62").text) != []
    assert wants(browser.get(page + "none+such").text) == [
        "3 for M-1 tonight size 62",
        "2 for E-2 by 30 November 2026 size 62",
    ]


def test_the_page_after_an_intake_leads_to_its_inspection_and_back(visits: Visits) -> None:
    wish(visits.world)
    browser = visits.browser("bob")

    answer = sent(browser, "/intakes/new?product=SL-COT", product="SL-COT", quantity="1")
    page = browser.get(answer.headers["location"]).text

    assert wants(page) == ["1 for E-2 tonight"]
    link = parse_qs(urlsplit(html.unescape(LINK.findall(page)[0])).query)
    (lot,), (back,) = link["lot"], link["next"]
    assert parse_qs(urlsplit(back).query) == {"lot": [lot], "next": ["/intakes/new"]}
    assert wants(browser.get(f"/inspections/new?lot={lot}").text) == ["1 for E-2 tonight"]
    assert going(accepted(visits.world, visits, lot, back)) == back


def test_what_is_accepted_goes_to_the_bench_with_one_tap(visits: Visits) -> None:
    world = visits.world
    line, other = wish(world), wish(world, facility="M-1", urgency="routine")
    lot = cot(world)
    browser = visits.browser("bob")

    going_on = going(accepted(world, visits, lot))
    page = browser.get(going_on).text
    first, second = buttons(page, PATH)

    assert going_on == f"{PATH}?lot={lot}&next=%2Finspections"
    assert "Straight to the bench for E-2" in html.unescape(re.sub(r"<[^>]+>", "", page))
    assert (first["line"], second["line"]) == (str(line), str(other))
    assert going(browser.post(PATH, **first)) == "/inspections"
    assert world.inside(lot) == {f"North bench/{line}": 1}
    assert wants(browser.get(f"/lots/{lot}").text) == []


def test_nothing_wanted_goes_on_to_a_shelf_as_before(visits: Visits) -> None:
    lot = cot(visits.world)

    answer = accepted(visits.world, visits, lot)

    assert answer.headers["location"].startswith(f"/put-aways/new?thing={lot}")


def test_whoever_comes_second_is_told_so_and_the_thing_stays(visits: Visits) -> None:
    world = visits.world
    wish(world)
    lots = [cot(world, "accept"), cot(world, "accept")]
    browser = visits.browser("bob")
    forms = [buttons(browser.get(f"{PATH}?lot={lot}").text, PATH)[0] for lot in lots]

    browser.post(PATH, **forms[0])
    refused = browser.post(PATH, **forms[1])

    assert refused.status_code == 422
    assert "That was met meanwhile. The goods stay where they are." in refused.text
    assert "Nobody waits for it now." in refused.text
    assert world.inside(lots[1]) == {"North inbound": 1}


def test_another_number_may_be_sent_from_one_of_several_places(visits: Visits) -> None:
    world = visits.world
    line = world.line(9, "E-2", urgency="tonight")
    lot = world.shelved("A1", 5)
    world.do("bob", "transfers", thing=lot, place="A2", quantity=2)
    browser = visits.browser("bob")
    page = browser.get(f"{PATH}?lot={lot}").text
    (one_tap,) = buttons(page, PATH)

    assert one_tap["quantity"] == "5"
    answer = browser.post(PATH, **{**one_tap, "quantity": "2", "place": "A2"})

    assert answer.status_code == 303
    assert world.inside(lot) == {"A1": 3, f"North bench/{line}": 2}


def test_the_page_of_a_lot_tells_it_before_and_after_it_is_accepted(visits: Visits) -> None:
    wish(visits.world)
    lot = cot(visits.world)
    browser = visits.browser("bob")

    before = browser.get(f"/lots/{lot}").text
    visits.world.do("bob", "inspections", lot=lot, outcome="accept")
    after = browser.get(f"/lots/{lot}").text

    assert LINK.findall(before)
    assert buttons(before, PATH) == []
    assert LINK.findall(after) == []
    assert buttons(after, PATH)[0]["next"] == f"/lots/{lot}"


def test_each_sorted_box_says_who_wants_what_is_in_it(visits: Visits) -> None:
    world = visits.world
    world.line(6, "E-2", product="CL-BODY", size="62", urgency="tonight")
    bags = world.do("bob", "intakes", product="BAG", quantity=1, weight_g=4000).made["lot"]
    for name in ("Door one", "Door two"):
        world.do("bob", "boxes", name=name, place="North inbound")
    into = [
        {"box": box, "quantity": 20, "size": size}
        for box, size in zip(("Door one", "Door two"), ("62", "86"), strict=True)
    ]
    sorting = world.do("bob", "sortings", lot=bags, bags=1, into=into)

    page = visits.browser("bob").get(f"/sortings/boxes?sorting={sorting.id}").text

    assert page.count("6 for E-2") == 1
    (link,) = re.findall(r'href="(/bench-sendings/new[^"]+)"', page)
    sending = visits.browser("bob").get(html.unescape(link)).text
    assert buttons(sending, PATH)[0]["quantity"] == "6"


@pytest.mark.parametrize("who", ["dora", "alice", "sam", "bob"])
def test_only_those_who_may_send_are_told(visits: Visits, who: str) -> None:
    wish(visits.world)
    lot = cot(visits.world, "accept")
    browser = visits.browser(who)
    told = who != "dora"

    assert bool(wants(browser.get(f"/lots/{lot}").text)) == told
    assert bool(wants(browser.get("/intakes/new?product=SL-COT").text)) == told
    assert (browser.get(f"{PATH}?lot={lot}").status_code == 200) == told


def test_a_stranger_is_asked_to_sign_in(visits: Visits) -> None:
    assert visits.browser(STRANGER).get(f"{PATH}?lot=x").status_code == 303


def test_the_banner_costs_two_statements(visits: Visits) -> None:
    browser = visits.browser("bob")
    page = "/intakes/new?product=SL-COT"
    with statements(visits.world) as nobody:
        browser.get(page)
    wish(visits.world)
    with statements(visits.world) as somebody:
        assert wants(browser.get(page).text)

    assert len(somebody) == len(nobody)

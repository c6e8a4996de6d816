"""One wish line beside the lots that fit: promised by hand, lost to another, set free."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from stockroom.errors import Refused
from tests.web.test_wishes import send
from tests.web.visits import EVERYBODY, STRANGER, Visits, statements
from tests.world import World

DESK = ("alice", "sam")


def offered(visits: Visits, line: int, who: str = "alice") -> list[str]:
    """The codes of the lots that a line's page offers, in its order."""
    text = visits.browser(who).get(f"/wish-lines/{line}").text
    return re.findall(r'name="lot" value="([^"]+)"><input type="hidden" name="line"', text)


def test_only_the_desk_promises(visits: Visits) -> None:
    line = visits.world.line()

    for who in EVERYBODY:
        for path in (f"/wish-lines/{line}", f"/allocations/new?line={line}"):
            answer = visits.browser(who).get(path)

            expected = 303 if who == STRANGER else 200 if who in DESK else 403
            assert answer.status_code == expected, (who, path)


def test_what_fits_is_offered_soonest_expiry_first(visits: Visits) -> None:
    world = visits.world
    later = world.shelved("A1", 5, product="BA-WASH", use_by="2027-09-01")
    sooner = world.shelved("A2", 5, product="BA-WASH", use_by="2027-03-01")
    endless = world.shelved("A3", 5, product="BA-WASH")
    world.shelved("A3", 5)
    line = world.line(4, product="BA-WASH")

    assert offered(visits, line) == [sooner, later, endless]


def test_what_the_desk_would_refuse_is_not_offered(visits: Visits) -> None:
    world = visits.world
    new: dict[str, Any] = {"condition": "new_sealed"}
    held = world.shelved(**new)
    world.do("alice", "holds", lot=held, reason="recalled")
    promised = world.shelved(quantity=3, **new)
    world.do("alice", "allocations", lot=promised, line=world.line(3, facility="E-2"), quantity=3)
    world.shelved(size="1", **new)
    world.shelved(condition="good")
    about: dict[str, Any] = {"product": "NP-DISP", "size": "4", "quantity": 8} | new
    waiting = world.do("bob", "intakes", **about).made["lot"]
    world.do("bob", "put-aways", thing=waiting, place="A1")
    fits = world.shelved(**new)

    line = world.line(4, size="4", new_only=True)

    assert offered(visits, line) == [fits]


@pytest.mark.parametrize(("about", "fits"), [
    ({"season": "winter"}, True), ({"season": "any"}, True), ({"season": "summer"}, False),
    ({"fits": "boy"}, False), ({"fits": "girl"}, True),
])  # fmt: skip
def test_clothes_of_another_season_or_for_the_other_are_not_offered(
    visits: Visits, about: dict[str, str], fits: bool
) -> None:
    world = visits.world
    code = world.shelved("A1", 5, product="CL-TIGHT", size="62", **about)
    line = world.line(2, product="CL-TIGHT", size="62", fits="girl", season="winter")

    assert offered(visits, line) == ([code] if fits else [])


def test_something_like_it_comes_after_the_thing_itself_and_only_where_that_will_do(
    visits: Visits,
) -> None:
    world = visits.world
    like = world.shelved("A1", 5, product="NP-PULL", size="4")
    same = world.shelved("A1", 5)

    assert offered(visits, world.line(4, size="4")) == [same, like]
    assert offered(visits, world.line(4, size="4", substitutes=False)) == [same]


def test_goods_are_promised_by_one_button_and_set_free_by_another(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    code, line = world.shelved(quantity=8), world.line(6, size="4")
    page = f"/wish-lines/{line}"

    about = {"lot": code, "line": str(line), "next": page}
    answer = send(browser, "/allocations/new", page, quantity="4", **about)
    after = browser.get(answer.headers["location"]).text
    promised = world.held(code)
    send(browser, "/releases/new", page, quantity="4", **about)

    assert "Promised" in after
    assert "Set 4 free" in after
    assert re.search(r'name="quantity"[^>]* value="2"', after)
    assert promised[f"A1/{line}"] == 4
    assert world.held(code)["A1"] == 8


def test_whoever_comes_second_reads_why_and_what_is_left(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    code, line = world.shelved(quantity=5), world.line(5, size="4")
    page = f"/wish-lines/{line}"
    csrf = browser.csrf()
    shown = re.findall(r'name="id" value="([^"]+)"', browser.get(page).text)[0]
    world.do("sam", "allocations", lot=code, line=world.line(3, facility="E-2"), quantity=3)

    form = {"lot": code, "line": str(line), "quantity": "5", "csrf": csrf, "id": shown}
    answer = browser.post("/allocations/new", **form)

    assert answer.status_code == 422
    assert "Of disposable nappy, 2 can be promised; 5 were to be." in unescape(answer.text)
    assert re.search(r'name="quantity"[^>]* value="5"', answer.text)
    assert "2 free" in answer.text


def test_what_a_donor_asked_stands_beside_the_goods(visits: Visits) -> None:
    world = visits.world
    donation = world.clock.command_id()
    world.do("bob", "donations", id=donation, received_on="2026-11-20", restriction="mothers only")
    lot = world.do(
        "bob", "intakes", product="NP-DISP", size="4", quantity=5, condition="new_sealed",
        donation=str(donation),
    ).made["lot"]  # fmt: skip
    world.do("bob", "inspections", lot=lot, outcome="accept")
    world.do("bob", "put-aways", thing=lot, place="A1")
    line = world.line(2, size="4")

    assert "mothers only" in visits.browser("alice").get(f"/wish-lines/{line}").text


def test_growth_is_told_where_the_size_will_be_past(visits: Visits) -> None:
    line = visits.world.line(
        2, product="CL-BODY", size="62", as_of="2026-05-01", needed_by="2026-12-01"
    )

    text = visits.browser("alice").get(f"/wish-lines/{line}").text

    assert "Size 62 was right on" in text
    assert "and is outgrown from about 11 Jun" in text
    assert "on: 74 is likely to be needed." in text


def test_a_nappy_is_outgrown_by_its_kilograms(visits: Visits) -> None:
    line = visits.world.line(2, size="2-5 kg", as_of="2026-09-01")

    text = visits.browser("alice").get(f"/wish-lines/{line}").text

    assert "kg is likely to be needed." in text


def test_what_a_child_will_have_grown_into_is_offered_and_promised(visits: Visits) -> None:
    world = visits.world
    asked, between, grown = (
        world.shelved("A1", 5, product="CL-TIGHT", size=size) for size in ("50", "56", "68")
    )
    line = world.line(9, product="CL-TIGHT", size="50", as_of="2026-05-21", substitutes=False)

    found = offered(visits, line)
    for code in found:
        world.do("alice", "allocations", lot=code, line=line, quantity=1)

    assert found == [asked, grown]
    with pytest.raises(Refused, match="does not fit"):
        world.do("alice", "allocations", lot=between, line=line, quantity=1)


def test_the_next_line_that_is_short_is_one_tap_away(visits: Visits) -> None:
    world = visits.world
    asked = {"product": "NP-DISP", "size": "4", "quantity": 2, "urgency": "routine"}
    made = world.do("alice", "wish-lists", facility="M-1", lines=[asked, asked, asked]).made
    first, second, third = made["lines"]
    world.do("alice", "allocations", lot=world.shelved(), line=second, quantity=2)
    browser = visits.browser("alice")

    for line, following in ((first, third), (third, first)):
        text = browser.get(f"/wish-lines/{line}").text
        assert re.findall(r'href="/wish-lines/(\d+)">Next line', text) == [str(following)]


def test_a_line_costs_the_same_statements_however_many_lots_fit(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    line = world.line(40, size="4")
    world.shelved()
    with statements(world) as few:
        browser.get(f"/wish-lines/{line}")
    for _more in range(5):
        world.do("alice", "allocations", lot=world.shelved(), line=line, quantity=2)

    with statements(world) as many:
        browser.get(f"/wish-lines/{line}")

    assert len(few) == len(many) <= 11


def test_lots_go_on_after_the_last_one_shown(
    visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stockroom.web.pages.wishes.fitting.ON_A_PAGE", 2)
    world: World = visits.world
    made = [world.shelved("A1", 5, product="BA-WASH", use_by=f"2027-0{at}-01") for at in (1, 2, 3)]
    line = world.line(4, product="BA-WASH")
    browser = visits.browser("alice")

    text = browser.get(f"/wish-lines/{line}").text
    further = unescape(re.findall(r'href="([^"]+)" rel="next"', text)[0])
    rest = re.findall(r'name="lot" value="([^"]+)"', browser.get(further).text)

    assert offered(visits, line) == made[:2]
    assert rest == made[2:]
    assert browser.get(f"/wish-lines/{line}?after=nonsense").status_code == 200

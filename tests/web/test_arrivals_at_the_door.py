"""Bags taken in, things turned away, and the opening count of the shelves."""

from __future__ import annotations

import re
from uuid import UUID

import pytest

from tests.web.arriving import buttons, said, sent
from tests.web.visits import Visits, statements
from tests.world import World


def test_bags_are_taken_in_by_number_and_weight_and_can_be_sorted_at_once(visits: Visits) -> None:
    browser = visits.browser("bob")

    answer = sent(browser, "/intakes/bags", bags="40", weight_kg="233,5")

    (intake,) = said(visits.world, "intakes")
    assert (intake["product"], intake["quantity"], intake["weight_g"]) == ("BAG", 40, 233_500)
    assert "/sortings/new?lot=" in browser.get(answer.headers["location"]).text


def test_bags_chosen_among_the_products_lead_to_their_own_page(visits: Visits) -> None:
    answer = visits.browser("bob").get("/intakes/new?product=BAG")

    assert answer.headers["location"] == "/intakes/bags"


def test_a_driver_is_not_shown_what_a_driver_may_not_do(visits: Visits) -> None:
    for path in ("/intakes/new", "/intakes/bags"):
        links = set(re.findall(r'href="(/[^"?]*)', visits.browser("dora").get(path).text))

        assert not {"/turnings-away/new", "/sortings"} & links


@pytest.mark.parametrize("weight", ["heavy", "-3", "1e3", "7.5555"])
def test_what_is_no_weight_is_said(visits: Visits, weight: str) -> None:
    answer = sent(visits.browser("bob"), "/intakes/bags", bags="2", weight_kg=weight)

    assert answer.status_code == 422
    assert "is not a weight in kilograms" in answer.text


def test_whoever_belongs_to_no_building_is_asked_where_it_arrived(visits: Visits) -> None:
    assert 'name="site"' in visits.browser("alice").get("/intakes/bags").text
    assert 'name="site"' not in visits.browser("bob").get("/intakes/bags").text


def test_turning_away_takes_what_and_why_and_can_be_undone(visits: Visits) -> None:
    browser = visits.browser("bob")

    sent(browser, "/turnings-away/new", what="baby walker", reason="unsafe")
    page = browser.get("/turnings-away/new").text
    (undo,) = buttons(page, "/reversals/new")
    browser.post("/reversals/new", **undo)

    assert "1 × Baby walker" in page
    assert said(visits.world, "turnings-away")[0]["reason"] == "unsafe"
    assert "1 × Baby walker" not in browser.get("/turnings-away/new").text


def test_turning_away_needs_to_know_what(visits: Visits) -> None:
    answer = sent(visits.browser("bob"), "/turnings-away/new", reason="unsafe")

    assert answer.status_code == 422
    assert "Choose what was turned away" in answer.text


def test_the_opening_count_stays_at_its_shelf_and_lists_what_was_counted(visits: Visits) -> None:
    browser = visits.browser("bob")
    about = {"place": "A1", "product": "NP-DISP", "size": "4", "quantity_other": "108"}

    answer = sent(browser, "/opening-counts/new?place=A1&product=NP-DISP", **about)
    page = browser.get(answer.headers["location"]).text
    (undo,) = [one for one in buttons(page, "/reversals/new") if "opening" in one.get("next", "")]
    browser.post("/reversals/new", **undo)
    after = browser.get("/opening-counts/new?place=A1").text

    assert "Counting on A1" in re.sub("[\u2068\u2069]", "", page)
    assert "108 × disposable nappy" in page
    assert UUID(undo["command"])
    assert "undone" in after


def test_an_opening_count_on_a_shelf_that_nobody_knows_is_refused_and_not_held(
    visits: Visits,
) -> None:
    browser = visits.browser("bob")
    about = {"place": "Z9", "product": "NP-DISP", "quantity": "8"}

    answer = sent(browser, "/opening-counts/new?place=A1&product=NP-DISP", **about)

    assert answer.status_code == 422
    assert said(visits.world, "opening-counts") == []


def test_the_pages_of_arrivals_cost_the_same_however_much_came(visits: Visits) -> None:
    browser = visits.browser("bob")
    paths = ("/intakes/new", "/opening-counts/new?place=A1", "/turnings-away/new")
    come(visits.world)
    counted = []
    for _ in range(2):
        with statements(visits.world) as seen:
            for path in paths:
                browser.get(path)
        counted.append(len(seen))
        for _again in range(8):
            come(visits.world)

    assert counted[0] == counted[1]


def come(world: World) -> None:
    """One thing more taken in, found on a shelf, and turned away."""
    world.do("bob", "intakes", product="CL-BODY", quantity=1)
    world.shelved("A1")
    world.do("bob", "turnings-away", what="CL-MIX", reason="dirty")

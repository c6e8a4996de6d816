"""Each role's first page says what to do next, and counts what waits."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.web.visits import Visits, statements
from tests.world import World

STEP = re.compile(r'href="([^"]+)">.*?<strong>([^<]+)</strong>.*?(?:next-number">(\d+)|</a>)', re.S)
MOST_STATEMENTS = {"bob": 9, "alice": 21, "dora": 5, "fatima": 9, "sam": 24, "sue": 3}


def waiting(visits: Visits, who: str) -> dict[str, int]:
    """What waits behind each step of somebody's home."""
    page = visits.browser(who).get("/").text
    listed = page[page.index('id="live"') :]
    return {word: int(number) for _path, word, number in STEP.findall(listed) if number}


@pytest.fixture
def busy(world: World) -> World:
    """Bags and goods at the door, a list promised in part, a run on the road, a contradiction."""
    world.do("bob", "intakes", product="BAG", quantity=7, weight_g=30_000)
    for size in ("62", "68"):
        world.do("bob", "intakes", product="CL-BODY", quantity=2, size=size)
    code = world.shelved("A1", 5)
    line = world.line(quantity=8)
    world.do("alice", "allocations", lot=code, line=line, quantity=5)
    run = world.run()
    world.do("dora", "departures", run=run)
    world.do("bob", "put-aways", thing=world.shelved("A2", 3), source="A3", place="A1", quantity=1)
    return world


def test_a_volunteer_sees_what_waits_for_hands(busy: World, visits: Visits) -> None:
    assert waiting(visits, "bob") == {
        "Bags to sort": 7,
        "To inspect": 2,
        "To put away": 0,
        "Lines to pick": 1,
    }


def test_a_coordinator_sees_what_waits_for_a_decision(busy: World, visits: Visits) -> None:
    wanted = {"product": "NP-DISP", "size": "4", "quantity": 1, "urgency": "routine"}
    busy.do("farid", "wish-lists", facility="E-2", lines=[wanted])

    seen = waiting(visits, "alice")

    assert seen["Lists to read"] == 1
    assert seen["Lines short"] == 2
    assert seen["The road today"] == 1
    assert seen["Discrepancies"] == 1


def test_a_driver_sees_their_own_runs_and_nobody_elses(busy: World, visits: Visits) -> None:
    assert "Van 1" in visits.browser("dora").get("/").text
    assert "Van 1" not in visits.browser("dan").get("/").text


def test_a_facility_sees_what_is_its_own(busy: World, visits: Visits) -> None:
    assert "/wish-lists/1" in visits.browser("fatima").get("/").text
    assert "/wish-lists/1" not in visits.browser("farid").get("/").text


@pytest.mark.parametrize("who", MOST_STATEMENTS)
def test_a_home_asks_no_more_however_much_there_is(busy: World, visits: Visits, who: str) -> None:
    browser = visits.browser(who)
    browser.get("/")
    asked: list[Any] = []
    for _ in range(2):
        with statements(busy) as seen:
            browser.get("/")
        asked.append(len(seen))
        for size in ("50", "56", "74", "80"):
            busy.do("bob", "intakes", product="CL-BODY", quantity=2, size=size)
            busy.line(quantity=3, facility="E-2")

    assert asked[0] == asked[1] <= MOST_STATEMENTS[who]


def test_the_menu_lists_only_what_the_role_may_open(visits: Visits) -> None:
    for who in ("alice", "bob", "dora", "fatima", "sam", "sue"):
        browser = visits.browser(who)
        page = browser.get("/menu").text
        paths = set(re.findall(r'<li><a href="(/[^"]*)"', page))

        refused = {path for path in paths if browser.get(path).status_code not in (200, 303)}

        assert refused == set(), who

"""The whole day suggested as a page: what would move, and taken over with one button."""

from __future__ import annotations

import html
import re
from itertools import product
from typing import Any

import pytest

from stockroom.planning import child
from stockroom.web.pages.road import together
from tests.commands.test_run_changes import change, minutes, order, run_row, stops, three_stops
from tests.web.roads import packed, picked
from tests.web.visits import EVERYBODY, STRANGER, Browser, Visits, statements
from tests.world import World

DAY = "2026-11-23"
PATH = f"/runs/days/{DAY}/order"
MOST_STATEMENTS = 20


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two vans need no three seconds."""
    monkeypatch.setattr(together, "SECONDS", 0.4)


def crossed(world: World) -> tuple[int, int]:
    """Two runs, of which the first goes to E-2 too, though the second drives right past it."""
    donor = world.do("alice", "donors", name="Invented shop").made["donor"]
    one = three_stops(world, stops=[{"facility": "M-1"}, {"facility": "E-2"}])
    other = three_stops(
        world, van="Van 2", driver="dan", stops=[{"donor": donor}, {"site": "South"}]
    )
    home, south = run_row(world, one).site_id, stops(world, other)[1].site_id
    near, far = [("facility", 1)], [("facility", 2), ("donor", donor), ("site", south)]
    for a, b in product([("site", home), *near, *far], repeat=2):
        if a != b:
            together_there = a in far and b in far
            minutes(world, (*a, *b, 5 if together_there else 20 if near[0] in (a, b) else 40))
    return one, other


def suggested(browser: Browser) -> str:
    """The page once the whole day was asked for."""
    form = {"csrf": field(browser.get(PATH).text, "csrf"), "shown_again": "suggest"}
    answer = browser.post(PATH, **form)
    assert answer.status_code == 200
    return answer.text


def field(page: str, name: str) -> str:
    """The hidden field of that name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return html.unescape(found.group(1))


def form_of(page: str) -> dict[str, str]:
    """The form that takes the suggestion over."""
    block = page[page.index("A suggested day") :]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', block))


def test_the_whole_day_is_for_the_desk(visits: Visits) -> None:
    crossed(visits.world)

    for who in EVERYBODY:
        status = visits.browser(who).get(PATH).status_code
        expected = 200 if who in ("alice", "sam") else 303 if who == STRANGER else 403
        assert status == expected, who


def test_a_stop_comes_to_the_van_that_drives_past_and_is_taken_over_with_one_tap(
    visits: Visits,
) -> None:
    world, alice = visits.world, visits.browser("alice")
    one, other = crossed(world)

    assert "Suggest the whole day" in alice.get(f"/runs/days/{DAY}").text
    page = suggested(alice)
    before = order(world, one), order(world, other)
    answer = alice.post(PATH, **form_of(page))

    assert "1 stop changes runs." in page
    assert "minutes less driving" in page
    assert "from Van 1" in page
    assert "E-2 goes to Van 2." in html.unescape(page)
    assert before == ([1, 2], [None, None])
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"/runs/days/{DAY}?done=")
    assert order(world, one) == [1]
    assert sorted(order(world, other), key=str) == [2, None, None]
    assert "Day ordered" in alice.get(answer.headers["location"]).text
    assert "the day is good as it is" in suggested(alice)


@pytest.mark.parametrize("how", ["sealed", "loaded", "papers", "opened"])
def test_what_is_sealed_or_aboard_stays_on_its_run(how: str, visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    one, _other = crossed(world)
    if how == "loaded":
        lot, line = picked(world, 3, "E-2")
        world.do("dora", "loadings", run=one, items=[{"lot": lot, "line": line}])
        said = "something for it is on the van"
    elif how == "opened":
        world.do("alice", "address-openings", run=one, stop=world.stop(one, 2))
        said = "its address was opened for this run"
    else:
        packed(world, 3, facility="E-2")
        said = "parcels are sealed for this run"
    if how == "papers":
        world.do("alice", "gate-sheets", run=one, facility="E-2")
        world.do("bob", "unsealings", box="Box one")
        said = "its papers name this run"

    page = html.unescape(suggested(alice))

    assert said in page
    assert "E-2 goes to Van 2" not in page


def test_a_day_changed_meanwhile_is_not_overwritten(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    one, other = crossed(world)
    form = form_of(suggested(alice))
    change(world, other, "sam", ends_at="15:00")

    answer = alice.post(PATH, **form)

    assert answer.status_code == 422
    assert "Somebody has changed run" in answer.text
    assert "Suggest the whole day" in answer.text
    assert order(world, one) == [1, 2]


def test_runs_that_have_left_are_no_part_of_it(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    _one, other = crossed(world)
    world.do("dan", "departures", run=other)

    assert "Suggest the whole day" not in alice.get(f"/runs/days/{DAY}").text
    page = suggested(alice)
    assert "Van 2" not in page
    world.do("dora", "departures", run=_one)
    assert "No run of this day is still to leave." in suggested(alice)


def test_two_runs_with_one_van_at_once_are_told_by_hand_and_in_the_suggestion(
    visits: Visits,
) -> None:
    world, alice = visits.world, visits.browser("alice")
    _one, other = crossed(world)
    change(world, other, van="Van 1")

    assert "This van is on another run from" in alice.get(f"/runs/days/{DAY}").text
    assert "This van is on another run from" in suggested(alice)


def test_too_many_stops_are_not_planned_together(
    visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    crossed(visits.world)
    monkeypatch.setattr(together, "MOST_STOPS", 3)

    page = suggested(visits.browser("alice"))

    assert "4 stops are too many to be planned together; 3 are the most." in page


def test_a_silent_child_leaves_a_day_that_may_be_taken(
    visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    crossed(visits.world)
    monkeypatch.setattr(child, "last_word", lambda *_: None)

    assert "1 stop changes runs." in suggested(visits.browser("alice"))


@pytest.mark.parametrize("text", ["", "x", "1:", "1:2,", "1:2 3", "1234567890:1", "1:0"])
def test_a_form_that_is_not_ours_is_answered_all_the_same(text: str, visits: Visits) -> None:
    crossed(visits.world)
    alice = visits.browser("alice")
    form: dict[str, Any] = form_of(suggested(alice))

    answer = alice.post(PATH, **{**form, "order": text})

    assert answer.status_code in (400, 422)
    assert alice.get("/runs/days/never/order").status_code == 404


def test_the_page_takes_few_statements(visits: Visits) -> None:
    crossed(visits.world)
    alice = visits.browser("alice")

    with statements(visits.world) as seen:
        alice.get(PATH)

    assert len(seen) <= MOST_STATEMENTS

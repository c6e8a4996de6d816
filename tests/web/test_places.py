"""Places by the pages: the list, what is here and what moved, new ones, changed ones, labels."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from stockroom.rules import codes
from tests.web.filling import done, send
from tests.web.visits import HANDS, NO_HANDS, Visits

ROWS = re.compile(r'class="row-main row-link" href="/places/(\d+)">.*?<bdi>([^<]+)</bdi>')

OFFERS = ("Put goods here", "Count what is here", "New box here", "Rename or close")


def listed(visits: Visits, query: str = "") -> dict[str, str]:
    """Numbers of the places on the list by their names."""
    answer = visits.browser("bob").get(f"/places{query}")
    assert answer.status_code == 200, answer.text
    return {name: number for number, name in ROWS.findall(answer.text)}


def test_hands_see_every_place_and_others_none(visits: Visits) -> None:
    for who in HANDS:
        assert "Box two" in visits.browser(who).get("/places").text
    for who in NO_HANDS:
        assert visits.browser(who).get("/places").status_code == 403
    assert visits.browser().get("/places").status_code == 303


def test_places_are_found_by_name_number_kind_and_building(visits: Visits) -> None:
    numbers = listed(visits)
    south = numbers["South"]

    assert list(listed(visits, "?q=box t")) == ["Box two"]
    assert list(listed(visits, f"?q={numbers['A3']}")) == ["A3"]
    assert set(listed(visits, "?kind=van")) == {"Van 1", "Van 2"}
    assert {"S1", "South inbound"} <= set(listed(visits, f"?site={south}"))
    assert "A1" not in listed(visits, f"?site={south}")
    assert visits.browser("bob").get("/places?kind=moon").status_code == 422


def test_names_in_other_scripts_are_found_in_either_case(visits: Visits) -> None:
    visits.world.do("bob", "bins", name="Полка 7", site="North")

    assert list(listed(visits, "?q=полка")) == ["Полка 7"]


def test_a_scanned_label_leads_to_its_place(visits: Visits) -> None:
    code = visits.world.do("bob", "boxes", place="A1").made["code"]

    assert visits.browser("bob").get(f"/places?q={code}").headers["Location"] == f"/t/{code}"


def test_pages_of_places_follow_each_other(visits: Visits) -> None:
    for number in range(70):
        visits.world.do("bob", "bins", name=f"M{number}", site="North")
    bob = visits.browser("bob")

    first = bob.get("/places?q=M").text
    link = re.findall(r'href="([^"]+)" rel="next"', first)[0].replace("&amp;", "&")
    second = bob.get(link).text

    names = [name for _number, name in ROWS.findall(first) + ROWS.findall(second)]
    assert names == [f"M{number}" for number in range(70)]


def test_what_is_out_with_a_volunteer_stands_first_with_its_day(visits: Visits) -> None:
    bob = visits.browser("bob")
    on = done(bob, "/volunteer-places/new", {"name": "washing, Eva", "due_back": "2026-11-30"})

    assert "due back on 30 November 2026" in bob.get("/places").text
    visits.world.clock.forward(timedelta(days=20))
    assert "was due back on 30 November 2026" in visits.browser("bob").get(on).text


def test_a_place_tells_what_came_and_what_went(visits: Visits) -> None:
    code = visits.world.shelved("A1", 5)
    visits.world.do("bob", "transfers", thing=code, place="A2", quantity=2)
    number = listed(visits)["A1"]

    told = visits.browser("bob").get(f"/places/{number}").text
    kept = visits.browser("dora").get(f"/places/{number}").text

    assert re.findall(r"<strong>([^<]+)</strong>\s*<span>(\d) pieces", told) == [
        ("Moved", "2"),
        ("Found at the opening count", "5"),
    ]
    assert "What moved here" not in kept


def test_the_story_of_a_place_is_paged_without_gap_or_overlap(visits: Visits) -> None:
    code = visits.world.shelved("A1", 40)
    for _ in range(35):
        visits.world.do("bob", "transfers", thing=code, place="A2", quantity=1)
    number, bob = listed(visits)["A2"], visits.browser("bob")

    first = bob.get(f"/places/{number}").text
    link = re.findall(r'href="([^"#]+\?moved=\d+)', first)[0]
    second = bob.get(link).text

    assert first.count("<strong>Moved</strong>") == 30
    assert second.count("<strong>Moved</strong>") == 5


def test_new_places_are_made_and_shown(visits: Visits) -> None:
    bob, alice = visits.browser("bob"), visits.browser("alice")
    made = {
        "East": done(alice, "/sites/new", {"name": "East"}),
        "B1": done(bob, "/bins/new", {"name": "B1"}),
        "Van 3": done(alice, "/vans/new", {"name": "Van 3"}),
        "Box three": done(bob, "/boxes/new?place=A1", {"name": "Box three"}),
    }

    for name, path in made.items():
        assert f"<bdi>{name}</bdi></h1>" in bob.get(path).text


def test_a_bin_goes_to_the_building_of_whoever_makes_it(visits: Visits) -> None:
    text = visits.browser("ben").get("/bins/new").text

    assert re.search(r"<option value=\"\d+\" selected>South</option>", text)


def test_a_name_that_is_taken_is_refused_with_what_was_typed(visits: Visits) -> None:
    answer = send(visits.browser("bob"), "/bins/new", {"name": "a1"})

    assert answer.status_code == 422
    assert "There is a place called a1 already." in answer.text
    assert 'value="a1"' in answer.text


def test_a_place_is_renamed_and_closed_by_a_coordinator_alone(visits: Visits) -> None:
    alice = visits.browser("alice")

    on = done(alice, "/place-changes/new?place=A3", {"name": "A3 top"})
    closed = done(alice, f"/place-changes/new?place={on.rpartition('/')[2]}", {"closed": "true"})

    assert "A3 top" in alice.get(on).text
    assert "closed" in alice.get(closed).text
    assert "A3 top" not in listed(visits)
    assert "A3 top" in listed(visits, "?closed=yes")
    assert visits.browser("bob").get("/place-changes/new").status_code == 403


def test_a_blank_label_is_claimed_and_a_damaged_one_replaced(visits: Visits) -> None:
    blank, bob = visits.world.blank(), visits.browser("bob")
    code = visits.world.shelved()

    claimed = done(bob, "/code-claims/new?thing=Box+one", {"code": blank})
    replaced = done(bob, f"/code-replacements/new?code={code}", {})

    assert bob.get(claimed).headers["Location"].startswith("/places/")
    new = bob.get(replaced).headers["Location"].rpartition("/")[2]
    assert new != code
    assert codes.is_code(new)
    assert f"/lots/{new}" in bob.get("/stock").text


@pytest.mark.parametrize(
    ("who", "kept"),
    [
        ("alice", ["Put goods here", "Count what is here", "New box here", "Rename or close"]),
        ("bob", ["Put goods here", "Count what is here", "New box here"]),
        ("dora", ["Put goods here"]),
    ],
)
def test_a_place_offers_what_its_reader_may_do(visits: Visits, who: str, kept: list[str]) -> None:
    number = listed(visits)["A1"]

    text = visits.browser(who).get(f"/places/{number}").text

    assert [word for word in OFFERS if word in text] == kept

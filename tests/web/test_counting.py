"""Counting by the pages: blind or not, from the position the page was made at, and once more."""

from __future__ import annotations

import re

import pytest

from tests.web.filling import done, send, standing
from tests.web.visits import Visits
from tests.words import tells
from tests.world import World

PAGE = "/counts/new?place=A1"


@pytest.fixture
def nappies(world: World) -> str:
    """Seventeen nappies on A1."""
    return world.shelved("A1", 17)


def test_what_is_counted_is_posted_and_what_is_left_blank_is_not(
    visits: Visits, nappies: str
) -> None:
    other = visits.world.shelved("A1", 4)

    on = done(visits.browser("bob"), PAGE, {"lines.1.counted": "15", "lines.0.counted": ""})

    assert on.startswith("/places/")
    assert visits.world.inside(nappies) == {"A1": 15}
    assert visits.world.inside(other) == {"A1": 4}
    assert visits.world.discrepancies() == ["count_difference"]


def test_a_blind_count_hides_what_the_books_say_until_it_is_sent(
    visits: Visits, nappies: str
) -> None:
    bob = visits.browser("bob")

    seen, blind = bob.get(PAGE).text, bob.get(f"{PAGE}&blind=yes").text
    refused = send(bob, f"{PAGE}&blind=yes", {})
    sent = send(bob, f"{PAGE}&blind=yes", {"lines.0.counted": "16"})

    assert "The books say 17 pieces." in seen
    assert not tells(re.sub("<[^>]+>", "", blind + refused.text), "17")
    assert refused.status_code == 422
    assert "a difference in the count" in bob.get(sent.headers["Location"]).text


def test_a_count_of_nothing_is_refused_and_zero_is_a_number(visits: Visits, nappies: str) -> None:
    bob = visits.browser("bob")

    refused = send(bob, PAGE, {})
    done(bob, PAGE, {"lines.0.counted": "0"})

    assert "Write down at least one number." in refused.text
    assert visits.world.inside(nappies) == {}


def test_what_moved_while_somebody_counted_is_asked_for_once_more(
    visits: Visits, nappies: str
) -> None:
    bob = visits.browser("bob")
    page = bob.get(PAGE)
    visits.world.do("ben", "transfers", thing=nappies, place="A2", quantity=5)
    typed = {**standing(page.text, "/counts/new"), "lines.0.counted": "12"}

    answer = bob.post("/counts/new", **typed)
    again = answer.headers["Location"]

    assert visits.world.inside(nappies) == {"A1": 12, "A2": 5}
    assert visits.world.discrepancies() == ["recount"]
    assert "Please count these once more." in bob.get(again).text
    place = re.findall(r"place=(\d+)", again)[0]
    assert "Count it once more" in bob.get(f"/places/{place}").text


def test_the_recount_is_taken_from_the_new_position(visits: Visits, nappies: str) -> None:
    bob = visits.browser("bob")
    page = bob.get(PAGE)
    visits.world.do("ben", "transfers", thing=nappies, place="A2", quantity=5)
    typed = {**standing(page.text, "/counts/new"), "lines.0.counted": "11"}
    again = bob.post("/counts/new", **typed).headers["Location"]

    done(bob, again, {"lines.0.counted": "11"})

    assert visits.world.inside(nappies) == {"A1": 11, "A2": 5}


def test_a_form_that_comes_back_keeps_the_position_it_was_counted_from(
    visits: Visits, nappies: str
) -> None:
    bob = visits.browser("bob")
    first = standing(bob.get(PAGE).text, "/counts/new")
    visits.world.do("ben", "transfers", thing=nappies, place="A2", quantity=5)

    back = bob.post("/counts/new", **first)

    assert back.status_code == 422
    assert standing(back.text, "/counts/new")["position"] == first["position"]


def test_what_lies_there_unknown_to_the_books_is_counted_too(visits: Visits, nappies: str) -> None:
    stray = visits.world.shelved("A2", 3)

    typed = {"lines.0.counted": "17", "lines.1.lot": stray, "lines.1.counted": "2"}
    done(visits.browser("bob"), PAGE, typed)

    assert visits.world.inside(stray) == {"A1": 2, "A2": 3}


def test_a_place_that_nobody_knows_is_asked_for_again(visits: Visits) -> None:
    for ref in ("Z9", "North", "%3Cb%3E", "x" * 300):
        text = visits.browser("bob").get(f"/counts/new?place={ref}").text

        assert "is no shelf or box that can be counted" in text
        assert "<b>" not in text

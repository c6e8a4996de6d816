"""Carrying goods by the pages: put away, moved, put in a box, from the right place."""

from __future__ import annotations

import re

import pytest

from tests.web.filling import done, send
from tests.web.visits import Visits
from tests.world import World


@pytest.fixture
def parted(world: World) -> str:
    """Nine nappies on A1 and three on A2."""
    code = world.shelved("A1", 12)
    world.do("bob", "transfers", thing=code, place="A2", quantity=3)
    return code


def taken_in(world: World, quantity: int = 6) -> str:
    """A lot that waits in inbound."""
    made = world.do("bob", "intakes", product="NP-DISP", size="4", quantity=quantity).made
    return str(made["lot"])


def test_goods_in_inbound_are_put_on_a_shelf(visits: Visits) -> None:
    code = taken_in(visits.world)

    on = done(visits.browser("bob"), f"/put-aways/new?thing={code}", {"place": "a3"})

    assert on == f"/lots/{code}"
    assert visits.world.inside(code) == {"A3": 6}


def test_some_of_the_goods_are_moved_and_the_rest_stays(visits: Visits) -> None:
    code = visits.world.shelved("A1", 5)

    done(visits.browser("dora"), f"/transfers/new?thing={code}", {"place": "A2", "quantity": "٢"})

    assert visits.world.inside(code) == {"A1": 3, "A2": 2}


def test_a_box_is_moved_with_all_that_is_in_it(visits: Visits) -> None:
    code = visits.world.shelved("Box one", 4)
    bob = visits.browser("bob")

    on = done(bob, "/transfers/new?thing=Box+one", {"place": "A3"})

    assert "in A3" in bob.get(f"/lots/{code}").text
    assert on.startswith("/places/")


def test_goods_are_put_in_a_box(visits: Visits) -> None:
    code = visits.world.shelved("A1", 4)

    done(visits.browser("bob"), f"/boxings/new?lot={code}", {"box": "Box two", "quantity": "1"})

    assert visits.world.inside(code) == {"A1": 3, "Box two": 1}


def test_the_form_asks_from_which_of_several_places(visits: Visits, parted: str) -> None:
    bob = visits.browser("bob")
    page = f"/transfers/new?thing={parted}"

    unsaid = send(bob, page, {"place": "A3"})
    shelf = bob.get("/stock?q=A2").text.split('href="/places/')[1].split('"')[0]
    done(bob, page, {"place": "A3", "source": shelf})

    assert unsaid.status_code == 422
    assert "It lies in several places." in unsaid.text
    assert 'value="A3"' in unsaid.text
    assert visits.world.inside(parted) == {"A1": 9, "A3": 3}


def test_what_nobody_knows_is_said_at_once_and_not_kept(visits: Visits) -> None:
    code = visits.world.shelved("A1", 4)
    bob = visits.browser("bob")
    before = visits.world.position()

    wrong = send(bob, f"/put-aways/new?thing={code}", {"place": "Z9"})
    strange = send(bob, "/put-aways/new", {"thing": "7K3Q9M2XW4HTX", "place": "A1"})
    shelf = send(bob, "/boxings/new", {"lot": "A1", "box": "Box one"})

    assert "Z9 is not known here." in wrong.text
    assert {one.status_code for one in (wrong, strange, shelf)} == {422}
    assert visits.world.position() == before


def test_the_form_names_shelves_where_more_of_the_same_lies(visits: Visits) -> None:
    visits.world.shelved("A2", 3)
    visits.world.shelved("S1", 3, size="2")
    code = taken_in(visits.world)

    text = visits.browser("bob").get(f"/put-aways/new?thing={code}").text

    offered = text.partition("More of the same lies in:")[2].partition("</nav>")[0]
    assert "<bdi>A2</bdi>" in offered
    assert "<bdi>S1</bdi>" not in offered


def test_goods_are_put_on_one_shelf_one_after_the_other(visits: Visits) -> None:
    first, second = taken_in(visits.world), taken_in(visits.world)
    bob = visits.browser("bob")
    shelf = bob.get("/stock?q=A1").text.split('href="/places/')[1].split('"')[0]
    link = f"/put-aways/new?place={shelf}&next=%2Fput-aways%2Fnew%3Fplace%3D{shelf}"

    on = done(bob, link, {"thing": first})
    done(bob, on, {"thing": second})

    assert on == f"/put-aways/new?place={shelf}"
    assert visits.world.inside(first) == visits.world.inside(second) == {"A1": 6}


def test_what_waits_in_inbound_is_one_tap_from_its_shelf_and_back(visits: Visits) -> None:
    world = visits.world
    waiting, accepted = taken_in(world), taken_in(world)
    world.do("bob", "inspections", lot=accepted, outcome="accept")
    shelved = world.shelved("A1", 2)
    box = world.do("bob", "boxes").made["number"]
    bob = visits.browser("bob")

    text = bob.get("/put-aways").text
    on = done(bob, f"/put-aways/new?thing={accepted}&next=/put-aways", {"place": "A1"})

    assert f"/put-aways/new?thing={accepted}&amp;next=/put-aways" in text
    assert f"/put-aways/new?thing={box}&amp;next=/put-aways" in text
    assert waiting not in text
    assert shelved not in text
    assert on == "/put-aways"
    assert accepted not in bob.get("/put-aways").text


def test_goods_that_wait_are_shown_by_building(visits: Visits) -> None:
    visits.world.shelved("North inbound", 2, size="3")
    text = visits.browser("bob").get("/put-aways").text
    links = dict(re.findall(r'href="(/put-aways\?site=\d+)"><bdi>(\w+)</bdi>', text))

    shown = {name: visits.browser("bob").get(link).text for link, name in links.items()}

    assert "size 3" in shown["North"]
    assert "Everything is on its shelf." in shown["South"]


@pytest.mark.parametrize("who", ["fatima", "sue"])
def test_those_without_hands_carry_nothing(visits: Visits, who: str) -> None:
    for path in ("/put-aways", "/put-aways/new", "/transfers/new", "/boxings/new", "/counts/new"):
        assert visits.browser(who).get(path).status_code == 403

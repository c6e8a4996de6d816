"""Boxes proposed by weight and room, made and packed with one tap."""

from __future__ import annotations

import re

import pytest

from stockroom.errors import Refused
from tests import kits
from tests.web.at_the_bench import lines_of, promised
from tests.web.visits import Browser, Visits
from tests.world import World

FORM = re.compile(r'<form method="post" action="/packings/proposed">(.*?)</form>', re.DOTALL)
BAG = re.compile(r"<h4>.*?</svg> ([^<]+) <span[^>]*>([^<]+)</span></h4>")
HIDDEN = re.compile(r'name="([^"]+)" value="([^"]*)"')


def forms(bob: Browser, path: str = "/packings/1") -> list[dict[str, str]]:
    """What the button of each proposed box would send."""
    return [dict(HIDDEN.findall(one)) for one in FORM.findall(bob.get(path).text)]


def on_the_bench(world: World, *quantities: int) -> list[str]:
    """Lots of nappies picked for one list."""
    lots = promised(world, *quantities)
    for lot, line, number in zip(lots, lines_of(world, lots), quantities, strict=True):
        world.do("bob", "picks", lot=lot, line=line, quantity=number)
    return lots


def test_a_box_is_proposed_with_its_weight_and_packed_with_one_tap(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    lots = on_the_bench(world, 3, 4)
    text = bob.get("/packings/1").text
    (form,) = forms(bob)

    answer = bob.post("/packings/proposed", **form)

    assert "Box 1 of 1" in text
    assert re.search(r"[\d.]+ kg, \d+ l", text)
    box = re.findall(r"/packings/1\?box=(\d+)", answer.headers["location"])[0]
    lines = lines_of(world, lots)
    assert world.inside(lots[0]) == {f"box {box}/{lines[0]}": 3}
    assert world.inside(lots[1]) == {f"box {box}/{lines[1]}": 4}
    assert world.discrepancies() == []


def test_no_box_is_proposed_for_the_benches_of_two_buildings(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    asked = {"product": "NP-DISP", "size": "4", "urgency": "routine", "quantity": 3}
    lines = world.do("alice", "wish-lists", facility="M-1", lines=[asked, asked]).made["lines"]
    places = ("A1", "S1")
    lots = [world.shelved(place, 3) for place in places]
    for lot, line, place in zip(lots, lines, places, strict=True):
        world.do("alice", "allocations", lot=lot, line=line, quantity=3)
        world.do("bob", "picks", lot=lot, line=line, quantity=3, place=place)

    text, found = bob.get("/packings/1").text, forms(bob)
    for form in found:
        bob.post("/packings/proposed", **form)

    assert [one in text for one in ("<bdi>North</bdi>", "<bdi>South</bdi>")] == [True, True]
    assert len({form["place"] for form in found}) == 2
    assert [len(world.inside(lot)) for lot in lots] == [1, 1]
    assert world.discrepancies() == []


def test_the_same_tap_twice_makes_one_box(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    on_the_bench(world, 3)
    (form,) = forms(bob)

    first, again = (bob.post("/packings/proposed", **form) for _ in range(2))

    assert first.headers["location"].split("&")[0] == again.headers["location"].split("&")[0]
    assert world.discrepancies() == []


def test_the_limits_are_the_house_s_own(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    on_the_bench(world, 300)
    usual = len(forms(bob))

    world.do("sam", "setting-changes", name="box_limits", value="1 6")

    assert len(forms(bob)) > usual
    assert sum(int(form["lines.0.quantity"]) for form in forms(bob)) == 300


@pytest.mark.parametrize("value", ["15", "0 60", "15 60 1", "a b", "1000 60"])
def test_limits_that_make_no_sense_are_refused(world: World, value: str) -> None:
    with pytest.raises(Refused, match="does not fit this setting"):
        world.do("sam", "setting-changes", name="box_limits", value=value)


def test_a_steward_sets_the_limits_on_a_page(visits: Visits) -> None:
    sam = visits.browser("sam")
    form_id = re.findall(r'name="id" value="([^"]+)"', sam.get("/settings/boxes").text)[-1]

    sam.post("/settings/boxes", csrf=sam.csrf(), id=form_id, kg="12", litres="40")

    assert "12 kg, 40 l" in sam.get("/settings").text


def test_a_kit_stays_together_whatever_the_limits(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    kits.make_kit(world)
    _, (bodies, towels) = kits.asked(world, 2)
    lots = kits.goods(world)
    for lot, line, number in ((lots[0], bodies, 4), (lots[1], towels, 2)):
        world.do("alice", "allocations", lot=lot, line=line, quantity=number)
        world.do("bob", "picks", lot=lot, line=line, quantity=number)
    world.do("sam", "setting-changes", name="box_limits", value="1 1")

    text, found = bob.get("/packings/1").text, forms(bob)

    assert [sorted(form[f"lines.{n}.quantity"] for n in (0, 1)) for form in found] == [
        ["1", "2"],
        ["1", "2"],
    ]
    assert "More than a box should hold." in text


def test_each_kit_in_a_proposed_box_is_one_bag_of_its_own(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    kits.make_kit(world)
    _, (bodies, towels) = kits.asked(world, 2)
    lots = kits.goods(world)
    for lot, line, number in ((lots[0], bodies, 4), (lots[1], towels, 2)):
        world.do("alice", "allocations", lot=lot, line=line, quantity=number)
        world.do("bob", "picks", lot=lot, line=line, quantity=number)

    text = bob.get("/packings/1").text

    assert [" ".join(one) for one in BAG.findall(text)] == [
        "kit 1 of 2 all in one bag",
        "kit 2 of 2 all in one bag",
    ]
    assert (
        re.findall(r'<li>(\d) × <span class="thing">(\w+)', text)
        == [
            ("2", "bodysuit"),
            ("1", "hooded"),
        ]
        * 2
    )


def test_what_is_packed_is_told_so_a_lot_nobody_knows_is_held(world: World) -> None:
    line = world.line(3, size="4")
    lines = [{"lot": "7K3Q9M2XW4HTX", "line": line, "quantity": 1}]

    assert world.do("bob", "packed-boxes", lines=lines).status == "held"


def test_a_packed_box_is_undone_and_stands_empty(visits: Visits) -> None:
    world = visits.world
    (lot,) = on_the_bench(world, 3)
    (line,) = lines_of(world, [lot])
    lines = [{"lot": lot, "line": line, "quantity": 3}]
    told = world.do("bob", "packed-boxes", lines=lines, place="North bench")

    world.do("bob", "reversals", command=told.id)

    assert world.inside(lot) == {f"North bench/{line}": 3}

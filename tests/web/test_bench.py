"""Picking and packing: from the shelves to the bench and into boxes."""

from __future__ import annotations

import re
from itertools import product

import httpx
import pytest

from stockroom.web.pages.bench.picking import ROWS_AT_ONCE
from tests.web.at_the_bench import form_of, hand_in, lines_of, mixed_lot_in, promised
from tests.web.visits import EVERYBODY, STRANGER, Visits, statements

INSIDE = {"alice", "bob", "ben", "sam"}
HANDS = INSIDE | {"dora", "dan"}
PAGES = {
    "/picks": INSIDE, "/picks/1": INSIDE, "/packings": INSIDE, "/packings/1": INSIDE,
    "/sealings/new": INSIDE, "/parcels": HANDS, "/labels": INSIDE, "/labels/sheet": HANDS,
    "/blank-codes/new": INSIDE,
}  # fmt: skip


def test_each_page_opens_for_whom_it_is_and_never_names_a_facility(visits: Visits) -> None:
    promised(visits.world, 3)
    for who, path in product(EVERYBODY, PAGES):
        answer = visits.browser(who).get(path)

        wanted = 303 if who == STRANGER else 200 if who in PAGES[path] else 403
        assert answer.status_code == wanted, (who, path)
        assert "invented street" not in answer.text


def test_one_tap_picks_a_line_and_can_be_undone(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    lots = promised(world, 3, 4)
    lines = lines_of(world, lots)

    answer = bob.post("/picks/1", **form_of(bob, "/picks/1"), which="0")

    assert answer.status_code == 303
    assert world.inside(lots[0]) == {f"North bench/{lines[0]}": 3}
    assert world.inside(lots[1]) == {f"A1/{lines[1]}": 4}
    shown = bob.get(answer.headers["location"]).text
    assert "Undo: 3 back to A1" in shown
    assert re.search(r"<strong>4</strong> <span>to pick", shown)
    assert re.search(r"<strong>3</strong> <span>on the bench", shown)


def test_everything_of_a_list_is_picked_at_once_and_only_once(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    lots = promised(world, 3, 4)
    lines, form = lines_of(world, lots), form_of(bob, "/picks/1")

    first = bob.post("/picks/1", **form, which="all")
    again = bob.post("/picks/1", **form, which="all")

    assert first.headers["location"] == again.headers["location"]
    assert first.headers["location"].startswith("/picks/1?order=walk&many=2&sent=")
    assert [world.inside(lot) for lot in lots] == [
        {f"North bench/{lines[0]}": 3},
        {f"North bench/{lines[1]}": 4},
    ]
    assert "2 lines are on the bench now." in bob.get(first.headers["location"]).text
    assert world.discrepancies() == []


def test_what_is_refused_is_said_by_itself_and_the_rest_stands(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    lots = promised(world, 3, 4)
    lines = lines_of(world, lots)
    form = form_of(bob, "/picks/1") | {"lines.0.quantity": "0"}

    answer = bob.post("/picks/1", **form, which="all")

    assert answer.status_code == 422
    assert "1 line was not recorded as you told it" in answer.text
    assert "1 line is on the bench now." in answer.text
    assert world.inside(lots[1]) == {f"North bench/{lines[1]}": 4}
    assert world.inside(lots[0]) == {f"A1/{lines[0]}": 3}


def test_a_long_list_is_picked_page_by_page(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    lots = promised(world, *[1] * (ROWS_AT_ONCE + 2))

    first = bob.get("/picks/1").text
    bob.post("/picks/1", **form_of(bob, "/picks/1"), which="all")
    second = bob.get("/picks/1").text

    assert first.count('class="row-card pick-row"') == ROWS_AT_ONCE
    assert "2 more lines follow when these are picked." in first
    assert "Everything of this list was picked" not in first
    assert second.count('class="row-card pick-row"') == 2
    assert "Everything of this list was picked" in second
    assert sum("North bench" in "".join(world.inside(lot)) for lot in lots) == ROWS_AT_ONCE


def test_nobody_picks_without_the_secret_of_the_form(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    (lot,) = promised(world, 3)

    answer = bob.post("/picks/1", **(form_of(bob, "/picks/1") | {"csrf": "x"}), which="all")

    assert answer.status_code == 403
    assert list(world.inside(lot).values()) == [3]
    assert next(iter(world.inside(lot))).startswith("A1/")


@pytest.mark.parametrize(
    ("rest", "left", "opened"),
    [("later", 3, []), ("missing", 0, ["count_difference", "promise_broken"])],
)
def test_fewer_than_promised_are_taken(
    visits: Visits, rest: str, left: int, opened: list[str]
) -> None:
    world, bob = visits.world, visits.browser("bob")
    (lot,) = promised(world, 5)
    (line,) = lines_of(world, [lot])
    about = {"lot": lot, "line": str(line), "place": "A1"}
    position = str(world.position())

    answer = hand_in(bob, "/picks/new", **about, quantity="2", rest=rest, position=position)

    assert answer.status_code == 303
    on_shelf = {f"A1/{line}": left} if left else {}
    assert world.inside(lot) == {f"North bench/{line}": 2} | on_shelf
    assert world.discrepancies() == opened


def test_the_way_back_never_leads_to_another_house(visits: Visits) -> None:
    world = visits.world
    (lot,) = promised(world, 5)
    about = {"lot": lot, "line": str(lines_of(world, [lot])[0]), "place": "A1", "box": "Box one"}

    for path, path_back in (("/picks/new", "/picks"), ("/packings/new", "/packings")):
        asked = httpx.URL(path, params=about | {"next": "https://elsewhere.example"})
        text = visits.browser("bob").get(str(asked)).text

        assert 'href="https://elsewhere' not in text
        assert f'class="back"><a href="{path_back}"' in text


def test_none_of_it_is_there(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    (lot,) = promised(world, 5)
    (line,) = lines_of(world, [lot])
    about = {"lot": lot, "line": str(line), "place": "A1", "next": "/picks/1"}
    page = bob.get(str(httpx.URL("/picks/new", params=about))).text
    form = page.split('action="/picks/none"')[1]
    position = re.findall(r'name="position" value="(\d+)"', form)[0]
    form_id = re.findall(r'name="id" value="([^"]+)"', form)[0]

    answer = bob.post("/picks/none", csrf=bob.csrf(), id=form_id, position=position, **about)

    assert answer.headers["location"].startswith("/picks/1?done=")
    assert world.inside(lot) == {}
    assert world.discrepancies() == ["count_difference", "promise_broken"]


def test_lines_stand_set_by_set_or_in_the_order_of_a_walk(visits: Visits) -> None:
    world = visits.world
    world.do("bob", "bins", name="A10", site="North")
    for set_number, place in ((2, "A2"), (1, "A10")):
        line = world.line(3, size="4", set_number=set_number)
        lot = world.shelved(place, 3)
        world.do("alice", "allocations", lot=lot, line=line, quantity=3)
    asked = {"product": "NP-DISP", "size": "4", "urgency": "routine", "quantity": 3}
    made = world.do(
        "alice",
        "wish-lists",
        facility="M-1",
        lines=[asked | {"set_number": 2}, asked | {"set_number": 1}],
    ).made
    for line, place in zip(made["lines"], ("A2", "A10"), strict=True):
        world.do("alice", "allocations", lot=world.shelved(place, 3), line=line, quantity=3)
    where = re.compile(r'class="pick-where">.*?<bdi>([^<]+)', re.DOTALL)
    path, bob = f"/picks/{made['wish_list']}", visits.browser("bob")

    assert where.findall(bob.get(path).text) == ["A10", "A2"]
    assert where.findall(bob.get(path + "?order=walk").text) == ["A2", "A10"]


def test_packs_are_said_as_packs(visits: Visits) -> None:
    world = visits.world
    line = world.line(44, product="NP-PULL", size="5")
    packs = {"packs": 2, "pieces_per_pack": 22}
    lot = world.do("bob", "intakes", product="NP-PULL", size="5", packs=packs).made["lot"]
    world.do("bob", "inspections", lot=lot, outcome="accept")
    world.do("bob", "put-aways", thing=lot, place="A1")
    world.do("alice", "allocations", lot=lot, line=line, quantity=44)

    text = visits.browser("bob").get("/picks/1").text

    assert re.search(r"<strong>2</strong>\s*<span>packs</span>", text)
    assert "44 pieces" in text


def test_goods_of_a_mixed_box_have_no_code_and_are_picked_and_packed_all_the_same(
    visits: Visits,
) -> None:
    world, bob = visits.world, visits.browser("bob")
    bags = world.do("bob", "intakes", product="BAG", quantity=1).made["lot"]
    into = [{"box": "Box one", "quantity": 9, "size": "62"}]
    world.do("bob", "sortings", lot=bags, bags=1, into=into)
    lot = mixed_lot_in(world, "Box one")
    line = world.line(4, product="CL-MIX", size="62")
    world.do("alice", "allocations", lot="Box one", line=line, quantity=4)

    bob.post("/picks/1", **form_of(bob, "/picks/1"), which="all")
    page = bob.get(f"/picks/new?lot=lot+{lot}&line={line}&place=Box+one")
    on_shelf = bob.get("/packings/1?box=Box+two").text
    world.do("bob", "transfers", thing="Box two", place="North bench")
    packed = bob.post("/packings/1", **form_of(bob, "/packings/1?box=Box+two"), which="all")

    assert "mixed clothes" in page.text
    assert packed.status_code == 303
    assert "This box stands on a shelf" in on_shelf
    shown = bob.get("/packings/1?box=Box+two").text
    assert re.search(r"<strong>4</strong> <span>in open boxes", shown)
    assert world.discrepancies() == []


def test_a_bare_number_means_a_box_and_never_a_lot(visits: Visits) -> None:
    lot = visits.world.lot_id(visits.world.shelved())

    page = visits.browser("bob").get(f"/holds/new?lot={lot}").text

    assert f"{lot} is not known here" in page


def test_more_goods_cost_no_more_statements(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    promised(world, 1)
    paths = ("/picks", "/picks/1", "/packings", "/packings/1", "/labels")
    few = {}
    for path in paths:
        with statements(world) as sent:
            bob.get(path)
        few[path] = len(sent)
    promised(world, 1, 2, 3)
    (more,) = promised(world, 4)
    (line,) = lines_of(world, [more])
    world.do("bob", "picks", lot=more, line=line, quantity=4)

    for path in paths:
        with statements(world) as sent:
            bob.get(path)
        assert len(sent) <= few[path], path

"""The pick list on paper, typed in afterwards; and other goods taken instead."""

from __future__ import annotations

import re

import httpx

from tests import kits
from tests.web.at_the_bench import form_of, hand_in, lines_of, promised
from tests.web.visits import Browser, Visits


def typed_form(bob: Browser) -> dict[str, str]:
    """All that the form of the ticked list carries, with the numbers as they stand in it."""
    text = bob.get("/picks/1/typed").text
    numbers = dict(re.findall(r'name="(lines\.\d+\.quantity)" type="text"[^>]*value="(\d+)"', text))
    return form_of(bob, "/picks/1/typed") | numbers


def test_the_list_is_printed_in_the_order_of_a_walk_with_its_reasons(visits: Visits) -> None:
    world = visits.world
    promised(world, 3, place="A2", urgency="tonight", set_number=1)

    text = visits.browser("bob").get("/picks/1/paper").text

    assert "Pick for M-1" in text
    assert "for tonight · set 1" in text
    assert 'class="tick-box"' in text
    assert "For use inside" in text
    assert "invented street" not in text


def test_the_list_is_printed_in_the_reader_s_language_or_another(visits: Visits) -> None:
    promised(visits.world, 3)

    ours = visits.browser("bob").get("/picks/1/paper").text
    arabic = visits.browser("bob").get("/picks/1/paper?paper=ar").text

    assert 'lang="en"' in ours.split('class="sheet"')[1][:80]
    assert 'dir="rtl"' in arabic.split('class="sheet"')[1][:80]


def test_all_is_picked_but_what_has_no_tick(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    lots = promised(world, 3, 4, 5)
    lines = lines_of(world, lots)
    form = typed_form(bob) | {"lines.1.quantity": "0", "lines.2.quantity": "2"}

    answer = bob.post("/picks/1/typed", **form, which="all")

    assert answer.status_code == 303
    assert [world.inside(lot) for lot in lots] == [
        {f"North bench/{lines[0]}": 3},
        {f"A1/{lines[1]}": 4},
        {f"A1/{lines[2]}": 3, f"North bench/{lines[2]}": 2},
    ]
    assert world.discrepancies() == []


def test_another_lot_is_offered_with_its_shelf_and_taken(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    (lot,) = promised(world, 3)
    (line,) = lines_of(world, [lot])
    other = world.shelved("A3", 9)
    about = {"lot": lot, "line": str(line), "place": "A1"}

    shown = bob.get(str(httpx.URL("/picks/new", params=about))).text
    offered = bob.get(str(httpx.URL("/pick-swaps/new", params=about | {"quantity": "3"}))).text
    (value,) = re.findall(r'name="instead" value="([^"]+)"', offered)
    position = re.findall(r'name="position" value="(\d+)"', offered)[0]
    answer = hand_in(
        bob, "/pick-swaps/new", **about, instead=value, quantity="3", why="not_there",
        position=position, next="/picks/1",
    )  # fmt: skip

    assert "Take another instead" in shown
    assert not re.search(r'name="why"[^>]* checked', offered)
    assert value.startswith(other)
    assert answer.headers["location"].startswith("/picks/1?done=")
    assert world.inside(other) == {"A3": 6, f"North bench/{line}": 3}
    assert world.inside(lot) == {}
    assert world.discrepancies() == ["count_difference"]


def test_only_what_does_equally_and_is_free_is_offered(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    (lot,) = promised(world, 3)
    (line,) = lines_of(world, [lot])
    about = {"lot": lot, "line": str(line), "place": "A1"}
    address = str(httpx.URL("/pick-swaps/new", params=about))
    world.shelved("A2", 4, size="5")
    world.shelved("A2", 4, condition="worn")
    held = world.shelved("A2", 4)
    world.do("bob", "holds", lot=held, reason="recalled")
    taken = world.shelved("A2", 4)
    other = world.line(4, facility="E-2", size="4")
    world.do("alice", "allocations", lot=taken, line=other, quantity=4)

    nothing = bob.get(address).text
    world.do(
        "alice", "gate-rules", facility="M-1", kind="condition", facts={"least": "new_sealed"},
        action="block", source="the gate", confirmed_on="2026-11-01",
    )  # fmt: skip
    good = world.shelved("A2", 4)
    barred = bob.get(address).text

    assert "Nothing else here would do as well." in nothing
    assert good not in barred


def test_pieces_of_a_kit_are_one_bag_and_a_kit_in_part_says_so(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    kits.make_kit(world)
    _, (bodies, towels) = kits.asked(world, 2)
    lots = kits.goods(world)
    world.do("alice", "allocations", lot=lots[0], line=bodies, quantity=4)
    world.do("alice", "allocations", lot=lots[1], line=towels, quantity=1)

    shown = bob.get("/picks/1").text
    first = re.findall(r'name="which" value="(\d+ [\d ]+)"', shown)[0]
    answer = bob.post("/picks/1", **form_of(bob, "/picks/1"), which=first)
    later = bob.get("/picks/1").text
    walked = bob.get("/picks/1?order=walk").text

    assert answer.status_code == 303
    assert "Kit 1 of 2" in shown
    assert "Kit 2 of 2" in shown
    assert "Not whole: 2 of its 3 pieces." in shown
    assert world.inside(lots[0]) == {f"A1/{bodies}": 2, f"North bench/{bodies}": 2, "A1": 6}
    assert world.inside(lots[1]) == {f"North bench/{towels}": 1, "A1": 4}
    assert "Kit 1 of 2" not in later
    assert "Kit 2 of 2" in later
    assert "kit 2 of 2" in walked
    assert "Kit 1 of 2" in bob.get("/packings/1?box=Box+one").text


def test_two_kits_from_one_shelf_are_one_act(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    kits.make_kit(world)
    _, (bodies, _) = kits.asked(world, 3)
    lots = kits.goods(world)
    world.do("alice", "allocations", lot=lots[0], line=bodies, quantity=6)

    bob.post("/picks/1", **form_of(bob, "/picks/1"), which="all")

    assert world.inside(lots[0]) == {f"North bench/{bodies}": 6, "A1": 4}

"""Kits on pages: made, packed ahead, promised whole, used from a cupboard, refilled."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest

from tests import kits
from tests.web import filling
from tests.web.roads import number_of
from tests.web.visits import EVERYBODY, STRANGER, Visits, statements

INSIDE = {"alice", "bob", "ben", "sam"}
DESK = {"alice", "sam"}
PAGES = {
    "/kits": INSIDE, "/kits/NIGHT": INSIDE, "/kits/new": DESK, "/ready-bags/1": INSIDE,
    "/ready-bags/new": INSIDE, "/ready-bags/new?kit=NIGHT&size=62": INSIDE,
    "/kit-changes/new?kit=NIGHT": DESK, "/kit-minimums/new?kit=NIGHT": DESK,
    "/ready-bag-openings/new?bag={bag}": INSIDE, "/ready-bag-promises/new?bag={bag}": DESK,
    "/cupboards/new": DESK,
}  # fmt: skip


@pytest.fixture(autouse=True)
def night(visits: Visits) -> None:
    """The kit that all of these bags are."""
    kits.make_kit(visits.world)


def number(box: str) -> str:
    """The short number of a box."""
    return box.removeprefix("box ")


def tick(text: str) -> dict[str, str]:
    """Every row of a proposal as it stands, ticked."""
    return dict(re.findall(r'name="(take\.\d+\.\w+)" value="([^"]*)"', text))


def every_row(rows: dict[str, str]) -> Any:
    """All of them ticked."""
    return {"which": sorted({name.split(".")[1] for name in rows})}


def test_each_page_opens_for_whom_it_is(visits: Visits) -> None:
    box, _, _ = kits.pack(visits.world)
    kits.asked(visits.world)
    for who, path in product(EVERYBODY, PAGES):
        answer = visits.browser(who).get(path.format(bag=number(box)))

        wanted = 303 if who == STRANGER else 200 if who in PAGES[path] else 403
        assert answer.status_code == wanted, (who, path)
        assert "invented street" not in answer.text


def test_a_kit_is_made_on_a_page_with_a_name_in_each_language(visits: Visits) -> None:
    alice = visits.browser("alice")
    typed = {
        "code": "week", "name": "week's clothes", "name_ar": "ملابس أسبوع",
        "parts.0.product": "CL-BODY", "parts.0.quantity": "4",
        "parts.3.product": "BA-TOW", "parts.3.quantity": "1",
    }  # fmt: skip

    where = filling.done(alice, "/kits/new", typed)

    assert where == "/kits/WEEK"
    shown = alice.get(where).text
    assert "4 ×</strong> bodysuit" in shown
    assert "ملابس أسبوع" in alice.get(where + "?language=ar").text


def test_a_kit_that_cannot_be_is_shown_again_with_what_was_typed(visits: Visits) -> None:
    typed = {
        "code": "MIX", "name": "mixed", "parts.0.product": "CL-BODY", "parts.0.quantity": "4",
        "parts.1.product": "NP-DISP", "parts.1.quantity": "9",
    }  # fmt: skip

    answer = filling.send(visits.browser("alice"), "/kits/new", typed)

    assert answer.status_code == 422
    assert "not sized in the same way" in answer.text
    assert 'value="9"' in answer.text


def test_a_bag_is_packed_from_what_the_page_proposes_the_first_to_expire_first(
    visits: Visits,
) -> None:
    world, bob = visits.world, visits.browser("bob")
    kits.goods(world)
    towels = world.shelved(product="BA-TOW", quantity=3, place="A3", use_by="2027-01-01")
    page = "/ready-bags/new?kit=NIGHT&size=62"
    rows = tick(bob.get(page).text)

    where = filling.done(bob, page, rows | every_row(rows))

    assert where.startswith("/ready-bags/"), where
    assert world.inside(towels)["A3"] == 2


def test_a_proposal_says_what_is_missing(visits: Visits) -> None:
    visits.world.shelved(product="CL-BODY", size="62", quantity=1)

    text = visits.browser("bob").get("/ready-bags/new?kit=NIGHT&size=62").text

    assert "Not enough lies free" in text
    assert "1 × bodysuit is missing" in text
    assert "1 × hooded towel is missing" in text
    assert (
        "is not a clothes size"
        in visits.browser("bob").get("/ready-bags/new?kit=NIGHT&size=x").text
    )


def test_what_was_not_ticked_is_not_in_the_bag(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    kits.goods(world)
    page = "/ready-bags/new?kit=NIGHT&size=62"

    nothing = filling.send(bob, page, tick(bob.get(page).text))
    one = filling.send(bob, page, {**tick(bob.get(page).text), "which": "1"})

    assert "Tick what you have put into the bag" in nothing.text
    assert one.status_code == 422
    assert "of them are in the bag" in one.text
    assert kits.ready(world) == []


def test_a_bag_is_promised_by_one_tap_from_its_page(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    box, bodies, _ = kits.pack(world)
    wish_kit, (body, _) = kits.asked(world)
    assert "Promise it" in alice.get("/ready-bags/1").text
    assert "M-1" in alice.get("/kits/NIGHT").text

    where = filling.done(
        alice, f"/ready-bag-promises/new?bag={number(box)}", {"wish_kit": str(wish_kit)}
    )

    assert where == "/ready-bags/1"
    assert world.inside(bodies)[f"{box}/{body}"] == 2
    assert "promised to M-1" in alice.get(where).text


def test_a_bag_is_taken_apart(visits: Visits) -> None:
    box, _, _ = kits.pack(visits.world)

    where = filling.done(visits.browser("bob"), f"/ready-bag-openings/new?bag={number(box)}", {})

    assert where == "/kits/NIGHT"
    assert kits.opened(visits.world) == [True]
    assert "opened, used or handed over" in visits.browser("bob").get("/ready-bags/1").text


def test_too_few_ready_bags_are_a_task_on_first_pages_until_they_are_packed(
    visits: Visits,
) -> None:
    world, alice = visits.world, visits.browser("alice")
    filling.done(
        alice, "/kit-minimums/new?kit=NIGHT", {"site": "101", "size": "62", "minimum": "1"}
    )
    for who in ("alice", "bob"):
        assert "Pack 1 more “one night”" in visits.browser(who).get("/").text
    assert "/ready-bags/new?kit=NIGHT" in alice.get("/kits").text

    kits.pack(world)

    for who in ("alice", "bob"):
        assert "one night" not in visits.browser(who).get("/").text


def test_a_van_is_unloaded_onto_a_cupboards_shelf(visits: Visits) -> None:
    world = visits.world
    world.do("alice", "cupboards", facility="M-1", name="Amber cupboard")
    box, bodies, _ = kits.pack(world)
    run = world.run()
    world.do("dora", "loadings", run=run, items=[{"box": box}])
    dora, site = visits.browser("dora"), number_of(world, "Amber cupboard")
    path = f"/unloadings/new?run={run}&site={site}"

    shown = dora.get(path).text
    filling.done(dora, path, {"item": re.findall('name="item" value="([^"]+)"', shown)[0]})

    assert "on the cupboard&#39;s shelf" in shown
    assert world.inside(bodies)[box] == 2
    assert kits.ready(world) == [(box, "62")]


def test_a_facility_sees_its_own_cupboard_and_takes_a_bag_by_one_tap(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    where = filling.done(alice, "/cupboards/new", {"facility": "M-1"})
    shelf = re.findall(r"Cupboard (\d+) shelf", alice.get(where).text)[0]
    box, bodies, _ = kits.pack(world)
    world.do("dora", "transfers", thing=box, place=f"Cupboard {shelf} shelf")
    fatima, page = visits.browser("fatima"), f"/ready-bag-uses/new?bag={number(box)}"
    assert visits.browser("farid").get(page).status_code == 303

    filling.done(fatima, page, {})

    assert world.held(bodies)["M-1 facility"] == 2
    assert kits.ready(world) == []


def test_pages_of_kits_take_few_statements_whatever_there_is(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    kits.pack(world)
    kits.asked(world)
    paths = ("/kits", "/kits/NIGHT", "/ready-bags/1", "/ready-bags/new?kit=NIGHT&size=62")
    asked = []
    for _ in range(2):
        counts = []
        for path in paths:
            with statements(world) as seen:
                assert alice.get(path).status_code == 200
            counts.append(len(seen))
        asked.append(counts)
        for _more in range(3):
            kits.pack(world)
            kits.asked(world)

    assert asked[0] == asked[1]
    assert max(asked[0]) <= 8


def test_a_promised_bag_is_brought_to_the_bench_whole_and_sealed(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    box, bodies, _ = kits.pack(world)
    wish_kit, (body, _) = kits.asked(world)
    world.do("alice", "ready-bag-promises", bag=box, wish_kit=wish_kit)
    page = bob.get("/picks/1").text
    assert "Take these as they are" in page
    assert "bodysuit" not in page

    bob.post("/transfers/new", **filling.standing(page, "/transfers/new"))

    assert world.inside(bodies) == {"A1": 8, f"{box}/{body}": 2}
    assert "Take these as they are" not in bob.get("/picks/1").text
    assert box in bob.get("/packings/1").text
    world.do("bob", "sealings", box=box, facility="M-1")
    assert world.discrepancies() == []

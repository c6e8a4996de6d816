"""Goods of a mixed box have no label: pages call their lot "lot 328" and act on it as on any."""

from __future__ import annotations

import re

import pytest

from tests.web import filling, roads
from tests.web.filling import done
from tests.web.visits import Visits
from tests.world import World


@pytest.fixture
def shared(world: World) -> str:
    """Forty pieces in Box one, which something else shares: what their lot is called."""
    lot = world.sorted_into()
    world.do("bob", "boxings", lot=world.shelved("A2", 2), box="Box one")
    return lot


def called(lot: str) -> str:
    """The same as it stands in an address."""
    return lot.replace(" ", "+")


def promised(world: World, lot: str, quantity: int) -> int:
    """A wish line for which so many pieces of the lot are promised."""
    line = world.line(quantity, product="CL-MIX", size="62")
    world.do("alice", "allocations", lot=lot, line=line, quantity=quantity)
    return line


def test_it_is_put_away_and_moved_from_its_own_pages(visits: Visits, shared: str) -> None:
    bob, thing = visits.browser("bob"), called(shared)

    on = done(bob, f"/transfers/new?thing={thing}", {"place": "A2", "quantity": "5"})
    done(bob, f"/put-aways/new?thing={thing}", {"place": "A3", "quantity": "2", "source": "A2"})
    done(bob, f"/boxings/new?lot={thing}", {"box": "Box two", "quantity": "1", "source": "A2"})

    assert on == f"/lots/{shared.split()[1]}"
    assert visits.world.inside(shared) == {"Box one": 35, "A2": 2, "A3": 2, "Box two": 1}


def test_a_search_for_it_leads_to_it(visits: Visits, shared: str) -> None:
    answer = visits.browser("bob").get(f"/stock?q={called(shared)}")

    assert answer.headers["location"] == f"/lots/{shared.split()[1]}"


def test_it_is_counted_also_where_it_shares_its_box(visits: Visits, shared: str) -> None:
    bob = visits.browser("bob")
    page = f"/counts/new?place={roads.number_of(visits.world, 'Box one')}"
    row = re.findall(rf'name="(lines\.\d)\.lot" value="{shared}"', bob.get(page).text)[0]

    done(bob, page, {f"{row}.counted": "39"})

    assert visits.world.inside(shared) == {"Box one": 39}


def test_it_is_promised_and_set_free_on_the_page_of_a_line(visits: Visits, shared: str) -> None:
    line = visits.world.line(6, product="CL-MIX", size="62")
    alice, path = visits.browser("alice"), f"/wish-lines/{line}"

    def posted(act: str, quantity: str) -> None:
        fields = filling.standing(alice.get(path).text, act)
        assert alice.post(act, **{**fields, "quantity": quantity}).status_code == 303

    posted("/allocations/new", "6")
    promise = visits.world.inside(shared)
    posted("/releases/new", "2")

    assert promise == {"Box one": 34, f"Box one/{line}": 6}
    assert visits.world.inside(shared) == {"Box one": 36, f"Box one/{line}": 4}


def test_it_is_loaded_handed_over_in_part_and_brought_back(visits: Visits, shared: str) -> None:
    world = visits.world
    line, run = promised(world, shared, 6), world.run()
    world.do("bob", "picks", lot=shared, line=line, quantity=6)
    bob, dora = visits.browser("bob"), visits.browser("dora")
    item = roads.TICKS.findall(bob.get(f"/runs/{run}/load").text)

    loaded = roads.send(bob, f"/runs/{run}/load", item=item)
    stop = f"/runs/{run}/stops/1"
    row = roads.field_of(dora.get(stop).text, 6)
    told = {f"{row}.accepted": "3", f"{row}.refused": "1", f"{row}.reason": "damaged"}
    over = roads.send(
        dora, stop, received_by="nurse", when="now", **told, **{f"{row}.missing": "2"}
    )
    back = roads.send(dora, f"/returns/new?run={run}", all="yes")

    assert item == [f"{shared} {line} 6"]
    for answer in (loaded, over, back):
        assert answer.status_code == 303, answer.text
    assert world.held(shared)[f"M-1 gate/{line}"] == 3
    assert world.discrepancies() == ["missing"]


def test_some_of_it_is_refused_though_it_came_in_a_sealed_box(visits: Visits) -> None:
    world = visits.world
    lot, run = world.sorted_into(), world.run()
    line = promised(world, lot, 40)
    world.do("bob", "sealings", box="Box one", facility="M-1")
    world.do("bob", "loadings", run=run, items=[{"box": "Box one"}])
    dora, stop = visits.browser("dora"), f"/runs/{run}/stops/1"
    row = roads.field_of(dora.get(stop).text, 40)
    told = {f"{row}.refused": "10", f"{row}.reason": "damaged"}

    answer = roads.send(dora, stop, received_by="nurse", when="now", **told)

    assert answer.status_code == 303, answer.text
    assert world.held(lot)[f"M-1 gate/{line}"] == 30


def test_it_is_handed_over_at_the_door_and_comes_back_to_it(visits: Visits, shared: str) -> None:
    world, bob = visits.world, visits.browser("bob")
    line = promised(world, shared, 6)
    item = f"{shared} {line} 6"

    taken = roads.send(
        bob, "/deliveries/new?facility=M-1", item=[item], received_by="nurse", when="now"
    )
    extra = {"extra.0.lot": shared.upper(), "extra.0.accepted": "2"}
    more = roads.send(bob, "/deliveries/new?facility=M-1", received_by="nurse", when="now", **extra)
    back = bob.post(
        "/returns/new",
        **{
            **filling.standing(bob.get("/returns/new").text, "/returns/new"),
            "scan": shared,
            "pieces": "1",
        },
    )

    for answer in (taken, more, back):
        assert answer.status_code == 303, answer.text
    assert world.held(shared)[f"M-1 gate/{line}"] == 6
    assert world.held(shared)["M-1 gate"] == 2


def test_a_device_looks_it_up_and_lists_it_by_its_number(visits: Visits, shared: str) -> None:
    device = visits.browser("bob")

    listed = device.get(f"/api/stock?lot={called(shared)}").json()["items"]
    everything = device.get("/api/stock").json()["items"]

    assert [(row["lot"], row["place"], row["quantity"]) for row in listed] == [
        (shared, "Box one", 40)
    ]
    assert shared in {row["lot"] for row in everything}

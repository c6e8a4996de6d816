"""A run before it leaves: what its plan breaks, what is on its van, and where it may start."""

from __future__ import annotations

import re

from tests.commands.test_run_changes import three_stops
from tests.web.roads import on_the_road
from tests.web.test_road_order import rule, sent
from tests.web.visits import Visits


def test_hours_agreed_with_a_gate_that_is_closed_then_are_said_on_the_run_too(
    visits: Visits,
) -> None:
    world = visits.world
    run = three_stops(world, stops=[{"facility": "M-1", "window_from": "14:00"}])
    alice, dora = visits.browser("alice"), visits.browser("dora")
    before = alice.get(f"/runs/{run}").text
    rule(world, "window", {"windows": [{"days": "1", "from": "09:00", "until": "11:00"}]})

    order_page = alice.get(f"/runs/{run}/order").text

    assert "14:00–23:59 was agreed for M-1, but its gate is open 09:00–11:00." in order_page
    assert "not fit" not in before
    assert "1 thing does not fit." in alice.get(f"/runs/{run}").text
    assert "not fit" not in dora.get(f"/runs/{run}").text


def test_the_hours_of_a_stop_stay_unfolded_while_they_are_typed(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    run = three_stops(world)
    first = world.stop(run)
    folds = re.compile(r'<details class="more-fields"( open)?><summary>(?:At any hour|Between)')

    page = sent(alice, run, shown_again="check", **{f"at.{first}.from": "09:00"}).text

    assert folds.findall(page) == [" open", "", ""]


def test_what_a_van_on_the_road_carries_is_none_of_its_next_run(visits: Visits) -> None:
    run, *_goods = on_the_road(visits.world)
    later = three_stops(visits.world, day="2026-11-24")

    page = visits.browser("alice").get(f"/runs/{later}").text

    assert "The van is still on the road." in page
    assert "On the van" not in page
    assert "On the van" in visits.browser("alice").get(f"/runs/{run}").text


def test_no_run_is_offered_to_leave_from_a_refuges_cupboard(visits: Visits) -> None:
    visits.world.do("alice", "cupboards", facility="E-2", name="Amber cupboard")

    page = visits.browser("alice").get("/runs/new").text

    starts = re.search(r'<select[^>]* name="site".*?</select>', page, re.DOTALL)
    assert starts is not None
    assert "North" in starts[0]
    assert "Amber cupboard" not in starts[0]
    assert "Amber cupboard" in page

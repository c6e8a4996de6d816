"""Stops told on their pages, the road today, the runs of a day, travel times and vans."""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest

from tests.commands.test_run_changes import minutes, order, run_row, stops, three_stops
from tests.web.roads import number_of, on_the_road, opened, packed, picked, send
from tests.web.test_road_order import filled
from tests.web.visits import EVERYBODY, STRANGER, Visits, statements
from tests.world import World

DESK = {"alice", "sam"}
TODAY = "2026-11-21"
MOST_STATEMENTS = 20


def site(world: World, run: int) -> int:
    """Where a run starts."""
    return int(run_row(world, run).site_id)


def test_each_page_is_for_its_roles(visits: Visits) -> None:
    run = three_stops(visits.world)
    stop, south = visits.world.stop(run), number_of(visits.world, "South")
    own = {*DESK, "dora"}
    pages = {
        "/board": DESK,
        f"/runs/days/{TODAY}": DESK,
        "/travel-times": DESK,
        f"/travel-times?run={run}": DESK,
        f"/van-changes/new?van={number_of(visits.world, 'Van 1')}": DESK,
        f"/stop-arrivals/new?run={run}&stop={stop}": own,
        f"/stop-leavings/new?run={run}&stop={stop}": own,
        f"/stop-callings-off/new?run={run}&stop={stop}": own,
        f"/unloadings/new?run={run}&site={south}": {*own, "bob", "ben"},
    }

    for (path, may), who in product(pages.items(), EVERYBODY):
        status = visits.browser(who).get(path).status_code

        if who in may:
            assert status == 200, (path, who)
        elif who == STRANGER:
            assert status == 303, (path, who)
        else:
            twin = who == "dan" and may != DESK
            assert status == (404 if twin else 403), (path, who)


def test_a_driver_tells_arriving_and_leaving_with_one_tap_each(visits: Visits) -> None:
    world, run = visits.world, three_stops(visits.world)
    dora, stop = visits.browser("dora"), world.stop(run)

    assert "nobody has said how long the way takes" in dora.get(f"/runs/{run}").text
    for noun, seen in (("stop-arrivals", "there since"), ("stop-leavings", "left at")):
        answer = send(dora, f"/{noun}/new?run={run}&stop={stop}")
        assert answer.status_code == 303
        assert seen in dora.get(f"/runs/{run}").text

    assert stops(world, run)[0].left_at is not None


def test_a_stop_that_is_closed_leads_the_desk_on_to_what_is_left(visits: Visits) -> None:
    world = visits.world
    run = on_the_road(world)[0]
    stop = world.stop(run)
    told = {"reason": "closed"}

    page = visits.browser("dora").get(f"/stop-callings-off/new?run={run}&stop={stop}").text
    by_dora = send(visits.browser("dora"), f"/stop-callings-off/new?run={run}&stop={stop}", **told)
    by_desk = send(visits.browser("alice"), f"/stop-callings-off/new?run={run}&stop={stop}", **told)

    assert "8 pieces for them stay on the van and come back." in page
    assert by_dora.headers["location"].startswith(f"/runs/{run}?")
    assert by_desk.headers["location"].startswith(f"/runs/{run}/order?")
    text = visits.browser("dora").get(f"/runs/{run}").text
    assert "closed" in text
    assert "Bring back what is left" in text


def test_a_handover_is_not_sent_to_another_stop_after_the_order_has_changed(
    visits: Visits,
) -> None:
    world = visits.world
    run = three_stops(world)
    lots = picked(world, 3, "M-1"), picked(world, 2, "E-2")
    items = [{"lot": lot, "line": line} for lot, line in lots]
    world.do("dora", "loadings", run=run, items=items)
    dora, path = visits.browser("dora"), f"/runs/{run}/stops/1"
    form = opened(dora, path)
    first, second, third = (one.id for one in stops(world, run))
    again = [{"stop": second}, {"stop": first}, {"stop": third}]
    world.do("alice", "run-changes", run=run, seen=world.position(), stops=again)

    answer = dora.post(path, **{**form, "received_by": "nurse", "all": "yes"})

    assert answer.status_code == 422
    assert "The order of the stops has changed meanwhile" in answer.text
    assert world.inside(lots[1][0]) == {f"Van 1/{lots[1][1]}": 2}


def test_goods_for_another_site_are_unloaded_on_their_page(visits: Visits) -> None:
    world, run = visits.world, three_stops(visits.world)
    lot = world.shelved(quantity=5)
    dora, south = visits.browser("dora"), number_of(world, "South")
    send(dora, f"/runs/{run}/load", scan=lot, scanned_pieces="5")
    path = f"/unloadings/new?run={run}&site={south}"

    ref = opened(dora, path)["every"]
    answer = send(dora, path, item=ref)

    assert answer.status_code == 303
    assert world.inside(lot) == {"South inbound": 5}
    assert "The van is empty." in dora.get(path).text


def test_the_board_shows_where_each_van_is_and_what_needs_a_decision(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    run = on_the_road(world)[0]
    planned = three_stops(world, day=TODAY, van="Van 2", driver="dan")

    before = alice.get("/board").text
    world.do("dora", "stop-arrivals", run=run, stop=world.stop(run))
    there = alice.get("/board").text
    world.do("dora", "stop-callings-off", run=run, stop=world.stop(run), reason="locked_down")
    off = alice.get("/board").text

    assert before.index(f'id="run-{run}"') < before.index(f'id="run-{planned}"')
    assert "It leaves from North." in before
    assert "What now?" not in before
    assert "It is at M-1 since" in there
    assert "8 pieces aboard" in there
    assert "locked down" in off
    assert "What now?" in off
    assert "data-live" in off


def test_the_board_tells_what_was_handed_over_and_refused(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    run, _, (lot, line) = on_the_road(world)
    taken: dict[str, Any] = {"lot": lot, "line": line, "accepted": 1, "missing": 1}
    taken["refused"] = [{"quantity": 1, "reason": "damaged"}]
    world.do("dora", "deliveries", facility="M-1", run=run, boxes=["Box one"], lines=[taken])

    text = alice.get("/board").text

    assert "6 pieces handed over" in text
    assert "1 piece refused" in text
    assert "1 missing" in text
    assert "It is on its way back." in text


def test_a_late_van_is_marked_with_its_minutes(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    run = three_stops(world, day=TODAY)
    minutes(world, ("site", site(world, run), "facility", 1, 60))
    late = three_stops(world, day=TODAY, starts_at="08:00")
    world.do("dora", "stop-arrivals", run=late, stop=world.stop(late))

    # Planned for 09:00; the clock of the test stands at noon.
    assert "minutes late" in alice.get("/board").text


def test_the_board_and_the_day_take_few_statements_however_many_runs(visits: Visits) -> None:
    alice = visits.browser("alice")
    costs = []
    for _ in range(2):
        for _run in range(3):
            three_stops(visits.world, day=TODAY)
        for path in ("/board", f"/runs/days/{TODAY}"):
            with statements(visits.world) as seen:
                alice.get(path)
            costs.append(len(seen))

    assert costs[:2] == costs[2:]
    assert max(costs) <= MOST_STATEMENTS


def test_a_stop_is_moved_to_another_run_of_the_day(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    run, other = three_stops(world), world.run(driver="dan", van="Van 2", facility="E-2")
    path = "/runs/days/2026-11-23"
    form = filled_day(alice.get(path).text)

    none = alice.post(path, **form, what=f"stop {world.stop(run)}")
    moved = alice.post(path, **form, what=f"stop {world.stop(run)}", to=str(other))
    wrong = alice.post(path, **form, what="stop x", to=str(other))

    assert (none.status_code, moved.status_code, wrong.status_code) == (422, 303, 422)
    assert (order(world, other), order(world, run)) == ([2, 1], [2, None])
    assert alice.get("/runs/days/tomorrow").status_code == 404


def test_who_waits_for_sealed_parcels_is_put_on_a_run(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    packed(world)
    run = world.run(facility="E-2")
    path = "/runs/days/2026-11-23"
    page = alice.get(path).text

    answer = alice.post(path, **filled_day(page), what="facility M-1", to=str(run))

    assert "Put M-1 on a run" in page
    assert answer.status_code == 303
    assert order(world, run) == [2, 1]
    assert "Every sealed parcel is on a run." in alice.get(path).text


def test_minutes_are_noted_for_the_ways_of_a_run_and_count_at_once(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    run = world.run()
    way = f"way.site-{site(world, run)}.facility-1"
    path = f"/travel-times?run={run}"

    answer = alice.post("/travel-times", **{**filled(alice.get(path).text), way: "35"})
    back = alice.post("/travel-times", **{**filled(alice.get(path).text), f"{way}.back": "40"})
    wrong = alice.post("/travel-times", **{**filled(alice.get(path).text), way: "5000"})

    assert (answer.status_code, back.status_code) == (303, 303)
    assert wrong.status_code == 422
    text = alice.get(path).text
    assert 'value="35"' in text
    assert 'value="40"' in text
    assert "75 minutes of driving" in alice.get(f"/runs/{run}/order").text
    assert 'value="40"' in alice.get("/travel-times?from=facility-1").text


@pytest.mark.parametrize("path", ["/runs/new", "/vans/new"])
def test_the_new_fields_are_asked_for(path: str, visits: Visits) -> None:
    text = visits.browser("alice").get(path).text

    for name in ("starts_at", "longest_wait_min") if "runs" in path else ("plate", "kg"):
        assert f'name="{name}"' in text


def test_a_van_is_changed_on_its_page(visits: Visits) -> None:
    alice, number = visits.browser("alice"), number_of(visits.world, "Van 1")
    path = f"/van-changes/new?van={number}"

    answer = send(alice, path, plate="ab 12", kg="800", litres="5000")

    assert answer.status_code == 303
    page = alice.get(path).text
    assert 'value="AB 12"' in page
    assert 'value="800"' in page
    assert f"/van-changes/new?van={number}" in alice.get(f"/places/{number}").text
    assert alice.get("/van-changes/new?van=A1").status_code == 404


def filled_day(page: str) -> dict[str, str]:
    """What the forms of a day's page carry."""
    found = dict(re.findall(r'<input type="hidden" name="(csrf|id|seen)" value="([^"]*)"', page))
    return {**found, "id": "01a20358-bb16-74fd-960c-c550693b2812"}

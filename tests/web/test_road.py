"""Runs as pages: who may see them, their plan, their loading, and the way through one."""

from __future__ import annotations

from itertools import product

from tests.commands.test_run_changes import stops
from tests.web.roads import (
    TICKS,
    done_id,
    number_of,
    opened,
    packed,
    picked,
    send,
)
from tests.web.visits import EVERYBODY, STRANGER, Visits, statements
from tests.words import tells

DESK = ("alice", "sam")
INSIDE = ("alice", "bob", "ben", "dora", "dan", "sam")


def test_each_page_of_the_road_is_for_its_roles(visits: Visits) -> None:
    run = visits.world.run()
    own = {*DESK, "dora"}
    pages = {
        "/runs": set(INSIDE),
        "/runs/new": set(DESK),
        f"/runs/{run}": own,
        f"/runs/{run}/load": {*own, "bob", "ben"},
        f"/runs/{run}/stops/1": own,
        f"/runs/{run}/stops/1/turned-away": own,
        f"/runs/{run}/stops/1/paper": own,
        f"/address-openings/new?run={run}&stop={visits.world.stop(run)}": own,
        f"/departures/new?run={run}": own,
        f"/returns/new?run={run}": {*own, "bob", "ben"},
        f"/run-closings/new?run={run}": own,
    }

    for (path, may), who in product(pages.items(), EVERYBODY):
        status = visits.browser(who).get(path).status_code

        if who in may:
            assert status == 200, (path, who)
        elif who == STRANGER:
            assert status == 303, (path, who)
        else:
            # Another driver may see runs, but not this one; volunteers hand over, but not on runs.
            twin = who == "dan" and path != "/runs/new"
            kept_from = who in ("bob", "ben") and path.endswith(("/stops/1", "/turned-away"))
            assert status == (404 if twin or kept_from else 403), (path, who)


def test_a_driver_finds_the_drivers_own_runs_only(visits: Visits) -> None:
    run = visits.world.run(driver="dora")

    assert f"/runs/{run}" in visits.browser("dora").get("/runs").text
    assert f"/runs/{run}" not in visits.browser("dan").get("/runs").text


def test_volunteers_see_which_van_is_to_be_loaded_but_not_where_it_goes(visits: Visits) -> None:
    run = visits.world.run(facility="E-2")
    text = visits.browser("bob").get("/runs").text

    assert f"/runs/{run}/load" in text
    assert not tells(text, "E-2")
    assert "1 stop" in text


def test_a_run_is_planned_on_one_page_and_blank_rows_are_no_stops(visits: Visits) -> None:
    alice = visits.browser("alice")
    van, north = number_of(visits.world, "Van 1"), number_of(visits.world, "North")

    answer = send(
        alice,
        "/runs/new",
        **{"day": "2026-11-23", "van": str(van)},
        **{"driver": "dora", "stops.0.at": "facility M-1", "stops.0.window_from": "09:00"},
        **{"stops.1.at": "", "stops.2.at": f"site {north}", "stops.2.window_until": ""},
    )

    assert answer.status_code == 303
    text = alice.get(answer.headers["location"]).text
    assert text.index("M-1") < text.index("North")
    assert "09:00" in text


def test_a_run_without_a_stop_is_asked_for_one_and_keeps_what_was_typed(visits: Visits) -> None:
    alice = visits.browser("alice")

    answer = send(alice, "/runs/new", day="2026-12-24", driver="dora")

    assert answer.status_code == 422
    assert "Choose at least one stop." in answer.text
    assert 'value="2026-12-24"' in answer.text


def test_what_waits_at_a_donor_is_planned_and_what_looks_personal_is_asked_about(
    visits: Visits,
) -> None:
    world, alice = visits.world, visits.browser("alice")
    donor = world.do("bob", "donors", name="Parish drive").made["donor"]
    stop = {"stops.0.at": f"donor {donor}", "stops.0.to_fetch": "Mrs Smith, six bags"}
    stop |= {"stops.0.to_fetch_kg": "40", "stops.0.to_fetch_litres": "900"}
    trip = {"day": "2026-11-23", "van": str(number_of(world, "Van 1")), "driver": "dora", **stop}

    asked = send(alice, "/runs/new", **trip)
    planned = send(alice, "/runs/new", **trip, sure="true")

    assert asked.status_code == 422
    assert "looks personal" in asked.text
    assert planned.status_code == 303
    assert "six bags" in alice.get(planned.headers["location"]).text
    (kept,) = stops(world, 1)
    assert (kept.to_fetch_g, kept.to_fetch_ml) == (40_000, 900_000)


def test_everything_that_is_ready_is_loaded_in_one_tap_and_undone_in_one(visits: Visits) -> None:
    world, run = visits.world, visits.world.run()
    parcel, loose = packed(world), picked(world)
    dora = visits.browser("dora")

    answer = send(dora, f"/runs/{run}/load", all="yes")
    loaded = dora.get(answer.headers["location"]).text
    on_van = world.inside(loose[0])
    undone = send(dora, f"/reversals/new?command={done_id(answer)}")

    assert "Everything that is ready is on the van." in loaded
    assert on_van == {f"Van 1/{loose[1]}": 3}
    assert undone.status_code == 303
    assert "Van 1" not in str(world.inside(loose[0]))
    assert len(TICKS.findall(dora.get(f"/runs/{run}/load").text)) == 2
    assert world.inside(parcel[0]) == {f"Box one/{parcel[1]}": 5}


def test_goods_on_hold_are_named_with_their_reason_and_cannot_be_loaded(visits: Visits) -> None:
    world, run = visits.world, visits.world.run()
    lot, _line = packed(world)
    world.do("alice", "holds", lot=lot, reason="strap recalled")
    dora = visits.browser("dora")
    page = dora.get(f"/runs/{run}/load").text

    answer = send(dora, f"/runs/{run}/load", scan=str(number_of(world, "Box one")))

    assert "strap recalled" in page
    assert not TICKS.findall(page)
    assert answer.status_code == 422
    assert "must stay here" in answer.text


def test_who_loads_second_is_told_and_sees_what_is_left(visits: Visits) -> None:
    world, run = visits.world, visits.world.run()
    packed(world)
    dora, bob = visits.browser("dora"), visits.browser("bob")
    item = TICKS.findall(dora.get(f"/runs/{run}/load").text)[0]
    form = opened(bob, f"/runs/{run}/load")

    first = send(dora, f"/runs/{run}/load", item=item)
    second = bob.post(f"/runs/{run}/load", csrf=form["csrf"], id=form["id"], item=item)

    assert first.status_code == 303
    assert second.status_code == 422
    assert "Somebody else has just noted box" in second.text
    assert world.discrepancies() == []


def test_what_was_loaded_on_a_run_that_was_closed_meanwhile_is_kept(visits: Visits) -> None:
    world, run = visits.world, visits.world.run()
    packed(world)
    dora = visits.browser("dora")
    form = opened(dora, f"/runs/{run}/load")
    world.do("alice", "run-closings", run=run)

    answer = dora.post(f"/runs/{run}/load", csrf=form["csrf"], id=form["id"], item="box 1")

    assert answer.status_code == 303
    shown = dora.get(dora.get(answer.headers["location"]).headers["location"])
    assert "Kept for a coordinator." in shown.text
    assert "held" in world.discrepancies()


def test_a_form_sent_twice_loads_once(visits: Visits) -> None:
    world, run = visits.world, visits.world.run()
    packed(world)
    dora = visits.browser("dora")
    item = TICKS.findall(dora.get(f"/runs/{run}/load").text)[0]
    form = opened(dora, f"/runs/{run}/load")

    answers = [
        dora.post(f"/runs/{run}/load", csrf=form["csrf"], id=form["id"], item=item)
        for _again in range(2)
    ]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]


def test_the_large_button_leads_through_the_run(visits: Visits) -> None:
    world, run = visits.world, visits.world.run()
    packed(world)
    dora = visits.browser("dora")

    def button() -> str:
        text = dora.get(f"/runs/{run}").text
        return text.split("btn-primary btn-wide btn-send")[1].split("</a>")[0]

    assert "Load the van" in button()
    send(dora, f"/runs/{run}/load", all="yes")
    assert "We are leaving" in button()
    send(dora, f"/departures/new?run={run}")
    assert "Hand over at M-1" in button()
    send(dora, f"/runs/{run}/stops/1", received_by="nurse")
    assert "Close the run" in button()
    send(dora, f"/run-closings/new?run={run}")
    assert "Every piece is accounted for." in dora.get(f"/runs/{run}").text


def test_a_run_page_asks_no_more_of_the_database_when_more_is_on_the_van(visits: Visits) -> None:
    world, run = visits.world, visits.world.run()
    picked(world)
    dora = visits.browser("dora")
    paths = (f"/runs/{run}", f"/runs/{run}/load", f"/runs/{run}/stops/1", "/runs")

    def asked() -> list[int]:
        counts = []
        for path in paths:
            with statements(world) as seen:
                assert dora.get(path).status_code == 200
            counts.append(len(seen))
        return counts

    few = asked()
    for _more in range(4):
        picked(world)

    assert asked() == few


def test_no_run_stands_at_a_number_that_is_none(visits: Visits) -> None:
    run = visits.world.run()

    for path in (
        "/runs/999",
        "/runs/99999999999999",
        "/runs/0/load",
        f"/runs/{run}/stops/9",
        "/departures/new",
        "/run-closings/new?run=999999999",
        "/deliveries/999999999999",
    ):
        assert visits.browser("alice").get(path).status_code == 404, path

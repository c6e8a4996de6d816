"""What a driver's device carries along: enough to hand over offline, nothing of another stop."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from tests.driven import Loaded
from tests.web.roads import number_of, opened, send
from tests.web.test_turns import told
from tests.web.visits import Visits
from tests.words import tells


def fetched(visits: Visits, who: str = "dora", query: str = "") -> dict[str, Any]:
    answer = told(visits.browser(who), "GET", f"/api/road{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_driver_learns_what_goes_to_each_stop(visits: Visits) -> None:
    made = Loaded.ready(visits.world)

    (run,) = fetched(visits)["runs"]

    assert (run["id"], run["van"]["name"], run["has_left"]) == (made.run, "Van 1", False)
    first, second = run["stops"]
    assert [first["code"], second["code"]] == ["M-1", "E-2"]
    (parcel,) = first["parcels"]
    assert (parcel["box"], parcel["aboard"], parcel["barred"]) == (made.boxes["M-1"], False, [])
    (line,) = parcel["lines"]
    assert (line["lot"], line["product"], line["quantity"]) == (made.lots["M-1"], "NP-DISP", 5)
    assert line["line"] == made.lines["M-1"]
    assert first["proof"]["photo"] == "optional"


def test_what_was_loaded_is_aboard_and_a_hold_bars_a_parcel(visits: Visits) -> None:
    made = Loaded.ready(visits.world)
    visits.world.do("dora", "loadings", run=made.run, items=[{"box": made.ref("M-1")}])
    visits.world.do("alice", "holds", lot=made.lots["E-2"], reason="a recall")

    first, second = fetched(visits)["runs"][0]["stops"]

    assert first["parcels"][0]["aboard"] is True
    assert "on hold" in second["parcels"][0]["barred"][0]


def test_what_a_gate_refused_is_aboard_for_no_stop(visits: Visits) -> None:
    made = Loaded.ready(visits.world)
    visits.world.do("dora", "loadings", run=made.run, items=[{"box": made.ref("M-1")}])
    refused = {"lot": made.lots["M-1"], "line": made.lines["M-1"], "accepted": 3}
    refused |= {"refused": [{"quantity": 2, "reason": "damaged"}]}
    visits.world.do("dora", "deliveries", facility="M-1", run=made.run, lines=[refused])

    (run,) = fetched(visits)["runs"]

    assert run["stops"][0]["parcels"] == []
    assert run["stops"][0]["is_told"] is True
    assert [one["quantity"] for one in run["other_loose"]] == [2]
    assert [(one["box"], one["lines"]) for one in run["other_parcels"]] == [(made.boxes["M-1"], [])]


def test_what_is_for_nobody_goes_along_beside_a_stop_at_a_site(visits: Visits) -> None:
    world = visits.world
    made = Loaded.ready(world, ["M-1"], others=[{"site": "South"}])
    made.parcel("M-1", 3, "South")
    towels = world.do("bob", "opening-counts", product="BA-TOW", place="A3", quantity=4).made["lot"]
    items = [{"lot": str(towels), "quantity": 4}]
    world.do("dora", "loadings", run=made.run, items=items)

    (run,) = fetched(visits)["runs"]

    assert [one["quantity"] for one in run["other_loose"]] == [4]
    assert [one["site"] for one in run["stops"][0]["parcels"]] == ["North", "South"]


def test_what_rides_for_each_of_several_sites_is_told_apart(visits: Visits) -> None:
    world = visits.world
    made = Loaded.ready(world, ["M-1"], others=[{"site": "South"}, {"site": "North"}])
    towels = world.do("bob", "opening-counts", product="BA-TOW", place="A3", quantity=9).made["lot"]
    dora, south = visits.browser("dora"), number_of(world, "South")
    for site, pieces in (("North", "3"), ("South", "5")):
        load = {"scan": str(towels), "scanned_pieces": pieces, "for_site": site}
        assert send(dora, f"/runs/{made.run}/load", **load).status_code == 303
    world.do("dora", "loadings", run=made.run, items=[{"lot": str(towels), "quantity": 1}])

    def riding() -> list[tuple[str, int]]:
        (run,) = fetched(visits)["runs"]
        return [(one["for_site"], one["quantity"]) for one in run["other_loose"]]

    assert riding() == [("North", 3), ("South", 5), ("", 1)]
    path = f"/unloadings/new?run={made.run}&site={south}"
    ref = opened(dora, path)["every"]
    assert re.search(rf'name="pieces {ref}"[^>]* value="5"', dora.get(path).text)
    assert send(dora, path, item=ref, **{f"pieces {ref}": "5"}).status_code == 303
    assert world.inside(str(towels)) == {"South inbound": 5, "Van 1": 4}
    assert riding() == [("North", 3), ("", 1)]


def test_what_is_for_another_site_stands_apart_where_the_van_is_unloaded(visits: Visits) -> None:
    world = visits.world
    made = Loaded.ready(world, [], others=[{"site": "South"}, {"site": "North"}])
    lot = world.shelved()
    items = [{"lot": lot, "quantity": 2, "site": "North"}]
    world.do("dora", "loadings", run=made.run, items=items)

    def page(site: str) -> str:
        path = f"/unloadings/new?run={made.run}&site={number_of(world, site)}"
        return visits.browser("dora").get(path).text

    assert "For another of our sites" in page("South")
    assert "For another of our sites" not in page("North")


def test_a_stop_shows_nothing_of_another(visits: Visits) -> None:
    Loaded.ready(visits.world)

    for stop in fetched(visits)["runs"][0]["stops"]:
        other = {"M-1": "E-2", "E-2": "M-1"}[stop["code"]]
        assert not tells(str(stop), other)


def test_nothing_of_people_or_addresses_is_in_it(visits: Visits) -> None:
    world = visits.world
    Loaded.ready(world)

    text = told(visits.browser("dora"), "GET", "/api/road").text

    for word in (*(one.name for one in world.cast.values()), "address", "invented"):
        assert word not in text, word


def test_a_driver_never_sees_another_s_run_and_the_desk_one_that_it_names(visits: Visits) -> None:
    made = Loaded.ready(visits.world)

    assert fetched(visits, "dan")["runs"] == []
    assert fetched(visits, "alice")["runs"] == []
    assert [one["id"] for one in fetched(visits, "alice", f"?run={made.run}")["runs"]] == [made.run]
    assert told(visits.browser("dan"), "GET", f"/api/road?run={made.run}").status_code == 404


@pytest.mark.parametrize(
    ("day", "is_due"),
    [("2026-11-20", False), ("2026-11-21", True), ("2026-11-22", True), ("2026-11-23", False)],
)
def test_a_run_goes_along_on_its_day_and_from_the_evening_before(
    visits: Visits, day: str, is_due: bool
) -> None:
    made = Loaded.ready(visits.world, day=day)

    assert [one["id"] for one in fetched(visits)["runs"]] == ([made.run] if is_due else [])
    other = told(visits.browser("dora"), "GET", f"/api/road?run={made.run}")
    assert other.status_code == (200 if is_due else 404)


def test_a_run_that_goes_past_midnight_stays_until_it_is_closed(visits: Visits) -> None:
    made = Loaded.ready(visits.world)
    visits.world.do("dora", "departures", run=made.run)
    visits.world.clock.forward(timedelta(days=2))

    assert [one["id"] for one in fetched(visits)["runs"]] == [made.run]
    visits.world.do("dora", "run-closings", run=made.run)
    assert fetched(visits)["runs"] == []


def test_with_another_day_other_runs_are_due_though_nothing_has_moved(visits: Visits) -> None:
    Loaded.ready(visits.world, day="2026-11-23")
    road = fetched(visits)
    known = f"/api/road?known={road['position']}&epoch={road['epoch']}&day={road['day']}"

    assert told(visits.browser("dora"), "GET", known).status_code == 304
    visits.world.clock.forward(timedelta(days=1))
    assert told(visits.browser("dora"), "GET", known).status_code == 200


def test_who_has_the_newest_of_these_books_fetches_nothing(visits: Visits) -> None:
    Loaded.ready(visits.world)
    road = fetched(visits)
    known = f"/api/road?known={road['position']}&epoch="
    dora = visits.browser("dora")

    assert told(dora, "GET", known + road["epoch"]).status_code == 304
    assert told(dora, "GET", known + "restored").status_code == 200
    visits.world.shelved("A1", 1)
    assert told(dora, "GET", known + road["epoch"]).status_code == 200


@pytest.mark.parametrize(
    ("who", "status"), [("dora", 200), ("alice", 200), ("bob", 403), ("fatima", 403)]
)
def test_only_those_on_the_road_carry_it(visits: Visits, who: str, status: int) -> None:
    assert told(visits.browser(who), "GET", "/api/road").status_code == status


def test_what_a_gate_turns_away_is_said_before_it_is_loaded(visits: Visits) -> None:
    world = visits.world
    Loaded.ready(world)
    rule: dict[str, Any] = {"source": "telephone", "confirmed_on": "2026-11-03"}
    world.do(
        "alice", "gate-rules", facility="M-1", kind="condition", facts={"least": "new"}, **rule
    )
    world.do("alice", "gate-rules", facility="E-2", kind="driver", facts={}, **rule)

    first, second = fetched(visits)["runs"][0]["stops"]

    assert ["new" in why for why in first["parcels"][0]["barred"]] == [True]
    assert len(second["parcels"][0]["barred"]) == 1
    assert not second["parcels"][0]["aboard"]


def test_a_gate_s_word_on_phones_goes_along(visits: Visits) -> None:
    world = visits.world
    Loaded.ready(world)
    rule: dict[str, Any] = {"source": "telephone", "confirmed_on": "2026-11-03"}
    facts = {"phone": "outside", "camera": False}
    world.do("alice", "gate-rules", facility="M-1", kind="phone", facts=facts, **rule)

    first, second = fetched(visits)["runs"][0]["stops"]

    assert (first["phone"], first["camera"]) == ("outside", False)
    assert (second["phone"], second["camera"]) == ("", True)

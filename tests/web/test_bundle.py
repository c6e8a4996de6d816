"""What a device carries between the shelves: enough to scan, nothing that a finder could misuse."""

from __future__ import annotations

from typing import Any

import pytest

from stockroom import speech
from tests import gate_stage
from tests.web.test_turns import told
from tests.web.visits import Visits
from tests.words import tells
from tests.world import World


def fetched(visits: Visits, who: str = "bob", query: str = "") -> dict[str, Any]:
    answer = told(visits.browser(who), "GET", f"/api/bundle{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_device_learns_where_each_lot_lies_and_what_is_promised(visits: Visits) -> None:
    world = visits.world
    code, line = world.shelved("A1", 8), world.line(3, size="4")
    world.do("alice", "allocations", lot=code, line=line, quantity=3)

    bundle = fetched(visits)

    (lot,) = (one for one in bundle["lots"] if one["ref"] == code)
    places = {one["number"]: one["name"] for one in bundle["places"]}
    spots = {(places[spot["place"]], spot["line"], spot["quantity"]) for spot in lot["spots"]}
    assert spots == {("A1", None, 5), ("A1", line, 3)}
    assert lot["product"] == "NP-DISP"
    assert {spot["facility"] for spot in lot["spots"]} == {None, "M-1"}
    assert bundle["position"] == world.position()


def test_nothing_of_people_or_addresses_is_in_it(visits: Visits) -> None:
    world = visits.world
    world.do("bob", "donations", donor="Parish drive", received_on="2026-11-21")
    world.shelved("A1", 8)

    text = told(visits.browser("bob"), "GET", "/api/bundle").text

    for word in (*(one.name for one in world.cast.values()), "invented"):
        assert word not in text, word
    assert not tells(text, "E-2")
    for word in ("Parish", "Bob", "Alice", "address", "Mothers", "contact", "donor"):
        assert word not in text, word


def test_what_is_wanted_goes_along_with_what_a_device_needs_to_know_it(visits: Visits) -> None:
    world = visits.world
    gift = world.do("bob", "donations", received_on="2026-11-21", only_for=["shelter"])
    lot = world.do(
        "bob", "intakes", product="CL-BODY", size="62", quantity=3, donation=gift.id
    ).made["lot"]
    rule: dict[str, Any] = {"source": "telephone", "confirmed_on": "2026-11-03"}
    world.do(
        "alice", "gate-rules", facility="M-1", kind="condition", facts={"least": "new"}, **rule
    )
    world.do("alice", "gate-rules", facility="M-1", kind="flags", facts={"letters": "M"}, **rule)
    line = world.line(4, "M-1", product="CL-BODY", size="62", urgency="tonight")
    world.line(4, "M-1", product="CL-SLP", size="62")

    bundle = fetched(visits)

    (want,) = bundle["wanted"]
    assert (want["line"], want["facility"], want["pieces"]) == (line, "M-1", 4)
    assert (want["urgency"], want["least"], want["kind"]) == ("tonight", "new", "prison")
    assert want["low"] <= 62 <= want["high"]
    assert {"sizing": "EUCM", "label": "62", "low": 62, "high": 62} in bundle["sizes"]
    (carried,) = (one for one in bundle["lots"] if one["ref"] == lot)
    assert (carried["only_for"], carried["condition"]) == (["shelter"], "good")
    assert fetched(visits, "dora")["wanted"] == []


def test_a_building_has_its_own_bundle(visits: Visits) -> None:
    world = visits.world
    code = world.shelved("A1", 8)
    sites = {one["name"]: one["number"] for one in fetched(visits)["places"]}

    north = fetched(visits, query=f"?site={sites['North']}")
    south = fetched(visits, query=f"?site={sites['South']}")

    assert code in {one["ref"] for one in north["lots"]}
    assert code not in {one["ref"] for one in south["lots"]}
    assert "A1" not in {one["name"] for one in south["places"]}


def test_who_has_the_newest_fetches_nothing(visits: Visits) -> None:
    position = fetched(visits)["position"]

    assert told(visits.browser("bob"), "GET", f"/api/bundle?known={position}").status_code == 304
    visits.world.shelved("A1", 1)
    assert told(visits.browser("bob"), "GET", f"/api/bundle?known={position}").status_code == 200


def test_the_same_position_in_other_books_is_no_newest(visits: Visits) -> None:
    bundle = fetched(visits)
    known = f"/api/bundle?known={bundle['position']}&epoch="

    assert told(visits.browser("bob"), "GET", known + bundle["epoch"]).status_code == 304
    assert told(visits.browser("bob"), "GET", known + "restored").status_code == 200


@pytest.mark.parametrize(("who", "status"), [("dora", 200), ("fatima", 403), ("sue", 403)])
def test_only_hands_of_ours_carry_it(visits: Visits, who: str, status: int) -> None:
    assert told(visits.browser(who), "GET", "/api/bundle").status_code == status


def test_an_intake_that_was_undone_taught_the_phone_nothing(visits: Visits, world: World) -> None:
    about: dict[str, Any] = {
        "product": "NP-DISP",
        "size": "4",
        "quantity": 1,
        "gtin": "5901234123457",
    }
    undone = world.do("bob", "intakes", site="North", **about)
    bob = visits.browser("bob")
    assert [one["gtin"] for one in bob.get("/api/bundle").json()["learnt"]] == ["05901234123457"]

    world.do("bob", "reversals", command=str(undone.id))

    assert bob.get("/api/bundle").json()["learnt"] == []


def test_what_gates_bar_goes_along_in_the_readers_language(visits: Visits) -> None:
    world = visits.world
    assert {spot["bar"] for lot in fetched(visits)["lots"] for spot in lot["spots"]} <= {""}
    stage = gate_stage.set_up(world, "flags")
    gate_stage.note(world, "driver")

    bundle = fetched(visits, "dora")

    spots = [spot for lot in bundle["lots"] for spot in lot["spots"]]
    assert len(spots) == 2
    for spot in spots:
        assert spot["bar"] == spot["seal_bar"]
        assert spot["bar"].startswith("The gate of M-1 takes nothing of glass")
    (run,) = bundle["runs"]
    (bar,) = run["bars"]
    assert (run["id"], bar["facility"]) == (stage.run, "M-1")
    assert bar["sentence"].endswith("The driver of this run is not cleared there.")
    assert fetched(visits, "dan")["runs"] == []


def test_a_gate_that_counts_one_kind_bars_it_by_its_name(visits: Visits) -> None:
    gate_stage.pack(visits.world, "Box one")
    facts = {"most": 4, "per": "delivery", "category": "bottles"}
    visits.world.do("alice", "gate-rules", **gate_stage.TOLD, kind="quantity", facts=facts)
    visits.world.do("bob", "own-changes", language="ar")

    found = fetched(visits)

    (bar,) = {spot["bar"] for lot in found["lots"] for spot in lot["spots"]}
    assert speech.say("ar", "bottles", {}) in bar
    assert "bottles" not in bar


def test_what_bars_a_trip_bars_sealing_for_it(visits: Visits) -> None:
    gate_stage.set_up(visits.world, "phone")

    spots = [spot for lot in fetched(visits)["lots"] for spot in lot["spots"]]

    assert {spot["bar"] for spot in spots} == {""}
    assert all("asks for a signature" in spot["seal_bar"] for spot in spots)


def test_a_swap_is_carried_only_for_gates_that_take_it(visits: Visits, world: World) -> None:
    bottles = {"product": "FE-BOTG", "size": "240 ml"}
    first = world.shelved("A1", 9, **bottles)
    for facility in ("M-1", "E-2"):
        line = world.line(3, facility, **bottles)
        world.do("alice", "allocations", lot=first, line=line, quantity=3)
    other = world.shelved("A2", 5, **bottles)
    old = world.shelved("A3", 5, use_by="2026-11-21", **bottles)
    cases = {one["ref"]: one["instead_for"] for one in fetched(visits)["lots"]}
    assert (cases[other], cases[old]) == (["E-2", "M-1"], [])

    gate_stage.note(world, "flags")

    cases = {one["ref"]: one["instead_for"] for one in fetched(visits)["lots"]}
    assert cases[other] == ["E-2"]
    assert {tuple(one["instead_for"]) for one in fetched(visits, "dora")["lots"]} == {()}


@pytest.mark.parametrize(
    ("kind", "action", "where"),
    [
        ("flags", "block", "seal_bar"),
        ("flags", "repack", "repack_bar"),
        ("flags", "warn", None),
        ("packaging", "block", None),
        ("packaging", "repack", None),
    ],
)
def test_what_stops_a_sealing_is_told_apart_by_what_would_help(
    visits: Visits, kind: str, action: str, where: str | None
) -> None:
    gate_stage.set_up(visits.world, kind, action=action)

    bundle = fetched(visits)

    spots = [spot for lot in bundle["lots"] for spot in lot["spots"]]
    assert {name for spot in spots for name in ("seal_bar", "repack_bar") if spot[name]} == (
        {where} if where else set()
    )
    closings = {(one["packaging"], one["action"]) for one in bundle["closings"]}
    ways = {("box", action), ("shop", action)}
    assert closings == (ways if kind == "packaging" else set())
    assert all("that one can see through" in one["sentence"] for one in bundle["closings"])

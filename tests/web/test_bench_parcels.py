"""Sealing a box, the parcels that come of it, and the labels that are printed."""

from __future__ import annotations

import re

import httpx

from tests.web.at_the_bench import form_of, hand_in, lines_of, promised, sealed
from tests.web.roads import picked
from tests.web.test_road_order import rule
from tests.web.visits import Visits
from tests.words import tells


def test_from_the_bench_into_a_new_box_and_sealed(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    lots = promised(world, 3, 4)
    lines = lines_of(world, lots)
    bob.post("/picks/1", **form_of(bob, "/picks/1"), which="all")
    page = bob.get("/packings/1").text
    bench = re.findall(r'name="place" value="(\d+)"', page)[0]
    box_form = re.findall(r'action="/packings/box".*?name="id" value="([^"]+)"', page, re.DOTALL)[0]

    made = bob.post("/packings/box", csrf=bob.csrf(), id=box_form, place=bench, list="1")
    here = made.headers["location"]
    box = re.findall(r"/packings/1\?box=(\d+)", here)[0]
    packed = bob.post("/packings/1", **form_of(bob, here), which="all")
    answer = hand_in(bob, "/sealings/new", box=box, facility="M-1")

    assert packed.headers["location"].startswith(f"/packings/1?box={box}&many=2&sent=")
    assert [world.inside(lot) for lot in lots] == [
        {f"box {box}/{lines[0]}": 3},
        {f"box {box}/{lines[1]}": 4},
    ]
    assert answer.headers["location"].startswith("/parcels/1?done=")
    parcel = bob.get(answer.headers["location"]).text
    assert "for M-1" in parcel
    assert parcel.count('class="row-card inside-row') == 2
    assert world.discrepancies() == []


def test_goods_on_hold_keep_a_box_from_being_sealed(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    lot = world.shelved("Box one", 3)
    world.do("alice", "holds", lot=lot, reason="strap recalled")

    page = bob.get("/sealings/new?box=Box+one").text
    form_id = str(world.clock.command_id())
    sent = bob.post("/sealings/new", csrf=bob.csrf(), id=form_id, box="Box one", facility="M-1")

    assert "Do not seal it yet" in page
    assert "It is sealed" not in page
    assert sent.status_code == 422
    assert "is on hold. Take it out of the box" in sent.text


def test_goods_of_nobody_are_named_before_the_box_is_sealed(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    world.shelved("Box one", 3)

    page = bob.get("/sealings/new?box=Box+one&facility=E-2").text

    assert "1 line in this box is not promised to E-2." in page
    assert "for nobody" in page


def test_where_only_the_run_stands_in_the_way_nothing_is_to_be_taken_out(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    lot, line = picked(world, 3)
    world.do("bob", "packings", lot=lot, line=line, quantity=3, box="Box one")
    world.run()
    rule(world, "driver", {})

    page = bob.get("/sealings/new?box=Box+one&facility=M-1").text
    rule(world, "quantity", {"most": 1, "per": "delivery"})
    more = bob.get("/sealings/new?box=Box+one&facility=M-1").text

    assert "tell the coordinator, who can change the run" in page
    assert "Take it out, or" not in page
    assert f"/transfers/new?thing={lot}&amp;source=" in page
    assert "Take it out, or ask the coordinator" in more


def test_a_parcel_is_opened_again_and_its_goods_stay(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    parcel = sealed(world)
    box = re.findall(r'name="box" value="(\d+)"', bob.get(f"/parcels/{parcel}").text)[0]

    answer = hand_in(bob, "/unsealings/new", box=box)

    assert answer.headers["location"].startswith(f"/packings/1?box={box}&done=")
    assert "was opened again" in bob.get(f"/parcels/{parcel}").text
    assert f"/parcels/{parcel}" not in bob.get("/parcels").text


def test_parcels_are_listed_by_how_far_they_are(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    parcel = sealed(world)

    assert f"/parcels/{parcel}" in bob.get("/parcels").text
    world.do("bob", "transfers", thing="Box one", place="Van 1")
    assert f"/parcels/{parcel}" in bob.get("/parcels?state=road").text
    world.do("alice", "deliveries", facility="M-1", boxes=["Box one"])
    assert f"/parcels/{parcel}" in bob.get("/parcels?state=delivered").text
    delivered = bob.get(f"/parcels/{parcel}").text
    assert re.search(r"<strong>3</strong>\s*<span>pieces", delivered)


def test_a_driver_sees_only_the_parcels_of_the_own_runs(visits: Visits) -> None:
    parcel = sealed(visits.world)
    visits.world.run("dora")

    assert visits.browser("dora").get(f"/parcels/{parcel}").status_code == 200
    assert visits.browser("dan").get(f"/parcels/{parcel}").status_code == 404
    assert f"/parcels/{parcel}" not in visits.browser("dan").get("/parcels").text


def test_a_label_is_shown_and_printed_and_never_names_a_facility(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    sealed(world)
    code = world.shelved()
    without = bob.get(f"/labels/{code}").text
    world.do("sam", "setting-changes", name="public_host", value="labels.example.org")

    page = bob.get(f"/labels/{code}").text
    box = bob.get("/labels").text
    codes = re.findall(r'name="code" value="([0-9A-Z]{13})"', box)
    sheet = bob.get(str(httpx.URL("/labels/sheet", params={"code": codes}))).text

    assert "Labels need a web address" in without
    assert "disposable nappy" in page
    picture = re.findall(r'src="(/api/labels.svg[^"]+)"', page)[0].replace("&amp;", "&")
    assert "<svg" in bob.get(picture).text
    assert code in codes
    assert f"{len(codes)} labels to print" in sheet
    assert not tells(page + box + sheet, "M-1")


def test_blank_labels_are_made_by_the_sheet_and_claimed_ones_are_left_out(visits: Visits) -> None:
    world, bob = visits.world, visits.browser("bob")
    world.do("sam", "setting-changes", name="public_host", value="labels.example.org")
    claimed = world.blank()
    world.shelved(code=claimed)

    answer = hand_in(bob, "/blank-codes/new", paper="a4-63x38", sheets="2")
    sheet = bob.get(answer.headers["location"]).text

    assert "42 labels to print" in sheet
    assert sheet.count('name="code"') == 42
    assert claimed not in bob.get("/labels").text
    assert "No label was ticked" in visits.browser("ben").get(answer.headers["location"]).text

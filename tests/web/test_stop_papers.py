"""The papers of a stop on pages: made, told, printed; nobody is shown what is not theirs."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from stockroom.paper_codes import code_for
from tests.web.roads import on_the_road, opened, packed, picked, send, text_of
from tests.web.visits import EVERYBODY, STRANGER, Browser, Visits
from tests.words import tells
from tests.world import World

HOST = "labels.example.org"
SEES = {"alice", "sam", "dora"}


def ready(world: World) -> int:
    """A run with a parcel and loose goods, for M-1, and a parcel for E-2."""
    world.do("sam", "setting-changes", name="public_host", value=HOST)
    stops = [{"facility": "M-1"}, {"facility": "E-2"}]
    about: dict[str, Any] = {"day": "2026-11-23", "van": "Van 1", "driver": "dora", "stops": stops}
    packed(world)
    picked(world, 3)
    packed(world, 7, box="Box two", facility="E-2")
    return int(world.do("alice", "runs", **about).made["run"])


def press(browser: Browser, run: int, path: str, stop: int = 1, **fields: str) -> str:
    """A button of the papers page pressed, of the first stop; the page that it leads to."""
    at = f"{path}?run={run}&stop={stop}"
    return send(browser, at, run=str(run), stop=str(stop), **fields).text


def test_a_manifest_is_made_sent_changed_and_approved_on_one_page(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    run = ready(world)
    paper = f"/runs/{run}/stops/1/paper"
    assert "has not been told what comes" in alice.get(paper).text

    press(alice, run, "/manifests/new")
    assert "not sent yet" in alice.get(paper).text
    press(alice, run, "/manifest-sendings/new", manifest="1", how="mail", on="2026-11-21")
    assert "What is packed is what they were told." in alice.get(paper).text
    picked(world, 2, product="CL-BODY", size="62")
    assert "make a new version" in alice.get(paper).text
    press(alice, run, "/manifests/new")
    press(alice, run, "/manifest-sendings/new", manifest="2", how="copied")
    assert "waits for their approval" in alice.get(paper).text
    press(alice, run, "/manifest-approvals/new", manifest="2", approved_by="gate officer")

    text = alice.get(paper).text
    assert "approved by gate officer" in text
    assert "What is packed is what they were told." in text
    assert not tells(text, "E-2")


def test_a_manifest_and_its_pdf_are_for_the_desk_the_sheet_for_the_driver_too(
    visits: Visits,
) -> None:
    world = visits.world
    run = ready(world)
    world.do("alice", "manifests", run=run, facility="M-1")
    world.do("alice", "gate-sheets", run=run, facility="M-1")

    for who, name in product(EVERYBODY, ("manifest", "gate-sheet")):
        answer = visits.browser(who).get(f"/runs/{run}/stops/1/{name}.pdf")
        if who in SEES:
            assert answer.status_code == 200, (who, name)
            assert answer.headers["content-type"] == "application/pdf"
            assert "no-store" in answer.headers["cache-control"]
            continue
        expected = 303 if who == STRANGER else 404 if who == "dan" else 403
        assert answer.status_code == expected, (who, name)


def test_a_sheet_is_printed_after_it_was_made(visits: Visits) -> None:
    world, dora = visits.world, visits.browser("dora")
    run = ready(world)

    refused = dora.get(f"/runs/{run}/stops/1/gate-sheet.pdf")
    press(dora, run, "/gate-sheets/new")
    text = text_of(dora.get(f"/runs/{run}/stops/1/gate-sheet.pdf?paper=en"))

    assert refused.status_code == 422
    assert "Make the gate sheet of this stop first." in refused.text
    with world.house.database.reading() as books:
        number = books.exec_driver_sql("SELECT receipt_number FROM gate_sheet").scalar_one()
    assert f"{number[:3]} {number[3:]}" in text
    assert code_for(world.house.vault, number) in text
    assert f"{HOST}/confirm" in text


def test_a_packing_list_tells_of_no_facility(visits: Visits) -> None:
    ready(visits.world)

    text = text_of(visits.browser("bob").get("/parcels/1/packing-list.pdf?paper=en"))

    assert "Packing list" in text
    assert not tells(text, "M-1")
    assert visits.browser("dan").get("/parcels/1/packing-list.pdf").status_code == 404
    assert visits.browser("fatima").get("/parcels/1/packing-list.pdf").status_code == 403


def test_the_address_stands_on_the_sheet_that_it_was_opened_for_and_nowhere_else(
    visits: Visits,
) -> None:
    world, alice = visits.world, visits.browser("alice")
    run = ready(world)
    world.do("alice", "gate-sheets", run=run, facility="E-2")
    world.do("alice", "gate-sheets", run=run, facility="M-1")
    path = f"/runs/{run}/stops/2/gate-sheet.pdf?paper=en"

    led = send(alice, f"/address-openings/new?run={run}&stop={world.stop(run, 2)}&purpose=sheet")
    opening = led.headers["location"].split("?")[0].rsplit("/", 1)[1]
    page = alice.get(f"/address-openings/{opening}").text

    assert "invented street" not in page
    assert f"gate-sheet.pdf?opening={opening}" in page
    assert "2 invented street" in text_of(alice.get(f"{path}&opening={opening}"))
    assert "invented" not in text_of(alice.get(path))
    elsewhere = alice.get(f"/runs/{run}/stops/1/gate-sheet.pdf?opening={opening}")
    assert elsewhere.status_code == 404
    assert visits.browser("sam").get(f"{path}&opening={opening}").status_code == 404
    world.clock.forward(timedelta(minutes=16))
    assert alice.get(f"{path}&opening={opening}").status_code == 404


def test_a_driver_reads_the_address_once_the_day_has_come(visits: Visits) -> None:
    world, dora = visits.world, visits.browser("dora")
    run = ready(world)
    form = f"/address-openings/new?run={run}&stop={world.stop(run, 2)}"

    too_early = send(dora, form)
    world.do("dora", "loadings", run=run, items=[{"box": "Box two"}])
    led = send(dora, form)
    shown = dora.get(led.headers["location"])

    assert "on the day of the run" in too_early.text
    assert "2 invented street" in shown.text
    assert "no-store" in shown.headers["cache-control"]
    opening = led.headers["location"].split("?")[0]
    for who in ("alice", "dan", "sam"):
        assert visits.browser(who).get(opening).status_code == 404
    assert "invented" not in led.headers["location"] + dora.get(f"/runs/{run}").text


def test_a_form_means_the_stop_that_it_was_opened_for_whatever_the_order_is_now(
    visits: Visits,
) -> None:
    world, alice = visits.world, visits.browser("alice")
    run = ready(world)
    first, second = (world.stop(run, position) for position in (1, 2))
    links = re.findall(
        r"/address-openings/new\?run=\d+&amp;stop=(\d+)", alice.get(f"/runs/{run}").text
    )
    forms = {
        path: opened(alice, f"{path}?run={run}&stop={second}")
        for path in ("/address-openings/new", "/manifests/new", "/gate-sheets/new")
    }

    stops = [{"stop": second}, {"stop": first}]
    world.do("alice", "run-changes", run=run, seen=world.position(), stops=stops)
    led = {path: alice.post(path, **form) for path, form in forms.items()}

    assert links == [str(first), str(second)]
    shown = alice.get(led["/address-openings/new"].headers["location"]).text
    assert "2 invented street" in shown
    assert led["/manifests/new"].headers["location"].startswith(f"/runs/{run}/stops/1/paper")
    with world.house.database.reading() as books:
        for table in ("manifest", "gate_sheet"):
            query = f"SELECT code FROM facility WHERE id IN (SELECT facility_id FROM {table})"
            assert list(books.exec_driver_sql(query).scalars()) == ["E-2"]


@pytest.mark.parametrize(("who", "to"), [("dora", True), ("alice", True), ("sam", True),
                                         ("bob", False), ("dan", False), ("fatima", False),
                                         (STRANGER, False)])  # fmt: skip
def test_the_code_of_a_sheet_leads_its_people_to_the_stop(
    visits: Visits, who: str, to: bool
) -> None:
    run = ready(visits.world)
    code = visits.world.do("alice", "gate-sheets", run=run, facility="E-2").made["code"]

    answer = visits.browser(who).get(f"/t/{code}")

    if to:
        assert answer.headers["location"] == f"/runs/{run}/stops/2"
    else:
        assert answer.status_code == 200
        assert f"/runs/{run}" not in answer.text
        assert not tells(answer.text, "E-2")


def test_a_closed_run_has_papers_to_read_and_none_to_make(visits: Visits) -> None:
    world, alice = visits.world, visits.browser("alice")
    run, _parcel, _loose = on_the_road(world)
    send(visits.browser("dora"), f"/runs/{run}/stops/1", received_by="nurse")
    world.do("dora", "run-closings", run=run)

    text = alice.get(f"/runs/{run}/stops/1/paper").text

    assert "/manifests/new" not in text
    assert "/gate-sheets/new" not in text


def test_a_steward_sees_who_opened_which_address_and_nobody_else(visits: Visits) -> None:
    world = visits.world
    run = ready(world)
    for number in range(60):
        world.do("alice", "address-openings", run=run, stop=world.stop(run, 1 + number % 2))

    text = visits.browser("sam").get("/address-openings").text

    assert text.count("Alice") == 50
    assert "M-1" in text
    assert "invented" not in text
    assert visits.browser("sam").get("/address-openings?before=11").text.count("Alice") == 10
    for who in EVERYBODY:
        if who != "sam":
            expected = 303 if who == STRANGER else 403
            assert visits.browser(who).get("/address-openings").status_code == expected, who

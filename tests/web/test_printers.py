"""The pages of printers: the nudge, the test page, what is in them and where they are."""

from __future__ import annotations

import re

import pytest

from tests.web.at_the_bench import hand_in
from tests.web.printing import listening, stands_at, with_printers
from tests.web.visits import Visits


@pytest.fixture
def ready(visits: Visits) -> Visits:
    """The service over a world with printers."""
    with_printers(visits.world)
    return visits


def test_a_nudge_is_one_tap_and_stays_with_the_printer(ready: Visits) -> None:
    bob = ready.browser("bob")
    page = bob.get("/printers/1").text
    assert "Not moved." in page
    right = page.partition("nudge-right")[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', right))

    answer = bob.post("/printer-nudges/new", **fields)

    assert fields["x"] == "1"
    assert answer.headers["location"].startswith("/printers/1?done=")
    assert "0.1 mm to the right" in bob.get("/printers/1").text
    assert hand_in(bob, "/printer-nudges/new", printer="1", x="51", y="0").status_code == 400
    assert hand_in(bob, "/printer-nudges/new", printer="1", x="wide", y="0").status_code == 422


def test_a_test_page_is_opened_or_sent(ready: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    bob = ready.browser("bob")
    link = re.findall(r'href="(/api/printers/1/test-page[^"]*)"', bob.get("/printers/1").text)[0]
    assert bob.get(link).content.startswith(b"%PDF")

    with listening(monkeypatch) as printer:
        stands_at(ready.world, printer.port)
        answer = bob.post("/printers/2/test-page", csrf=bob.csrf())

    assert "Zebra has taken it." in bob.get(answer.headers["location"]).text
    assert len(printer.jobs) == 1


def test_a_steward_says_where_a_printer_is_and_only_a_steward_reads_it(ready: Visits) -> None:
    sam = ready.browser("sam")
    about = {"printer": "2", "speaks": "zpl", "paper": "zebra-51x25", "port": "9100"}

    wrong = hand_in(sam, "/printer-addresses/new", host="127.0.0.1", **about)
    right = hand_in(sam, "/printer-addresses/new", host="10.9.8.7", **about)

    assert wrong.status_code == 422
    assert "is not in our own network" in wrong.text
    assert right.status_code == 303
    assert "10.9.8.7" in sam.get("/printers/2").text
    shown = sam.get("/printer-addresses/new?printer=2&language=ar").text
    assert '<option value="zpl" selected>' in shown
    assert "10.9.8.7" not in ready.browser("alice").get("/printers/2").text


def test_printers_are_added_and_changed_by_the_desk(ready: Visits) -> None:
    alice = ready.browser("alice")

    added = hand_in(alice, "/printers/new", name="Canon", paper="a4-99x38")
    hand_in(alice, "/printer-changes/new", printer="3", name="Canon", paper="a4-box", closed="true")

    assert added.headers["location"].startswith("/printers/3")
    page = alice.get("/printers").text
    assert "Canon" in page
    assert "Box faces: plain A4 to cut in 2" in page
    assert "no longer used" in page
    assert 'value="printer-3"' not in alice.get(f"/labels/{ready.world.shelved()}").text

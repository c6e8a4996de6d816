"""Labels from the tap to the paper: chosen, looked at, printed, printed again, moved."""

from __future__ import annotations

import html
import re
from itertools import product
from typing import Any

import httpx
import pytest

from stockroom.web.api import labels
from tests.labels.sheets import scanned
from tests.labels.zebra import printed
from tests.web.at_the_bench import hand_in
from tests.web.printing import listening, stands_at, with_printers
from tests.web.visits import EVERYBODY, STRANGER, Browser, Visits

INSIDE = {"alice", "bob", "ben", "sam"}
DESK = {"alice", "sam"}
HANDS = INSIDE | {"dora", "dan"}
PAGES = {
    "/printers": INSIDE, "/printers/1": INSIDE, "/printers/new": DESK,
    "/printer-changes/new?printer=1": DESK, "/printer-addresses/new?printer=1": {"sam"},
    "/printer-nudges/new?printer=1": INSIDE, "/labels/choose?list=stock": HANDS,
    "/labels/choose?list=places": HANDS, "/labels/choose?list=today": HANDS,
}  # fmt: skip
CODES = re.compile(r'name="code" value="([0-9A-Z]{13})"')


@pytest.fixture
def ready(visits: Visits) -> Visits:
    """The service over a world with printers."""
    with_printers(visits.world)
    return visits


def prints(browser: Browser, code: str, **more: str) -> httpx.Response:
    """Fill in the form of one label and press its button."""
    return hand_in(browser, "/labels/sheet", code=code, **more)


def told_by(visits: Visits) -> list[dict[str, Any]]:
    """Every label that stands as printed."""
    from stockroom.web.api.reads import rows  # noqa: PLC0415
    from stockroom.web.api.reads.printing import LABEL_PRINTINGS  # noqa: PLC0415

    world = visits.world
    return rows(world.house.database, LABEL_PRINTINGS, world.cast["bob"], {}).items


def test_each_page_opens_for_whom_it_is(ready: Visits) -> None:
    for who, path in product(EVERYBODY, PAGES):
        wanted = 303 if who == STRANGER else 200 if who in PAGES[path] else 403

        assert ready.browser(who).get(path).status_code == wanted, (who, path)


def test_a_printed_label_is_told_by_the_thing_and_by_the_journal(ready: Visits) -> None:
    bob, code = ready.browser("bob"), ready.world.shelved()

    first = prints(bob, code, on="printer-1", start="3")
    prints(bob, code, on="a4-99x38")

    assert first.headers["location"].startswith("/label-printings/")
    assert [row["again"] for row in told_by(ready)] == [False, True]
    lot = bob.get(f"/lots/{code}").text
    assert "Label printed again" in lot
    assert "Its label was printed 2 times" in lot
    act = first.headers["location"].partition("?")[0].rpartition("/")[2]
    assert "1 label, for the first time" in ready.browser("alice").get(f"/journal/{act}").text
    assert "was printed before" in bob.get(f"/labels/{code}").text


def test_looking_at_a_page_prints_nothing(ready: Visits) -> None:
    bob, code = ready.browser("bob"), ready.world.shelved()

    for path in (f"/labels/{code}", f"/labels/sheet?code={code}", "/labels/choose?list=stock"):
        assert bob.get(path).status_code == 200
    shown = bob.post("/labels/sheet", csrf=bob.csrf(), shown_again="yes", code=code)

    assert shown.status_code == 200
    assert "Go on to printing" in shown.text
    assert told_by(ready) == []


def test_the_page_after_printing_gives_the_sheet_and_says_a_hundred_percent(ready: Visits) -> None:
    bob, code = ready.browser("bob"), ready.world.shelved()

    page = bob.get(prints(bob, code, on="printer-1", back="/stock").headers["location"]).text

    sheet = re.findall(r'href="(/api/label-printings/[^"]+/file)"', page)[0]
    assert bob.get(sheet).content.startswith(b"%PDF")
    assert "100 %" in page
    assert 'href="/stock"' in page
    assert "/printer-nudges/new?printer=1" in page


def test_the_first_label_is_shown_as_it_will_look_on_the_paper(ready: Visits) -> None:
    bob, code = ready.browser("bob"), ready.world.shelved()
    for paper in ("a4-box", "zebra-51x25"):
        page = bob.get(f"/labels/{code}?on={paper}").text

        picture = html.unescape(re.findall(r'<img src="(/api/labels.svg[^"]+)"', page)[0])
        assert f"paper={paper}" in picture
        assert bob.get(picture).headers["content-type"] == "image/svg+xml"


def test_whoever_printed_last_finds_their_printer_chosen(ready: Visits) -> None:
    bob, code = ready.browser("bob"), ready.world.shelved()
    assert '<option value="printer-1" selected>' in bob.get(f"/labels/{code}").text

    prints(bob, code, on="a4-99x34")

    assert '<option value="a4-99x34" selected>' in bob.get(f"/labels/{code}").text
    ben = ready.browser("ben").get(f"/labels/{code}").text
    assert '<option value="printer-1" selected>' in ben


def test_a_label_printer_prints_at_one_tap(ready: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    bob, code = ready.browser("bob"), ready.world.shelved()

    with listening(monkeypatch) as printer:
        stands_at(ready.world, printer.port)
        answer = prints(bob, code, on="printer-2", how="send")
        page = bob.get(answer.headers["location"]).text

    assert "Zebra has taken it." in page
    assert "1 label is with the printer" in page
    assert scanned(printed(printer.jobs[0])[0].picture)
    assert len(told_by(ready)) == 1


def test_a_printer_that_is_off_loses_nothing_and_is_tried_again(
    ready: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    bob, code = ready.browser("bob"), ready.world.shelved()
    with listening(monkeypatch) as gone:
        stands_at(ready.world, gone.port)

    answer = prints(bob, code, on="printer-2", how="send")
    page = bob.get(answer.headers["location"]).text
    with listening(monkeypatch) as printer:
        stands_at(ready.world, printer.port)
        path = answer.headers["location"].partition("?")[0]
        again = bob.post(f"{path}/send", csrf=bob.csrf())

    assert "The printer Zebra cannot be reached" in page
    assert "Nothing is lost" in page
    assert "sent=yes" in again.headers["location"]
    assert len(printer.jobs) == 1
    assert len(told_by(ready)) == 1


def test_a_form_sent_twice_prints_once(ready: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    bob, code = ready.browser("bob"), ready.world.shelved()
    text = bob.get(f"/labels/{code}?on=printer-2").text
    form = {"id": re.findall(r'name="id" value="([^"]+)"', text)[-1], "csrf": bob.csrf()}

    with listening(monkeypatch) as printer:
        stands_at(ready.world, printer.port)
        for _ in range(2):
            answer = bob.post("/labels/sheet", **form, code=code, on="printer-2", how="send")

    assert len(printer.jobs) == 1
    assert "printed once" in bob.get(answer.headers["location"]).text
    assert len(told_by(ready)) == 1


def test_a_form_from_elsewhere_sends_nothing(ready: Visits) -> None:
    bob, code = ready.browser("bob"), ready.world.shelved()
    path = prints(bob, code, on="printer-2").headers["location"].partition("?")[0]

    assert bob.post(f"{path}/send", csrf="stolen").status_code == 403
    assert bob.post("/printers/2/test-page", csrf="stolen").status_code == 403


@pytest.mark.parametrize(
    ("list_", "found"), [("stock", 2), ("stock&q=CL-BODY", 1), ("places&q=A1", 1), ("today", 8)]
)
def test_a_list_leads_to_the_labels_of_all_that_it_shows(
    ready: Visits, list_: str, found: int
) -> None:
    ready.world.shelved()
    ready.world.shelved(product="CL-BODY", size="62")

    page = ready.browser("bob").get(f"/labels/choose?list={list_}").text

    assert len(CODES.findall(page)) == found
    assert page.count("checked>") == found


def test_lists_lead_there_with_what_they_are_narrowed_to(ready: Visits) -> None:
    bob, code = ready.browser("bob"), ready.world.shelved()

    stock = html.unescape(bob.get("/stock?q=nappies&kind=bin").text)
    places = html.unescape(bob.get("/places?q=A1").text)

    assert 'href="/labels/choose?q=nappies&kind=bin&list=stock"' in stock
    assert 'href="/labels/choose?q=A1&list=places"' in places
    number = bob.get("/places?q=A1").text.partition('href="/places/')[2].partition('"')[0]
    here = bob.get(f"/labels/choose?list=place&place={number}").text
    assert code in CODES.findall(here)


def test_those_never_printed_can_be_ticked_alone(ready: Visits) -> None:
    bob, first, second = ready.browser("bob"), ready.world.shelved(), ready.world.shelved()
    prints(bob, first, on="printer-1")

    page = bob.get("/labels/choose?list=stock&tick=new").text

    ticked = re.findall(r'value="([0-9A-Z]{13})" checked>', page)
    assert ticked == [second]
    assert "printed before" in page


def test_more_than_a_file_holds_is_said(ready: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    from stockroom.web.pages.label_pages import choosing  # noqa: PLC0415

    bob, codes = ready.browser("bob"), [ready.world.shelved() for _ in range(3)]
    monkeypatch.setattr(choosing, "MOST_CODES", 2)
    monkeypatch.setattr(labels, "MOST_CODES", 2)

    page = bob.get("/labels/choose?list=stock").text
    many = str(httpx.URL("/labels/sheet", params={"code": codes}))

    assert "Print 2 labels at a time at most" in page
    assert len(CODES.findall(page)) == 2
    assert "Print 2 labels at a time at most" in bob.get(many).text


def test_an_unknown_list_or_printer_is_not_found(ready: Visits) -> None:
    bob = ready.browser("bob")

    assert bob.get("/labels/choose?list=people").status_code == 422
    assert bob.get("/printers/99").status_code == 404
    assert bob.get("/printer-nudges/new").headers["location"].startswith("/printers")
    assert bob.get("/label-printings/019ab3c0-7a50-7cc3-9d1f-2b1d3a4c5e6f").status_code == 404


def test_a_new_box_and_a_new_bin_offer_their_label_at_once(ready: Visits) -> None:
    bob = ready.browser("bob")
    for path, fields in (("/boxes/new", {"place": "A1"}), ("/bins/new", {"name": "A9"})):
        answer = hand_in(bob, path, **fields)

        after = bob.get(answer.headers["location"]).text
        assert re.search(r'btn-primary" href="/labels/[0-9A-Z]{13}\?back=', after), path


def test_papers_are_told_as_what_they_are(ready: Visits) -> None:
    page = ready.browser("bob").get(f"/labels/{ready.world.shelved()}").text

    assert "A4 sheet of 21, 63.5 × 38.1 mm (Avery L7160 / Avery J8160)" in page
    assert "Roll, 50.8 × 25.4 mm (Zebra 2 x 1 in)" in page


def test_blank_codes_are_ordered_as_a_table(ready: Visits) -> None:
    bob = ready.browser("bob")

    answer = hand_in(bob, "/blank-codes/new", paper="a4-63x38", sheets="1", ordered="1200")
    page = bob.get(answer.headers["location"]).text
    link = re.findall(r'href="(/api/blank-codes/[^"]+csv)"', page)[0]

    assert "1,200 blank codes" in page
    assert len(bob.get(link).text.splitlines()) == 1201
    too_many = hand_in(bob, "/blank-codes/new", paper="a4-63x38", sheets="1", ordered="2101")
    assert too_many.status_code == 422

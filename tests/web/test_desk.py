"""The coordinator's desk: contradictions settled, the journal read, questions answered."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from pathlib import Path

import pytest

from stockroom.commands import BY_NOUN
from stockroom.web.pages.desk.kinds import KINDS
from stockroom.web.pages.frame import Reader
from stockroom.web.pages.nouns import DONE
from tests.web.visits import Visits, statements
from tests.world import World

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual"
ID = re.compile(r'name="id" value="([^"]+)"')
DESK_PAGES = ("/discrepancies", "/journal", "/reports", "/reports/flow", "/reports/fulfilment")


def settle(visits: Visits, who: str, **fields: str) -> int:
    """Send the answer to a discrepancy as one of the cast."""
    browser = visits.browser(who)
    page = browser.get(f"/discrepancy-settlings/new?discrepancy={fields['discrepancy']}").text
    sent = {"id": ID.findall(page)[-1], "csrf": browser.csrf(), **fields}
    return browser.post("/discrepancy-settlings/new", **sent).status_code


def test_every_act_and_every_discrepancy_has_its_words() -> None:
    assert set(DONE) == set(BY_NOUN)
    assert all(kind.title and kind.advice and kind.endings for kind in KINDS.values())


@pytest.mark.parametrize("page", ["discrepancies.md", "ar/discrepancies.md"])
def test_the_manual_tells_of_every_kind_of_discrepancy(page: str) -> None:
    text = (MANUAL / page).read_text(encoding="utf-8")

    assert [kind for kind in KINDS if re.sub("^held_goods(?=_[^m])", "", kind) not in text] == []


@pytest.mark.parametrize("path", DESK_PAGES)
def test_the_desk_is_for_those_who_decide(visits: Visits, path: str) -> None:
    for who in ("alice", "sam"):
        assert visits.browser(who).get(path).status_code == 200
    for who in ("bob", "dora", "fatima", "sue"):
        assert visits.browser(who).get(path).status_code == 403


def test_goods_missing_at_a_count_are_found_again(visits: Visits, world: World) -> None:
    code = world.shelved("A1", 5)
    lines = [{"lot": code, "counted": 4}]
    world.do("bob", "counts", place="A1", position=world.position(), lines=lines)

    status = settle(visits, "alice", discrepancy="1", settlement="found", place="A3")

    assert status == 303
    assert world.inside(code) == {"A1": 4, "A3": 1}
    assert world.discrepancies() == []


def test_alarms_come_first(visits: Visits, world: World) -> None:
    code = world.shelved("A1", 5)
    world.do("bob", "put-aways", thing=code, source="A2", place="A3", quantity=1)
    world.do("alice", "holds", lot=code, reason="recalled")
    world.do("alice", "deliveries", facility="M-1", lines=[{"lot": code, "accepted": 1}])

    page = visits.browser("alice").get("/discrepancies").text

    assert page.index("Goods on hold were handed over") < page.index("Taken from where the books")


def test_a_held_act_says_why_and_is_done_when_the_reason_is_gone(
    visits: Visits, world: World
) -> None:
    code = world.shelved("A1", 5)
    receipt = world.do("bob", "transfers", thing=code, place="B7")
    number = receipt.discrepancies[0]
    world.do("sam", "bins", name="B7", site="North")
    page = visits.browser("alice").get(f"/discrepancy-settlings/new?discrepancy={number}").text

    status = settle(visits, "alice", discrepancy=str(number), settlement="apply")

    assert "An act waits for you" in page
    assert "Moved" in page
    assert "B7 is not known here." in page
    assert status == 303
    assert world.inside(code) == {"B7": 5}


def test_why_an_act_is_held_is_said_in_the_reader_s_language(visits: Visits, world: World) -> None:
    held = world.do("bob", "transfers", thing=world.shelved("A1", 5), place="B7")
    number, alice = held.discrepancies[0], visits.browser("alice")
    why = Reader("ar").say("{code} is not known here.", code="B7")

    paths = ("/discrepancies", f"/discrepancy-settlings/new?discrepancy={number}")
    for path in (*paths, f"/journal/{held.id}", f"/stock?done={held.id}"):
        text = alice.get(path + ("&" if "?" in path else "?") + "language=ar").text
        assert why in unescape(text), path
        assert "not known here" not in text, path


def test_a_discrepancy_says_what_it_is_about(visits: Visits, world: World) -> None:
    lot, line, run = world.shelved("A1", 8), world.line(8), world.run()
    world.do("alice", "allocations", lot=lot, line=line, quantity=8)
    world.do("bob", "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 5}])
    world.do("alice", "wish-list-changes", line=line, asked=2, reason="no_longer_needed")
    told = [{"lot": lot, "line": line, "accepted": 4, "missing": 1}]
    world.do("dora", "deliveries", facility="M-1", run=run, lines=told)

    page = visits.browser("alice").get("/discrepancies").text

    missing, lowered = page.split("Less is asked, but it is packed")
    for said in ("Missing at the gate", "1 piece", f"/wish-lines/{line}", f"/runs/{run}"):
        assert said in missing
    for said in ("disposable nappy", "3 pieces", "/facilities/M-1", f"/wish-lines/{line}"):
        assert said in lowered


def test_a_run_that_does_not_come_out_even_is_named_with_its_van(
    visits: Visits, world: World
) -> None:
    lot, run = world.shelved("A1", 5), world.run()
    world.do("bob", "loadings", run=run, items=[{"lot": lot, "quantity": 5}])
    world.do("bob", "transfers", thing=lot, source="Van 1", place="A1")
    world.do("dora", "run-closings", run=run)

    page = visits.browser("alice").get("/discrepancies").text

    assert "5 pieces · <bdi>Van 1</bdi>" in page
    assert f'<a href="/runs/{run}">' in page


def test_of_what_a_count_found_beyond_the_books_nothing_is_to_be_found(
    visits: Visits, world: World
) -> None:
    lines = [{"lot": world.shelved("A1", 5), "counted": 7}]
    counted = world.do("bob", "counts", place="A1", position=world.position(), lines=lines)
    alice = visits.browser("alice")
    number = counted.discrepancies[0]

    settling = alice.get(f"/discrepancy-settlings/new?discrepancy={number}").text

    assert re.findall(r'name="settlement" value="(\w+)"', settling) == ["accept"]
    listed = alice.get("/discrepancies").text
    assert re.search(r"Counted: .*?7.*? · The books said: .*?5", listed)


def test_who_decides_is_led_to_the_question_that_an_act_opened(
    visits: Visits, world: World
) -> None:
    lot = world.shelved("A1", 5)
    held = world.do("alice", "transfers", thing=lot, place="B7").id
    surprised = world.do("alice", "put-aways", thing=lot, source="A2", place="A3", quantity=1).id
    alice = visits.browser("alice")

    for act in (held, surprised):
        told = alice.get(f"/stock?done={act}").text.split('id="told"')[1]
        assert '<a href="/discrepancies">' in told
        assert "coordinator" not in told.split("</div>")[0]


def test_the_journal_tells_one_act_whole_and_offers_to_undo_it(
    visits: Visits, world: World
) -> None:
    receipt = world.do("bob", "transfers", thing=world.shelved("A1", 5), place="A3")

    page = visits.browser("alice").get(f"/journal/{receipt.id}").text

    assert "Bob" in page
    assert re.search(r"5 × disposable nappy", page)
    assert f"/reversals/new?command={receipt.id}" in page


def test_the_journal_is_asked_alike_for_few_and_for_many(visits: Visits, world: World) -> None:
    alice = visits.browser("alice")
    asked = []
    for _ in range(2):
        with statements(world) as seen:
            alice.get("/journal")
        asked.append(len(seen))
        for number in range(12):
            world.do("sam", "bins", name=f"C{len(asked)}-{number}", site="North")

    assert asked[0] == asked[1] <= 5


def test_a_report_shows_what_its_table_holds(visits: Visits, world: World) -> None:
    world.do("alice", "allocations", lot=world.shelved("A1", 5), line=world.line(8), quantity=5)
    alice = visits.browser("alice")

    page = alice.get("/reports/fulfilment?facility=M-1").text
    link = re.findall(r'href="(/api/reports/[^"]+)"', page)[0]
    table = list(csv.DictReader(io.StringIO(alice.get(link).text)))

    assert [(row["asked"], row["allocated"]) for row in table] == [("8", "5")]
    assert re.findall(r'class="num"><bdi>(\d+)', page)[:2] == ["8", "5"]

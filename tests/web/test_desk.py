"""The coordinator's desk: contradictions settled, the journal read, questions answered."""

from __future__ import annotations

import csv
import io
import re

import pytest

from stockroom.commands import BY_NOUN
from stockroom.web.pages.desk.kinds import KINDS
from stockroom.web.pages.nouns import DONE
from tests.web.visits import Visits, statements
from tests.world import World

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
    assert status == 303
    assert world.inside(code) == {"B7": 5}


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

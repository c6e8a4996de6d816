"""A day on the road in two browsers: Dora's phone without network, Alice's desk beside it.

Five stops: all accepted; two lines refused at a prison's gate; a gate that stays closed; a parcel
that is not there; a refuge. Meanwhile Alice types in another driver's signed sheet, and writes down
what a partner took at the door. Back in reach, the books agree with both of them to the piece.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from stockroom.reports.fulfilment import fulfilment
from stockroom.tables.handovers import DeliveryLine
from stockroom.web.api.reads.scopes import table
from tests.browser import drives
from tests.browser.drives import account, arrive, press, sent, tap, told
from tests.browser.shelf import code_of, url, wedge
from tests.browser.windows import Windows
from tests.driven import PIECES, Loaded
from tests.world import World

FULL, GATE, CLOSED, SHORT, REFUGE = STOPS = ("E-2", "M-1", "R-3", "R-4", "R-5")
ON_PAPER, AT_THE_DOOR = "P-6", "P-7"
TWICE = (GATE, SHORT)  # stops with two parcels
SOON_MS = 20_000
LINE = table(DeliveryLine)


@pytest.fixture
def made(world: World) -> Loaded:
    """Dora's run of today, with its parcels."""
    for code in (CLOSED, SHORT, REFUGE, ON_PAPER, AT_THE_DOOR):
        about: dict[str, Any] = {"kind": "shelter", "language": "fr", "capacity": 9}
        world.do("sam", "facilities", code=code, address=f"{code} invented street", **about)
    proof = {"photo": "forbidden", "paper": "asked"}
    world.do("alice", "facility-changes", facility=REFUGE, proof=proof)
    found = Loaded(world, run(world, "dora", "Van 1", STOPS))
    for code in (*STOPS, *TWICE):
        found.parcel(code)
    return found


def run(world: World, driver: str, van: str, stops: tuple[str, ...]) -> int:
    """A run of today."""
    today = world.clock.now().date().isoformat()
    at = [{"facility": code} for code in stops]
    return int(world.do("alice", "runs", day=today, van=van, driver=driver, stops=at).made["run"])


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_day_on_the_road_agrees_to_the_piece(
    windows: Windows, world: World, made: Loaded
) -> None:
    desk = windows.open("alice", path="/board")
    phone = drives.in_the_van(windows)
    phone.context.set_offline(True)
    drive(phone, world)

    assert told(world) == {}
    by_paper = type_in_a_signed_sheet(windows, world)
    at_the_door = write_down_what_a_partner_took(windows, world)
    phone.context.set_offline(False)
    sent(phone)

    aboard = (len(STOPS) + len(TWICE)) * PIECES
    refused, closed, missing = 2 * 2, PIECES, PIECES
    delivered = aboard - refused - closed - missing
    assert account(world, made.run) == [aboard, delivered, refused + closed, missing, True]
    assert told(world)["deliveries"] == 4 + 2
    assert not any("held" in noun for noun in told(world))
    assert world.discrepancies() == ["missing"]
    the_reports_agree(world, delivered + by_paper + at_the_door, refused)
    every_piece_is_accounted_for(world, delivered + by_paper + at_the_door, refused, missing)
    the_desk_has_seen_it(desk)


def drive(phone: Page, world: World) -> None:
    """The whole run, with nothing but what the phone fetched ahead."""
    tap(phone, "Load the van")
    for code in sealed(world):
        wedge(phone, url(code))
        drives.quiet(phone)
    expect(phone.locator(".drive-missing strong")).to_have_text("0")
    tap(phone, "We are leaving")
    arrive(phone)
    drives.hand_over_everything(phone)
    tap(phone, "We leave here")
    arrive(phone)
    refuse_of_each_line(phone, 2)
    tap(phone, "We leave here", "On to", "Not today", "locked down")
    arrive(phone)
    miss_a_parcel(phone)
    tap(phone, "We leave here")
    arrive(phone)
    tap(phone, "Hand over", "Everything was accepted", "house manager")
    tap(phone, "Write down the handover", "We leave here", "End of the run")
    drives.tap_all(phone)
    tap(phone, "Close the run")


def sealed(world: World) -> list[str]:
    """The codes on the boxes that wait for the van."""
    query = sa.text("SELECT name FROM place JOIN parcel ON parcel.box_id = place.id ORDER BY name")
    with world.house.database.reading() as books:
        return [code_of(world, name) for name in books.execute(query).scalars()]


def refuse_of_each_line(phone: Page, number: int) -> None:
    """At the gate so many of each of two lines are refused, the rest accepted."""
    tap(phone, "Hand over", "Some of it was not")
    for line in range(2):
        press(phone.get_by_role("button", name="Not all").first)
        wrong = phone.locator(".drive-wrong").nth(line)
        for _ in range(number - 1):
            press(wrong.locator(".stepper").first.get_by_role("button", name="more"))
        wrong.locator(".drive-why select").select_option("banned_material")
        drives.quiet(phone)
    tap(phone, "Go on", "officer", "Write down the handover")


def miss_a_parcel(phone: Page) -> None:
    """One of two parcels is not in the van, whatever the list says."""
    tap(phone, "Hand over", "Some of it was not", "Not all")
    refused, missing = (phone.locator(".drive-wrong .stepper").nth(at) for at in (0, 1))
    press(refused.get_by_role("button", name="fewer"))
    for _ in range(PIECES):
        press(missing.get_by_role("button", name="more"))
    tap(phone, "Go on", "nurse", "Write down the handover")


def type_in_a_signed_sheet(windows: Windows, world: World) -> int:
    """Dan has no phone: Alice types his signed sheet in by its number. The pieces on it."""
    paper = Loaded(world, run(world, "dan", "Van 2", (ON_PAPER,)))
    paper.parcel(ON_PAPER)
    number = world.do("alice", "gate-sheets", run=paper.run, facility=ON_PAPER).made[
        "receipt_number"
    ]
    world.do("bob", "loadings", run=paper.run, items=[{"box": paper.ref(ON_PAPER)}])
    world.do("dan", "departures", run=paper.run)
    page = windows.open("alice", path="/receipts/new")
    page.get_by_label("Receipt number").fill(str(number))
    page.get_by_role("button", name="Go on").click()
    choose(page, "received_by", "night desk")
    page.get_by_role("button", name="Write the sheet down").click()
    expect(page.locator("main")).to_contain_text(ON_PAPER)
    world.do("dan", "run-closings", run=paper.run)
    return PIECES


def write_down_what_a_partner_took(windows: Windows, world: World) -> int:
    """Somebody of a facility came to the door; straight from the shelf, on one screen."""
    lot, line = world.shelved("A2", 3), world.line(3, AT_THE_DOOR, size="4")
    world.do("alice", "allocations", lot=lot, line=line, quantity=3)
    page = windows.open("alice", path=f"/deliveries/new?facility={AT_THE_DOOR}")
    choose(page, "way", "collected")
    choose(page, "received_by", "social worker")
    page.locator('main [name="item"]').first.check(force=True)
    page.get_by_role("button", name="Handed over").first.click()
    expect(page).to_have_url(re.compile(r"/deliveries/\d+"))
    return 3


def choose(page: Page, name: str, value: str) -> None:
    """Tap one of a row of choices."""
    page.locator(f'main [name="{name}"][value="{value}"]').first.check(force=True)


def the_reports_agree(world: World, delivered: int, refused: int) -> None:
    """What is told to funders is what was handed over."""
    with world.house.database.reading() as books:
        rows = fulfilment(books, {})
    assert sum(row["delivered"] for row in rows) == delivered
    assert sum(row["refused"] for row in rows) == refused
    open_again = {row["facility"] for row in rows if row["delivered"] < row["asked"]}
    assert open_again == {GATE, CLOSED, SHORT}


def every_piece_is_accounted_for(world: World, accepted: int, refused: int, missing: int) -> None:
    """The records of the handovers have each piece once."""
    sums = [sa.func.sum(LINE.c[name]) for name in ("shipped", "accepted", "refused", "missing")]
    with world.house.database.reading() as books:
        found = list(books.execute(sa.select(*sums)).one())
    assert found == [accepted + refused + missing, accepted, refused, missing]


def the_desk_has_seen_it(desk: Page) -> None:
    """The board that stood open all day tells each stop, and that the run is closed."""
    first = desk.locator(".board-run").first
    expect(first).to_contain_text("missing", timeout=SOON_MS)
    expect(first).to_contain_text("refused")
    expect(first.locator(".is-called_off")).to_have_count(1)

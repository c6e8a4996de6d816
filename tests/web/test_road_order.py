"""The order of a run's stops as a page: moved by hand, checked, planned so, and what it breaks."""

from __future__ import annotations

import re
from datetime import date
from itertools import product
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from stockroom.tables.gates import Clearance, GateRule
from tests.commands.test_run_changes import minutes, order, run_row, stops, three_stops
from tests.web.roads import number_of, packed
from tests.web.visits import EVERYBODY, STRANGER, Browser, Visits, statements

MOST_STATEMENTS = 20


def sent(browser: Browser, run: int, **fields: Any) -> httpx.Response:
    """The form of the order page sent as it is shown, but for these fields."""
    path = f"/runs/{run}/order"
    return browser.post(path, **{**filled(browser.get(path).text), **fields})


def names(page: str) -> list[str]:
    """The stops of the page, in order."""
    return re.findall(r"<h2><bdi>([^<]+)</bdi></h2>", page)


def test_the_order_is_for_the_desk(visits: Visits) -> None:
    run = three_stops(visits.world)

    for path, who in product((f"/runs/{run}/order",), EVERYBODY):
        status = visits.browser(who).get(path).status_code
        expected = 200 if who in ("alice", "sam") else 303 if who == STRANGER else 403
        assert status == expected, who


def test_a_stop_goes_up_and_down_and_nothing_is_planned_until_that_is_said(
    visits: Visits,
) -> None:
    run, alice = three_stops(visits.world), visits.browser("alice")
    first, second, third = (one.id for one in stops(visits.world, run))

    up = sent(alice, run, shown_again=f"up {second}")
    top = sent(alice, run, shown_again=f"up {first}")
    down = sent(alice, run, shown_again=f"down {first}")

    assert names(up.text) == names(down.text) == ["E-2", "M-1", "South"]
    assert names(top.text) == ["M-1", "E-2", "South"]
    assert up.status_code == 200
    assert order(visits.world, run) == [1, 2, None]
    answer = sent(alice, run, order=f"{third} {second} {first}")
    assert answer.status_code == 303
    assert [one.id for one in stops(visits.world, run)] == [third, second, first]


def test_hours_a_new_stop_and_another_van_are_planned_together(visits: Visits) -> None:
    world, run, alice = visits.world, three_stops(visits.world), visits.browser("alice")
    first, second, _ = (one.id for one in stops(world, run))
    donor = world.do("bob", "donors", name="Invented shop").made["donor"]

    page = sent(alice, run, shown_again="check", add=f"donor {donor}")
    assert names(page.text)[-1] == "Invented shop"
    number = number_of(world, "South")
    more = alice.post(
        f"/runs/{run}/order",
        **{**filled(page.text), "shown_again": "check", "add": f"site {number}"},
    )
    assert names(more.text)[-2:] == ["Invented shop", "South"]
    fields = {
        "order": f"-1 {second} {first}", "van": "Van 2", "driver": "dan", "day": "2026-11-24",
        f"at.{first}.from": "09:00", f"at.{first}.until": "11:00", f"at.{first}.service": "45",
        "ends_at": "14:00", "longest_wait_min": "5",
    }  # fmt: skip
    answer = alice.post(f"/runs/{run}/order", **{**filled(more.text), **fields})

    assert answer.status_code == 303
    row = run_row(world, run)
    assert (str(row.day), row.ends_at, row.longest_wait_min) == ("2026-11-24", "14:00", 5)
    found = stops(world, run)
    assert [one.donor_id for one in found] == [donor, None, None]
    assert (found[2].window_from, found[2].service_min) == ("09:00", 45)


def test_what_an_order_breaks_is_said_before_it_is_planned(visits: Visits) -> None:
    world = visits.world
    at = [
        {"facility": "M-1", "window_until": "09:00"},
        {"facility": "E-2", "window_until": "10:00"},
    ]
    run = three_stops(world, stops=at, starts_at="08:00")
    site = run_row(world, run).site_id
    minutes(
        world, ("site", site, "facility", 1, 30), ("facility", 1, "facility", 2, 60),
        ("site", site, "facility", 2, 30), ("facility", 2, "facility", 1, 60),
        ("facility", 2, "site", site, 30), ("facility", 1, "site", site, 30),
    )  # fmt: skip
    first, _second = (one.id for one in stops(world, run))
    alice = visits.browser("alice")

    fine = alice.get(f"/runs/{run}/order").text
    late = sent(alice, run, shown_again=f"down {first}").text

    assert "Everything fits." in fine
    assert "The van is at M-1 at" in late
    assert "must be there by 09:00" in late
    assert "1 thing does not fit." in late


@pytest.mark.parametrize(("kind", "sentence"), [
    ("driver", "does not let this driver in"), ("vehicle", "does not let this van in"),
])  # fmt: skip
def test_a_gate_that_does_not_know_the_driver_or_the_van_is_said(
    kind: str, sentence: str, visits: Visits
) -> None:
    world, run = visits.world, visits.world.run()
    alice = visits.browser("alice")
    row = run_row(world, run)
    rule(world, kind, {})
    whom = {"driver_id": row.driver_id} if kind == "driver" else {"van_id": row.van_id}

    before = alice.get(f"/runs/{run}/order").text
    cleared(world, until="2026-11-22", **whom)
    lapsed = alice.get(f"/runs/{run}/order").text
    cleared(world, until="2026-11-23", **whom)
    after = alice.get(f"/runs/{run}/order").text

    assert sentence in before
    assert sentence in lapsed
    assert sentence not in after


def test_the_hours_of_a_gate_count_where_none_were_agreed(visits: Visits) -> None:
    world, run = visits.world, visits.world.run()
    alice = visits.browser("alice")

    rule(world, "window", {"windows": [{"days": "1", "from": "06:00", "until": "07:00"}]})
    late = alice.get(f"/runs/{run}/order").text
    rule(world, "window", {"windows": [{"days": "2", "from": "06:00", "until": "07:00"}]}, "E-2")
    other = world.run(facility="E-2", van="Van 2")
    closed = alice.get(f"/runs/{other}/order").text

    assert "must be there by 07:00" in late
    assert "The gate of E-2 lets nobody in on that day." in closed


def test_too_heavy_a_load_is_said_with_its_kilograms(visits: Visits) -> None:
    world, run = visits.world, visits.world.run()
    packed(world, 5)
    alice = visits.browser("alice")

    page = alice.get(f"/runs/{run}/order").text
    world.do("alice", "van-changes", van="Van 1", kg=1, litres=1)
    heavy = alice.get(f"/runs/{run}/order").text

    assert "1 parcel" in page
    assert "5 pieces" in page
    assert "has room for 1.0 l" in heavy


def test_another_coordinators_change_is_not_overwritten_by_an_open_page(visits: Visits) -> None:
    run, alice = three_stops(visits.world), visits.browser("alice")
    form = filled(alice.get(f"/runs/{run}/order").text)
    sent(visits.browser("sam"), run, ends_at="15:00")

    answer = alice.post(f"/runs/{run}/order", **{**form, "ends_at": "16:00"})

    assert answer.status_code == 422
    assert "Somebody has changed run" in answer.text
    assert run_row(visits.world, run).ends_at == "15:00"


def test_where_the_van_has_been_stays_first(visits: Visits) -> None:
    world, run = visits.world, three_stops(visits.world)
    first, second, third = (one.id for one in stops(world, run))
    world.do("dora", "stop-arrivals", run=run, stop=second)
    alice = visits.browser("alice")

    page = sent(alice, run, shown_again=f"up {first}")

    assert names(page.text) == ["E-2", "M-1", "South"]
    assert 'name="van"' not in page.text
    answer = sent(alice, run, order=f"{third} {first} {second}")
    assert answer.status_code == 303
    assert [one.id for one in stops(world, run)] == [second, third, first]


@pytest.mark.parametrize(
    "fields",
    [
        {"order": "x"},
        {"day": "soon"},
        {"add": "facility NO-SUCH"},
        {"add": "site x"},
        {"shown_again": "up x"},
        {"order": "-5", "at.-5.is": "facility x/20"},
        {"order": "-5", "at.-5.is": "nothing 3"},
        {"longest_wait_min": "x"},
        {"at.3.to_fetch_kg": "x"},
    ],
)
def test_a_form_that_is_not_ours_is_answered_all_the_same(
    fields: dict[str, str], visits: Visits
) -> None:
    run, alice = three_stops(visits.world), visits.browser("alice")

    answer = sent(alice, run, **fields)

    assert answer.status_code in (200, 303, 400, 422), answer.text[:200]


def test_the_page_takes_few_statements_however_many_stops(visits: Visits) -> None:
    run, alice = three_stops(visits.world), visits.browser("alice")

    with statements(visits.world) as seen:
        alice.get(f"/runs/{run}/order")

    assert len(seen) <= MOST_STATEMENTS


def filled(page: str) -> dict[str, str]:
    """The fields of the order's form as they are shown, without its lists of choices."""
    form = page[page.index('class="stack"') :]
    form = form[: form.index("</form>")]
    return dict(re.findall(r'<input [^>]*?name="([^"]+)"[^>]* value="([^"]*)"', form))


def rule(world: Any, kind: str, facts: dict[str, Any], facility: str = "M-1") -> None:
    """A rule of a gate, as the books keep it."""
    table = GateRule.__table__  # type: ignore[attr-defined]
    with world.house.database.engine.begin() as books:
        books.execute(
            sa.insert(table).values(
                facility_id=1 if facility == "M-1" else 2, kind=kind, facts=facts, action="block",
                source="x", confirmed_on=run_day(), made_in=1,
            )
        )  # fmt: skip


def cleared(world: Any, until: str, **whom: int) -> None:
    """A clearance at M-1."""
    table = Clearance.__table__  # type: ignore[attr-defined]
    with world.house.database.engine.begin() as books:
        books.execute(
            sa.insert(table).values(
                facility_id=1, cleared_until=run_day(until), source="x", made_in=1,
                identity="", **whom,
            )
        )  # fmt: skip


def run_day(text: str = "2026-11-20") -> Any:
    """A day by its text."""
    return date.fromisoformat(text)


def test_another_order_is_suggested_beside_the_present_one_and_taken_with_one_tap(
    visits: Visits,
) -> None:
    world = visits.world
    at = [{"facility": "M-1"}, {"facility": "E-2", "window_until": "09:00"}, {"site": "South"}]
    run = three_stops(world, stops=at)
    site, south = run_row(world, run).site_id, stops(world, run)[2].site_id
    for one, two, taken in (
        (("site", site), ("facility", 1), 40),
        (("site", site), ("facility", 2), 20),
        (("site", site), ("site", south), 60),
        (("facility", 1), ("facility", 2), 40),
        (("facility", 1), ("site", south), 30),
        (("facility", 2), ("site", south), 60),
    ):
        minutes(world, (*one, *two, taken), (*two, *one, taken))
    second = stops(world, run)[1].id
    alice = visits.browser("alice")

    page = sent(alice, run, shown_again="suggest").text
    block = page[page.index("A suggested order") :]
    before = order(world, run)
    form = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', block))
    answer = alice.post(f"/runs/{run}/order", **form)

    assert "must be there by 09:00" in block
    assert before == [1, 2, None]
    assert answer.status_code == 303
    assert stops(world, run)[0].id == second
    same = sent(alice, run, shown_again="suggest").text
    assert "the order is good as it is" in same

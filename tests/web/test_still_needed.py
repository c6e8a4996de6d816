"""Still needed? is asked of whom goods are about to go to, once, and answered in one tap."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.web.visits import Browser, Visits
from tests.words import tells

QUESTION = "Still needed?"
SILENT = "has not said whether"
FORM = re.compile(r'<form[^>]*action="/need-answers/new">(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def line(visits: Visits) -> int:
    """A line of M-1 with goods promised to it, and no run yet."""
    number = visits.world.line(6)
    lot = visits.world.shelved(quantity=6)
    visits.world.do("alice", "allocations", lot=lot, line=number, quantity=6)
    return number


def one_tap(browser: Browser, path: str) -> int:
    """Press the first button of that page that answers; gives the status."""
    found = FORM.findall(browser.get(path).text)[0]
    return browser.post("/need-answers/new", **dict(FIELD.findall(found))).status_code


def is_asked(visits: Visits, who: str = "fatima") -> bool:
    """Whether somebody's home asks the question."""
    return "still-question" in visits.browser(who).get("/").text


def test_nobody_is_asked_before_a_run_is_planned_or_a_parcel_sealed(
    visits: Visits, line: int
) -> None:
    assert not is_asked(visits)

    visits.world.run()

    assert is_asked(visits)
    assert not is_asked(visits, "farid")


def test_a_sealed_parcel_asks_too(visits: Visits) -> None:
    world = visits.world
    line, lot = world.line(6), world.shelved(quantity=6)
    world.do("bob", "packings", lot=lot, line=line, quantity=6, box="Box one")
    assert not is_asked(visits)

    world.do("bob", "sealings", box="Box one", facility="M-1")

    assert is_asked(visits)


def test_one_tap_says_yes_to_all_that_was_shown(visits: Visits, line: int) -> None:
    visits.world.run()
    fatima = visits.browser("fatima")

    assert one_tap(fatima, "/") == 303

    assert not is_asked(visits)
    assert "by telephone" not in visits.browser("alice").get(f"/wish-lines/{line}").text
    assert QUESTION in visits.browser("alice").get(f"/wish-lines/{line}").text


def test_line_by_line_fewer_are_asked_from_then_on(visits: Visits, line: int) -> None:
    visits.world.run()
    fatima = visits.browser("fatima")
    page = FORM.findall(fatima.get("/need-answers/new").text)[1]
    form = dict(FIELD.findall(page.partition("<fieldset")[0])) | {"line": str(line)}

    wrong = fatima.post(
        "/need-answers/new", **form, **{f"say.{line}": "fewer", f"fewer.{line}": ""}
    )
    right = fatima.post(
        "/need-answers/new", **form, **{f"say.{line}": "fewer", f"fewer.{line}": "٤"}
    )

    assert wrong.status_code == 422
    assert right.status_code == 303
    assert "4 asked" in visits.browser("alice").get(f"/wish-lines/{line}").text


def test_nothing_said_is_no_answer(visits: Visits, line: int) -> None:
    visits.world.run()
    fatima = visits.browser("fatima")
    page = FORM.findall(fatima.get("/need-answers/new").text)[1]

    answer = fatima.post("/need-answers/new", **dict(FIELD.findall(page.partition("<fields")[0])))

    assert answer.status_code == 422
    assert is_asked(visits)


def test_a_coordinator_sees_who_is_silent_and_answers_by_telephone(
    visits: Visits, line: int
) -> None:
    run = visits.world.run()
    alice = visits.browser("alice")
    for path in (f"/runs/{run}", "/wish-lists/1"):
        assert SILENT in alice.get(path).text
    assert "M-1" in alice.get("/need-answers").text

    assert one_tap(alice, f"/runs/{run}") == 303

    for path in (f"/runs/{run}", "/wish-lists/1"):
        assert SILENT not in alice.get(path).text
    assert "by telephone" in alice.get(f"/wish-lines/{line}").text
    assert not is_asked(visits)


def test_those_who_load_are_warned_and_not_stopped(visits: Visits) -> None:
    world = visits.world
    line, lot, run = world.line(6), world.shelved(quantity=6), world.run()
    world.do("bob", "picks", lot=lot, line=line, quantity=6)
    dora = visits.browser("dora")

    page = dora.get(f"/runs/{run}/load").text
    world.do("dora", "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 6}])

    assert SILENT in page
    assert "/need-answers/new" not in page
    assert world.inside(lot) == {f"Van 1/{line}": 6}


def test_the_question_comes_again_after_a_handover_and_after_fourteen_days(
    visits: Visits, line: int
) -> None:
    world = visits.world
    world.run()
    assert one_tap(visits.browser("fatima"), "/") == 303
    world.do("bob", "deliveries", facility="M-1", lines=[{"lot": world.shelved(), "accepted": 1}])
    assert is_asked(visits)

    assert one_tap(visits.browser("fatima"), "/") == 303
    world.clock.forward(timedelta(days=13))
    assert not is_asked(visits)
    world.clock.forward(timedelta(days=1, seconds=1))

    assert is_asked(visits)


def test_the_ready_text_names_no_goods_and_no_place(visits: Visits, line: int) -> None:
    visits.world.run()

    page = visits.browser("alice").get("/need-answers").text
    text = page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]

    assert "encore" in text or "still" in text.lower()
    assert not tells(text, "M-1")
    for word in ("nappies", "Nappies", "invented"):
        assert word not in text


def test_only_the_desk_sees_who_is_silent(visits: Visits) -> None:
    for who in ("bob", "dora", "fatima", "sue"):
        assert visits.browser(who).get("/need-answers").status_code == 403
    assert visits.browser("bob").get("/need-answers/new").status_code == 403

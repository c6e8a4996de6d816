"""What facilities are to be told stands as text on the run's and the delivery's page, to copy."""

from __future__ import annotations

import html
from datetime import timedelta

import pytest
import sqlalchemy as sa

from stockroom.commands.due_notices import NOTICE
from tests.keeping import posting
from tests.keeping.catcher import catching
from tests.web.test_wishes import send
from tests.web.visits import EVERYBODY, STRANGER, Visits, statements

NEW, LIST = "/notices/new", "/notices"
WINDOW = {"window_from": "09:00", "window_until": "11:00"}
SAID = "tomorrow 2026-11-22 09:00-11:00"


def text(visits: Visits, path: str) -> str:
    """What Alice reads there."""
    answer = visits.browser("alice").get(path)
    assert answer.status_code == 200, path
    return html.unescape(answer.text)


def planned(visits: Visits) -> int:
    """A run that stops at M-1 tomorrow, which reads English and has no e-mail address."""
    visits.world.do("alice", "facility-changes", facility="M-1", language="en")
    tomorrow = (visits.world.clock.now() + timedelta(days=1)).date().isoformat()
    stops = [{"facility": "M-1", **WINDOW}]
    made = visits.world.do("alice", "runs", day=tomorrow, van="Van 1", driver="dora", stops=stops)
    return int(made.made["run"])


def test_who_has_no_mail_is_told_by_text_from_the_runs_page(visits: Visits) -> None:
    run = planned(visits)
    page = text(visits, f"/runs/{run}")
    assert "We plan to come tomorrow, Sunday 22 November 2026, between 09:00 and 11:00." in page
    assert "No mail goes to them" in page

    browser = visits.browser("alice")
    send(browser, NEW, f"{NEW}?run={run}&facility=M-1", run=str(run), facility="M-1", said=SAID)

    assert "We plan to come" not in text(visits, f"/runs/{run}")
    assert "told by one of us" in text(visits, LIST)


def test_a_plan_that_changed_since_it_was_shown_is_not_taken_for_told(visits: Visits) -> None:
    run = planned(visits)
    other = [{"stop": 1, "window_from": "13:00", "window_until": "15:00"}]
    visits.world.do("alice", "run-changes", run=run, seen=10**9, stops=other)
    browser = visits.browser("alice")

    answer = send(
        browser, NEW, f"{NEW}?run={run}&facility=M-1", run=str(run), facility="M-1", said=SAID
    )

    assert "changed meanwhile" in html.unescape(answer.text)
    assert "13:00" in answer.text


def test_a_handover_is_told_from_its_page(visits: Visits) -> None:
    visits.world.do("alice", "facility-changes", facility="M-1", language="en")
    delivery = posting.hands_over(visits.world)
    assert "Something was handed over to your house today." in text(
        visits, f"/deliveries/{delivery}"
    )

    told = {"delivery": str(delivery), "said": "handed_over 2026-11-21"}
    send(visits.browser("alice"), NEW, f"{NEW}?delivery={delivery}", **told)

    assert "handed over to your house" not in text(visits, f"/deliveries/{delivery}")


def test_a_mail_that_was_perhaps_taken_is_shown_so(visits: Visits) -> None:
    world, run = visits.world, planned(visits)
    world.do("alice", "facility-changes", facility="M-1", email=posting.HOUSE)
    with catching() as catcher:
        posting.mails_at(world, catcher.port)
        assert posting.post_of(world)._claim(set()) is not None

    page = text(visits, f"/runs/{run}")
    assert "Perhaps they have it already" in page
    assert "The same mail goes once more by itself, unless you tell them." in page

    browser = visits.browser("alice")
    send(browser, NEW, f"{NEW}?run={run}&facility=M-1", run=str(run), facility="M-1", said=SAID)
    assert "Perhaps they have it" not in text(visits, LIST)


def test_a_mail_that_nobody_took_asks_the_desk(visits: Visits) -> None:
    assert "Notices not sent" not in text(visits, "/")
    with catching() as catcher:
        posting.mails_at(visits.world, catcher.port)
        visits.world.do("alice", "facility-changes", facility="M-1", email=posting.FULL)
        posting.hands_over(visits.world)
        posting.post_of(visits.world).round()

    assert "Notices not sent" in text(visits, "/")
    page = text(visits, LIST)
    assert "552 5.2.2" in page
    assert posting.FULL not in page


@pytest.mark.parametrize("path", [LIST, f"{NEW}?delivery=1"])
def test_notices_are_the_desks(visits: Visits, path: str) -> None:
    posting.hands_over(visits.world)
    for login in (*EVERYBODY, STRANGER):
        answer = visits.browser(login).get(path)
        assert (answer.status_code == 200) == (login in ("alice", "sam")), login


def test_the_page_takes_no_more_statements_for_more_notices(visits: Visits) -> None:
    browser = visits.browser("alice")
    counted = []
    for _round in range(2):
        posting.hands_over(visits.world)
        browser.get(LIST)
        with statements(visits.world) as seen:
            browser.get(LIST)
        counted.append(len(seen))

    few, many = counted
    assert many <= few <= 12
    with visits.world.house.database.reading() as books:
        assert books.execute(sa.select(NOTICE.c.id)).all() == []

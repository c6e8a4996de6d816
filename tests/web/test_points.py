"""Where a place lies is typed on a page, and no page shows it again."""

from __future__ import annotations

from tests.web.filling import done, send
from tests.web.visits import Visits

NEW = "/points/new"


def test_points_of_two_places_become_minutes_between_them(visits: Visits) -> None:
    alice = visits.browser("alice")
    page = alice.get(NEW).text
    site = page.split('<option value="site-')[1].split('"')[0]

    for place, point in ((f"site-{site}", "43.2965, 5.3698"), ("facility-1", "43.3611, 5.3103")):
        gone_to = done(alice, NEW, {"place": place, "point": point})
        assert gone_to == f"/travel-times?from={place}"

    shown = alice.get(f"/travel-times?from=site-{site}").text
    assert 'value="20"' in shown
    assert "43.29" not in shown + alice.get(NEW).text + alice.get("/travel-times").text


def test_what_is_no_point_comes_back_without_what_was_typed(visits: Visits) -> None:
    alice = visits.browser("alice")

    answer = send(alice, NEW, {"place": "facility-1", "point": "43.29 the mill"})
    unknown = send(alice, NEW, {"place": "facility-999", "point": "1, 2"})

    assert (answer.status_code, unknown.status_code) == (422, 422)
    assert "latitude and longitude" in answer.text
    assert "the mill" not in answer.text


def test_the_page_is_for_the_desk(visits: Visits) -> None:
    seen = {
        who: visits.browser(who).get(NEW).status_code for who in ("alice", "sam", "bob", "dora")
    }

    assert seen == {"alice": 200, "sam": 200, "bob": 403, "dora": 403}

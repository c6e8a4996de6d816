"""A facility's staff come in by a link, as that facility and no longer than the link lasts."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.errors import Refused
from stockroom.portal import WRONG_FROM_ADDRESS
from stockroom.web.door import PERSON, SESSION
from tests.keeping import hands
from tests.web.visits import CSRF, EVERYBODY, Browser, Visits, cookie_lines
from tests.words import tells

ENDED, NOTHING = "This link has ended", "This opens nothing"
SHOWN = re.compile(r'<bdi class="code" dir="ltr">([0-9A-Z-]{24})</bdi>')
LINK = re.compile(r"/portal-links/(\d+)")


def made(visits: Visits, facility: str = "M-1", days: int = 90) -> tuple[int, str]:
    """A link that a coordinator made and showed: its number and its secret."""
    receipt = visits.world.do(
        "alice", "portal-links", facility=facility, for_whom="night desk", days=days
    )
    link = int(receipt.made["link"])
    return link, visits.world.house.portal.draw(link)


def brought(visits: Visits, secret: str) -> Browser:
    """A browser that hands a secret in."""
    browser = visits.browser()
    csrf = CSRF.findall(browser.get("/portal").text)[0]
    browser.answer = browser.post("/portal", secret=secret, csrf=csrf)
    return browser


def test_a_coordinator_makes_a_link_and_sees_its_secret_once(visits: Visits) -> None:
    alice = visits.browser("alice")
    page = alice.get("/portal-links/new?facility=M-1").text
    form = dict(re.findall(r'name="(id|csrf)" value="([^"]+)"', page.partition("<main")[2]))

    gone_to = alice.post(
        "/portal-links/new", facility="M-1", for_whom="night desk", days="30", **form
    ).headers["location"]
    number = LINK.findall(gone_to)[0]
    shown = alice.post(f"/portal-links/{number}/secret", csrf=alice.csrf())
    again = alice.post(f"/portal-links/{number}/secret", csrf=alice.csrf())

    secret = SHOWN.findall(shown.text)[0]
    assert f"/portal#{secret.replace('-', '')}" in shown.text
    assert not tells(shown.text.partition("data-secret")[2].partition("</section>")[0], "M-1")
    assert again.status_code == 422
    assert SHOWN.findall(again.text) == []
    assert brought(visits, secret).get("/").status_code == 200


def test_the_link_opens_its_own_facility_and_not_the_twin(visits: Visits) -> None:
    ours = visits.world.do("alice", "wish-lists", facility="M-1", lines=[wanted()]).made[
        "wish_list"
    ]
    theirs = visits.world.do("alice", "wish-lists", facility="E-2", lines=[wanted()]).made[
        "wish_list"
    ]
    _link, secret = made(visits, "M-1")

    browser = brought(visits, secret)

    assert browser.get(f"/wish-lists/{ours}").status_code == 200
    assert browser.get(f"/wish-lists/{theirs}").status_code == 404
    assert browser.get("/facilities/M-1").status_code == 403


def wanted() -> dict[str, object]:
    """A line of a wish list."""
    return {"product": "NP-DISP", "quantity": 3, "urgency": "tonight"}


@pytest.mark.parametrize("typed", ["{}", " {} ", "https://stock.example/portal#{}"])
def test_the_letters_may_be_typed_or_pasted(typed: str, visits: Visits) -> None:
    _link, secret = made(visits)

    browser = brought(visits, typed.format(secret.lower()))

    assert browser.answer.status_code == 303
    assert browser.answer.headers["location"] == "/"


def test_a_link_serves_again_until_it_ends(visits: Visits) -> None:
    link, secret = made(visits, days=2)
    for _ in range(WRONG_FROM_ADDRESS + 1):
        assert brought(visits, secret).answer.status_code == 303

    visits.world.do("alice", "portal-link-endings", link=link)
    revoked = brought(visits, secret)
    other = made(visits, days=2)[1]
    visits.world.clock.forward(timedelta(days=2))
    expired = brought(visits, other)

    for browser in (revoked, expired):
        assert browser.answer.status_code == 401
        assert ENDED in browser.answer.text
        assert browser.get("/").headers["location"] == "/sign-in"


def test_ending_a_link_signs_out_whoever_came_in_by_it(visits: Visits) -> None:
    link, secret = made(visits)
    browser = brought(visits, secret)
    assert browser.get("/wish-lists").status_code == 200

    visits.world.do("alice", "portal-link-endings", link=link)

    assert sessions_of_links(visits) == 0
    assert browser.get("/wish-lists").headers["location"].startswith("/sign-in")
    again = visits.browser("alice").get(f"/portal-links/{link}").text
    assert "/secret" not in again


def sessions_of_links(visits: Visits) -> int:
    """How many browsers are signed in by a link."""
    query = (
        sa.select(sa.func.count())
        .select_from(SESSION.join(PERSON, PERSON.c.id == SESSION.c.person_id))
        .where(PERSON.c.login.contains("-link-"))
    )
    with visits.world.house.database.reading() as books:
        return int(books.execute(query).scalar_one())


@pytest.mark.parametrize(
    "more",
    [
        {"password": "a long sentence to remember"},
        {"role": "coordinator", "facility": ""},
        {"facility": "E-2"},
        {"lapsed": False},
    ],
)
def test_nobody_makes_more_of_a_link_than_it_stands_for(
    visits: Visits, more: dict[str, Any]
) -> None:
    receipt = visits.world.do("alice", "portal-links", facility="M-1", for_whom="night desk")

    with pytest.raises(Refused) as refused:
        visits.world.do("sam", "person-changes", login=receipt.made["login"], **more)

    assert refused.value.reason == "by_link"
    visits.world.do("sam", "person-changes", login=receipt.made["login"], lapsed=True)


def test_a_session_ends_with_its_link(visits: Visits) -> None:
    _link, secret = made(visits, days=1)
    visits.world.clock.forward(timedelta(hours=23))
    browser = brought(visits, secret)
    assert browser.get("/wish-lists").status_code == 200

    visits.world.clock.forward(timedelta(hours=1))

    assert browser.get("/wish-lists").status_code == 303


def test_a_facility_that_we_serve_no_more_is_not_let_in(visits: Visits) -> None:
    _link, secret = made(visits)

    visits.world.do("alice", "facility-changes", facility="M-1", active=False)

    assert ENDED in brought(visits, secret).answer.text


def test_guessing_is_slowed_down_and_forgiven_after_an_hour(visits: Visits) -> None:
    _link, secret = made(visits)
    for _ in range(WRONG_FROM_ADDRESS):
        guess = brought(visits, "7K3Q" * 5).answer
        assert (guess.status_code, NOTHING in guess.text) == (401, True)

    slowed = brought(visits, secret).answer
    visits.world.clock.forward(timedelta(hours=1, seconds=1))

    assert slowed.status_code == 429
    assert brought(visits, secret).answer.status_code == 303


def test_a_link_that_was_never_shown_opens_for_nobody(visits: Visits) -> None:
    receipt = visits.world.do("alice", "portal-links", facility="M-1", for_whom="office")

    for guess in (receipt.id, receipt.id.replace("-", ""), "", "0" * 20):
        assert brought(visits, guess).answer.status_code == 401


def test_a_replayed_form_without_its_own_cookie_opens_nothing(visits: Visits) -> None:
    _link, secret = made(visits)
    csrf = CSRF.findall(visits.browser().get("/portal").text)[0]

    replayed = visits.browser().post("/portal", secret=secret, csrf=csrf)

    assert replayed.status_code == 403


def test_the_person_of_a_link_cannot_sign_in_with_a_password(visits: Visits) -> None:
    receipt = visits.world.do("alice", "portal-links", facility="M-1", for_whom="night desk")
    login = receipt.made["login"]

    assert re.fullmatch(r"m-1-link-[0-9a-z]{4}", login)
    for password in ("", "x", "night desk"):
        assert visits.browser().sign_in(login, password).status_code == 401


def test_whoever_is_signed_in_as_one_of_us_is_asked_first(visits: Visits) -> None:
    assert "data-asks" in visits.browser("alice").get("/portal").text
    for who in ("fatima", "charlie"):
        assert "data-asks" not in visits.browser(who).get("/portal").text


def test_only_those_who_decide_make_end_and_show_links(visits: Visits) -> None:
    for who in EVERYBODY:
        receipt = visits.world.do("alice", "portal-links", facility="M-1", for_whom=f"desk {who}")
        number = receipt.made["link"]
        browser = visits.browser(who)
        may = who in ("alice", "sam")

        for path in ("/portal-links", "/portal-links/new", f"/portal-links/{number}"):
            assert (browser.get(path).status_code == 200) == may, (who, path)
        csrf = CSRF.findall(browser.get("/me").text)
        shown = browser.post(f"/portal-links/{number}/secret", csrf=csrf[0] if csrf else "")
        assert (shown.status_code == 200) == may, who


def test_the_session_cookie_is_like_any_other(visits: Visits) -> None:
    answer = brought(visits, made(visits)[1]).answer

    cookie = next(one for one in cookie_lines(answer) if one.startswith("stockroom="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_the_secret_is_in_no_log_no_journal_and_no_backup(
    visits: Visits, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alice = visits.browser("alice")
    receipt = visits.world.do("alice", "portal-links", facility="M-1", for_whom="night desk")
    number = receipt.made["link"]
    secret = SHOWN.findall(alice.post(f"/portal-links/{number}/secret", csrf=alice.csrf()).text)[0]
    assert brought(visits, secret).answer.status_code == 303

    made_backup = hands.take(visits.world.house, tmp_path / "kept")

    written = capsys.readouterr().err.encode()
    kept = b"".join(path.read_bytes() for path in hands.files_of(made_backup.path))
    for spelling in (secret, secret.replace("-", ""), secret.lower()):
        assert spelling.encode() not in kept
        assert spelling.encode() not in written
    assert b"/portal-links/{" in written or b"/portal" in written
